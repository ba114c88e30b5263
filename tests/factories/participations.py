"""Records for the tests of outcomes: one plain participation, and what differs."""

from __future__ import annotations

from datetime import date
from typing import Any

from samverk.core.outcomes.record import FollowUp, Occupied, ParticipationRecord, Status


def status(day: date, *support: str, work: int | None = None, studies: int | None = None, doing: str = "") -> Status:
    occupied = [Occupied("work", work)] if work is not None else []
    occupied += [Occupied("studies", studies)] if studies is not None else []
    occupied += [Occupied(doing)] if doing else []
    return Status(day, support, tuple(occupied))


def record(number: int = 1, **given: Any) -> ParticipationRecord:
    start = given.pop("start", date(2024, 2, 1))
    at_start = given.pop("at_start", status(start, "social_assistance", doing="seeking"))
    return ParticipationRecord(
        person=f"K{number:04d}",
        measure=given.pop("measure", "arbetsvagen"),
        gender=given.pop("gender", "woman"),
        start=start,
        at_start=at_start,
        **given,
    )


def later(months: int, given: Status) -> FollowUp:
    return FollowUp(months, given)
