"""Releases (offentliggöranden): what has left the house, cell by cell, and what it says together with what comes after.

A release is remembered as it was printed: counts, hidden cells, the sums between them, percentages and means; a
sentence is a count or a percentage like any other. The same key in two releases is the same cell. Where a later release
prints another count, the return was corrected: the earlier count is kept as a cell of its own, and the people who came
or went between the two are a cell that anyone can compute.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from samverk.core.disclosure.bounds import CellRange, CellTotal
from samverk.core.disclosure.equations import KnownShare
from samverk.core.disclosure.linked import MeanCell


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """A cell as printed. `range` is one count, a range ("färre än fem"), or everything when the cell is hidden.

    `count` is the true count of a hidden cell, remembered in the register only. `is_implied` when the cell is not
    printed but follows from what is.
    """

    key: str
    range: CellRange = field(default_factory=CellRange)
    count: int | None = None
    is_implied: bool = False
    label: str = ""

    @property
    def name(self) -> str:
        """What a reader calls the cell."""
        return self.label or self.key


@dataclass(frozen=True, slots=True)
class Release:
    """All that was printed at one time: in a report, a return, a page on the web. `day` is the day it was."""

    id: str
    cells: tuple[ReleasedCell, ...]
    totals: tuple[CellTotal[str], ...] = ()
    shares: tuple[KnownShare, ...] = ()
    means: tuple[MeanCell, ...] = ()
    day: date | None = None

    def known(self) -> dict[str, int]:
        """Key → count for the cells that are printed openly."""
        return {cell.key: cell.range.lowest for cell in self.cells if cell.range.value is not None}

    def remembered(self) -> dict[str, int]:
        """Key → count for the cells that are printed openly or whose true count is remembered."""
        return self.known() | {cell.key: cell.count for cell in self.cells if cell.count is not None}


@dataclass(frozen=True, slots=True)
class ReleaseRegister:
    """Every release so far, the earliest first."""

    releases: tuple[Release, ...] = ()

    def remember(self, release: Release) -> ReleaseRegister:
        """The register with one release more. Raises ValueError when one of that name is there already."""
        if any(each.id == release.id for each in self.releases):
            raise ValueError(f"the release {release.id} is in the register already")
        return ReleaseRegister((*self.releases, release))


def older_key(key: str, release: str) -> str:
    """The key of the count that `release` printed, where a later release has printed another."""
    return f"{key} i {release}"


def difference_key(key: str, release: str) -> str:
    """The key of those who came or went between `release` and the next one."""
    return f"{key} ändrat sedan {release}"


def told_apart(
    release: Release, later: Mapping[str, int], tied: Container[str], *, is_hidden_apart: bool = False
) -> tuple[Release, tuple[CellTotal[str], ...]]:
    """The release with cells of their own for counts that are `later` (key → count) otherwise.

    Also, for the keys in `tied`, the sums that tie what it printed to what was printed later: the larger is the smaller
    and those who came or went. A hidden cell is told apart when its remembered count differs; with `is_hidden_apart`
    all are, as when returns were corrected and nobody remembers what the hidden counts were.
    """
    own = release.known()
    changed = {key for key, count in own.items() if key in later and later[key] != count}
    names = {
        cell.key: older_key(cell.key, release.id)
        for cell in release.cells
        if cell.key in changed
        or (cell.range.value is None and (is_hidden_apart or cell.count not in (None, later.get(cell.key, cell.count))))
    }
    ties = []
    for key in sorted(changed):
        if key in tied:
            larger, smaller = (key, names[key]) if later[key] > own[key] else (names[key], key)
            ties.append(CellTotal(larger, (smaller, difference_key(key, release.id))))
    return (_with_names(release, names) if names else release), tuple(ties)


def _with_names(release: Release, names: Mapping[str, str]) -> Release:
    return replace(
        release,
        cells=tuple(replace(cell, key=names.get(cell.key, cell.key)) for cell in release.cells),
        totals=tuple(renamed(total, names) for total in release.totals),
        shares=tuple(
            replace(each, part=names.get(each.part, each.part), base=names.get(each.base, each.base))
            for each in release.shares
        ),
        means=tuple(replace(each, base=names.get(each.base, each.base)) for each in release.means),
    )


def renamed(total: CellTotal[str], names: Mapping[str, str]) -> CellTotal[str]:
    """The same sum with other keys."""
    return CellTotal(names.get(total.total, total.total), tuple(names.get(key, key) for key in total.addends))


def merged(releases: Sequence[Release], *, is_hidden_apart: bool = False) -> Release:
    """Everything that all the releases say together, as one release. `is_hidden_apart` as in `told_apart`."""
    later: dict[str, int] = {}
    printed: set[str] = set()
    cells: dict[str, ReleasedCell] = {}
    parts: list[Release] = []
    ties: list[CellTotal[str]] = []
    for release in reversed(releases):
        apart, found = told_apart(release, later, printed, is_hidden_apart=is_hidden_apart and bool(parts))
        ties += found
        parts.insert(0, apart)
        later = {**release.remembered(), **later}
        printed |= set(release.known())
        for cell in apart.cells:
            cells[cell.key] = _both(cells.get(cell.key), cell)
    for tie in ties:
        cells.setdefault(tie.addends[1], ReleasedCell(tie.addends[1], is_implied=True))
    return Release(
        "allt",
        tuple(cells.values()),
        tuple(dict.fromkeys([*(total for part in parts for total in part.totals), *ties])),
        tuple(dict.fromkeys(share for part in parts for share in part.shares)),
        tuple(dict.fromkeys(mean for part in parts for mean in part.means)),
    )


def _both(first: ReleasedCell | None, second: ReleasedCell) -> ReleasedCell:
    """What two releases say of one cell."""
    if first is None:
        return second
    low = max(first.range.lowest, second.range.lowest)
    highs = [each.range.highest for each in (first, second) if each.range.highest is not None]
    both = CellRange(low, min(highs) if highs else None)
    is_implied = first.is_implied and second.is_implied
    return replace(first, range=first.range if both.is_empty else both, is_implied=is_implied)
