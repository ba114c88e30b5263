"""Rows → core values: what `core.organisation` says of the association, but for its accounting and annual report."""

from __future__ import annotations

from datetime import date

from samverk.apps.organisation import enums
from samverk.apps.organisation.models import Association, Charter, IncomeSource, Mandate, Member, Officer
from samverk.core import organisation as core
from samverk.core.statements.profile import AccountingProfile


def association_facts(
    association: Association, accounting: AccountingProfile, annual_report: core.AnnualReportFacts
) -> core.Association:
    """The association as core knows it. One that is being set up may still lack members and municipalities."""
    return core.Association.model_construct(
        name=association.name,
        full_name=association.full_name,
        org_number=association.org_number,
        seat=association.seat,
        municipalities=tuple(association.municipalities),
        formed=association.formed,
        members=members_of(association),
        income_sources=income_sources_of(association),
        accounting=accounting,
        charters=charters_of(association),
        mandates=mandates_of(association),
        officers=officers_of(association),
        note_texts=dict(association.note_texts),
        annual_report=annual_report,
    )


def members_of(association: Association) -> tuple[core.Member, ...]:
    """The members with their shares, in order."""
    rows = association.members.select_related("paid_by").prefetch_related("shares")
    return tuple(_member(row) for row in rows if row.shares.all())


def _member(row: Member) -> core.Member:
    return core.Member(
        name=row.name,
        kind=core.MemberKind[enums.MemberKind(row.kind).name],
        shares=tuple(
            core.ShareKey(share=key.share, valid_from=key.valid_from, valid_to=key.valid_to) for key in row.shares.all()
        ),
        paid_by=row.paid_by.name if row.paid_by else None,
        joined=row.joined,
        left=row.left,
    )


def income_sources_of(association: Association) -> tuple[core.IncomeSource, ...]:
    """The rows of income, in order."""
    rows = association.income_sources.prefetch_related("member_links__member")
    return tuple(_income_source(row) for row in rows)


def _income_source(row: IncomeSource) -> core.IncomeSource:
    return core.IncomeSource(
        id=row.code,
        name=row.name,
        short_name=row.short_name,
        kind=core.IncomeKind[enums.IncomeKind(row.kind).name],
        members=tuple(link.member.name for link in row.member_links.all()),
        accounts=tuple(row.accounts),
    )


def charters_of(association: Association) -> tuple[core.Charter, ...]:
    """The versions of the charter, in order."""
    return tuple(charter(row) for row in association.charters.prefetch_related("ceilings"))


def charter(row: Charter) -> core.Charter:
    """A version of the charter."""
    return core.Charter(
        valid_from=row.valid_from,
        interim_report=row.interim_report,
        notice_board=row.notice_board,
        archive_authority=row.archive_authority,
        notice_period_years=row.notice_period_years,
        auditor_fees_paid_by=row.auditor_fees_paid_by,
        quorum=row.quorum,
        remuneration=row.remuneration,
        saved_funds_ceilings=tuple(
            core.SavedFundsCeiling(
                share=ceiling.share,
                base=core.CeilingBase[enums.CeilingBase(ceiling.base).name],
                source=ceiling.source,
            )
            for ceiling in row.ceilings.all()
        ),
    )


def mandates_of(association: Association) -> tuple[core.Mandate, ...]:
    """The seats on the board over time, in order."""
    return tuple(mandate(row) for row in association.mandates.select_related("member"))


def mandate(row: Mandate) -> core.Mandate:
    """A seat held for a time."""
    return core.Mandate(
        name=row.name,
        member=row.member.name,
        seat=core.Seat[enums.Seat(row.seat).name],
        function=core.BoardFunction[enums.BoardFunction(row.function).name] if row.function else None,
        order=row.order,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def officers_of(association: Association) -> tuple[core.Officer, ...]:
    """People with a function outside the board, in order."""
    return tuple(_officer(row) for row in association.officers.prefetch_related("member_links__member"))


def _officer(row: Officer) -> core.Officer:
    return core.Officer(
        name=row.name,
        role=core.OfficerRole[enums.OfficerRole(row.role).name],
        title=row.title,
        represents=tuple(link.member.name for link in row.member_links.all()),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def charter_on(association: Association, day: date) -> core.Charter | None:
    """The charter version in force on `day`, None when none is known."""
    found = association.charters.filter(valid_from__lte=day).order_by("-valid_from").first()
    return None if found is None else charter(found)


def is_set_up(association: Association) -> bool:
    """True when there is enough to write a report from: municipalities, and members with shares."""
    return bool(association.municipalities) and association.members.filter(shares__isnull=False).exists()
