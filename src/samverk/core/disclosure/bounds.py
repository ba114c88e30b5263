"""What the totals around hidden cells give away: the lowest and highest count that each hidden cell can hold.

Every cell is a range of counts (an open one is a single value) and every total a sum of other cells. Ranges are first
narrowed by each total in turn until nothing changes; what is left is then settled by search, so that the ends of a
range are counts that the cell really can have. Ranges are never narrower than the truth: where the search would take
too many steps, the range from the totals alone stands.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)

_MOST_STEPS = 4_000
_MOST_ROUNDS = 2_000


@dataclass(frozen=True, slots=True)
class CellRange:
    """The counts a cell can hold: from `lowest` (0 or more) to `highest`, None when no shown total bounds it."""

    lowest: int = 0
    highest: int | None = None

    @property
    def value(self) -> int | None:
        """The only count the cell can hold; None when it can hold more than one."""
        return self.lowest if self.lowest == self.highest else None

    @property
    def is_empty(self) -> bool:
        """True when no count is possible: the totals contradict each other."""
        return self.highest is not None and self.highest < self.lowest


class CellTotal(NamedTuple, Generic[Key]):
    """A cell that is the sum of others."""

    total: Key
    addends: tuple[Key, ...]


class _SpentError(Exception):
    """The search has used its steps."""


def known(value: int) -> CellRange:
    """The range of a cell that is printed openly."""
    return CellRange(value, value)


def narrow(ranges: Mapping[Key, CellRange], totals: Iterable[CellTotal[Key]]) -> dict[Key, CellRange] | None:
    """Narrow every range by the totals, one at a time, until nothing changes; None when they contradict each other.

    Raises KeyError when a total names a cell that has no range.
    """
    narrowed = dict(ranges)
    relations = tuple(totals)
    for _ in range(_MOST_ROUNDS):
        before = dict(narrowed)
        for relation in relations:
            if not _narrow_by(narrowed, relation):
                return None
        if narrowed == before:
            break
    return None if any(each.is_empty for each in narrowed.values()) else narrowed


def _narrow_by(ranges: dict[Key, CellRange], relation: CellTotal[Key]) -> bool:
    addends = [ranges[key] for key in relation.addends]
    lowest = sum(each.lowest for each in addends)
    unbounded = sum(each.highest is None for each in addends)
    highest = sum(each.highest or 0 for each in addends)
    total = _cut(ranges[relation.total], lowest, None if unbounded else highest)
    ranges[relation.total] = total
    if total.is_empty:
        return False
    for key, each in zip(relation.addends, addends, strict=True):
        others_unbounded = unbounded - (each.highest is None)
        least = 0 if others_unbounded else total.lowest - (highest - (each.highest or 0))
        most = None if total.highest is None else total.highest - (lowest - each.lowest)
        ranges[key] = _cut(ranges[key], least, most)
        if ranges[key].is_empty:
            return False
    return True


def _cut(each: CellRange, lowest: int, highest: int | None) -> CellRange:
    low = max(each.lowest, lowest)
    if highest is None or (each.highest is not None and each.highest <= highest):
        return each if low == each.lowest else CellRange(low, each.highest)
    return CellRange(low, highest)


def bounds(ranges: Mapping[Key, CellRange], totals: Sequence[CellTotal[Key]]) -> dict[Key, CellRange] | None:
    """The lowest and highest count of every cell, given the totals; None when the totals contradict each other.

    Both ends are counts that the cell can have together with all the others. Raises KeyError as `narrow` does.
    """
    outer = narrow(ranges, totals)
    if outer is None:
        return None
    search = _Search(tuple(totals))
    try:
        first = search.solve(outer)
    except _SpentError:
        return outer
    if first is None:
        return None
    search.remember(first)
    return {key: each if each.value is not None else search.ends(outer, key) for key, each in outer.items()}


class _Search(Generic[Key]):
    """Looks for ways to fill all cells, and remembers the least and most each cell has had in one."""

    def __init__(self, totals: tuple[CellTotal[Key], ...]) -> None:
        self.totals = totals
        self.least: dict[Key, int] = {}
        self.most: dict[Key, int] = {}
        self.steps = 0

    def remember(self, filled: Mapping[Key, CellRange]) -> None:
        for key, each in filled.items():
            self.least[key] = min(each.lowest, self.least.get(key, each.lowest))
            self.most[key] = max(each.lowest, self.most.get(key, each.lowest))

    def ends(self, outer: Mapping[Key, CellRange], key: Key) -> CellRange:
        """The exact range of one cell; the outer end where the search is spent or there is none."""
        lowest, highest = outer[key].lowest, outer[key].highest
        while lowest < self.least[key] and not self._can_be(outer, key, lowest):
            lowest += 1
        while highest is not None and highest > self.most[key] and not self._can_be(outer, key, highest):
            highest -= 1
        return CellRange(lowest, highest)

    def _can_be(self, outer: Mapping[Key, CellRange], key: Key, value: int) -> bool:
        self.steps = 0
        try:
            filled = self.solve({**outer, key: known(value)})
        except _SpentError:
            return True  # not ruled out
        if filled is None:
            return False
        self.remember(filled)
        return True

    def solve(self, ranges: Mapping[Key, CellRange]) -> dict[Key, CellRange] | None:
        """One way to fill all cells, None when there is none. Raises _SpentError after too many steps."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _SpentError
        narrowed = narrow(ranges, self.totals)
        if narrowed is None:
            return None
        open_keys = [key for key, each in narrowed.items() if each.value is None]
        if not open_keys:
            return narrowed
        key = min(open_keys, key=lambda open_key: _width(narrowed[open_key]))
        chosen = narrowed[key]
        values = count(chosen.lowest) if chosen.highest is None else range(chosen.lowest, chosen.highest + 1)
        for value in values:
            filled = self.solve({**narrowed, key: known(value)})
            if filled is not None:
                return filled
        return None


def _width(each: CellRange) -> float:
    return float("inf") if each.highest is None else each.highest - each.lowest
