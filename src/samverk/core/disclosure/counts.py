"""Counts of people so small that they point at somebody: small cells, small remainders, groups that are all alike.

No source at hand sets a limit: SCB, Försäkringskassan and the tools for disclosure control differ or say nothing. The
threshold is therefore a setting that the board decides, with an empty source, and every message says so.
"""

from __future__ import annotations

from collections.abc import Iterable

DEFAULT_THRESHOLD = 5
"""Counts of 1 to one less than this are small, until the board has decided another limit."""

THRESHOLD_SOURCE = ""
"""Who has set the threshold; empty as long as nobody has."""


def is_small(count: int, threshold: int = DEFAULT_THRESHOLD) -> bool:
    """True for a count of 1 to `threshold` − 1 people. Zero is not small: it points at nobody.

    Raises ValueError when the threshold is below 1.
    """
    if threshold < 1:
        raise ValueError(f"a threshold is at least 1, was {threshold}")
    return 1 <= count < threshold


def remainder(total: int, parts: Iterable[int]) -> int:
    """How many of `total` people are in none of the parts; negative when the parts are more than the total."""
    return total - sum(parts)


def is_alike(count: int, size: int) -> bool:
    """True when all, or all but one, of a group of `size` people fall in one category of `count`.

    Then whoever knows that somebody belongs to the group also knows the category; with all but one, the one who is left
    out knows it of everyone else. A group of one is a small count, not a group.
    """
    return size >= 2 and size - count in (0, 1)
