"""A register for the tests of it: settings, measures, staff. All invented."""

from __future__ import annotations

from datetime import date

from samverk.apps.participants.enums import RegisterRole
from samverk.apps.participants.register_models import Register, RegisterMeasure
from samverk.apps.participants.staff_actions import add_register_measure, give_register_role, set_up_register
from samverk.apps.users.actor import Actor, command_line
from tests.factories.people import person

FIRST_DAY = date(2023, 1, 1)


def register(**values: object) -> Register:
    """A register at an invented municipality, reporting to Finsam Storsjö."""
    told = {"party": "Storsjö kommun", "association_name": "Finsam Storsjö", "association_number": "222000-1111"}
    return set_up_register(command_line(), **{**told, **values})


def register_measure(code: str = "steget", name: str = "Steget", **values: object) -> RegisterMeasure:
    """A measure of the register."""
    return add_register_measure(command_line(), code=code, name=name, **values)


def officer(*measures: RegisterMeasure, name: str = "Saga Björkdal") -> Actor:
    """Someone who answers for the participants of some measures."""
    user = person(name)
    for measure in measures:
        give_register_role(command_line(), user, RegisterRole.PARTICIPANT_OFFICER, FIRST_DAY, measure=measure)
    return Actor(user.name, None, user.pk, frozenset({RegisterRole.PARTICIPANT_OFFICER}))


def keeper(name: str = "Loke Granhammar") -> Actor:
    """Someone who keeps the register."""
    user = person(name)
    give_register_role(command_line(), user, RegisterRole.REGISTER_KEEPER, FIRST_DAY)
    return Actor(user.name, None, user.pk, frozenset({RegisterRole.REGISTER_KEEPER}))
