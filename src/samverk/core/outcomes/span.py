"""The time a count is about (tidsperiod), and the length of time in months."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

DAYS_IN_MONTH = Fraction(36525, 1200)
"""Days of a mean month: 365.25 / 12."""

FOLLOW_UP_MONTHS = (3, 6, 12)
"""Months after exit at which a participant is followed up."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"Perioden slutar {self.last}, före sin början {self.first}. Rätta den ena dagen.")

    @classmethod
    def of_year(cls, year: int) -> Span:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    def holds(self, day: date | None) -> bool:
        """True for a day within the span; False for None."""
        return day is not None and self.first <= day <= self.last


def after_months(day: date, months: int) -> date:
    """The same day of the month so many months later (earlier when negative); the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def whole_months(first: date, last: date) -> int:
    """Whole months from `first` to `last`: 15 January to 14 March is one. 0 when `last` is not later."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and after_months(first, months) > last:
        months -= 1
    return max(0, months)


def months_of_days(days: int | Fraction) -> Fraction:
    """So many days in mean months, exact."""
    return days / DAYS_IN_MONTH
