"""Rows → core values: what `core.organisation` says of the association, but for its accounting and annual report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from samverk.apps.organisation import enums
from samverk.apps.organisation.joined import with_parts
from samverk.apps.organisation.models import Association, Charter, IncomeSource, Mandate, Member, Officer
from samverk.core import organisation as core
from samverk.core.shares import lawful_shares, party_shares
from samverk.core.statements.profile import AccountingProfile


def association_facts(
    association: Association, accounting: AccountingProfile, annual_report: core.AnnualReportFacts
) -> core.Association:
    """The association as core knows it. One that is being set up may still lack members and municipalities."""
    known = with_parts(association.members.select_related("paid_by"), "shares")
    return core.Association.model_construct(
        name=association.name,
        full_name=association.full_name,
        org_number=association.org_number,
        seat=association.seat,
        municipalities=tuple(association.municipalities),
        formed=association.formed,
        members=tuple(member(row) for row in known if row.shares.all()),
        income_sources=tuple(income_source(row) for row in _linked(association.income_sources.all(), known)),
        accounting=accounting,
        charters=charters_of(association),
        mandates=mandates_of(association),
        officers=tuple(officer(row) for row in _linked(association.officers.all(), known)),
        note_texts=dict(association.note_texts),
        annual_report=annual_report,
    )


def _linked(rows: QuerySet[Any], members: Iterable[Member]) -> list[Any]:
    """Rows with links to members that are known already."""
    by_key = {row.pk: row for row in members}
    found = with_parts(rows, "member_links")
    for row in found:
        for link in row.member_links.all():
            link.member = by_key[link.member_id]
    return found


def member(row: Member) -> core.Member:
    """A member with its shares."""
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


def income_source(row: IncomeSource) -> core.IncomeSource:
    """A row of income."""
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
    return tuple(charter(row) for row in with_parts(association.charters.all(), "ceilings"))


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


def officer(row: Officer) -> core.Officer:
    """A person with a function outside the board."""
    return core.Officer(
        name=row.name,
        role=core.OfficerRole[enums.OfficerRole(row.role).name],
        title=row.title,
        represents=tuple(link.member.name for link in row.member_links.all()),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def charter_on(association: Association, day: date) -> Charter | None:
    """The charter version in force on `day`, None when none is known."""
    found: Charter | None = association.charters.filter(valid_from__lte=day).order_by("-valid_from").first()
    return found


def is_set_up(association: Association) -> bool:
    """True when there is enough to write a report from: municipalities, and members with shares."""
    return bool(association.municipalities) and association.members.filter(shares__isnull=False).exists()


# ── how it stands on a day ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PartyShare:
    """What a party contributes on a day and what the law says of it (FinsamL 5 and 5 a §§)."""

    name: str
    share: Fraction
    lawful: Fraction

    @property
    def holds(self) -> bool:
        """True when the two are the same."""
        return self.share == self.lawful


@dataclass(frozen=True, slots=True)
class SharesOnDay:
    """The members' shares on a day: each member's row and share, and the parties against the law."""

    members: tuple[tuple[Member, Fraction], ...]
    parties: tuple[PartyShare, ...]

    @property
    def total(self) -> Fraction:
        """All shares together; 1 when every krona has a payer."""
        return sum((share for _, share in self.members), Fraction(0))

    @property
    def holds(self) -> bool:
        """True when every party contributes what the law says."""
        return all(party.holds for party in self.parties)


def shares_on(association: Association, day: date) -> SharesOnDay:
    """The members' shares on `day`, members without a share then included."""
    rows = list(association.members.select_related("paid_by").prefetch_related("shares"))
    parts: dict[str, Any] = {"members": tuple(member(row) for row in rows if row.shares.all())}
    known = core.Association.model_construct(**parts)
    shares = {each.name: each.share_on(day) for each in known.members}
    found, lawful = party_shares(known, day), lawful_shares(known, day)
    parties = (
        PartyShare("Staten", found.state, lawful.state),
        PartyShare("Regionerna", found.region, lawful.region),
        PartyShare("Kommunerna", found.municipality, lawful.municipality),
    )
    return SharesOnDay(tuple((row, shares.get(row.name, Fraction(0))) for row in rows), parties)


@dataclass(frozen=True, slots=True)
class SeatsOfMember:
    """Who sits for a member on a day: ordinary members, the chair first, and deputies in their turn."""

    member: Member
    board_members: tuple[Mandate, ...]
    deputies: tuple[Mandate, ...]


_CHAIRS = {enums.BoardFunction.CHAIR.value: 0, enums.BoardFunction.VICE_CHAIR.value: 1, "": 2}


def board_on(association: Association, day: date) -> tuple[SeatsOfMember, ...]:
    """Who sits on the board on `day`, by member in the members' order."""
    seated: dict[Member, list[Mandate]] = {row: [] for row in association.members.all()}
    for row in association.mandates.on(day).select_related("member"):
        seated[row.member].append(row)
    return tuple(
        SeatsOfMember(
            each,
            tuple(sorted((m for m in rows if m.seat == enums.Seat.BOARD_MEMBER), key=lambda m: _CHAIRS[m.function])),
            tuple(sorted((m for m in rows if m.seat == enums.Seat.DEPUTY), key=lambda m: m.order or 10_000)),
        )
        for each, rows in seated.items()
    )


def members_without_auditor(association: Association, day: date) -> list[str]:
    """The members for whom no auditor on `day` is known (FinsamL 25 §). Those that have left are not asked."""
    auditors = association.officers.on(day).filter(role=enums.OfficerRole.AUDITOR)
    audited = set(auditors.values_list("member_links__member_id", flat=True))
    current = association.members.filter(Q(left__isnull=True) | Q(left__gte=day)).exclude(pk__in=audited - {None})
    return [row.name for row in current]
