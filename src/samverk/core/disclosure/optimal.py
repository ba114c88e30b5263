"""Complementary suppression, the exact way: integer programming with cuts found by the attacker's own problem.

One variable per cell says whether it is hidden; the cost of the hidden ones is least. Which choices are safe is told by
cuts: an unsafe choice is attacked, and the dual values of the two linear problems that bound a cell (how much wider it
would be for each further cell) give an inequality that every safe choice keeps and this one does not. Solve, attack,
add, solve again, until nothing can be attacked: then the choice is optimal (Fischetti and Salazar-González, "Solving
the cell suppression problem on tabular data with linear constraints", Management Science 2001). Where only whole
numbers give a cell away, the cut says that something more must be hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from samverk.core.disclosure.fillings import Columns
from samverk.core.disclosure.solver import TOLERANCE, Floats, LinearProblem, dual_weights, minimise
from samverk.core.disclosure.suppression import Mask, SuppressionBlock, fast

_REPAIR_EVERY = 4
_MOST_CUTS = 8


@dataclass(frozen=True, slots=True)
class SuppressionEffort:
    """How hard to look for the optimum.

    A block of at most `cells` cells that can be hidden is solved and cut at most `rounds` times, a larger one
    `large_rounds` times; what is then left unsafe is protected the fast way, from `batches_from` columns on several
    cells at a time, which is faster and hides somewhat more. `seconds` and `nodes` bound each integer
    problem (the latter gives the same answer on every machine), so that a block takes at most about
    `rounds` × `seconds`. What is known to be within the share `gap` of the least possible loss is good enough.
    """

    cells: int = 150
    rounds: int = 25
    large_rounds: int = 1
    batches_from: int = 250
    seconds: float = 2.0
    nodes: int = 500
    gap: float = 0.03


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The columns to hide, what they cost, and what no safe choice can cost less than."""

    hidden: Mask
    loss: float
    bound: float

    @property
    def is_optimal(self) -> bool:
        """True when no safe choice costs less."""
        return self.loss <= self.bound + TOLERANCE


def suppress(given: SuppressionBlock, effort: SuppressionEffort) -> Suppressed:
    """Protect a block as cheaply as the effort allows. What `needed` asks must be attainable."""
    cuts = _Cuts(given)
    is_large = (given.cost[~given.forced] > 0).sum() > effort.cells
    return cuts.solve(effort, effort.large_rounds if is_large else effort.rounds)


