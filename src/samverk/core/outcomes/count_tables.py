"""A count table (antalstabell): counts by a kind's dimensions, with every margin, before any is hidden. No record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from samverk.core.outcomes.table_kinds import ALL, SUB_PROJECT, TableKind

Coordinates = tuple[str, ...]
"""One code for each dimension of the table; `ALL` for everyone."""


@dataclass(frozen=True, slots=True)
class CountTable:
    """A kind of table with all its cells, margins too. `sub_projects` are the codes where it is divided by them."""

    kind: TableKind
    counts: Mapping[Coordinates, int]
    sub_projects: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Everyone in the table."""
        return self.counts[(ALL,) * len(self.kind.dimensions)]


def all_coordinates(kind: TableKind, sub_projects: Sequence[str] = ()) -> list[Coordinates]:
    """Every cell of a kind, in the order of its codes, each margin after its parts."""
    codes = [tuple(sub_projects) if each.id == SUB_PROJECT else each.codes for each in kind.dimensions]
    return list(product(*((*each, ALL) for each in codes)))


def tabulate(kind: TableKind, found: Iterable[tuple[Coordinates, int]], sub_projects: Sequence[str] = ()) -> CountTable:
    """Sum (codes, count) into a table with all margins. Raises KeyError for a code that the kind does not have."""
    counts = dict.fromkeys(all_coordinates(kind, sub_projects), 0)
    for codes, count in found:
        if ALL in codes:
            raise KeyError(codes)
        for place in product(*((code, ALL) for code in codes)):
            counts[place] += count
    return CountTable(kind, counts, tuple(sub_projects))
