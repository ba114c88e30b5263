"""Before suppression: the tables together with everything printed before, what is small in them, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from samverk.core.disclosure.bounds import CellRange, CellTotal, known
from samverk.core.disclosure.counts import is_alike, is_small
from samverk.core.disclosure.equations import ContradictoryError, EquationBlock, KnownShare, blocks
from samverk.core.disclosure.fillings import FillingProof, any_filling
from samverk.core.disclosure.linked import CellState, LinkedCell, LinkedTables, LinkedTablesError, MeanCell
from samverk.core.disclosure.percentages import is_possible
from samverk.core.disclosure.releases import Release, ReleaseRegister, told_apart
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.disclosure.solver import Floats, minimise
from samverk.core.disclosure.suppression import SuppressionBlock


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be protected. `primary`, `alike` and `forced` are keys of cells that are hidden whatever happens.

    `beside` maps a cell to what it gives away with cells that are printed: "" for the rest of a total, or the name of
    the release that the difference is with.
    """

    blocks: tuple[SuppressionBlock, ...]
    primary: frozenset[str]
    alike: frozenset[str]
    forced: frozenset[str]
    beside: Mapping[str, str]


@dataclass(slots=True)
class _Everything:
    """The tables and all that was printed before, as one set of cells and what ties them."""

    cells: dict[str, LinkedCell]
    totals: list[CellTotal[str]]
    shares: list[KnownShare]
    means: list[MeanCell]


def prepare(tables: LinkedTables, rule: DisclosureRule, register: ReleaseRegister) -> Prepared:
    """Put the tables together with the register, and mark what may not be known. Raises LinkedTablesError."""
    everything = _together(tables, register)
    counts, is_certain = _completed(everything, rule)
    cells = everything.cells
    primary = {key for key, cell in cells.items() if _is_primary(cell, rule)}
    alike = _alike(everything, rule) - primary
    guarded = {
        key for key in cells if key in primary | alike or _follows(cells[key], counts[key], key in is_certain, rule)
    }
    never = {
        key
        for key, cell in cells.items()
        if cell.state in (CellState.WITHHELD, CellState.IMPLIED)
        or (cell.count is None and cell.state is CellState.OPEN)
    }
    forced = primary | alike | never
    ranges = {key: _range(cell, counts[key], rule) for key, cell in cells.items()}
    given = _blocks(ranges, everything)
    return Prepared(
        tuple(_suppression_block(block, counts, cells, forced, guarded, rule) for block in given),
        frozenset(primary),
        frozenset(alike),
        frozenset(forced),
        _beside(everything, guarded),
    )


def _together(tables: LinkedTables, register: ReleaseRegister) -> _Everything:
    cells = {cell.key: cell for cell in tables.cells}
    later = {cell.key: cell.count for cell in tables.cells if cell.count is not None}
    everything = _Everything(cells, list(tables.totals), [], [])
    for release in reversed(register.releases):
        apart, ties = told_apart(release, later, later)
        for cell in apart.cells:
            is_only_implied = cell.key in cells and cells[cell.key].state is CellState.IMPLIED and not cell.is_implied
            if cell.key not in cells or cell.range.value is not None or is_only_implied:
                cells[cell.key] = _remembered(cell.key, apart, cells.get(cell.key))
        for tie in ties:
            larger, smaller = (cells[key].count or 0 for key in (tie.total, tie.addends[0]))
            key = tie.addends[1]
            cells[key] = LinkedCell(key, larger - smaller, CellState.IMPLIED, release=release.id)
        later = {**release.remembered(), **later}
        everything.totals += [*(total for total in apart.totals if _may_hold(total, cells)), *ties]
        everything.shares += [share for share in apart.shares if _may_be(share, cells)]
        everything.means += apart.means
    everything.totals = list(dict.fromkeys(everything.totals))
    return everything


def _remembered(key: str, release: Release, now: LinkedCell | None) -> LinkedCell:
    """A cell of an earlier release: printed ones are fixed, the others hidden or implied."""
    cell = next(each for each in release.cells if each.key == key)
    if cell.range.value is not None:
        return LinkedCell(
            key, cell.range.value, CellState.FIXED, cell.label, now.is_structural if now else False,
            now.is_category if now else False, release.id,
        )  # fmt: skip
    state = CellState.IMPLIED if cell.is_implied else CellState.WITHHELD
    return LinkedCell(key, cell.count, state, cell.label, release=release.id)


def _may_hold(total: CellTotal[str], cells: Mapping[str, LinkedCell]) -> bool:
    """False for an earlier sum that later corrections have made impossible."""
    whole, parts = cells[total.total].count, [cells[key].count for key in total.addends]
    return whole is None or None in parts or whole == sum(part or 0 for part in parts)


def _may_be(share: KnownShare, cells: Mapping[str, LinkedCell]) -> bool:
    """False for an earlier percentage that is no share of the counts: it was wrong, or they have been corrected."""
    part, base = cells[share.part].count, cells[share.base].count
    if part is None or base is None:
        return True
    return base > 0 and is_possible(base, share.percent) and abs(100 * part / base - float(share.percent)) <= 1


