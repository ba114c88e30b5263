"""Counting days as the laws count them, and writing them. Nothing here reads a clock.

What the association itself must do is never moved past the day of the law, whatever the weekday: that is the safe
side. Where somebody else has a time to use, the time is as long as the law lets it be (lag 1930:173).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from samverk.core.periods import MONTHS

_SATURDAY, _SUNDAY = 5, 6
_FIXED_HOLIDAYS = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26)}
_EVES = {(12, 24), (12, 31)}
_FROM_EASTER = (-2, 0, 1, 39, 49)  # Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday
_ELECTION = 2022  # general elections are held every fourth year: 2022, 2026, 2030


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def days_later(day: date, days: int) -> date:
    """The day so many days after `day` (before, when negative); the calendar's own ends are as far as it goes."""
    reach = (date.max if days > 0 else date.min) - day
    return day + (min(timedelta(days), reach) if days > 0 else max(timedelta(days), reach))


def months_later(day: date, months: int) -> date:
    """The day with the same number so many months on, else the last of that month (lag 1930:173, 1 §)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    last = month_end(year, month + 1)
    return last.replace(day=min(day.day, last.day))


def years_later(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 28 where there is none (lag 1930:173, 1 §)."""
    return months_later(day, 12 * years)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar: the Sunday after the full moon on or after 21 March (lag 1989:253, 2 §).

    Computed by the method of the anonymous correspondent in Nature (1876).
    """
    century, in_century = divmod(year, 100)
    golden = year % 19
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, leap_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, number = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return date(year, month, number + 1)


def is_public_holiday(day: date) -> bool:
    """True on Sundays and the other public holidays (lag 1989:253, as it reads from 2005-04-01)."""
    if day.weekday() == _SUNDAY or (day.month, day.day) in _FIXED_HOLIDAYS:
        return True
    if day.weekday() == _SATURDAY and (_is_midsummer(day) or (day.month, day.day) in _ALL_SAINTS):
        return True
    return (day - easter(day.year)).days in _FROM_EASTER


_ALL_SAINTS = {(10, 31), *((11, number) for number in range(1, 7))}


def _is_midsummer(day: date) -> bool:
    return day.month == 6 and 20 <= day.day <= 26 and day.weekday() == _SATURDAY


def next_working_day(day: date) -> date:
    """`day`, or the next day that is none of those that prolong a time (lag 1930:173, 2 §)."""
    while day < date.max and _prolongs(day):
        day = days_later(day, 1)
    return day


def _prolongs(day: date) -> bool:
    is_eve = (day.month, day.day) in _EVES or _is_midsummer(days_later(day, 1))
    return day.weekday() == _SATURDAY or is_eve or is_public_holiday(day)


def is_election_year(year: int) -> bool:
    """True for the years of general elections to the councils: every fourth year, counted from 2022."""
    return (year - _ELECTION) % 4 == 0


def short_date(day: date, seen: date) -> str:
    """Write a day as seen from another: 4 april the same year, else 4 april 2024."""
    words = f"{day.day}\u00a0{MONTHS[day.month - 1]}"
    return words if day.year == seen.year else f"{words}\u00a0{day.year}"
