"""Fillings (sätt att fylla cellerna): whole counts that fit all that is known, and so prove what cannot be ruled out.

Two fillings in which a cell differs by ten prove, in whole numbers and without any tolerance, that nobody can know it
closer than that. Solving for one cell therefore settles many, and few problems are solved for a large table. Where the
linear problem gives counts that are not whole, the integer problem is solved instead: that is also how an attacker who
knows that people come whole would narrow a cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from samverk.core.disclosure.equations import EquationBlock
from samverk.core.disclosure.solver import TOLERANCE, Floats, LinearProblem, minimise

Columns = NDArray[np.intp]

_SWEEPS = 6
_SECONDS = 2.0
_ROUGH_SECONDS = 0.3


def any_filling(block: EquationBlock, seconds: float = _SECONDS) -> Floats | None:
    """One way to fill the block; None when none was found."""
    cost = np.zeros(len(block.keys))
    solved = minimise(block.problem, cost)
    found = solved.rounded(block.is_count)
    if found is None:
        found = minimise(block.problem, cost, wholes=block.is_count, seconds=seconds).rounded(block.is_count)
    return found if found is not None and block.problem.holds(found) else None


@dataclass(slots=True)
class FillingProof:
    """The least and most that each column of a block has been seen to hold, in fillings that fit.

    `lowest` and `highest` are how low and high it can be at all, as far as that has been worked out (−inf and inf).
    """

    block: EquationBlock
    near: LinearProblem
    least: Floats
    most: Floats
    lowest: Floats
    highest: Floats
    fillings: list[Floats] = field(default_factory=list)

    @classmethod
    def begin(cls, block: EquationBlock, filled: Floats, reach: float) -> FillingProof:
        """Start from one filling. `reach` is how far from it the search goes where nothing bounds a count."""
        away = np.where(block.is_count, reach, np.inf)
        least = np.maximum(block.problem.least, filled - away)
        most = np.minimum(block.problem.most, filled + away)
        near = replace(block.problem, least=least, most=most)
        ends = np.full(filled.shape, np.inf)
        return cls(block, near, filled.copy(), filled.copy(), -ends, ends, [filled])

    def widths(self) -> Floats:
        """How far apart each column has been seen."""
        return self.most - self.least

    def open_columns(self, needed: Floats) -> Columns:
        """Columns not seen as wide as needed, for which it has not been worked out how wide they are."""
        is_exact = (self.lowest >= self.least) & (self.highest <= self.most)
        return np.flatnonzero((self.widths() < needed) & ~is_exact)

    def narrow_columns(self, needed: Floats) -> Columns:
        """Columns that have not been seen as wide as needed."""
        return np.flatnonzero(self.widths() < needed)

    def settle(self, needed: Floats) -> None:
        """Look for fillings until every column is seen as wide as needed, or how narrow it is has been worked out."""
        self.sweep(needed)
        for at in self.open_columns(needed):
            for sign in (-1.0, 1.0):
                if self.most[at] - self.least[at] < needed[at]:
                    self.end(int(at), sign)

    def sweep(self, needed: Floats) -> None:
        """Look for fillings in which many columns differ at once, as long as it is worth it."""
        for number in range(_SWEEPS):
            left = self.open_columns(needed)
            if left.size < 3 or not self._sweep(left, number):
                break

    def end(self, at: int, sign: float) -> float:
        """Work out how high (`sign` −1) or how low (1) a column can be, within reach."""
        cost = np.zeros(len(self.block.keys))
        cost[at] = sign
        bound = self._solve(cost, _SECONDS)
        if sign < 0:
            self.highest[at] = np.floor(-bound + TOLERANCE)
            return float(self.highest[at])
        self.lowest[at] = np.ceil(bound - TOLERANCE)
        return float(self.lowest[at])

    def _sweep(self, left: Columns, number: int) -> bool:
        """Pull many columns at once, each its own way, then the other; True while it is worth going on."""
        signs = np.random.default_rng(number // 2).choice((-1.0, 1.0), size=len(self.block.keys))
        cost = np.zeros(len(self.block.keys))
        cost[left] = signs[left] if number % 2 else -signs[left]
        before = self.widths()[left].sum()
        self._solve(cost, _ROUGH_SECONDS)
        return number % 2 == 0 or bool(self.widths()[left].sum() > before)

    def _solve(self, cost: Floats, seconds: float) -> float:
        """Solve within reach, remember the filling, and return how low the cost can be."""
        solved = minimise(self.near, cost)
        found = solved.rounded(self.block.is_count)
        if found is None:
            solved = minimise(self.near, cost, wholes=self.block.is_count, seconds=seconds)
            found = solved.rounded(self.block.is_count)
        if found is not None and self.near.holds(found):
            self.least, self.most = np.minimum(self.least, found), np.maximum(self.most, found)
            self.fillings.append(found)
        return solved.bound
