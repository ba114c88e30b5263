"""Participations for the tests of the register: one plain intake, and what differs. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from samverk.apps.participants.cards import proposed_card
from samverk.apps.participants.follow_actions import note_exit
from samverk.apps.participants.intake_actions import Person, start_participation
from samverk.apps.participants.models import Participation
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.apps.users.actor import Actor
from samverk.core.outcomes.record import Status
from tests.factories.participations import status

START = date(2025, 3, 3)


def intake(
    actor: Actor,
    measure: RegisterMeasure,
    *,
    card: str = "",
    gender: str = "woman",
    birth_year: int | None = 1990,
    is_known: bool = False,
    identity: str = "",
    start: date = START,
    at_start: Status | None = None,
    answers: Mapping[int, str] | None = None,
    **facts: Any,
) -> Participation:
    """Someone begins; on social assistance and seeking work unless told otherwise."""
    person = Person(card or proposed_card(), gender, birth_year, is_known, identity)
    told = at_start or status(start, "social_assistance", doing="seeking")
    return start_participation(actor, measure, person, told, answers=answers or {}, **{"consent_given": start, **facts})


def ended(
    actor: Actor,
    row: Participation,
    day: date = date(2025, 9, 1),
    reason: str = "to_work",
    at_exit: Status | None = None,
    answers: Mapping[int, str] | None = None,
) -> Participation:
    """The participation ends, in work half time unless told otherwise."""
    row.refresh_from_db()
    told = at_exit or status(day, "none", work=50)
    return note_exit(actor, row, row.version, day, reason, told, answers=answers or {})
