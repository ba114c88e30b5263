"""Fields of a SIE record → dates and amounts. None when a field cannot be read; the caller says what that costs."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_DAY_OTHERWISE = re.compile(r"(\d{4})[-/.](\d{2})[-/.](\d{2})", re.ASCII)
_PERIOD = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_AMOUNT = re.compile(r"(-?)(\d{1,16})(?:\.(\d{0,2}))?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,3}", re.ASCII)

AMOUNT_RULE = (
    "Belopp skrivs med siffror, minus först, punkt och högst två decimaler, till exempel -1234.50 (högst 16 siffror "
    "före punkten)"
)


def parse_day(text: str) -> date | None:
    """Read YYYYMMDD; None when it is something else or no day of the calendar."""
    match = _DAY.fullmatch(text)
    return _calendar_day(match) if match else None


def parse_day_otherwise(text: str) -> date | None:
    """Read a day written 2024-12-31, 2024/12/31 or 2024.12.31, which the format does not allow but people see."""
    match = _DAY_OTHERWISE.fullmatch(text)
    return _calendar_day(match) if match else None


def _calendar_day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def parse_period(text: str) -> int | None:
    """Read YYYYMM as the number yyyymm; None when it is no month."""
    match = _PERIOD.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    return int(text)


def parse_amount(text: str) -> int | None:
    """Read an amount as öre; None when it is not one. Sixteen digits of kronor fit the database's 64 bits."""
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    ore = int(match[2]) * 100 + int((match[3] or "").ljust(2, "0"))
    return -ore if match[1] else ore


def parse_year_offset(text: str) -> int | None:
    """Read the year number of #RAR, #IB and so on: 0, -1, -2 …; None when it is not one."""
    return int(text) if _WHOLE.fullmatch(text) else None


def is_account(text: str) -> bool:
    """True when `text` is a number, as accounts are by the format."""
    return text.isascii() and text.isdigit()
