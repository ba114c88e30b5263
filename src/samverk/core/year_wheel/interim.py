"""The interim report, for associations whose charter asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.days import month_end, months_later
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.kinds import Progress
from samverk.core.year_wheel.state import WheelState
from samverk.core.year_wheel.telling import tell

_HALF, _TWO_THIRDS = 6, 8  # months: at least half and at most two thirds of the year (R17)


def yearly(state: WheelState, calendar_year: int) -> Iterator[Deadline]:
    """The interim report of `calendar_year`; without a charter nothing is known, and nothing is said.

    Its last month is a setting. While it is not set, the day is a period: from the earliest to the latest possible.
    """
    month = state.settings.interim_month
    charter = state.association.charter_on(month_end(calendar_year, month or _TWO_THIRDS))
    if charter is None or calendar_year < state.first_year:
        return
    subject, names = f"interim_report:{calendar_year}", {"year": calendar_year}
    if not charter.interim_report:
        told = tell(catalogue.INTERIM_REPORT, state, subject, names, due=None)
        words = "Förbundsordningen kräver ingen delårsrapport."
        yield replace(told, progress=Progress.NOT_APPLICABLE, explanation=words, waits=())
        return
    first, last = (month_end(calendar_year, each) for each in (month or _HALF, month or _TWO_THIRDS))
    hand_over = state.settings.interim_months_to_hand_over
    yield tell(
        catalogue.INTERIM_REPORT,
        state,
        subject,
        names,
        due=_month_end_after(last, hand_over),
        due_from=None if month else _month_end_after(first, hand_over),
        recorded=state.of_year(calendar_year).interim_report,
        begins=first,
        setting="interim_month",
    )


def _month_end_after(period_end: date, months: int) -> date:
    """The last day of the month so many months after the period: two months after 30 June is 31 August."""
    later = months_later(period_end, months)
    return month_end(later.year, later.month)
