"""Participations read from a file: tried first with nothing saved, then done row by row in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from samverk.apps.audit.door import Act, EditConflict, RefusedChange, action
from samverk.apps.participants.cards import as_written
from samverk.apps.participants.enums import AskedAt, Moment
from samverk.apps.participants.follow_actions import keep_answers, note_exit, note_status
from samverk.apps.participants.import_questions import QuestionInFile, answers_in_row, questions_in_file
from samverk.apps.participants.intake_actions import Person, start_participation
from samverk.apps.participants.models import Participant, Participation
from samverk.apps.participants.own import check_own
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS
from samverk.apps.participants.queries import status_of
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.apps.users.actor import Actor
from samverk.core.outcomes.record import Status
from samverk.formats.participations.columns import follow_up_key
from samverk.formats.participations.read import ParticipationRow

_FACTS = ("consent_given", "municipality", "education", "referrer", "months_in_support")


class RowOutcome(StrEnum):
    """What becomes of a row."""

    ADDED = "ny"
    CHANGED = "avslutas"
    FILLED = "fylls på"
    SAME = "finns redan"
    REFUSED = "avvisas"

    @property
    def does_something(self) -> bool:
        """True when the row changes the register."""
        return self in (RowOutcome.ADDED, RowOutcome.CHANGED, RowOutcome.FILLED)


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
    """Begin and end participations as the rows say, and add answers and follow-ups that are not noted yet.

    A row that is refused leaves nothing; the others are kept.
    """
    check_own(act, measure)
    asked = questions_in_file(measure)
    found = [_tried(act, measure, row, asked) for row in rows]
    done = sum(each.outcome.does_something for each in found)
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


def _tried(act: Act, measure: RegisterMeasure, row: ParticipationRow, asked: Sequence[QuestionInFile]) -> ImportedRow:
    told = len(act.told)
    card = as_written(row.values["card"])
    try:
        with transaction.atomic():
            return ImportedRow(row.row, card, _done(act, measure, row, card, asked))
    except (RefusedChange, EditConflict) as refused:
        del act.told[told:]
        return ImportedRow(row.row, card, RowOutcome.REFUSED, row.cells["card"], str(refused))
    except ValidationError as refused:
        del act.told[told:]
        fields = list(refused.message_dict) if hasattr(refused, "error_dict") else []
        cell = next((row.cells[name] for name in fields if row.cells.get(name)), row.cells["card"])
        return ImportedRow(row.row, card, RowOutcome.REFUSED, cell, " ".join(refused.messages))


def _done(
    act: Act, measure: RegisterMeasure, row: ParticipationRow, card: str, asked: Sequence[QuestionInFile]
) -> RowOutcome:
    values = row.values
    there = Participation.objects.filter(participant__card=card, measure=measure, start=values["start"])
    participation: Participation | None = there.select_related("participant", "measure").first()
    at_start = answers_in_row(asked, AskedAt.START, values["start"], values)
    if participation is None:
        is_known = Participant.objects.filter(card=card).exists()
        person = Person(card, values["gender"], values["birth_year"], is_known)
        facts: dict[str, Any] = {
            name: "" if values[name] is None and name != "months_in_support" else values[name] for name in _FACTS
        }
        participation = start_participation(act.actor, measure, person, row.at_start, answers=at_start, **facts)
        participation = _ended(act, participation, row)
        _fill(act, participation, row, {}, asked)
        return RowOutcome.ADDED
    if values["exit"] is None or (participation.exit, participation.exit_reason) == (
        values["exit"],
        values["exit_reason"],
    ):
        return RowOutcome.FILLED if _fill(act, participation, row, at_start, asked) else RowOutcome.SAME
    if participation.exit is not None:
        raise RefusedChange("Deltagandet har redan ett annat avslut. Rätta det på deltagandets sida.")
    participation = _ended(act, participation, row)
    _fill(act, participation, row, at_start, asked)
    return RowOutcome.CHANGED


def _ended(act: Act, participation: Participation, row: ParticipationRow) -> Participation:
    if row.values["exit"] is None:
        return participation
    return note_exit(  # type: ignore[no-any-return]
        act.actor, participation, participation.version, row.values["exit"], row.values["exit_reason"],
        row.at_exit, answers={},
    )  # fmt: skip


def _fill(
    act: Act,
    participation: Participation,
    row: ParticipationRow,
    at_start: Mapping[int, str],
    asked: Sequence[QuestionInFile],
) -> bool:
    """Add the answers and follow-ups that are not noted yet. True when there were any.

    Raises RefusedChange, or ValidationError at a column's key, for what is noted otherwise.
    """
    is_filled = _answered(act, participation, AskedAt.START, at_start)
    at_exit = answers_in_row(asked, AskedAt.EXIT, participation.exit, row.values)
    is_filled = _answered(act, participation, AskedAt.EXIT, at_exit) or is_filled
    for months, status in row.later.items():
        is_filled = _followed_up(act, participation, months, status) or is_filled
    return is_filled


def _answered(act: Act, participation: Participation, asked_at: AskedAt, answers: Mapping[int, str]) -> bool:
    if not answers:
        return False
    held = {each.question_id: each for each in participation.answers.select_related("question")}
    for key, answer in answers.items():
        if key in held and held[key].answer != answer:
            raise RefusedChange(
                f"Frågan ”{held[key].question.text}” har redan ett annat svar. Rätta det på deltagandets sida."
            )
    return keep_answers(act, participation, asked_at, answers)


def _followed_up(act: Act, participation: Participation, months: int, status: Status) -> bool:
    moment = next(each for each in Moment if each.months == months)
    note = participation.notes.filter(moment=moment).first()
    if note is not None:
        if not note.is_unreached and status_of(note) == status:
            return False
        raise RefusedChange(f"Läget {moment.label} är redan antecknat på annat sätt. Rätta det på deltagandets sida.")
    try:
        note_status(act.actor, participation, moment, 0, status)
    except ValidationError as refused:
        raise ValidationError({f"{follow_up_key(months)}_day": refused.messages}) from refused
    return True
