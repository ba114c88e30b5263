"""Personal identity numbers for tests: right by their own rules, made here and nobody's."""

from __future__ import annotations

from datetime import date


def numbered(day: date, serial: int, *, coordination: bool = False) -> str:
    """A number that is right by its own rules, made here and nobody's: ten digits before the check digit is added."""
    of_month = day.day + (60 if coordination else 0)
    nine = f"{day:%y%m}{of_month:02d}{serial:03d}"
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(nine))
    return f"{day:%Y%m}{of_month:02d}-{serial:03d}{-total % 10}"
