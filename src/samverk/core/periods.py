"""Days and years as Swedish reports write them. The day is always an argument; nothing here reads a clock."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def long_date(day: date) -> str:
    """Write a day for running text: 22 mars 2025 (UX.md, Figures)."""
    return f"{day.day}\u00a0{MONTHS[day.month - 1]}\u00a0{day.year}"


def year_end(year: int) -> date:
    """The last day of the accounting year, which is the calendar year (LKBR 1:5)."""
    return date(year, 12, 31)


def is_within(day: date, start: date, end: date | None) -> bool:
    """True when `day` lies in the closed interval from `start` to `end`; no end means for ever."""
    return start <= day and (end is None or day <= end)
