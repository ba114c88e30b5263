"""What stands in each address of a register: rows of one measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import URLPattern

from samverk.apps.participants.count_actions import join_queue
from samverk.apps.participants.enums import AskedAt, Moment, QuestionKind
from samverk.apps.participants.models import OwnQuestion, Participation, QueuePlace
from samverk.apps.participants.question_actions import add_question
from samverk.apps.participants.rating_actions import Score, rate_progress
from samverk.apps.participants.register_models import MeasureReturn, RegisterMeasure, StaffRole
from samverk.apps.participants.return_actions import draft_return
from samverk.apps.users.actor import Actor
from samverk.apps.users.enums import Role
from samverk.core.outcomes.progress import Rater
from samverk.web.participants.urls import urlpatterns
from tests.factories.participating import START, ended, intake
from tests.factories.people import acting, association, person
from tests.factories.register import FIRST_DAY, keeper, officer, register, register_measure

DAY = date(2026, 11, 29)
RATED = date(2025, 6, 2)
PAGES: dict[str, URLPattern] = {str(each.name): each for each in urlpatterns}


@dataclass(frozen=True, slots=True)
class Stage:
    """A register with a participation that is over, and everyone who might knock."""

    measure: RegisterMeasure
    participation: Participation
    own: Actor
    another: Actor
    keeper: Actor
    place: QueuePlace
    question: OwnQuestion
    without_role: Actor
    director: Actor


def staged() -> Stage:
    """The stage, made anew."""
    register(scale_lowest=1, scale_highest=5)
    measure = register_measure(is_esf=True)
    own, keeps = officer(measure), keeper()
    row = ended(own, intake(own, measure))
    rate_progress(own, row, RATED, [Score("health", Rater.PERSON, 3)])
    return Stage(
        measure,
        row,
        own,
        officer(register_measure("bron", "Bron"), name="Bo Berg"),
        keeps,
        join_queue(own, measure, "C4D6-33", "man", START),
        add_question(keeps, "Har du en mentor?", QuestionKind.YES_NO, AskedAt.START, FIRST_DAY),
        Actor("Ingen Roll", None, person("Ingen Roll").pk),
        acting(association(), Role.DIRECTOR),
    )


def a_draft(stage: Stage) -> MeasureReturn:
    """A draft of the measure's return for 2025, the same however often one asks."""
    found = MeasureReturn.objects.filter(measure=stage.measure).first()
    return found or draft_return(stage.own, stage.measure, date(2025, 1, 1), date(2025, 12, 31))


def arguments(name: str, stage: Stage) -> dict[str, Any]:
    """The arguments of an address."""
    found = {}
    for key in PAGES[name].pattern.converters:
        specific = OBJECTS.get((name, key)) or OBJECTS.get(("", key))
        assert specific is not None, f"{name} is about a {key} that tests.web.participants.access.objects does not know"
        found[key] = specific(stage)
    return found


OBJECTS: dict[tuple[str, str], Callable[[Stage], Any]] = {
    ("", "measure"): lambda stage: stage.measure.pk,
    ("", "pk"): lambda stage: stage.participation.pk,
    ("register_return", "pk"): lambda stage: a_draft(stage).pk,
    ("register_return_file", "pk"): lambda stage: a_draft(stage).pk,
    ("register_measure_edit", "pk"): lambda stage: stage.measure.pk,
    ("register_role_end", "role"): lambda stage: StaffRole.objects.get(user_id=stage.own.user_id).pk,
    **{
        (name, "pk"): lambda stage: stage.own.user_id
        for name in ("register_person", "register_account", "register_link", "register_role_end")
    },
    ("", "month"): lambda _: 202503,
    ("", "moment"): lambda _: Moment.AFTER_3,
    ("queue_leave", "pk"): lambda stage: stage.place.pk,
    ("question", "pk"): lambda stage: stage.question.pk,
    ("rating_remove", "day"): lambda _: RATED.isoformat(),
    ("paper_form", "kind"): lambda _: "start",
}
"""What an argument is, by page, else whatever the page."""
