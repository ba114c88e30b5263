"""The year as a ribbon: twelve months, and a mark for each day that something is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from samverk.core.periods import MONTHS, year_end
from samverk.core.year_wheel.days import month_end
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.kinds import Binding, Progress
from samverk.core.year_wheel.state import WheelState
from samverk.core.year_wheel.wheel import deadlines

LENGTH = 1000
"""The ribbon's length: every place on it is a whole number from 0 (1 January begins) to 1000 (31 December ends)."""


@dataclass(frozen=True, slots=True)
class RibbonMonth:
    """A month of the ribbon, from `start` to `end` along it."""

    number: int
    name: str
    start: int
    end: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class RibbonMark:
    """Everything due on one day. `start` and `end` are places along the ribbon: a day, or a period by practice.

    `binding` is the strongest among them, and `words` tells them all as a text for those who do not see the ribbon.
    """

    day: date
    start: int
    end: int
    binding: Binding
    deadlines: tuple[Deadline, ...]
    words: str

    @property
    def is_late(self) -> bool:
        """True when any of them is known to be late."""
        return any(deadline.is_late for deadline in self.deadlines)

    @property
    def is_open(self) -> bool:
        """True while any of them may remain to be done."""
        return any(deadline.is_open for deadline in self.deadlines)


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A year. `today` is the place of the day it is seen, None when that is another year.

    `undated` are the things of the year that no source gives a day.
    """

    year: int
    months: tuple[RibbonMonth, ...]
    marks: tuple[RibbonMark, ...]
    undated: tuple[Deadline, ...]
    today: int | None


def ribbon(state: WheelState, year: int) -> Ribbon:
    """The ribbon of calendar year `year`, with its months, the marks of its days and what has no day."""
    seen = state.day
    shown = [each for each in deadlines(state, (year,)) if each.progress is not Progress.NOT_APPLICABLE]
    dated = [each for each in shown if each.due is not None and each.due.year == year]
    marks = tuple(
        _mark(day, tuple(group)) for day, group in groupby(dated, key=lambda deadline: deadline.due) if day is not None
    )
    return Ribbon(
        year=year,
        months=tuple(_month(year, number, seen) for number in range(1, 13)),
        marks=marks,
        undated=tuple(each for each in shown if each.due is None),
        today=_place(seen) if seen.year == year else None,
    )


def _month(year: int, number: int, seen: date) -> RibbonMonth:
    last = month_end(year, number)
    is_current = (seen.year, seen.month) == (year, number)
    return RibbonMonth(number, MONTHS[number - 1], _place(last.replace(day=1)), _place(last, ends=True), is_current)


def _mark(day: date, due: tuple[Deadline, ...]) -> RibbonMark:
    firsts = [each.due_from for each in due if each.due_from and each.due_from.year == day.year]
    return RibbonMark(
        day=day,
        start=_place(min((day, *firsts))),
        end=_place(day, ends=True),
        binding=min((each.binding for each in due), key=list(Binding).index),
        deadlines=due,
        words="; ".join(f"{each.title}: {each.words}" for each in due),
    )


def _place(day: date, *, ends: bool = False) -> int:
    """Where on the ribbon a day begins, or ends."""
    days = (year_end(day.year) - date(day.year, 1, 1)).days + 1
    passed = (day - date(day.year, 1, 1)).days + ends
    return LENGTH * passed // days
