"""Changes to the association. Each takes the core value that is to hold; the rules of facts are core's.

The whole of it is replaced from a facts directory in `replace_actions`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, ProtectedError

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.audit.guard import Versioned
from samverk.apps.organisation import replace_actions as parts
from samverk.apps.organisation import values
from samverk.apps.organisation.models import Association, Charter, IncomeSource, Mandate, Member, Officer
from samverk.apps.organisation.perms import CHANGE_ASSOCIATION, FOUND_ASSOCIATION
from samverk.apps.organisation.replacing import Replaced, still_used
from samverk.apps.organisation.usage import refuse_budgeted
from samverk.apps.planning.enums import Side
from samverk.core import organisation as core

Row = Member | IncomeSource | Charter | Mandate | Officer

TAKEN_ADDRESSES = frozenset(
    ("demo", "galleri", "halsa", "installation", "kalender", "konto", "static", "tillganglighet")
)
"""The first words of the installation's own addresses; a test compares them with the table of addresses."""
_ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@action(FOUND_ASSOCIATION)
def add_association(act: Act, slug: str, name: str, org_number: str) -> Association:
    """Add an association to the installation. Raises ValidationError when the address or number is taken."""
    if not _ADDRESS.fullmatch(slug):
        raise RefusedChange(
            f"Adressen ”{slug}” går inte att använda. Skriv små bokstäver a–z, siffror och bindestreck, till exempel "
            "storsjo."
        )
    if slug in TAKEN_ADDRESSES:
        raise RefusedChange(f"Adressen ”{slug}” används av Samverk själv. Välj en annan, till exempel förbundets ort.")
    for value, words, known in (
        (slug, "Adressen", Association.objects.filter(slug=slug)),
        (org_number, "Organisationsnumret", Association.objects.filter(org_number=org_number)),
    ):
        other = known.first()
        if other is not None:
            raise RefusedChange(f"{words} {value} har redan {other.name}.")
    return act.add(Association(slug=slug, name=name, org_number=org_number), f"La upp förbundet {name}.")


@action(CHANGE_ASSOCIATION)
def change_association(
    act: Act, seen: int, name: str, full_name: str, seat: str, municipalities: list[str], formed: date | None
) -> Association:
    """Change what the association is called and where it is."""
    return act.change(
        act.association,
        seen,
        "Ändrade förbundets namn, säte eller område.",
        name=name,
        full_name=full_name,
        seat=seat,
        municipalities=municipalities,
        formed=formed,
    )


def _members(act: Act) -> dict[str, Member]:
    return {row.name: row for row in act.association.members.all()}


def _last(rows: models.QuerySet[Any]) -> int:
    """The place after the last one."""
    latest: int | None = rows.aggregate(latest=Max("position"))["latest"]
    return 0 if latest is None else latest + 1


def own(act: Act, row: Any) -> None:
    """Raise ValueError when the row is another association's: pages find rows within their own."""
    if row.association_id != act.association.pk:
        raise ValueError(f"{row!r} belongs to another association")


def change_with_parts(
    act: Act, row: Any, seen: int, sentence: str, own_values: dict[str, Any], replace: Callable[[Any], Replaced]
) -> Any:
    """Change a row and the parts that are edited with it; parts alone count as a new version too."""
    own(act, row)
    changed = act.change(row, seen, sentence, **own_values)
    replaced = replace(changed)
    if replaced.is_changed and changed.version == seen:
        changed.version += 1
        changed.save()
    replaced.tell(act, changed, sentence)
    return changed


def remove_row(act: Act, row: Versioned, seen: int, sentence: str) -> None:
    """Remove a row that nothing points to. Raises RefusedChange when something does."""
    own(act, row)
    act.change(row, seen, sentence)  # only to be told of an edit in between
    try:
        act.remove(row, sentence)
    except ProtectedError as error:
        raise RefusedChange(still_used(row, error)) from error


# ── members and their shares ────────────────────────────────────────────────────────────────────────────────────────


@action(CHANGE_ASSOCIATION)
def add_member(act: Act, member: core.Member) -> Member:
    """Add a member with its shares. Raises ValidationError when the name is taken."""
    row = Member(
        association=act.association,
        position=_last(act.association.members.all()),
        paid_by=_payer(act, member),
        **values.member_values(member),
    )
    act.add(row, f"La till medlemmen {member.name}.")
    parts.replace_shares(row, member).tell(act, row, f"Satte andelar för {member.name}.")
    return row


@action(CHANGE_ASSOCIATION)
def change_member(act: Act, row: Member, seen: int, member: core.Member) -> Member:
    """Change a member and its shares."""
    own_values = {**values.member_values(member), "paid_by": _payer(act, member)}
    changed: Member = change_with_parts(
        act, row, seen, f"Ändrade medlemmen {member.name}.", own_values, lambda it: parts.replace_shares(it, member)
    )
    return changed


def _payer(act: Act, member: core.Member) -> Member | None:
    return _members(act)[member.paid_by] if member.paid_by else None


@action(CHANGE_ASSOCIATION)
def remove_member(act: Act, row: Member, seen: int) -> None:
    """Remove a member that was added by mistake. One that is used is refused: let the membership end."""
    remove_row(act, row, seen, f"Tog bort medlemmen {row.name}.")


# ── income sources ──────────────────────────────────────────────────────────────────────────────────────────────────


