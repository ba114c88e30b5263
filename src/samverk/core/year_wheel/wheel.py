"""The year wheel itself: every deadline, computed anew from what is known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from samverk.core.law import PROVISIONS, SOURCES
from samverk.core.year_wheel import annual, archive, budget, interim, measures, meetings, people, tax
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.state import NATIONAL_START, WheelState

_BY_YEAR = (
    annual.yearly,
    budget.yearly,
    interim.yearly,
    tax.yearly,
    measures.esf_reports,
    people.terms,
    archive.yearly,
)
_BY_FACTS = (
    meetings.minutes_deadlines,
    measures.returns,
    people.ending_mandates,
    people.auditors,
    people.exits,
    people.missing_charter,
)


def deadlines(state: WheelState, years: Iterable[int] | None = None) -> tuple[Deadline, ...]:
    """Every deadline that falls in the calendar years `years`, in order of day; those without a day come last.

    Without `years`: last year, this and the next, and from the years before that only what is known to be late.
    A rule that was not in force on its day gives no deadline.
    """
    if years is None:
        recent = range(state.day.year - 1, state.day.year + 2)
        first = min((recent.start, *state.years))
        older = (told for told in _all(state, range(first, recent.start)) if told.is_late)
        found = {told.id: told for told in (*older, *_all(state, recent))}
    else:
        found = {told.id: told for told in _all(state, years)}
    return tuple(sorted(found.values(), key=in_order))


def in_order(deadline: Deadline) -> tuple[date, str, str]:
    """Sort key: the day, then code and subject; those without a day last."""
    return deadline.due or date.max, deadline.code, deadline.subject


def _all(state: WheelState, years: Iterable[int]) -> Iterator[Deadline]:
    wanted = {year for year in years if NATIONAL_START <= year < date.max.year}
    for year in sorted(wanted):
        for of_year in _BY_YEAR:
            yield from (told for told in of_year(state, year) if _is_in_force(told))
    for of_facts in _BY_FACTS:
        for told in of_facts(state):
            is_wanted = told.due is None or told.due.year in wanted or told.is_late
            if is_wanted and _is_in_force(told):
                yield told


def _is_in_force(deadline: Deadline) -> bool:
    """True when the source that gives the day applied on it."""
    if not deadline.sources:
        return True
    source = deadline.sources[0]
    in_force = PROVISIONS[source].valid_from or SOURCES[source[0]].in_force
    return (deadline.due or deadline.seen) >= in_force
