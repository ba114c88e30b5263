"""Account ranges as facts files write them: "3010", "3010-3019".

Account numbers are digits, four to eight of them. A range of four digits also covers longer accounts that start with a
number in it, so that one shipped profile serves books with four digits and with eight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_RANGE = re.compile(r"(\d{1,8})(?:\s*[-–]\s*(\d{1,8}))?")


class AccountRange(NamedTuple):
    """All accounts from `first` to `last`, both included; the two have the same number of digits."""

    first: str
    last: str

    def covers(self, account: str) -> bool:
        """True when `account`, cut to the range's number of digits, lies in the range."""
        return len(account) >= len(self.first) and self.first <= account[: len(self.first)] <= self.last


def parse_range(text: str) -> AccountRange:
    """Read "3010" or "3010-3019". Raises ValueError, in Swedish, for anything else."""
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'”{text}” är inget konto eller kontointervall; skriv till exempel "3010" eller "3010-3019"')
    first, last = match[1], match[2] or match[1]
    if len(first) != len(last):
        raise ValueError(f"kontointervallet ”{text}” ska ha lika många siffror på båda sidor om bindestrecket")
    if first > last:
        raise ValueError(f"kontointervallet ”{text}” börjar efter sitt slut; skriv ”{last}-{first}”")
    return AccountRange(first, last)


def covers(ranges: Iterable[AccountRange], account: str) -> bool:
    """True when any of `ranges` covers `account`."""
    return any(each.covers(account) for each in ranges)
