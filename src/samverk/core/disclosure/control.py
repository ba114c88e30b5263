"""Disclosure control (röjandekontroll): which cells of linked tables may be printed, given all that was printed before.

Small counts are hidden first, then as few other cells as protect them. Everything that will be hidden, and every small
count that is never printed but follows (the rest of a total, those who came between two reports), is protected: no
attacker can know it closer than the rule allows, whatever is printed now and was printed before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from samverk.core.disclosure.bounds import CellRange, known
from samverk.core.disclosure.equations import KnownShare
from samverk.core.disclosure.linked import CellState, LinkedCell, LinkedTables, MeanCell, ShareCell
from samverk.core.disclosure.optimal import SuppressionEffort, suppress
from samverk.core.disclosure.percentages import share_of
from samverk.core.disclosure.preparation import Prepared, prepare
from samverk.core.disclosure.releases import Release, ReleasedCell, ReleaseRegister
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.disclosure.suppression import attainable


class SuppressionReason(StrEnum):
    """Why a cell is hidden. For whoever makes the tables: printed, the reason would tell how large the count is."""

    PRIMARY = "primary"
    COMPLEMENTARY = "complementary"
    PERCENTAGE = "percentage"
    DIFFERENCE = "difference"
    RESIDUAL = "residual"
    ALIKE = "alike"
    MEAN = "mean"
    UNKNOWN = "unknown"


REASON_WORDS = {
    SuppressionReason.PRIMARY: "Antalet är så litet att det kan peka ut någon.",
    SuppressionReason.COMPLEMENTARY: "Visas cellen går det att räkna ut en annan som är dold.",
    SuppressionReason.PERCENTAGE: "Andelen avslöjar ett antal som är dolt.",
    SuppressionReason.DIFFERENCE: "Skillnaden mot det som redan är offentligt är ett litet antal.",
    SuppressionReason.RESIDUAL: "Det som blir kvar när cellen dras från summan är ett litet antal.",
    SuppressionReason.ALIKE: "Alla, eller alla utom en, i gruppen är lika.",
    SuppressionReason.MEAN: "Medelvärdet säger för mycket om enskilda personer.",
    SuppressionReason.UNKNOWN: "Antalet är inte känt.",
}
"""What to say to whoever makes the tables."""


@dataclass(frozen=True, slots=True)
class ControlledCell:
    """A cell after control: `count` when it is shown, else None and the reason. `release` is what it differs from."""

    cell: LinkedCell
    count: int | None
    reason: SuppressionReason | None = None
    release: str = ""


@dataclass(frozen=True, slots=True)
class ControlledShare:
    """A percentage after control: None when it is hidden."""

    share: ShareCell
    percent: KnownShare | None


@dataclass(frozen=True, slots=True)
class ControlReport:
    """What it cost: cells and people hidden, the `loss` by the rule's cost, and the `bound` no safe choice goes below.

    `unprotected` are cells that cannot be kept from an attacker, because of what is printed already or must be printed.
    """

    primary: int
    complementary: int
    people: int
    loss: float
    bound: float
    optimal_blocks: int
    fast_blocks: int
    unprotected: tuple[str, ...] = ()

    @property
    def gap(self) -> float:
        """How much of the loss might have been spared at most, 0 when none."""
        return 0.0 if self.loss == 0 else max(0.0, (self.loss - self.bound) / self.loss)


@dataclass(frozen=True, slots=True)
class ControlledTables:
    """The tables as they may be printed, and what it cost."""

    tables: LinkedTables
    cells: tuple[ControlledCell, ...]
    shares: tuple[ControlledShare, ...]
    means: tuple[MeanCell, ...]
    report: ControlReport
    _by_key: dict[str, ControlledCell] = field(default_factory=dict, repr=False, compare=False)

    def cell(self, key: str) -> ControlledCell:
        """The cell called `key`. Raises KeyError."""
        if not self._by_key:
            self._by_key.update({each.cell.key: each for each in self.cells})
        return self._by_key[key]

    def release(self, name: str, *, remembers: bool = False) -> Release:
        """What is printed, as a release. `remembers` the true counts of hidden cells: only inside the register."""
        return Release(
            name,
            tuple(
                ReleasedCell(
                    each.cell.key,
                    CellRange() if each.count is None else known(each.count),
                    each.cell.count if remembers and each.count is None else None,
                    each.cell.state is CellState.IMPLIED,
                    each.cell.label,
                )
                for each in self.cells
            ),
            self.tables.totals,
            tuple(each.percent for each in self.shares if each.percent is not None),
            self.means,
        )


def control(
    tables: LinkedTables,
    rule: DisclosureRule,
    register: ReleaseRegister | None = None,
    effort: SuppressionEffort | None = None,
) -> ControlledTables:
    """The tables with as little as possible hidden, safe with all that the register says was printed before."""
    prepared = prepare(tables, rule, register or ReleaseRegister())
    hidden: set[str] = set(prepared.forced)
    unprotected: list[str] = []
    results = []
    for block in prepared.blocks:
        if not (block.forced & (block.needed > 0)).any():
            continue
        reachable, short = attainable(block)
        unprotected += [block.block.keys[at] for at in short if block.forced[at]]
        found = suppress(reachable, effort or SuppressionEffort())
        hidden.update(key for key, is_hidden in zip(block.block.keys, found.hidden, strict=True) if is_hidden)
        results.append(found)
    cells = tuple(_controlled(cell, hidden, prepared) for cell in tables.cells)
    report = ControlReport(
        primary=sum(each.reason in _OWN for each in cells),
        complementary=sum(each.reason is not None and each.reason not in _OWN for each in cells),
        people=sum(each.cell.count or 0 for each in cells if each.reason is not None and each.reason not in _OWN),
        loss=sum(found.loss for found in results),
        bound=sum(found.bound for found in results),
        optimal_blocks=sum(found.is_optimal for found in results),
        fast_blocks=sum(not found.is_optimal for found in results),
        unprotected=tuple(unprotected),
    )
    shown = {each.cell.key: each.count for each in cells if each.count is not None}
    return ControlledTables(tables, cells, _shares(tables.shares, shown), _means(tables.means, shown, rule), report)


_OWN = (SuppressionReason.PRIMARY, SuppressionReason.ALIKE, SuppressionReason.UNKNOWN)


def _controlled(cell: LinkedCell, hidden: set[str], prepared: Prepared) -> ControlledCell:
    if cell.state is CellState.IMPLIED or cell.state is CellState.WITHHELD:
        return ControlledCell(cell, None)
    if cell.key not in hidden:
        return ControlledCell(cell, cell.count)
    if cell.count is None:
        return ControlledCell(cell, None, SuppressionReason.UNKNOWN)
    if cell.key in prepared.primary:
        return ControlledCell(cell, None, SuppressionReason.PRIMARY)
    if cell.key in prepared.alike:
        return ControlledCell(cell, None, SuppressionReason.ALIKE)
    beside = prepared.beside.get(cell.key)
    if beside is None:
        return ControlledCell(cell, None, SuppressionReason.COMPLEMENTARY)
    reason = SuppressionReason.DIFFERENCE if beside else SuppressionReason.RESIDUAL
    return ControlledCell(cell, None, reason, beside)


def _shares(shares: Sequence[ShareCell], shown: dict[str, int]) -> tuple[ControlledShare, ...]:
    """A percentage is printed only of two counts that are: it then tells nothing that they do not."""
    found = []
    for share in shares:
        percent = None
        if share.part in shown and shown.get(share.base):
            like = _like(share.decimals)
            percent = KnownShare(share.part, share.base, share_of(shown[share.base], shown[share.part], like))
        found.append(ControlledShare(share, percent))
    return tuple(found)


def _like(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def _means(means: Sequence[MeanCell], shown: dict[str, int], rule: DisclosureRule) -> tuple[MeanCell, ...]:
    """A mean is printed only of a shown, not small count, and without lowest and highest where it equals one of them.

    Three people with a lowest, a highest and a mean are all known; the threshold is never lower than four for those.
    """
    return tuple(
        mean
        for mean in means
        if shown.get(mean.base, 0) >= max(rule.threshold, 4 if mean.lowest is not None else 3)
        and mean.mean not in (mean.lowest, mean.highest)
    )
