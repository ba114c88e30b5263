"""Rounding instead of hiding (avrundning av små antal): every cell is shown, and no small count is.

A count of 1 to base − 1 becomes 0 or the base; other counts change as little as they must for all sums to hold. Which
way the small ones go is chosen so that sums move the least, and by chance between equals: chance that is drawn from the
content, so that the same tables always give the same numbers and cannot be asked for again until the truth shows.
Controlled rounding is due to Cox and Ernst (1982); small count rounding, which leaves large counts alone, to Langsrud
and Heldal (2018).
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from scipy.sparse import eye_array, hstack, vstack

from samverk.core.disclosure.bounds import CellRange, known
from samverk.core.disclosure.equations import EquationBlock, blocks
from samverk.core.disclosure.linked import CellState, LinkedTables, LinkedTablesError
from samverk.core.disclosure.releases import Release, ReleasedCell
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.disclosure.solver import Floats, LinearProblem, minimise

_SECONDS = 5.0
_NODES = 2_000


@dataclass(frozen=True, slots=True)
class RoundedTables:
    """The tables rounded: key → count, for cells that are printed.

    `is_additive` when every sum holds between the printed counts. `most_moved` is the largest change of any cell.
    """

    tables: LinkedTables
    counts: Mapping[str, int]
    base: int
    is_additive: bool
    most_moved: int

    def range_of(self, key: str) -> CellRange:
        """What a reader who knows the base can tell of the true count. Raises KeyError.

        0 is 0 to base − 1 and the base itself is 1 or more; of other counts no more is promised than that they were not
        small. A zero that anyone knows beforehand is zero.
        """
        if self.tables.cell(key).is_structural:
            return known(0)
        shown = self.counts[key]
        if shown == 0:
            return CellRange(0, self.base - 1)
        least = 1 if shown == self.base else self.base
        return CellRange(max(least, shown - self._reach), shown + self._reach)

    @property
    def _reach(self) -> int:
        return max(self.base - 1, self.most_moved)

    def release(self, name: str) -> Release:
        """What is printed, as ranges of true counts: what the attack starts from."""
        cells = (
            ReleasedCell(each.key, self.range_of(each.key), label=each.label)
            if each.key in self.counts
            else ReleasedCell(each.key, is_implied=True, label=each.label)
            for each in self.tables.cells
        )
        return Release(name, tuple(cells), self.tables.totals)


def round_counts(tables: LinkedTables, rule: DisclosureRule) -> RoundedTables:
    """Round the small counts to 0 or the rule's base. Raises LinkedTablesError when a count is not known.

    Where no such counts fit all sums (three linked dimensions can make it so, and counts printed before), every cell is
    rounded by itself and the sums need not hold.
    """
    true = _true_counts(tables)
    chance = _chance(true)
    fixed = {cell.key for cell in tables.cells if cell.state is CellState.FIXED or cell.is_structural}
    ranges = {key: known(count) if key in fixed or not count else CellRange() for key, count in true.items()}
    moved = dict(true)
    is_additive = True
    for block in blocks(ranges, tables.totals):
        counts = np.array([float(true[key]) for key in block.keys])
        found = _additive(block, counts, rule.base, chance)
        is_additive = is_additive and found is not None
        for at, key in enumerate(block.keys):
            moved[key] = _alone(true[key], rule.base, chance) if found is None else int(found[at])
    printed = {cell.key for cell in tables.cells if cell.state in (CellState.OPEN, CellState.FIXED)}
    most = max((abs(moved[key] - count) for key, count in true.items()), default=0)
    return RoundedTables(tables, {key: moved[key] for key in true if key in printed}, rule.base, is_additive, most)


def _true_counts(tables: LinkedTables) -> dict[str, int]:
    true = {}
    for cell in tables.cells:
        if cell.count is None:
            raise LinkedTablesError(
                f"Antalet i {cell.name} är inte känt, så det går inte att avrunda. Fyll i det först."
            )
        true[cell.key] = cell.count
    return true


def _chance(true: Mapping[str, int]) -> random.Random:
    """Chance that is the same for the same content."""
    content = "\n".join(f"{key}\t{count}" for key, count in sorted(true.items()))
    return random.Random(sha256(content.encode("utf-8")).digest())  # noqa: S311 (drawn from content on purpose)


def _additive(block: EquationBlock, counts: Floats, base: int, chance: random.Random) -> Floats | None:
    """Counts that fit all sums, none of them small, moved as little as possible; None when none were found.

    Columns: a count in steps of the base for each small cell and in ones for the others, then how far each has moved.
    """
    size = len(counts)
    is_small = counts < base
    step = np.where(is_small, float(base), 1.0)
    problem = block.problem
    steps = problem.matrix.multiply(step).tocsr()
    scaled, moved = eye_array(size, format="csr") * step, eye_array(size, format="csr")
    empty = eye_array(problem.matrix.shape[0], size, format="csr") * 0
    moves = LinearProblem(
        vstack([hstack([steps, empty]), hstack([scaled, -moved]), hstack([scaled, moved])], format="csr"),
        np.concatenate([problem.low, np.full(size, -np.inf), counts]),
        np.concatenate([problem.high, counts, np.full(size, np.inf)]),
        np.concatenate([np.where(is_small, 0.0, float(base)), np.zeros(size)]),
        np.concatenate([np.where(is_small, 1.0, np.inf), np.full(size, np.inf)]),
    )
    nudges = [chance.uniform(-0.01, 0.01) for _ in range(size)]  # between equals, by chance
    cost = np.concatenate([np.array(nudges) * is_small, np.ones(size)])
    is_whole = np.concatenate([np.ones(size, dtype=bool), np.zeros(size, dtype=bool)])
    values = minimise(moves, cost, wholes=is_whole, seconds=_SECONDS, nodes=_NODES).values
    return None if values is None else np.rint(values[:size]) * step


def _alone(count: int, base: int, chance: random.Random) -> int:
    """A count rounded by itself, up as often as it is near the base, so that it is right on average."""
    if not 1 <= count < base:
        return count
    return base if chance.random() < count / base else 0
