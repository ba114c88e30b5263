"""What stands in each address of a register: rows of one measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import URLPattern

from samverk.apps.participants.enums import Moment
from samverk.apps.participants.models import Participation
from samverk.apps.participants.register_models import MeasureReturn, RegisterMeasure
from samverk.apps.participants.return_actions import draft_return
from samverk.apps.users.actor import Actor
from samverk.apps.users.enums import Role
from samverk.web.participants.urls import urlpatterns
from tests.factories.participating import ended, intake
from tests.factories.people import acting, association, person
from tests.factories.register import keeper, officer, register, register_measure

DAY = date(2026, 11, 29)
PAGES: dict[str, URLPattern] = {str(each.name): each for each in urlpatterns}


@dataclass(frozen=True, slots=True)
class Stage:
    """A register with a participation that is over, and everyone who might knock."""

    measure: RegisterMeasure
    participation: Participation
    own: Actor
    another: Actor
    keeper: Actor
    without_role: Actor
    director: Actor


def staged() -> Stage:
    """The stage, made anew."""
    register()
    measure = register_measure()
    own = officer(measure)
    return Stage(
        measure,
        ended(own, intake(own, measure)),
        own,
        officer(register_measure("bron", "Bron"), name="Bo Berg"),
        keeper(),
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
    ("", "moment"): lambda _: Moment.AFTER_3,
}
"""What an argument is, by page, else whatever the page."""
