"""Months as the books write them (yyyymm, SIE 4B), and a year's amount spread over its months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from samverk.core.periods import MONTHS
from samverk.core.shares import split

MONTHS_IN_YEAR = 12
EVEN = (Fraction(1, MONTHS_IN_YEAR),) * MONTHS_IN_YEAR
"""The shares of a year that runs evenly."""

_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")

MonthShares = Sequence[Fraction]
"""Twelve shares, January first, that sum to 1."""


def period_of(day: date) -> int:
    """The month of `day` as yyyymm."""
    return day.year * 100 + day.month


def months_of_year(year: int) -> tuple[int, ...]:
    """The twelve months of a year as yyyymm."""
    return tuple(year * 100 + month for month in range(1, MONTHS_IN_YEAR + 1))


def shifted(period: int, months: int) -> int:
    """The month so many months after `period` (before, when negative)."""
    number = _number(period) + months
    return number // MONTHS_IN_YEAR * 100 + number % MONTHS_IN_YEAR + 1


def months_between(first: int, last: int) -> tuple[int, ...]:
    """Every month from `first` to `last`, both included; () when `last` comes before."""
    return tuple(shifted(first, step) for step in range(_number(last) - _number(first) + 1))


def _number(period: int) -> int:
    return period // 100 * MONTHS_IN_YEAR + period % 100 - 1


def running_months(year: int, start: date | None, end: date | None) -> tuple[int, ...]:
    """The months of `year` (1–12) in which something that runs from `start` to `end` runs; a begun month counts."""
    first = date.min if start is None else start.replace(day=1)
    last = date.max if end is None else end
    return tuple(month for month in range(1, MONTHS_IN_YEAR + 1) if first <= date(year, month, 1) <= last)


def running_shares(year: int, start: date | None, end: date | None) -> tuple[Fraction, ...]:
    """A year's amount spread evenly over the months that run; over all twelve when none does."""
    months = running_months(year, start, end)
    if not months:
        return EVEN
    share = Fraction(1, len(months))
    return tuple(share if month in months else Fraction(0) for month in range(1, MONTHS_IN_YEAR + 1))


def spread(amount_ore: int, shares: MonthShares = EVEN) -> tuple[int, ...]:
    """An amount in öre over twelve months; the parts sum to it exactly.

    Raises ValueError when there are not twelve shares of at least 0 that sum to 1.
    """
    if len(shares) != MONTHS_IN_YEAR:
        raise ValueError("a year has twelve shares, one a month")
    return split(amount_ore, shares)


def month_words(period: int) -> str:
    """A month for running text: "maj 2025"."""
    return f"{MONTHS[period % 100 - 1]}\u00a0{period // 100}"


def until_words(year: int, month: int) -> str:
    """January to `month` for running text: "januari–augusti 2024"; "januari 2024" for one month."""
    first = MONTHS[0] if month == 1 else f"{MONTHS[0]}–{MONTHS[month - 1]}"
    return f"{first}\u00a0{year}"


def count_words(number: int) -> str:
    """How many months, in words up to twelve: "tre månader", "en månad"."""
    words = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
    return f"{words} {'månad' if number == 1 else 'månader'}"


def number_words(number: int) -> str:
    """A whole number in words up to twelve: "tre"."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
