"""Rows → core values: what a register knows of its measures, as the records that `core.outcomes` counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from samverk.apps.participants.enums import AskedAt, Moment, RegisterRole
from samverk.apps.participants.models import (
    AnonymousTally,
    OwnQuestion,
    Participation,
    QueuePlace,
    StatusNote,
    ViolenceTally,
)
from samverk.apps.participants.register_models import Register, RegisterMeasure, StaffRole
from samverk.apps.users.actor import Actor
from samverk.core.disclosure.rule import DisclosureRule, ZeroRule
from samverk.core.outcomes.durations import QueueEntry
from samverk.core.outcomes.record import (
    AnonymousCount,
    FollowUp,
    Occupied,
    ParticipationRecord,
    Status,
)
from samverk.core.outcomes.violence import ViolenceCount


def the_register() -> Register | None:
    """The register's own row; None until it has been set up."""
    found: Register | None = Register.objects.first()
    return found


def rule_of(register: Register) -> DisclosureRule:
    """The disclosure rule that returns are made by."""
    return DisclosureRule(
        threshold=register.threshold,
        zeros=ZeroRule(register.zeros),
        width=register.width,
        hides_alike=register.hides_alike,
        source=register.rule_source,
    )


def measures_of(actor: Actor, day: date) -> QuerySet[RegisterMeasure]:
    """The measures whose participants the actor answers for on `day`; every one for the command line."""
    if actor.is_system:
        return RegisterMeasure.objects.all()  # type: ignore[no-any-return]
    held = StaffRole.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        user_id=actor.user_id,
        role=RegisterRole.PARTICIPANT_OFFICER,
        valid_from__lte=day,
    )
    return RegisterMeasure.objects.filter(pk__in=held.values("measure"))  # type: ignore[no-any-return]


def participations_of(actor: Actor, day: date) -> QuerySet[Participation]:
    """The participations that the actor may see on `day`, with participant and measure. Another's do not exist."""
    rows = Participation.objects.filter(measure__in=measures_of(actor, day))
    return rows.select_related("participant", "measure")  # type: ignore[no-any-return]


def status_of(note: StatusNote) -> Status:
    """A note as core knows it. Raises RecordError or CodeError, in Swedish, for what is not allowed."""
    return Status(note.day, tuple(note.support), tuple(_occupied(each) for each in note.occupied))


def _occupied(told: dict[str, Any]) -> Occupied:
    return Occupied(told["occupation"], told.get("extent"))


def record_of(row: Participation) -> ParticipationRecord:
    """A participation with its notes as a record. Needs `participant`, `measure` and `notes` to be fetched."""
    notes = {Moment(note.moment): status_of(note) for note in row.notes.all() if not note.is_unreached}
    is_over = row.exit is not None
    return ParticipationRecord(
        person=row.participant.card,
        measure=row.measure.code,
        gender=row.participant.gender,
        start=row.start,
        at_start=notes.get(Moment.START, Status(row.start)),
        birth_year=row.participant.birth_year,
        municipality=row.municipality or None,
        education=row.education or None,
        referrer=row.referrer or None,
        months_in_support=row.months_in_support,
        exit=row.exit,
        exit_reason=row.exit_reason or None,
        at_exit=notes.get(Moment.EXIT) if is_over else None,
        followed_up=tuple(
            FollowUp(moment.months, notes[moment]) for moment in Moment if is_over and moment.months and moment in notes
        ),
    )


def with_parts(measure: RegisterMeasure) -> list[RegisterMeasure]:
    """A measure and the sub-projects below it, the measure first."""
    return [measure, *RegisterMeasure.objects.filter(parent=measure)]


def records_of(measures: Iterable[RegisterMeasure]) -> list[ParticipationRecord]:
    """Every participation of some measures as a record, in three queries."""
    rows = Participation.objects.filter(measure__in=list(measures)).select_related("participant", "measure")
    return [record_of(row) for row in rows.prefetch_related(Prefetch("notes")).order_by("start", "pk")]


def queue_of(measures: Iterable[RegisterMeasure]) -> list[QueueEntry]:
    """Everyone who stands or has stood in the queue of some measures."""
    rows = QueuePlace.objects.filter(measure__in=list(measures)).select_related("measure")
    return [
        QueueEntry(row.card, row.measure.code, row.gender, row.queued, row.started, row.left)
        for row in rows.order_by("queued", "pk")
    ]


def anonymous_of(measures: Iterable[RegisterMeasure]) -> list[AnonymousCount]:
    """Anonymous participants of some measures."""
    rows = AnonymousTally.objects.filter(measure__in=list(measures)).select_related("measure")
    return [AnonymousCount(row.measure.code, row.gender, row.year, row.count) for row in rows]


def violence_of(measures: Iterable[RegisterMeasure]) -> list[ViolenceCount]:
    """Answers to the questions about violence in some measures."""
    rows = ViolenceTally.objects.filter(measure__in=list(measures)).select_related("measure")
    return [
        ViolenceCount(row.measure.code, row.year, row.definition, row.gender, row.answer, row.count) for row in rows
    ]


def questions_of(participation: Participation, asked_at: AskedAt) -> list[OwnQuestion]:
    """The own questions that a participation is asked, in order: at its first day, or at its exit."""
    day = participation.start if asked_at is AskedAt.START else participation.exit
    return questions_on(participation.measure, asked_at, day) if day else []


def own_questions(measure: RegisterMeasure) -> QuerySet[OwnQuestion]:
    """Every own question that a measure asks or has asked, in order: its own and those of every measure."""
    rows: QuerySet[OwnQuestion] = OwnQuestion.objects.filter(
        Q(measure__isnull=True) | Q(measure__in=[measure.pk, measure.parent_id or measure.pk])
    )
    return rows


def questions_on(measure: RegisterMeasure, asked_at: AskedAt, day: date) -> list[OwnQuestion]:
    """The own questions that a measure asks on a day, in order: its own and those of every measure."""
    rows = own_questions(measure).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        asked_at=asked_at,
        valid_from__lte=day,
    )
    return list(rows)