@action(CHANGE_ASSOCIATION)
def add_income_source(act: Act, source: core.IncomeSource) -> IncomeSource:
    """Add a row of income."""
    return _added_source(act, source)


@action(CHANGE_ASSOCIATION)
def add_income_sources(act: Act, sources: tuple[core.IncomeSource, ...]) -> list[IncomeSource]:
    """Add rows of income: all or none."""
    return [_added_source(act, source) for source in sources]


def _added_source(act: Act, source: core.IncomeSource) -> IncomeSource:
    row = IncomeSource(
        association=act.association,
        position=_last(act.association.income_sources.all()),
        **values.income_source_values(source),
    )
    _refuse_taken(act, source.id)
    act.add(row, f"La till intäktskällan {source.name}.")
    linked = parts.replace_source_members(row, source, _members(act))
    linked.tell(act, row, f"Knöt medlemmar till {source.name}.")
    return row


def _refuse_taken(act: Act, code: str) -> None:
    if act.association.measures.filter(code=code).exists():
        raise ValidationError({"code": "Id:t används av en insats. Välj ett annat."})


@action(CHANGE_ASSOCIATION)
def change_income_source(act: Act, row: IncomeSource, seen: int, source: core.IncomeSource) -> IncomeSource:
    """Change a row of income. Its id stays, for budgets point to it."""
    own_values = {**values.income_source_values(source), "code": row.code}
    changed: IncomeSource = change_with_parts(
        act,
        row,
        seen,
        f"Ändrade intäktskällan {source.name}.",
        own_values,
        lambda it: parts.replace_source_members(it, source, _members(act)),
    )
    return changed


@action(CHANGE_ASSOCIATION)
def remove_income_source(act: Act, row: IncomeSource, seen: int) -> None:
    """Remove a row of income that no budget uses."""
    refuse_budgeted(act.association, Side.INCOME, {row.code: row.name})
    remove_row(act, row, seen, f"Tog bort intäktskällan {row.name}.")


# ── the charter ─────────────────────────────────────────────────────────────────────────────────────────────────────


@action(CHANGE_ASSOCIATION)
def add_charter(act: Act, charter: core.Charter) -> Charter:
    """Add a version of the charter; it holds from its first day until the next version's."""
    row = Charter(
        association=act.association,
        position=_last(act.association.charters.all()),
        **values.charter_values(charter),
    )
    act.add(row, f"La till {row}.")
    parts.replace_ceilings(row, charter).tell(act, row, f"Satte tak för sparade medel i {row}.")
    return row


@action(CHANGE_ASSOCIATION)
def change_charter(act: Act, row: Charter, seen: int, charter: core.Charter) -> Charter:
    """Mend a version of the charter. A new wording is a new version."""
    changed: Charter = change_with_parts(
        act,
        row,
        seen,
        f"Ändrade förbundsordningen från {charter.valid_from}.",
        values.charter_values(charter),
        lambda it: parts.replace_ceilings(it, charter),
    )
    return changed


@action(CHANGE_ASSOCIATION)
def remove_charter(act: Act, row: Charter, seen: int) -> None:
    """Remove a version that was added by mistake."""
    remove_row(act, row, seen, f"Tog bort {row}.")


# ── the board and the officers ──────────────────────────────────────────────────────────────────────────────────────


@action(CHANGE_ASSOCIATION)
def add_mandate(act: Act, mandate: core.Mandate) -> Mandate:
    """Give a person a seat on the board."""
    row = Mandate(
        association=act.association,
        position=_last(act.association.mandates.all()),
        **values.mandate_values(mandate, _members(act)),
    )
    return act.add(row, f"La till {row} för {mandate.member}.")


@action(CHANGE_ASSOCIATION)
def change_mandate(act: Act, row: Mandate, seen: int, mandate: core.Mandate) -> Mandate:
    """Change a mandate, or let it end by its last day."""
    own(act, row)
    return act.change(
        row, seen, f"Ändrade mandatet för {mandate.name}.", **values.mandate_values(mandate, _members(act))
    )


@action(CHANGE_ASSOCIATION)
def remove_mandate(act: Act, row: Mandate, seen: int) -> None:
    """Remove a mandate that was added by mistake; one that was held ends by its last day instead."""
    remove_row(act, row, seen, f"Tog bort mandatet {row}.")


@action(CHANGE_ASSOCIATION)
def add_officer(act: Act, officer: core.Officer) -> Officer:
    """Give a person a function outside the board."""
    row = Officer(
        association=act.association,
        position=_last(act.association.officers.all()),
        **values.officer_values(officer),
    )
    act.add(row, f"La till {row}.")
    linked = parts.replace_represented(row, officer, _members(act))
    linked.tell(act, row, f"Knöt {officer.name} till medlemmar.")
    return row


@action(CHANGE_ASSOCIATION)
def change_officer(act: Act, row: Officer, seen: int, officer: core.Officer) -> Officer:
    """Change an officer, or let the function end by its last day."""
    changed: Officer = change_with_parts(
        act,
        row,
        seen,
        f"Ändrade uppgifterna om {officer.name}.",
        values.officer_values(officer),
        lambda it: parts.replace_represented(it, officer, _members(act)),
    )
    return changed


@action(CHANGE_ASSOCIATION)
def remove_officer(act: Act, row: Officer, seen: int) -> None:
    """Remove an officer who was added by mistake."""
    remove_row(act, row, seen, f"Tog bort {row}.")