def _blocks(ranges: Mapping[str, CellRange], everything: _Everything) -> list[EquationBlock]:
    try:
        return blocks(ranges, everything.totals, everything.shares, everything.means)
    except ContradictoryError as error:
        raise LinkedTablesError(
            f"Summorna går inte ihop för {error}. Rätta tabellerna, eller det som registret säger är offentligt."
        ) from error


def _completed(everything: _Everything, rule: DisclosureRule) -> tuple[dict[str, int], set[str]]:
    """A count for every cell, and the keys of those that are certain: known, or following from those that are."""
    counts = {key: cell.count for key, cell in everything.cells.items() if cell.count is not None}
    certain = set(counts)
    if len(counts) == len(everything.cells):
        return counts, certain
    ranges = {
        key: known(counts[key]) if key in counts else CellRange(0 if _is_implied(cell) else rule.least)
        for key, cell in everything.cells.items()
    }
    for block in _blocks(ranges, everything):
        filled = any_filling(block)
        if filled is None:
            raise LinkedTablesError(
                f"Inga antal passar i {', '.join(block.keys[:5])}. Rätta tabellerna, eller det som registret säger är "
                "offentligt."
            )
        proof = FillingProof.begin(block, filled, 10.0)
        proof.settle(np.where(block.is_count, 1.0, 0.0))
        for at, key in enumerate(block.keys):
            if block.is_count[at]:
                counts[key] = int(filled[at])
                if proof.least[at] == proof.most[at]:
                    certain.add(key)
    return counts, certain


def _is_implied(cell: LinkedCell) -> bool:
    return cell.state is CellState.IMPLIED


def _is_primary(cell: LinkedCell, rule: DisclosureRule) -> bool:
    return (
        cell.state is CellState.OPEN
        and cell.count is not None
        and not cell.is_structural
        and rule.is_sensitive(cell.count)
    )


def _follows(cell: LinkedCell, count: int, is_certain: bool, rule: DisclosureRule) -> bool:
    """True for what is not to be printed but must not be known: hidden before, not known, or a small rest."""
    if cell.state is CellState.IMPLIED:
        return is_small(count, rule.threshold) if is_certain else True
    return cell.state is CellState.WITHHELD or (cell.count is None and cell.state is CellState.OPEN)


def _alike(everything: _Everything, rule: DisclosureRule) -> set[str]:
    """Categories that hold all, or all but one, of a group; when the rule hides them."""
    found: set[str] = set()
    if not rule.hides_alike:
        return found
    for total in everything.totals:
        size = everything.cells[total.total].count
        parts = [everything.cells[key] for key in total.addends]
        if size is None or sum(not part.is_structural for part in parts) < 2:
            continue
        found |= {
            part.key
            for part in parts
            if part.is_category and part.state is CellState.OPEN and part.count and is_alike(part.count, size)
        }
    return found


def _range(cell: LinkedCell, count: int, rule: DisclosureRule) -> CellRange:
    """What an attacker knows of a cell when it is hidden; its count when it cannot be."""
    if cell.state is CellState.IMPLIED:
        return CellRange()
    if cell.state is CellState.FIXED or cell.is_structural or (count < rule.least and cell.state is CellState.OPEN):
        return known(count)
    return CellRange(min(count, rule.least))


def _suppression_block(
    block: EquationBlock,
    counts: Mapping[str, int],
    cells: Mapping[str, LinkedCell],
    forced: Iterable[str],
    guarded: set[str],
    rule: DisclosureRule,
) -> SuppressionBlock:
    hidden = set(forced)
    is_forced = np.array([key in hidden or key not in cells for key in block.keys])
    width = float(rule.narrowest)
    return SuppressionBlock(
        block,
        _truth(block, counts),
        np.array([0.0 if out else rule.cost_of(counts[key]) for key, out in zip(block.keys, is_forced, strict=True)]),
        is_forced,
        np.array([width if key in guarded or (key in cells and key not in hidden) else 0.0 for key in block.keys]),
        max(4 * width, 20.0),
    )


def _truth(block: EquationBlock, counts: Mapping[str, int]) -> Floats:
    """The true counts of the columns, and sums behind means that fit them."""
    true = np.array([float(counts.get(key, 0)) for key in block.keys])
    if block.is_count.all():
        return true
    problem = block.problem
    given = type(problem)(
        problem.matrix,
        problem.low,
        problem.high,
        np.where(block.is_count, true, problem.least),
        np.where(block.is_count, true, problem.most),
    )
    values = minimise(given, np.zeros(len(true))).values
    if values is None:
        raise LinkedTablesError(
            f"Medelvärdena passar inte antalen i {', '.join(block.keys[:5])}. Rätta det som registret säger är "
            "offentligt."
        )
    return np.where(block.is_count, true, values)


def _beside(everything: _Everything, guarded: set[str]) -> dict[str, str]:
    """Cells in a sum with a small count that is never printed but follows."""
    found: dict[str, str] = {}
    for total in everything.totals:
        keys: Sequence[str] = (total.total, *total.addends)
        for key in keys:
            cell = everything.cells[key]
            if cell.state is CellState.IMPLIED and key in guarded:
                for other in keys:
                    if not found.get(other):
                        found[other] = cell.release
    return found
