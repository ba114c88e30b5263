"""Participations read from a file: tried first with nothing saved, then done row by row in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from samverk.apps.audit.door import Act, EditConflict, RefusedChange, action
from samverk.apps.participants.cards import as_written
from samverk.apps.participants.follow_actions import note_exit
from samverk.apps.participants.intake_actions import Person, start_participation
from samverk.apps.participants.models import Participant, Participation
from samverk.apps.participants.own import check_own
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.apps.users.actor import Actor
from samverk.formats.participations.read import ParticipationRow

_FACTS = ("consent_given", "municipality", "education", "referrer", "months_in_support")


class RowOutcome(StrEnum):
    """What becomes of a row."""

    ADDED = "ny"
    CHANGED = "avslutas"
    SAME = "finns redan"
    REFUSED = "avvisas"


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row of the file: what becomes of it, and for a refused one the cell and the reason in Swedish."""

    row: int
    card: str
    outcome: RowOutcome
    cell: str = ""
    reason: str = ""


@action(CHANGE_PARTICIPANTS)
def import_participations(act: Act, measure: RegisterMeasure, rows: Iterable[ParticipationRow]) -> list[ImportedRow]:
    """Begin and end participations as the rows say. A row that is refused leaves nothing; the others are kept."""
    check_own(act, measure)
    found = [_tried(act, measure, row) for row in rows]
    done = sum(each.outcome in (RowOutcome.ADDED, RowOutcome.CHANGED) for each in found)
    if done:
        act.tell(measure, f"Läste in {done} deltaganden i {measure.name} från en fil.")
    else:
        act.nothing()
    return found


def try_import(actor: Actor, measure: RegisterMeasure, rows: Iterable[ParticipationRow]) -> list[ImportedRow]:
    """What `import_participations` would do, done and taken back: nothing is saved."""
    with transaction.atomic():
        found = import_participations(actor, measure, rows)
        transaction.set_rollback(True)
    return found


def _tried(act: Act, measure: RegisterMeasure, row: ParticipationRow) -> ImportedRow:
    told = len(act.told)
    card = as_written(row.values["card"])
    try:
        with transaction.atomic():
            return ImportedRow(row.row, card, _done(act, measure, row, card))
    except (RefusedChange, EditConflict) as refused:
        del act.told[told:]
        return ImportedRow(row.row, card, RowOutcome.REFUSED, row.cells["card"], str(refused))
    except ValidationError as refused:
        del act.told[told:]
        fields = list(refused.message_dict) if hasattr(refused, "error_dict") else []
        cell = next((row.cells[name] for name in fields if row.cells.get(name)), row.cells["card"])
        return ImportedRow(row.row, card, RowOutcome.REFUSED, cell, " ".join(refused.messages))


def _done(act: Act, measure: RegisterMeasure, row: ParticipationRow, card: str) -> RowOutcome:
    values = row.values
    there = Participation.objects.filter(participant__card=card, measure=measure, start=values["start"])
    participation: Participation | None = there.select_related("participant", "measure").first()
    if participation is None:
        is_known = Participant.objects.filter(card=card).exists()
        person = Person(card, values["gender"], values["birth_year"], is_known)
        facts: dict[str, Any] = {
            name: "" if values[name] is None and name != "months_in_support" else values[name] for name in _FACTS
        }
        participation = start_participation(act.actor, measure, person, row.at_start, answers={}, **facts)
        _end(act, participation, row)
        return RowOutcome.ADDED
    if values["exit"] is None or (participation.exit, participation.exit_reason) == (
        values["exit"],
        values["exit_reason"],
    ):
        return RowOutcome.SAME
    if participation.exit is not None:
        raise RefusedChange("Deltagandet har redan ett annat avslut. Rätta det på deltagandets sida.")
    _end(act, participation, row)
    return RowOutcome.CHANGED


def _end(act: Act, participation: Participation, row: ParticipationRow) -> None:
    if row.values["exit"] is not None:
        note_exit(
            act.actor, participation, participation.version, row.values["exit"], row.values["exit_reason"],
            row.at_exit, answers={},
        )  # fmt: skip
