"""The board's rule for what may be shown (röjanderegel): how small is small, how sure an attacker may be, the cost.

No source at hand sets any of these (counts.py). Every default is our proposal, and `source` is empty until the board
has decided. Dominance has no meaning here: each person counts as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import log2

from samverk.core.disclosure.counts import DEFAULT_THRESHOLD, THRESHOLD_SOURCE, is_small


class ZeroRule(StrEnum):
    """What a count of nobody is. Whoever knows which it is knows whether a hidden cell can be zero."""

    SHOWN = "shown"  # a zero points at nobody and is never hidden: every hidden cell is at least 1
    HELPER = "helper"  # a zero points at nobody but may be hidden to protect another cell
    SENSITIVE = "sensitive"  # "none of them" tells of everyone in the group: hidden as a small count is


class CellCost(StrEnum):
    """What it costs to hide a cell that is not small itself."""

    CELL = "cell"  # every cell alike: as few hidden cells as possible
    LOG = "log"  # 1 + log2(1 + count): a total is missed more than its parts, but not a hundred times more
    COUNT = "count"  # the count: as few hidden people as possible


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """Counts of 1 to `threshold` − 1 are hidden, and no hidden cell may be known closer than `width` counts.

    `width` is highest minus lowest possible count. None is our proposal `threshold` − 1, with which an attacker who
    knows that zeros are shown can never rule out a count that would have been shown. `hides_alike` also hides a
    category that holds all, or all but one, of its group. `rounding_base` is for the alternative, rounding; None is
    `threshold`. `source` says who decided.
    """

    threshold: int = DEFAULT_THRESHOLD
    zeros: ZeroRule = ZeroRule.SHOWN
    width: int | None = None
    hides_alike: bool = False
    cost: CellCost = CellCost.LOG
    rounding_base: int | None = None
    source: str = THRESHOLD_SOURCE

    def __post_init__(self) -> None:
        if self.threshold < 2:
            raise ValueError(f"a threshold of {self.threshold} hides nothing; the least is 2")
        if self.narrowest < 1:
            raise ValueError(f"a width of {self.narrowest} protects nothing; the least is 1")
        if self.base < 2:
            raise ValueError(f"a base of {self.base} rounds nothing; the least is 2")

    @property
    def narrowest(self) -> int:
        """The least width of what an attacker may know of a hidden cell."""
        return max(1, self.threshold - 1) if self.width is None else self.width

    @property
    def base(self) -> int:
        """The base of the rounding alternative."""
        return self.threshold if self.rounding_base is None else self.rounding_base

    @property
    def least(self) -> int:
        """The least count that a hidden cell can have, to whoever knows the rule."""
        return 1 if self.zeros is ZeroRule.SHOWN else 0

    def is_sensitive(self, count: int) -> bool:
        """True for a count that may not be shown."""
        return is_small(count, self.threshold) or (count == 0 and self.zeros is ZeroRule.SENSITIVE)

    def cost_of(self, count: int) -> float:
        """What it costs to hide a cell of `count` people."""
        if self.cost is CellCost.CELL:
            return 1.0
        return float(max(1, count)) if self.cost is CellCost.COUNT else 1 + log2(1 + count)
