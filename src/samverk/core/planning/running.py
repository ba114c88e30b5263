"""When measures run, as their decisions say; without days of its own a sub-project runs as the one above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from samverk.core.measures import Measure
from samverk.core.periods import long_date
from samverk.core.planning.months import MONTHS_IN_YEAR, MonthShares, count_words, number_words, running_months
from samverk.core.planning.months import running_shares as spread_while_running


class Running(NamedTuple):
    """The first and last day of a measure; None where no decision says."""

    start: date | None = None
    end: date | None = None

    def months(self, year: int) -> tuple[int, ...]:
        """The months of `year` (1–12) in which it runs; a begun month counts."""
        return running_months(year, self.start, self.end)

    def words(self, year: int) -> str:
        """Why the year is not a whole one: "insatsen slutar 31 mars 2025: tre månader av tolv"; "" when it is."""
        months = self.months(year)
        if len(months) == MONTHS_IN_YEAR:
            return ""
        if not months:
            if self.end is not None and self.end < date(year, 1, 1):
                return f"insatsen slutade {long_date(self.end)}"
            return f"insatsen börjar {long_date(self.start)}" if self.start else ""
        days = [
            f"{verb} {long_date(day)}"
            for verb, day in (("börjar", self.start), ("slutar", self.end))
            if day is not None and day.year == year
        ]
        return f"insatsen {' och '.join(days)}: {count_words(len(months))} av {number_words(MONTHS_IN_YEAR)}"


def running_periods(measures: Sequence[Measure]) -> dict[str, Running]:
    """Measure → when it runs, with what is missing taken from the umbrella project."""
    by_id = {measure.id: measure for measure in measures}
    return {measure.id: _period(measure, by_id, frozenset()) for measure in measures}


def _period(measure: Measure, by_id: dict[str, Measure], seen: frozenset[str]) -> Running:
    above = by_id.get(measure.parent) if measure.parent else None
    if above is None or above.id in seen or (measure.start and measure.end):
        return Running(measure.start, measure.end)
    outer = _period(above, by_id, seen | {measure.id})
    return Running(measure.start or outer.start, measure.end or outer.end)


def running_shares(measures: Sequence[Measure], years: Sequence[int]) -> dict[tuple[str, int], MonthShares]:
    """(measure, year) → how the year's amount spreads over the months that it runs; whole years are left out."""
    return {
        (name, year): spread_while_running(year, *running)
        for name, running in running_periods(measures).items()
        for year in years
        if 0 < len(running.months(year)) < MONTHS_IN_YEAR
    }
