"""The attack (angreppet): what anyone can work out of hidden cells from everything that has been printed.

For each hidden cell the least and the most count it can have is sought by linear programming over all sums,
percentages, means and earlier releases at once, and by integer programming where the linear problem is too weak
(Fischetti and Salazar-González 2000 call it the attacker's problem; Willenborg and de Waal 2001, "Elements of
Statistical Disclosure Control", describe it). It knows nothing of how the tables were made, and so judges anyone's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from samverk.core.disclosure.bounds import CellRange
from samverk.core.disclosure.equations import ContradictoryError, EquationBlock, blocks
from samverk.core.disclosure.fillings import FillingProof, any_filling
from samverk.core.disclosure.linked import MeanCell
from samverk.core.disclosure.releases import Release, ReleasedCell, merged
from samverk.core.disclosure.rule import DisclosureRule

_REACH = 1_000.0


class AttackVerdict(StrEnum):
    """How a hidden cell stands against an attacker."""

    RECOVERED = "recovered"  # there is one count it can have
    NARROW = "narrow"  # more than one, but fewer than the rule demands
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class AttackedCell:
    """A hidden cell and the counts it can have.

    `is_exact` when both ends are the very ends; otherwise the range is at least this wide.
    """

    cell: ReleasedCell
    range: CellRange
    verdict: AttackVerdict
    is_exact: bool


@dataclass(frozen=True, slots=True)
class AttackReport:
    """What came out: every hidden cell, the means that show single persons, and small counts printed openly.

    `contradiction` names cells that no counts fit; then nothing else is told.
    """

    cells: tuple[AttackedCell, ...] = ()
    telling_means: tuple[MeanCell, ...] = ()
    small: tuple[ReleasedCell, ...] = ()
    contradiction: str = ""

    def of(self, verdict: AttackVerdict) -> list[AttackedCell]:
        """The cells of one verdict."""
        return [each for each in self.cells if each.verdict is verdict]

    @property
    def recovered(self) -> list[AttackedCell]:
        """The cells that can be worked out exactly."""
        return self.of(AttackVerdict.RECOVERED)

    @property
    def narrow(self) -> list[AttackedCell]:
        """The cells known closer than the rule allows, but not exactly."""
        return self.of(AttackVerdict.NARROW)


def attack(releases: Sequence[Release], rule: DisclosureRule, *, in_full: bool = False) -> AttackReport:
    """Try every hidden cell in all the releases together. `in_full` works out both ends also of cells that are safe."""
    taken_back = _taken_back(releases)
    try:
        return _tried(merged(releases), taken_back, rule, in_full=in_full)
    except ContradictoryError:
        pass  # a hidden count was corrected and printed later: then the two are not one cell
    try:
        return _tried(merged(releases, is_hidden_apart=True), taken_back, rule, in_full=in_full)
    except ContradictoryError as error:
        return AttackReport(contradiction=str(error))


def _taken_back(releases: Sequence[Release]) -> set[str]:
    """Cells that the latest release hides, though an earlier one printed them."""
    printed: set[str] = set()
    hidden: set[str] = set()
    for release in releases:
        hidden |= {cell.key for cell in release.cells if cell.range.value is None and not cell.is_implied}
        hidden -= set(release.known())
        printed |= set(release.known())
    return hidden & printed


def _tried(together: Release, taken_back: set[str], rule: DisclosureRule, *, in_full: bool) -> AttackReport:
    ranges = {cell.key: _to_attacker(cell, rule) for cell in together.cells}
    hidden = {cell.key: cell for cell in together.cells if cell.range.value is None}
    small = tuple(cell for cell in together.cells if cell.range.value is not None and _is_small(cell, rule))
    found = [
        each
        for block in blocks(ranges, together.totals, together.shares, together.means)
        for each in _attacked(block, hidden, rule, in_full=in_full)
    ]
    found += [
        AttackedCell(cell, cell.range, AttackVerdict.RECOVERED, is_exact=True)
        for cell in together.cells
        if cell.key in taken_back and cell.range.value is not None
    ]
    order = {cell.key: number for number, cell in enumerate(together.cells)}
    found.sort(key=lambda each: order[each.cell.key])
    return AttackReport(tuple(found), tuple(_telling(together, found, rule)), small)


def _to_attacker(cell: ReleasedCell, rule: DisclosureRule) -> CellRange:
    """A hidden cell is at least the least count that the rule hides; what is only implied can be nobody.

    A printed range is taken at its word.
    """
    if cell.is_implied or cell.range.highest is not None:
        return cell.range
    return CellRange(max(cell.range.lowest, rule.least))


def _is_small(cell: ReleasedCell, rule: DisclosureRule) -> bool:
    return not cell.is_implied and 1 <= cell.range.lowest < rule.threshold


def _attacked(
    block: EquationBlock, hidden: dict[str, ReleasedCell], rule: DisclosureRule, *, in_full: bool
) -> Iterable[AttackedCell]:
    start = any_filling(block)
    if start is None:
        raise ContradictoryError(", ".join(block.keys[:5]))
    known = float(np.abs(block.problem.low[np.isfinite(block.problem.low)]).max(initial=0.0))
    proof = FillingProof.begin(block, start, _REACH + 2 * max(known, float(start.max(initial=0.0))))
    is_hidden = np.array([key in hidden for key in block.keys]) & block.is_count
    own = block.problem.most - block.problem.least  # "färre än fem" leaves four counts, and that is not for us to widen
    needed = np.where(is_hidden, np.minimum(float(rule.narrowest), own), 0.0)
    proof.settle(needed)
    for at, key in enumerate(block.keys):
        if is_hidden[at]:
            if in_full:
                proof.end(at, -1.0)
                proof.end(at, 1.0)
            yield _judged(proof, at, hidden[key], float(needed[at]), rule)


def _judged(proof: FillingProof, at: int, cell: ReleasedCell, needed: float, rule: DisclosureRule) -> AttackedCell:
    low, high = int(proof.least[at]), int(proof.most[at])
    is_exact = bool(proof.lowest[at] >= low and proof.highest[at] <= high)
    is_endless = high >= proof.near.most[at] < proof.block.problem.most[at]
    if high - low >= needed or (cell.is_implied and not _can_be_small(low, high, rule)):
        verdict = AttackVerdict.SAFE
    else:
        verdict = AttackVerdict.RECOVERED if low == high else AttackVerdict.NARROW
    return AttackedCell(cell, CellRange(low, None if is_endless else high), verdict, is_exact)


def _can_be_small(low: int, high: int, rule: DisclosureRule) -> bool:
    """True when what nobody prints may be a small count: a rest of forty, or of nobody, tells nothing."""
    return low < rule.threshold and high > 0


def _telling(together: Release, found: Sequence[AttackedCell], rule: DisclosureRule) -> Iterable[MeanCell]:
    """Means that show what single persons have: of few people, or equal to their lowest or highest.

    With lowest and highest printed, three people are known from their mean: the third is what is left.
    """
    ranges = {cell.key: cell.range for cell in together.cells} | {each.cell.key: each.range for each in found}
    for mean in together.means:
        most = ranges[mean.base].highest
        is_few = most is not None and 1 <= most < max(rule.threshold, 4 if mean.lowest is not None else 3)
        if is_few or mean.mean in (mean.lowest, mean.highest):
            yield mean
