"""The table of a version: lines, sums and funds of three years, with the past beside, as a template shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samverk.apps.planning.beside import CLOSING, OPENING, PastColumn
from samverk.apps.planning.plans import VersionPlan
from samverk.core.money import MoneyUnit, format_amount
from samverk.core.planning.plan import LineSide, Plan, PlanRow, plan_rows
from samverk.core.planning.proposals import Proposal
from samverk.core.planning.scenario import SUMS
from samverk.formats.grid.write import OPENING as OPENING_WORDS
from samverk.formats.grid.write import SIDE_HEADINGS
from samverk.web.planning.amounts import shown, typed
from samverk.web.planning.entry import OPENING_NAME, cell_name

_CLOSING_WORDS = "Medel vid årets slut"


@dataclass(frozen=True, slots=True)
class GridCell:
    """An amount of a year. `name` is "" when it is not written here. `proposal` is grey until it is taken.

    `spot` is the id of an amount that is reckoned: it follows what is typed.
    """

    shown: str
    spot: str = ""
    name: str = ""
    label: str = ""
    value: str = ""
    proposal: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row. `kind` is the class of the table row; `key` names the line in a button that takes its proposals."""

    kind: str
    label: str
    past: tuple[str, ...] = ()
    cells: tuple[GridCell, ...] = ()
    level: int = 0
    key: str = ""
    reason: str = ""
    has_proposal: bool = False
    under: tuple[GridCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole table. `seen` goes back with the form, so that the second of two editors is told."""

    unit: str
    years: tuple[int, ...]
    past_headings: tuple[str, ...]
    groups: tuple[tuple[GridRow, ...], ...]
    seen: str
    has_proposals: bool
    width: int
    opening_words: str
    lacks_income: bool

    def reckoned(self) -> Iterator[GridCell]:
        """Every amount that is reckoned from the others."""
        for row in (row for group in self.groups for row in group):
            yield from (cell for cell in (*row.cells, *row.under) if cell.spot)


@dataclass(frozen=True, slots=True)
class GridInput:
    """What a grid is made from besides the version. `is_open` makes fields; `values` are fields as someone typed them.

    `proposals` are by field, `problems` too. `seen` is what fields held when they were typed in, where it is known.
    """

    plan: Plan
    outcome: PastColumn | None = None
    budget: PastColumn | None = None
    is_open: bool = False
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, int | None] = field(default_factory=dict)


def make_grid(made: VersionPlan, given: GridInput) -> Grid:
    """The table of a version as `given` says."""
    return _Maker(made, given).grid()


class _Maker:
    def __init__(self, made: VersionPlan, given: GridInput) -> None:
        self.made, self.given, self.plan = made, given, given.plan
        self.unit = MoneyUnit(made.row.budget.unit)
        self.past = [column for column in (given.outcome, given.budget) if column is not None]

    def grid(self) -> Grid:
        seen: dict[str, int | None] = {
            cell_name(line, year): amount
            for line in self.made.plan.lines
            for year, amount in zip(self.plan.years, line.amounts, strict=True)
        }
        seen = {**seen, OPENING_NAME: self.made.row.opening_ore, **self.given.seen}
        return Grid(
            unit=self.unit.value,
            years=self.plan.years,
            past_headings=tuple(self._headings()),
            groups=(*(tuple(self._side(side)) for side in LineSide), tuple(self._funds())),
            seen=json.dumps(seen, separators=(",", ":")),
            has_proposals=self._has_proposals(),
            width=1 + len(self.past) + len(self.plan.years) + (1 if self._has_proposals() else 0),
            opening_words=self._opening_words(),
            lacks_income=all(line.side is not LineSide.INCOME for line in self.plan.lines),
        )

    def _funds(self) -> Iterator[GridRow]:
        totals = self.plan.totals
        yield self._sum("total", "resultat", SUMS["resultat"], [each.result_ore for each in totals])
        opening = tuple(self._opening(place) for place in range(len(totals)))
        yield GridRow("memo", OPENING_WORDS, self._past(OPENING), opening)
        yield self._sum("total", CLOSING, _CLOSING_WORDS, [each.closing_ore for each in totals])

    def _has_proposals(self) -> bool:
        """True while a field that has a proposal is empty."""
        empty = {name for name in self.given.proposals if not self.given.values.get(name, "").strip()}
        filled = {
            cell_name(line, year)
            for line in self.made.plan.lines
            for year, ore in zip(self.plan.years, line.amounts, strict=True)
            if ore is not None
        }
        return self.given.is_open and bool(empty - filled)

    def _opening_words(self) -> str:
        """Where the first year's opening funds come from."""
        follows = self.made.opening
        if self.made.opening_follows:
            known = f"följer {follows.words}" if follows else "är inte kända; fyll i dem"
            return f"Medlen vid början av {self.made.year} {known}."
        if follows is None:
            return ""
        amount = f"{shown(follows.ore, self.unit)} {self.unit.value}"
        return f"Medlen vid början av {self.made.year} är enligt {follows.words} {amount}."

    def _headings(self) -> Iterator[str]:
        if self.given.outcome is not None:
            yield f"Utfall {self.given.outcome.year}"
        if self.given.budget is not None:
            yield f"Budget {self.given.budget.year}"

    def _side(self, side: LineSide) -> Iterator[GridRow]:
        yield GridRow("heading", SIDE_HEADINGS[side])
        for row in plan_rows(self.plan):
            if row.line.side is side:
                yield self._line(row)
        stem = "summa_intakter" if side is LineSide.INCOME else "summa_kostnader"
        yield self._sum("subtotal", stem, SUMS[stem], [self.plan.sum_of(year, side) for year in self.plan.years])

    def _line(self, row: PlanRow) -> GridRow:
        cells = tuple(self._cell(row, place, year) for place, year in enumerate(self.plan.years))
        proposed = [self.given.proposals[cell.name] for cell in cells if cell.proposal]
        under: tuple[GridCell, ...] = ()
        if row.has_children and self.given.is_open:
            under = self._reckoned(f"med-delar-{row.line.id}", row.sums)
        return GridRow(
            kind="item",
            label=row.line.label,
            past=self._past(row.line.id),
            cells=cells,
            level=min(row.level, 3),
            key=f"{row.line.side.value}.{row.line.id}",
            reason=proposed[0].reason if proposed else "",
            has_proposal=bool(proposed),
            under=under,
        )

    def _cell(self, row: PlanRow, place: int, year: int) -> GridCell:
        name, own = cell_name(row.line, year), row.line.amounts[place]
        if not self.given.is_open:
            return GridCell(shown(row.sums[place], self.unit))
        value = self.given.values.get(name, typed(own, self.unit))
        proposal = self.given.proposals.get(name)
        is_proposed = proposal is not None and proposal.amount_ore is not None and not value.strip()
        return GridCell(
            shown=shown(own, self.unit),
            name=name,
            label=f"{row.line.label} {year}, {self.unit.value}",
            value=value,
            proposal=typed(proposal.amount_ore, self.unit) if is_proposed and proposal else "",
            problem=self.given.problems.get(name, ""),
        )

    def _opening(self, place: int) -> GridCell:
        total = self.plan.totals[place]
        if place or not self.given.is_open:
            return GridCell(shown(total.opening_ore, self.unit), spot=f"{OPENING}-{total.year}")
        own, follows = self.made.row.opening_ore, self.made.opening
        return GridCell(
            shown=shown(total.opening_ore, self.unit),
            name=OPENING_NAME,
            label=f"{OPENING_WORDS} {total.year}, {self.unit.value}",
            value=self.given.values.get(OPENING_NAME, typed(own, self.unit)),
            proposal=shown(follows.ore, self.unit) if follows else "",
            problem=self.given.problems.get(OPENING_NAME, ""),
        )

    def _sum(self, kind: str, stem: str, label: str, amounts: Sequence[int]) -> GridRow:
        return GridRow(kind, label, self._past(stem), self._reckoned(stem, amounts))

    def _reckoned(self, stem: str, amounts: Sequence[int | None]) -> tuple[GridCell, ...]:
        return tuple(
            GridCell(shown(ore, self.unit), spot=f"{stem}-{year}")
            for year, ore in zip(self.plan.years, amounts, strict=True)
        )

    def _past(self, key: str) -> tuple[str, ...]:
        return tuple(self._whole(column.amounts.get(key)) for column in self.past)

    def _whole(self, ore: int | None) -> str:
        return "–" if ore is None else format_amount(ore, self.unit)
