"""The whole association replaced by what a facts directory says."""

from __future__ import annotations

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.organisation import values
from samverk.apps.organisation.models import (
    Association,
    Charter,
    IncomeSource,
    IncomeSourceMember,
    Member,
    Officer,
    OfficerMember,
    SavedFundsCeiling,
    ShareKey,
)
from samverk.apps.organisation.perms import CHANGE_ASSOCIATION
from samverk.apps.organisation.replacing import Replaced, point, remove_rows, replace_rows, touch, write_values
from samverk.apps.organisation.usage import refuse_budgeted
from samverk.apps.planning.enums import Side
from samverk.core import organisation as core


@action(CHANGE_ASSOCIATION)
def replace_association(act: Act, facts: core.Association) -> None:
    """Make members, income sources, charters, mandates and officers equal `facts`.

    Accounting and annual report belong to other apps. Raises RefusedChange when `facts` is another association's, or
    when something that is used elsewhere would go.
    """
    association: Association = act.association
    if facts.org_number != association.org_number:
        raise RefusedChange(
            f"Filerna gäller {facts.name} med organisationsnummer {facts.org_number}, men du är inne i "
            f"{association.name} med {association.org_number}. Läs in filerna i rätt förbund, eller rätta numret."
        )
    own = values.own_values(facts)
    is_changed = any(getattr(association, name) != value for name, value in own.items())
    if is_changed:
        write_values(association, own)
    members = _replace_members(association, facts.members)
    by_name = {row.name: row for row in members.rows}
    parts = [
        members,
        _replace_income_sources(association, facts.income_sources, by_name),
        _replace_charters(association, facts.charters),
        replace_rows(
            association.mandates.all(),
            [values.mandate_values(each, by_name) for each in facts.mandates],
            ("name", "member_id", "seat", "valid_from"),
            association=association,
        ),
        _replace_officers(association, facts.officers, by_name),
    ]
    Member.objects.filter(pk__in=[row.pk for row in members.gone]).update(paid_by=None)
    remove_rows(members.gone)
    if is_changed or any(part.is_changed for part in parts):
        names = ("medlemmar", "intäktskällor", "lydelser av förbundsordningen", "mandat", "funktionärer")
        after = {name: [str(row) for row in part.rows] for name, part in zip(names, parts, strict=True)}
        act.tell(association, "Ersatte förbundets uppgifter med dem i faktafilerna.", after=after)
    else:
        act.nothing()


def _replace_members(association: Association, wanted: tuple[core.Member, ...]) -> Replaced:
    """Members with shares; those no longer wanted are left for the caller, for others may still point to them."""
    replaced = replace_rows(
        association.members.all(),
        [values.member_values(each) for each in wanted],
        ("name",),
        keep_gone=True,
        association=association,
    )
    by_name = {row.name: row for row in replaced.rows}
    for row, member in zip(replaced.rows, wanted, strict=True):
        point(row, "paid_by", by_name[member.paid_by] if member.paid_by else None, replaced)
        if replace_shares(row, member).is_changed:
            touch(row, replaced)
    return replaced


def replace_shares(row: Member, member: core.Member) -> Replaced:
    """Make the member's shares equal those of `member`."""
    return replace_rows(ShareKey.objects.filter(member=row), values.share_values(member), ("valid_from",), member=row)


def _replace_income_sources(
    association: Association, wanted: tuple[core.IncomeSource, ...], members: values.MemberRows
) -> Replaced:
    replaced = replace_rows(
        association.income_sources.all(),
        [values.income_source_values(each) for each in wanted],
        ("code",),
        keep_gone=True,
        association=association,
    )
    refuse_budgeted(association, Side.INCOME, {row.code: row.name for row in replaced.gone})
    remove_rows(replaced.gone)
    for row, source in zip(replaced.rows, wanted, strict=True):
        if replace_source_members(row, source, members).is_changed:
            touch(row, replaced)
    return replaced


def replace_source_members(row: IncomeSource, source: core.IncomeSource, members: values.MemberRows) -> Replaced:
    """Make the source's members equal those of `source`."""
    links = IncomeSourceMember.objects.filter(source=row)
    return replace_rows(links, values.link_values(source.members, members), ("member_id",), source=row)


def _replace_charters(association: Association, wanted: tuple[core.Charter, ...]) -> Replaced:
    replaced = replace_rows(
        association.charters.all(),
        [values.charter_values(each) for each in wanted],
        ("valid_from",),
        association=association,
    )
    for row, charter in zip(replaced.rows, wanted, strict=True):
        if replace_ceilings(row, charter).is_changed:
            touch(row, replaced)
    return replaced


def replace_ceilings(row: Charter, charter: core.Charter) -> Replaced:
    """Make the charter's ceilings equal those of `charter`."""
    ceilings = SavedFundsCeiling.objects.filter(charter=row)
    return replace_rows(ceilings, values.ceiling_values(charter), ("base",), charter=row)


def _replace_officers(
    association: Association, wanted: tuple[core.Officer, ...], members: values.MemberRows
) -> Replaced:
    replaced = replace_rows(
        association.officers.all(),
        [values.officer_values(each) for each in wanted],
        ("name", "role", "valid_from"),
        association=association,
    )
    for row, officer in zip(replaced.rows, wanted, strict=True):
        if replace_represented(row, officer, members).is_changed:
            touch(row, replaced)
    return replaced


def replace_represented(row: Officer, officer: core.Officer, members: values.MemberRows) -> Replaced:
    """Make whom the officer represents equal that of `officer`."""
    links = OfficerMember.objects.filter(officer=row)
    return replace_rows(links, values.link_values(officer.represents, members), ("member_id",), officer=row)
