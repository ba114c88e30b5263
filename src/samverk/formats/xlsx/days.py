"""Days and times of cells: a count of days since 1900 (or 1904) → ISO text."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

_LAST_DAY = 2_958_465  # 9999-12-31
_LEAP_BUG = 60  # Excel believes that 1900 was a leap year: day 60 never was
_SECONDS = 86_400


def day_text(value: Decimal, letters: str, *, is_1904: bool = False) -> str:
    """The day or time that a cell shows, in ISO form; "" for a number that is no day.

    `letters` are those of the format (y, m, d, h, s): a year alone gives "2024", a month "2024-12", a time "10:30".
    """
    days, seconds = (
        divmod(int((value * _SECONDS).to_integral_value()), _SECONDS) if 0 <= value <= _LAST_DAY else (-1, 0)
    )
    if days < 0:
        return ""
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    has_day = "y" in letters or "d" in letters or not set(letters) & set("hs")
    if not has_day:
        return _clock(clock)
    day = _day(days, is_1904=is_1904)
    if day is None:
        return ""
    if "d" not in letters and not set(letters) & set("hs") and letters:
        return f"{day:%Y-%m}" if "m" in letters else f"{day.year:04d}"
    return f"{day.isoformat()}T{_clock(clock)}" if seconds and set(letters) & set("hs") else day.isoformat()


def elapsed_text(value: Decimal) -> str:
    """Hours and minutes that go on past 24, "36:30"."""
    minutes = int((abs(value) * 1440).to_integral_value())
    return f"{'-' if value < 0 else ''}{minutes // 60}:{minutes % 60:02d}"


def _day(days: int, *, is_1904: bool) -> date | None:
    if is_1904:
        start = date(1904, 1, 1)
    elif days > _LEAP_BUG:
        start = date(1899, 12, 30)
    elif days == _LEAP_BUG:
        return None
    else:
        start = date(1899, 12, 31)
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def _clock(clock: time) -> str:
    return clock.isoformat("seconds" if clock.second else "minutes")
