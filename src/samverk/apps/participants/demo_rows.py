"""Invented records as rows, many at once: for the demo's register and for tests."""

from __future__ import annotations

from collections.abc import Iterable

from samverk.apps.audit.door import Act, action
from samverk.apps.participants.enums import Moment
from samverk.apps.participants.models import Participant, Participation, QueuePlace, StatusNote
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.core.outcomes.durations import QueueEntry
from samverk.core.outcomes.record import ParticipationRecord, Status

_MOMENTS = {3: Moment.AFTER_3, 6: Moment.AFTER_6, 12: Moment.AFTER_12}


@action(CHANGE_PARTICIPANTS)
def put_in(act: Act, records: Iterable[ParticipationRecord], queue: Iterable[QueueEntry] = ()) -> None:
    """Records and queue entries as rows; their measures must be there."""
    measures = {each.code: each for each in RegisterMeasure.objects.all()}
    given = list(records)
    cards = {record.person: record for record in given}
    Participant.objects.bulk_create(
        Participant(card=card, gender=record.gender, birth_year=record.birth_year) for card, record in cards.items()
    )
    people = {each.card: each for each in Participant.objects.filter(card__in=cards)}
    rows = [_row(record, people[record.person], measures[record.measure]) for record in given]
    Participation.objects.bulk_create(rows)
    StatusNote.objects.bulk_create(
        note for row, record in zip(rows, given, strict=True) for note in _notes(row, record)
    )
    QueuePlace.objects.bulk_create(
        QueuePlace(
            card=each.person, measure=measures[each.measure], gender=each.gender, queued=each.queued,
            started=each.started, left=each.left,
        )
        for each in queue
    )  # fmt: skip
    act.tell(rows[0].measure, f"La in {len(rows)} påhittade deltaganden.")


def _row(record: ParticipationRecord, participant: Participant, measure: RegisterMeasure) -> Participation:
    return Participation(
        participant=participant, measure=measure, consent_given=record.start, start=record.start,
        municipality=record.municipality or "", education=_told(record.education), referrer=_told(record.referrer),
        months_in_support=record.months_in_support, exit=record.exit, exit_reason=record.exit_reason or "",
    )  # fmt: skip


def _told(code: str | None) -> str:
    return "" if code in (None, "missing") else str(code)


def _notes(row: Participation, record: ParticipationRecord) -> Iterable[StatusNote]:
    yield _note(row, Moment.START, record.at_start)
    if record.at_exit is not None:
        yield _note(row, Moment.EXIT, record.at_exit)
    for each in record.followed_up:
        yield _note(row, _MOMENTS[each.months], each.status)


def _note(row: Participation, moment: Moment, status: Status) -> StatusNote:
    occupied = [{"occupation": each.occupation, "extent": each.extent} for each in status.occupied]
    return StatusNote(participation=row, moment=moment, day=status.day, support=list(status.support), occupied=occupied)
