"""What waits in the register on a day: for an officer measure by measure, for the keeper what is not set up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from samverk.apps.participants.enums import Moment, RegisterRole, ReturnState
from samverk.apps.participants.identity import IdentityError
from samverk.apps.participants.models import AnonymousTally, Participation, ProgressRating, ViolenceTally
from samverk.apps.participants.progress import ratings_of
from samverk.apps.participants.queries import measures_of, the_register
from samverk.apps.participants.rating_actions import scale_of
from samverk.apps.participants.register_models import MeasureReturn, RegisterMeasure, StaffRole
from samverk.apps.participants.scb_queries import ScbLine, scb_lines_of
from samverk.apps.participants.waiting import Step, steps_of
from samverk.apps.users.actor import Actor
from samverk.core.outcomes.progress import next_rating
from samverk.core.outcomes.span import after_months

_ASKED_FOR = timedelta(days=183)
"""A follow-up that nobody has noted is asked for so long after its day; then it is too late to call. Our own rule."""

_FIRST = 8
"""So many steps of a measure are shown at once."""


@dataclass(frozen=True, slots=True)
class MeasureWork:
    """What waits in a measure. `ratings` are participations with the day their next rating was due.

    `scb` is the month that is next to be sent to SCB, `scb_fault` why its months cannot be told.
    """

    measure: RegisterMeasure
    steps: list[Step] = field(default_factory=list)
    ratings: list[tuple[Participation, date]] = field(default_factory=list)
    anonymous_year: int | None = None
    violence_year: int | None = None
    returns: list[MeasureReturn] = field(default_factory=list)
    scb: ScbLine | None = None
    scb_fault: str = ""

    @property
    def first_steps(self) -> list[Step]:
        """The steps that have waited longest."""
        return self.steps[:_FIRST]

    @property
    def more_steps(self) -> list[Step]:
        """The rest of them."""
        return self.steps[_FIRST:]

    @property
    def is_empty(self) -> bool:
        """True when nothing waits."""
        counts = (self.anonymous_year, self.violence_year)
        return not (self.steps or self.ratings or self.returns or any(counts) or self.scb or self.scb_fault)


def work_of(actor: Actor, day: date) -> list[MeasureWork]:
    """What waits in each of the actor's own measures."""
    measures = list(measures_of(actor, day))
    open_since = after_months(day, -(12 + 7))
    rows = Participation.objects.filter(Q(exit__isnull=True) | Q(exit__gte=open_since), measure__in=measures)
    rows = rows.select_related("participant", "measure").prefetch_related("notes", "ratings")
    scale, rated = scale_of(), set(ProgressRating.objects.values_list("participation__measure", flat=True))
    found = _counted(measures, day)
    for row in rows.order_by("start", "pk"):
        work = found[row.measure_id]
        work.steps.extend(_asked(row, day))
        if scale and row.measure_id in rated and row.exit is None:
            due = next_rating(row.start, ratings_of(row))
            if due <= day:
                work.ratings.append((row, due))
    for work in found.values():
        work.steps.sort(key=lambda step: (not step.is_follow_up, step.due or day, step.participation.pk))
        work.ratings.sort(key=lambda pair: pair[1])
    waiting = Q(state__in=(ReturnState.DRAFT, ReturnState.REVIEWED)) | Q(state=ReturnState.RELEASED) & ~Q(recount="")
    for sent in MeasureReturn.objects.filter(waiting, measure__in=measures).select_related("measure"):
        found[sent.measure_id].returns.append(sent)
    return list(found.values())


def _asked(row: Participation, day: date) -> list[Step]:
    """The moments to ask for: what is missing at start and exit, and the latest follow-up, or one that comes soon."""
    steps = [step for step in steps_of(row, day) if not step.is_told]
    standing = [step for step in steps if step.is_waiting and step.moment in (Moment.START, Moment.EXIT)]
    later = [step for step in steps if step.moment.months]
    called = [step for step in later if step.is_waiting and step.due and day - step.due <= _ASKED_FOR]
    return [*standing, *called[-1:], *(step for step in later if step.is_soon)]


def _counted(measures: list[RegisterMeasure], day: date) -> dict[int, MeasureWork]:
    """The work of each measure with what is counted or sent for everyone in it, and nothing yet of single ones.

    Last year's counts are asked for; about violence only where it has been asked before.
    """
    year = day.year - 1
    counted = set(AnonymousTally.objects.filter(measure__in=measures, year=year).values_list("measure", flat=True))
    violence = set(ViolenceTally.objects.filter(measure__in=measures, year__lte=year).values_list("measure", "year"))
    asked = {measure for measure, at in violence if at < year} - {measure for measure, at in violence if at == year}
    months, fault = _next_to_scb([each for each in measures if each.is_esf], day)
    return {
        each.pk: MeasureWork(
            each,
            anonymous_year=year if _has_run(each, year) and each.pk not in counted else None,
            violence_year=year if _has_run(each, year) and each.pk in asked else None,
            scb=months.get(each.pk),
            scb_fault=fault if each.is_esf else "",
        )
        for each in measures
    }


def _next_to_scb(measures: list[RegisterMeasure], day: date) -> tuple[dict[int, ScbLine], str]:
    """The month of each measure that can be sent to SCB now, or must be sent again; why none can be told."""
    if not measures:
        return {}, ""
    try:
        lines = scb_lines_of(measures, day)
    except IdentityError as error:
        return {}, str(error)
    return {key: line for key, found in lines.items() for line in found if line.state.is_next}, ""


def _has_run(measure: RegisterMeasure, year: int) -> bool:
    return (measure.start is None or measure.start.year <= year) and (measure.end is None or measure.end.year >= year)


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something the keeper has left to decide: a Swedish sentence, and whether it is about people."""

    words: str
    is_about_staff: bool = False


def not_set_up(day: date) -> list[Lacking]:
    """What the keeper has left to decide, the most pressing first."""
    register = the_register()
    if register is None:
        return [Lacking("Registret är inte inställt. Ange vem som sköter det, förbundet och regeln om små antal.")]
    told = []
    held = StaffRole.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
    officers = set(held.filter(role=RegisterRole.PARTICIPANT_OFFICER).values_list("measure", flat=True))
    measures = RegisterMeasure.objects.filter(Q(end__isnull=True) | Q(end__gte=day))
    if not measures.exists():
        told.append(Lacking("Ingen insats pågår i registret. Lägg till den första."))
    without = [each for each in measures if each.pk not in officers]
    told += [Lacking(f"{each.name} har ingen deltagaransvarig. Ge någon rollen.", True) for each in without]
    if not register.allows_identity:
        told += [
            Lacking(f"{each.name} rapporteras till SCB, men personnummer får inte antecknas. Ange partens beslut.")
            for each in measures
            if each.is_esf
        ]
    if held.values("user").distinct().count() < 2:
        told.append(
            Lacking("En återrapport granskas av en annan än den som gjorde den. Ge minst två personer en roll.", True)
        )
    if not register.rule_source:
        told.append(Lacking("Det står inte var regeln för små antal är beslutad. Ange beslutet."))
    if register.retention_months is None:
        told.append(Lacking("Det är inte bestämt när deltaganden gallras. Ange antalet månader och beslutet."))
    return told
