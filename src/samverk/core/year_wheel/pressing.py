"""What to do now, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from samverk.core.year_wheel.days import short_date
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.kinds import Progress
from samverk.core.year_wheel.wheel import in_order

_REMEMBERED = 365
"""For so many days after its day is it asked whether a thing was done that nobody has told about."""


class Urgency(IntEnum):
    """Why a thing is to be done now. Order: most pressing first."""

    LATE_DUTY = 1  # its day has passed, and somebody else demands it
    SOON = 2  # its day is within two weeks
    BEGUN_DUTY = 3  # the work should be under way, and somebody else demands it
    MISSING_DUTY = 4  # demanded, with no day of its own, and nothing stands in the way
    LATE_CUSTOM = 5  # its usual day has passed
    BEGUN_CUSTOM = 6  # practice or a setting says that the work should be under way
    UNTOLD = 7  # its day has passed and nobody has told whether it is done


@dataclass(frozen=True, slots=True)
class Pressing:
    """A thing to do now. `others` are further deadlines of the same kind and urgency, with later days."""

    deadline: Deadline
    urgency: Urgency
    reason: str
    others: tuple[Deadline, ...] = ()


def now(deadlines: Iterable[Deadline], at_most: int = 5) -> tuple[Pressing, ...]:
    """At most so many things to do now, most pressing first, one per kind, each with its reason in Swedish."""
    ranked = sorted(
        ((urgency, deadline) for deadline in deadlines if (urgency := urgency_of(deadline)) is not None),
        key=lambda pair: (pair[0], *in_order(pair[1])),
    )
    of_kind: dict[str, list[tuple[Urgency, Deadline]]] = {}
    for urgency, deadline in ranked:
        of_kind.setdefault(deadline.code, []).append((urgency, deadline))
    return tuple(_pressing(group) for group in list(of_kind.values())[: max(at_most, 0)])


def upcoming(deadlines: Iterable[Deadline], days: int = 90) -> tuple[Deadline, ...]:
    """What is open and has its day within so many days from the day it is seen, in order of day."""
    coming = (each for each in deadlines if each.is_open and each.days_left is not None)
    return tuple(sorted((each for each in coming if 0 <= (each.days_left or 0) <= days), key=in_order))


def urgency_of(deadline: Deadline) -> Urgency | None:
    """How pressing a deadline is on the day it is seen; None when there is nothing to do now."""
    if not deadline.is_open or deadline.happens:
        return None
    is_duty = deadline.binding.is_duty
    if deadline.is_late:
        return Urgency.LATE_DUTY if is_duty else Urgency.LATE_CUSTOM
    left = deadline.days_left
    if left is not None and left < 0:
        return Urgency.UNTOLD if left >= -_REMEMBERED else None
    if deadline.is_soon:
        return Urgency.SOON
    if left is None:
        return _without_day(deadline, is_duty)
    if deadline.begins is None or deadline.begins > deadline.seen:
        return None
    return Urgency.BEGUN_DUTY if is_duty else Urgency.BEGUN_CUSTOM


def _without_day(deadline: Deadline, is_duty: bool) -> Urgency | None:
    """A thing without a day presses when it can be done, as far as is known."""
    if deadline.begins is None or deadline.begins > deadline.seen:
        return None
    if deadline.progress is Progress.UNKNOWN:
        is_old = (deadline.seen - deadline.begins).days > _REMEMBERED
        return None if is_old else Urgency.UNTOLD
    return Urgency.MISSING_DUTY if is_duty else Urgency.BEGUN_CUSTOM


def _pressing(group: list[tuple[Urgency, Deadline]]) -> Pressing:
    urgency, first = group[0]
    others = tuple(deadline for same, deadline in group[1:] if same is urgency)
    reason = _reason(urgency, first)
    if first.note:
        reason += f" {first.note}"
    if others:
        reason += f" Det gäller {len(others)} till av samma slag."
    return Pressing(first, urgency, reason, others)


def _reason(urgency: Urgency, deadline: Deadline) -> str:
    when = deadline.words[:1].upper() + deadline.words[1:]
    match urgency:
        case Urgency.SOON:
            return f"Ska vara klart {deadline.words}."
        case Urgency.BEGUN_DUTY | Urgency.BEGUN_CUSTOM if deadline.due is not None:
            return _begun(deadline, deadline.due)
        case Urgency.MISSING_DUTY | Urgency.BEGUN_CUSTOM:
            return "Ingen dag är bestämd, och det går att göra nu."
        case Urgency.UNTOLD if deadline.due is None:
            return "Det går att göra nu."
        case _:
            return f"{when}."


def _begun(deadline: Deadline, due: date) -> str:
    day = short_date(due, deadline.seen)
    if deadline.progress is Progress.IN_PROGRESS:
        return f"Arbetet pågår. Sista dagen är {day}."
    return f"Det är dags att börja. Sista dagen är {day}."
