"""Tables as people are classified (indelningar): from counts with a place in each dimension to cells and sums.

A dimension is a tree: sub-projects inside projects inside the association, months inside quarters, age bands inside
wider ones. A place that leaves a dimension out counts everyone in it. Where the printed cells do not make up the whole,
what is left over is an implied cell: the residual category that anyone can compute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from samverk.core.disclosure.bounds import CellTotal
from samverk.core.disclosure.linked import CellState, LinkedCell, LinkedTables

Place = frozenset[tuple[str, str]]
"""(dimension, category) for each dimension that a cell is split by; every dimension left out is everyone in it."""


@dataclass(frozen=True, slots=True)
class CellDimension:
    """A way to split people. `branches` maps a category to its parts; "" is everyone.

    `is_partition` is False where one person can be in several categories, as with income sources: then the parts do not
    add up, but each part and everyone else still do.
    """

    key: str
    branches: Mapping[str, tuple[str, ...]]
    is_partition: bool = True

    def parents(self) -> dict[str, str]:
        """Category → the category it is a part of."""
        return {part: whole for whole, parts in self.branches.items() for part in parts}


def place(**categories: str) -> Place:
    """A place from keywords: place(kön="kvinnor", insats="spiran"). An empty category is everyone."""
    return frozenset((dimension, category) for dimension, category in categories.items() if category)


def cell_key(at: Place) -> str:
    """The key of the cell at a place, the same in every table: "insats=spiran|kön=kvinnor"; "alla" for everyone."""
    return "|".join(f"{dimension}={category}" for dimension, category in sorted(at)) or "alla"


def link(cells: Iterable[tuple[Place, LinkedCell]], dimensions: Iterable[CellDimension]) -> LinkedTables:
    """Every cell of every table, with all sums that the dimensions say hold between them.

    The cells' own keys are replaced by those of their places. A place given twice is one cell; the first stands.
    Raises LinkedTablesError when the counts contradict the sums.
    """
    placed: dict[Place, LinkedCell] = {}
    for at, cell in cells:
        placed.setdefault(at, replace(cell, key=cell_key(at)))
    known = tuple(dimensions)
    relations: dict[CellTotal[str], None] = {}
    for dimension in known:
        for relation in _relations(dimension, set(placed), placed, may_add=True):
            relations.setdefault(relation)
    for dimension in known:  # cells that one dimension implied can be parts or wholes of another
        for relation in _relations(dimension, set(placed), placed, may_add=False):
            relations.setdefault(relation)
    return _pruned(list(placed.values()), list(relations))


def _relations(
    dimension: CellDimension, printed: set[Place], placed: dict[Place, LinkedCell], *, may_add: bool
) -> Iterator[CellTotal[str]]:
    parents = dimension.parents()
    groups: dict[tuple[Place, str], None] = {}
    for at in sorted(printed, key=cell_key):
        category = dict(at).get(dimension.key, "")
        rest = frozenset(pair for pair in at if pair[0] != dimension.key)
        if category in parents:
            groups.setdefault((rest, parents[category]))
    for rest, parent in groups:
        whole = rest if not parent else rest | {(dimension.key, parent)}
        parts = [rest | {(dimension.key, part)} for part in dimension.branches[parent]]
        if dimension.is_partition:
            yield from _partition(whole, parts, dimension.key, placed, may_add=may_add)
        elif whole in printed and may_add:
            yield from _complements(whole, parts, placed)


def _partition(
    whole: Place, parts: list[Place], dimension: str, placed: dict[Place, LinkedCell], *, may_add: bool
) -> Iterator[CellTotal[str]]:
    missing = [part for part in parts if part not in placed]
    if (missing and whole not in placed) or ((missing or whole not in placed) and not may_add):
        return
    here = [part for part in parts if part in placed]
    if whole not in placed:
        placed[whole] = _implied(whole, _sum(placed[part].count for part in here))
    elif missing:
        rest = missing[0] if len(missing) == 1 else frozenset({*whole, (dimension, "(övriga)")})
        taken = _sum(placed[part].count for part in here)
        whole_count = placed[whole].count
        left = None if taken is None or whole_count is None else whole_count - taken
        placed.setdefault(rest, _implied(rest, left))
        here.append(rest)
    yield CellTotal(cell_key(whole), tuple(cell_key(part) for part in here))


def _complements(whole: Place, parts: list[Place], placed: dict[Place, LinkedCell]) -> Iterator[CellTotal[str]]:
    for part in parts:
        if part in placed:
            (own,) = part - whole
            others = frozenset({*(part - {own}), (own[0], f"(inte {own[1]})")})
            taken, everyone = placed[part].count, placed[whole].count
            placed[others] = _implied(others, None if taken is None or everyone is None else everyone - taken)
            yield CellTotal(cell_key(whole), (cell_key(part), cell_key(others)))


def _implied(at: Place, count: int | None) -> LinkedCell:
    return LinkedCell(cell_key(at), count, CellState.IMPLIED)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = list(counts)
    return None if None in known else sum(count or 0 for count in known)


def _pruned(cells: list[LinkedCell], relations: list[CellTotal[str]]) -> LinkedTables:
    """Without implied totals that tie nothing together: nobody prints them and nothing follows from them."""
    while True:
        uses: dict[str, int] = {}
        for relation in relations:
            for key in (relation.total, *relation.addends):
                uses[key] = uses.get(key, 0) + 1
        loose = {cell.key for cell in cells if cell.state is CellState.IMPLIED and uses.get(cell.key, 0) < 2}
        kept = [relation for relation in relations if relation.total not in loose]
        if len(kept) == len(relations):
            used = {key for relation in relations for key in (relation.total, *relation.addends)}
            cells = [cell for cell in cells if cell.state is not CellState.IMPLIED or cell.key in used]
            return LinkedTables(tuple(cells), tuple(relations))
        relations = kept