@dataclass(slots=True)
class _Cuts:
    """The inequalities so far: for each, a coefficient per column and the least that they must sum to."""

    given: SuppressionBlock
    rows: list[tuple[Columns, Floats]] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    fillings: list[Floats] = field(default_factory=list)

    def solve(self, effort: SuppressionEffort, rounds: int) -> Suppressed:
        """Solve and cut until the choice is safe, or good enough, or the rounds are used up."""
        self._begin()
        best: Suppressed | None = None
        untried: Mask | None = self.given.forced
        bound = 0.0
        for number in range(rounds):
            solved = minimise(self._problem(), self.given.cost, wholes=True, seconds=effort.seconds, nodes=effort.nodes)
            bound = max(bound, solved.bound)
            if solved.values is None or (best is not None and best.loss * (1 - effort.gap) <= bound + TOLERANCE):
                break
            untried = (solved.values > 0.5) | self.given.forced
            if number == rounds - 1:
                break
            if not self._attack(untried):
                loss = self.given.loss(untried)
                return Suppressed(untried, loss, loss if solved.is_best else min(bound, loss))
            if number % _REPAIR_EVERY == 0:
                best, untried = self._repaired(best, untried, effort), None
        if best is None or untried is not None:
            best = self._repaired(best, self.given.forced if untried is None else untried, effort)
        return Suppressed(best.hidden, best.loss, min(bound, best.loss))

    def _repaired(self, best: Suppressed | None, chosen: Mask, effort: SuppressionEffort) -> Suppressed:
        """The better of the best so far and the choice made safe the fast way."""
        hidden = fast(self.given, chosen, self.fillings, in_batches=len(chosen) >= effort.batches_from)
        loss = self.given.loss(hidden)
        return best if best is not None and best.loss <= loss else Suppressed(hidden, loss, 0.0)

    def _attack(self, chosen: Mask) -> bool:
        """Cut off a choice that leaves some column too narrow; False when there is none.

        A few columns are tried at a time, and no more once there are cuts enough.
        """
        made = 0
        for at in self.given.bare(chosen, self.fillings):
            if self._cut(chosen, int(at)):
                made += 1
            if made >= _MOST_CUTS:
                break
        return made > 0

    def _problem(self) -> LinearProblem:
        sizes = [len(columns) for columns, _weights in self.rows]
        pointers = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        columns = np.concatenate([np.zeros(0, dtype=np.intp), *(columns for columns, _weights in self.rows)])
        weights = np.concatenate([np.zeros(0), *(weights for _columns, weights in self.rows)])
        shape = (len(self.rows), len(self.given.counts))
        return LinearProblem(
            csr_array((weights, columns, pointers), shape=shape),
            np.array(self.least),
            np.full(len(self.least), np.inf),
            self.given.forced.astype(float),
            np.ones(shape[1]),
        )

    def _add(self, at: int, columns: Columns, weights: Floats, needed: float) -> bool:
        """Add the cut: the weights of what is hidden besides `at` are at least `needed`, if `at` is hidden itself."""
        always = self.given.forced[columns] | (columns == at)
        right = needed - float(weights[always].sum())
        if right <= TOLERANCE:
            return False
        counted = ~always & (weights > 0)
        columns, weights = columns[counted], np.minimum(weights[counted], right) / right
        if not self.given.forced[at]:
            columns, weights = np.append(columns, at), np.append(weights, -1.0)
        self.rows.append((columns, weights))
        self.least.append(1.0 if self.given.forced[at] else 0.0)
        return True

    def _begin(self) -> None:
        """What each sum says by itself: no hidden cell is alone in it, and the hidden parts of a shown total have room.

        What cells that are hidden anyway already fulfil is left out. (Lists, not arrays: the sums are short and many.)
        """
        given, problem = self.given, self.given.block.problem
        room = np.where(np.isfinite(problem.least), given.counts - problem.least, np.inf).tolist()
        forced, needed = given.forced.tolist(), given.needed.tolist()
        columns, signs = problem.matrix.indices.tolist(), problem.matrix.data.tolist()
        for number in np.flatnonzero(problem.low == problem.high):
            row = range(problem.matrix.indptr[number], problem.matrix.indptr[number + 1])
            here = [columns[place] for place in row]
            hidden = [at for at in here if forced[at]]
            for at in here if not hidden else hidden if len(hidden) == 1 else ():
                if needed[at]:
                    self._add_row(at, {other: 1.0 for other in here if other != at}, 1.0)
            most = max(needed[at] for at in here)
            for sign in (-1.0, 1.0):
                alike = {columns[place] for place in row if signs[place] == sign}
                if len(alike) < 2 or not alike.issuperset(hidden):
                    continue
                weights = {at: min(room[at], most) if at in alike else most for at in here}
                taken = sum(weights[at] for at in hidden)
                for at in alike:
                    lacking = needed[at] - taken - (0.0 if forced[at] else weights[at])
                    if lacking > TOLERANCE:
                        rest = {each: weight for each, weight in weights.items() if each != at and not forced[each]}
                        self._add_row(at, rest, lacking)

    def _add_row(self, at: int, weights: dict[int, float], right: float) -> None:
        """Add a cut of what can be chosen: the weights of what is hidden are at least `right`, if `at` is hidden."""
        columns = [each for each, weight in weights.items() if weight > 0]
        row = [min(weights[each], right) / right for each in columns]
        is_forced = bool(self.given.forced[at])
        self.rows.append(
            (np.array(columns if is_forced else [*columns, at]), np.array(row if is_forced else [*row, -1.0]))
        )
        self.least.append(1.0 if is_forced else 0.0)

    def _cut(self, chosen: Mask, at: int) -> bool:
        """Cut off a choice that leaves column `at` too narrow; False when it does not."""
        given, problem = self.given, self.given.block.problem
        down, up = given.counts - problem.least, problem.most - given.counts
        reach = np.where(given.block.is_count, given.reach, 1e6)
        down, up = np.minimum(down, reach), np.minimum(up, reach)
        near = LinearProblem(
            problem.matrix,
            problem.low,
            problem.high,
            given.counts - np.where(chosen, down, 0.0),
            given.counts + np.where(chosen, up, 0.0),
        )
        cost, every = np.zeros(len(given.counts)), np.arange(len(given.counts))
        cost[at] = 1.0
        lowest, highest = dual_weights(near, cost), dual_weights(near, -cost)
        needed = float(given.needed[at])
        if lowest is not None and highest is not None:
            weights = (lowest[1] + highest[1]) * down + (lowest[2] + highest[2]) * up
            width = -highest[0] - lowest[0]
            right = needed - width + float(weights[chosen].sum())
            if width < needed - TOLERANCE and self._add(at, every, weights, right):
                return True
        only = every == at
        if not self.given.narrow(chosen, self.fillings, only).size:
            return False
        return self._add(at, every, np.where(chosen, 0.0, 1.0), 1.0)
