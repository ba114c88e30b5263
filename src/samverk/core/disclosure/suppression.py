"""Complementary suppression (undertryckning som skyddar), the fast way: one small linear problem for each bare cell.

A block is protected when there are fillings in which every hidden cell differs by as much as the rule demands. For a
cell that is not seen to differ enough, a filling is sought in which it does and in which as few and as cheap shown
cells as possible differ too: those must be hidden. This is how Kelly, Golden and Assad (1992) and Castro (2002) use
flows in networks, here for any system of sums; each filling found protects many cells. At the end the cells that no
needed filling moves are shown again. Whatever linear programming says, `fillings` proves the result in whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack

from samverk.core.disclosure.equations import EquationBlock, restricted
from samverk.core.disclosure.fillings import Columns, FillingProof
from samverk.core.disclosure.solver import TOLERANCE, Floats, LinearProblem, minimise

Mask = NDArray[np.bool_]

_NEAR = 3  # how many sums away from a bare cell help is sought first
_MOST_EXTRA = 3


@dataclass(frozen=True, slots=True)
class SuppressionBlock:
    """What to protect: columns with their true `counts` and what each costs to hide.

    `forced` ones are hidden anyway. `needed` is the width that each must have if it is hidden. `reach` is how far from
    the truth fillings are sought.
    """

    block: EquationBlock
    counts: Floats
    cost: Floats
    forced: Mask
    needed: Floats
    reach: float

    def loss(self, hidden: Mask) -> float:
        """What a choice of hidden columns costs."""
        return float(self.cost[hidden & ~self.forced].sum())

    def everything(self) -> Mask:
        """All columns hidden."""
        return np.ones(len(self.counts), dtype=bool)

    def proof(self, hidden: Mask, fillings: list[Floats]) -> FillingProof:
        """A proof to fill out for the hidden columns, with those of the `fillings` that fit them already in it."""
        problem = restricted(self.block.problem, hidden, self.counts)
        keys = tuple(key for key, is_hidden in zip(self.block.keys, hidden, strict=True) if is_hidden)
        part = EquationBlock(keys, problem, self.block.is_count[hidden])
        proof = FillingProof.begin(part, self.counts[hidden], self.reach)
        if fillings:
            seen = np.array(fillings)
            fitting = seen[(np.abs(seen - self.counts)[:, ~hidden] < TOLERANCE).all(axis=1)][:, hidden]
            proof.least = np.minimum(proof.least, fitting.min(axis=0, initial=np.inf))
            proof.most = np.maximum(proof.most, fitting.max(axis=0, initial=-np.inf))
        return proof

    def bare(self, hidden: Mask, fillings: list[Floats]) -> Columns:
        """The hidden columns that a quick look does not show to be as wide as needed; fillings found are added."""
        proof = self.proof(hidden, fillings)
        proof.sweep(self.needed[hidden])
        self._learn(hidden, proof, fillings)
        return np.flatnonzero(hidden)[proof.narrow_columns(self.needed[hidden])]

    def narrow(self, hidden: Mask, fillings: list[Floats], only: Mask | None = None) -> Columns:
        """The hidden columns that are narrower than needed; new fillings are added to the list.

        With `only`, other columns are not tried.
        """
        proof = self.proof(hidden, fillings)
        needed = self.needed[hidden] if only is None else np.where(only, self.needed, 0.0)[hidden]
        proof.settle(needed)
        self._learn(hidden, proof, fillings)
        return np.flatnonzero(hidden)[proof.narrow_columns(needed)]

    def _learn(self, hidden: Mask, proof: FillingProof, fillings: list[Floats]) -> None:
        for filled in proof.fillings[1:]:
            whole = self.counts.copy()
            whole[hidden] = filled
            fillings.append(whole)


def attainable(given: SuppressionBlock) -> tuple[SuppressionBlock, Columns]:
    """The block with no more needed than can be had when everything is hidden, and the columns that fall short.

    They fall short because of what is printed already or must be printed. Where nothing is, everything can be twice as
    large, and nothing falls short.
    """
    if not given.block.problem.low.any() and not given.block.problem.high.any():
        return given, np.zeros(0, dtype=np.intp)
    everything = given.everything()
    proof = given.proof(everything, [])
    proof.settle(given.needed)
    short = proof.narrow_columns(given.needed)
    needed = given.needed.copy()
    needed[short] = proof.widths()[short]
    return replace(given, needed=needed), short


def fast(given: SuppressionBlock, start: Mask, fillings: list[Floats], *, in_batches: bool = False) -> Mask:
    """Columns to hide so that all that are hidden are as wide as needed. `start` are hidden from the beginning.

    `fillings` are known to fit the block; more are added. `in_batches` protects several cells at a time. What `needed`
    asks must be attainable.
    """
    return _Protection(given, start | given.forced, fillings).protect(in_batches=in_batches)


class _Protection:
    """Hides more until everything hidden is wide enough, then shows again what was not needed for it."""

    def __init__(self, given: SuppressionBlock, hidden: Mask, fillings: list[Floats]) -> None:
        self.given, self.hidden, self.fillings = given, hidden.copy(), fillings
        self.pattern = abs(given.block.problem.matrix)

    def protect(self, *, in_batches: bool) -> Mask:
        """Protect the bare columns, several or one at a time."""
        self.given.bare(self.hidden, self.fillings)
        while (left := self._bare()).size:
            if in_batches and left.size > 1 and self._cover_some(left):
                continue
            if not self._cover(int(left[np.argmin(self.given.counts[left])])):
                return self.given.everything()
        self._spare()
        return self.hidden

    def _cover_some(self, left: Columns) -> bool:
        """Hide what it takes for several columns to be wide enough in one filling; False when that gains nothing."""
        apart = self._apart(left)
        filled = self._moved(self.given.everything(), apart, self._higher(apart), np.full(apart.size, np.inf))
        if filled is None:
            return False
        self._hide(filled)
        return not np.isin(apart, self._bare()).all()

    def _apart(self, left: Columns) -> Columns:
        """Columns so far from each other that help for one is seldom help for another, the smallest counts first."""
        taken = np.zeros(self.pattern.shape[0], dtype=bool)
        chosen: list[int] = []
        for at in left[np.argsort(self.given.counts[left], kind="stable")]:
            own = np.zeros(len(self.hidden))
            own[at] = 1.0
            rows = self.pattern @ own > 0
            if not taken[rows].any():
                taken |= self.pattern @ (self.pattern.T @ rows.astype(float)) > 0
                chosen.append(int(at))
        return np.sort(np.array(chosen, dtype=np.intp))

    def _higher(self, at: Columns, extra: float = 0.0) -> Floats:
        """How high columns must be in a new filling for them to be seen wide enough."""
        return np.asarray(self._fitting()[:, at].min(axis=0) + self.given.needed[at] + extra)

    def _lower(self, at: Columns, extra: float = 0.0) -> Floats:
        """How low they must be."""
        return np.asarray(self._fitting()[:, at].max(axis=0) - self.given.needed[at] - extra)

    def _hide(self, filled: Floats) -> None:
        """Hide what differs in a filling, and keep it as proof when its counts are whole."""
        self.hidden |= np.abs(filled - self.given.counts) > TOLERANCE
        whole = np.where(self.given.block.is_count, np.rint(filled), filled)
        if np.abs(whole - filled).max() < TOLERANCE and self.given.block.problem.holds(whole):
            self.fillings.append(whole)

    def _fitting(self) -> Floats:
        """The fillings in which no shown column differs."""
        seen = np.array([self.given.counts, *self.fillings])
        return np.asarray(seen[(np.abs(seen - self.given.counts)[:, ~self.hidden] < TOLERANCE).all(axis=1)])

    def _bare(self) -> Columns:
        fitting = self._fitting()
        return np.flatnonzero(self.hidden & (fitting.max(axis=0) - fitting.min(axis=0) < self.given.needed))

    def _cover(self, at: int) -> bool:
        """Hide what it takes for one column to be wide enough; False when more and more of it does not help."""
        only = np.zeros(len(self.hidden), dtype=bool)
        only[at] = True
        for extra in range(_MOST_EXTRA + 1):
            self._hide_for(at, float(extra))
            if at not in self._bare() or not self.given.narrow(self.hidden, self.fillings, only).size:
                return True
        return False

    def _hide_for(self, at: int, extra: float) -> None:
        """Find a filling in which the column differs enough, first among near columns, and hide what differs in it."""
        one, endless = np.array([at]), np.array([np.inf])
        for columns in (self._near(at), self.given.everything()):
            for least, most in ((self._higher(one, extra), endless), (-endless, self._lower(one, extra))):
                filled = self._moved(columns, one, least, most)
                if filled is not None:
                    self._hide(filled)
                    return
        for sign in (-1.0, 1.0):  # neither way is far enough by itself: as far as it goes one way, then the other
            end = np.array([self.given.proof(self.given.everything(), []).end(at, sign)])
            filled = self._moved(self.given.everything(), one, *((end, endless) if sign < 0 else (-endless, end)))
            if filled is not None:
                self._hide(filled)

    def _near(self, at: int) -> Mask:
        """The columns at most a few sums away."""
        reached = np.zeros(len(self.hidden))
        reached[at] = 1.0
        for _ in range(_NEAR):
            reached = self.pattern.T @ (self.pattern @ reached > 0).astype(float) + reached
        return np.asarray(reached > 0)

    def _moved(self, columns: Mask, at: Columns, least: Floats, most: Floats) -> Floats | None:
        """The cheapest filling in which columns `at` are between `least` and `most` and only `columns` differ."""
        given = self.given
        problem = restricted(given.block.problem, columns, given.counts)
        here = np.flatnonzero(columns)
        counts, is_hidden = given.counts[here], self.hidden[here]
        low = np.maximum(problem.least, np.where(given.block.is_count[here], counts - given.reach, -np.inf))
        high = np.minimum(problem.most, np.where(given.block.is_count[here], counts + given.reach, np.inf))
        place = np.searchsorted(here, at)
        low[place], high[place] = np.maximum(low[place], least), np.minimum(high[place], most)
        if (low > high).any():
            return None
        free, priced = np.flatnonzero(is_hidden), np.flatnonzero(~is_hidden)
        fall = counts[priced] - low[priced]
        base = problem.matrix[:, priced] @ counts[priced] if priced.size else 0.0
        moves = LinearProblem(
            hstack([problem.matrix[:, free], problem.matrix[:, priced], -problem.matrix[:, priced]], format="csr"),
            problem.low - base,
            problem.high - base,
            np.concatenate([low[free], np.zeros(2 * priced.size)]),
            np.concatenate([high[free], high[priced] - counts[priced], fall]),
        )
        step = max(1.0, float(given.needed[at].max()))
        dear = given.cost[here][priced]
        price = np.concatenate([np.zeros(free.size), dear / step, dear / np.clip(fall, 1.0, step)])
        solved = minimise(moves, price)
        if solved.values is None:
            return None
        filled = given.counts.copy()
        filled[here[free]] = solved.values[: free.size]
        rises, falls = np.split(solved.values[free.size :], 2)
        filled[here[priced]] += rises - falls
        return filled

    def _spare(self) -> None:
        """Show again, the dearest first, what fillings enough to prove the rest do not move."""
        fitting = self._fitting()
        is_moved = np.abs(fitting - self.given.counts) > TOLERANCE
        kept = np.ones(len(fitting), dtype=bool)
        for at in np.argsort(-self.given.cost, kind="stable"):
            if self.hidden[at] and not self.given.forced[at]:
                still = kept & ~is_moved[:, at]
                hidden = self.hidden.copy()
                hidden[at] = False
                width = fitting[still].max(axis=0) - fitting[still].min(axis=0)
                if not (hidden & (width < self.given.needed)).any():
                    kept, self.hidden = still, hidden
