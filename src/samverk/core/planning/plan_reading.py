"""A budget version with its plan years as a rolling plan, and back: Decimal in the file's unit ⇄ öre."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from samverk.core.measures import Measure
from samverk.core.money import MoneyUnit, ore_from_decimal
from samverk.core.organisation import Association
from samverk.core.planning.block import Block
from samverk.core.planning.budget import BudgetKind, BudgetVersion, BudgetYear, PlanYear
from samverk.core.planning.comparison import office_rows
from samverk.core.planning.plan import PLAN_YEARS, LineSide, Plan, PlanLine
from samverk.core.planning.running import Running, running_periods
from samverk.core.statements.outcome import BLOCK_LABELS, UNCLAIMED_LABELS, UNCLAIMED_MEASURE, MeasureTree

Sides = Mapping[LineSide, Mapping[str, Decimal]]
"""What one year of a version says: side → key → amount in the file's unit."""


def opening_of(budget: BudgetYear, version: BudgetVersion) -> int | None:
    """The saved funds that the version counted with when its year began, öre; None when it does not say."""
    return None if version.opening_funds is None else ore_from_decimal(version.opening_funds, budget.unit)


def read_plan(
    budget: BudgetYear,
    version: BudgetVersion,
    association: Association,
    measures: Sequence[Measure] = (),
    opening_ore: int | None = None,
    also: Collection[str] = (),
) -> Plan:
    """The version and its plan years as a plan of three years.

    Opening funds are `opening_ore` (the closing of the books) or what the version counted with; raises ValueError
    (Swedish) when neither is known. Has a line for every income source, for every measure that runs, has an amount or
    is named in `also`, with its umbrella project, and for every block with a row of its own. A key that belongs to
    nothing keeps a line, so that no amount is lost. Years that the version does not plan stand as "nothing".
    """
    opening = opening_of(budget, version) if opening_ore is None else opening_ore
    if opening is None:
        raise ValueError(
            f"{version.name} säger inte vilka medel som fanns när {budget.year} började. Skriv ingaende_medel i "
            "budgeten eller läs in bokföringen för året före."
        )
    reader = _Reader(budget, version, also)
    lines = [*reader.income(association), *reader.measures(measures), *reader.blocks()]
    return Plan(reader.years, opening, (*lines, *reader.loose(lines)), version.name)


def empty_plan(
    year: int,
    association: Association,
    measures: Sequence[Measure],
    opening_ore: int,
    covers: Mapping[Block, tuple[Block, ...]] | None = None,
    also: Collection[str] = (),
) -> Plan:
    """A plan for `year` and two more with every line that may be needed and nothing planned: where a new budget begins.

    `covers` says which blocks a block's row stands for, as in a budget version. `also` names measures that had money
    last year: no decision need say when they run.
    """
    version = BudgetVersion(name="Ny budget", kind=BudgetKind.ADOPTED, income={}, costs={}, covers=dict(covers or {}))
    return read_plan(BudgetYear(year=year, versions=(version,)), version, association, measures, opening_ore, also)


class _Reader:
    """Makes the lines of one version."""

    def __init__(self, budget: BudgetYear, version: BudgetVersion, also: Collection[str]) -> None:
        self.also = also
        self.unit = budget.unit
        self.version = version
        self.years = tuple(range(budget.year, budget.year + PLAN_YEARS))
        planned: dict[int, BudgetVersion | PlanYear] = {each.year: each for each in version.plan}
        planned[budget.year] = version
        self.columns: tuple[Sides, ...] = tuple(
            {LineSide.INCOME: found.income, LineSide.COST: found.costs} if (found := planned.get(year)) else {}
            for year in self.years
        )

    def income(self, association: Association) -> Iterator[PlanLine]:
        for source in association.income_sources:
            amounts = self._amounts(source.id, LineSide.INCOME)
            aliases = (source.name,) if source.row_name != source.name else ()
            yield PlanLine(source.id, source.row_name, LineSide.INCOME, amounts, kind=source.kind, aliases=aliases)

    def measures(self, measures: Sequence[Measure]) -> Iterator[PlanLine]:
        shown = self._shown(measures)
        for measure, _ in MeasureTree(tuple(measures)).walk():
            if measure.id in shown:
                yield PlanLine(
                    measure.id,
                    measure.name,
                    LineSide.COST,
                    self._amounts(measure.id, LineSide.COST),
                    block=Block.MEASURES,
                    parent=measure.parent or "",
                    aliases=measure.aliases,
                )

    def blocks(self) -> Iterator[PlanLine]:
        for block in (*office_rows(self.version), Block.FINANCIAL):
            yield PlanLine(
                str(block), BLOCK_LABELS[block], LineSide.COST, self._amounts(str(block), LineSide.COST), block=block
            )

    def loose(self, lines: Sequence[PlanLine]) -> Iterator[PlanLine]:
        """Keys that no source, measure or block row claims."""
        for side in LineSide:
            known = {line.id for line in lines if line.side is side}
            for key in dict.fromkeys(key for column in self.columns for key in column.get(side, {})):
                if key not in known:
                    label = UNCLAIMED_LABELS[UNCLAIMED_MEASURE] if key == Block.MEASURES else key
                    block = Block.MEASURES if side is LineSide.COST else None
                    yield PlanLine(key, label, side, self._amounts(key, side), block=block)

    def _amounts(self, key: str, side: LineSide) -> tuple[int | None, ...]:
        return tuple(
            ore_from_decimal(lines[key], self.unit) if key in (lines := column.get(side, {})) else None
            for column in self.columns
        )

    def _shown(self, measures: Sequence[Measure]) -> set[str]:
        """Measures with an amount or that run in the years, and the umbrella projects over them."""
        parents = {measure.id: measure.parent for measure in measures}
        runs = running_periods(measures)
        shown = {m.id for m in measures if m.id in self.also or self._is_planned(m.id) or self._runs(runs[m.id])}
        for name in list(shown):
            parent = parents.get(name)
            while parent in parents and parent not in shown:
                shown.add(parent)
                parent = parents[parent]
        return shown

    def _is_planned(self, key: str) -> bool:
        return any(amount is not None for amount in self._amounts(key, LineSide.COST))

    def _runs(self, running: Running) -> bool:
        """True when a decision says that it runs in the years; a measure without days is not known to."""
        return running != Running() and any(running.months(year) for year in self.years)


def written_version(plan: Plan, version: BudgetVersion, unit: MoneyUnit) -> BudgetVersion:
    """`version` with the amounts of `plan`, in `unit`; what the version says besides amounts is kept.

    A line with nothing planned in a year is left out of that year; a year where nothing at all is planned is left out
    of the plan. `read_plan` of the result gives the same amounts.
    """
    sides = [
        {
            side: {
                line.id: Decimal(amount) / unit.ore
                for line in plan.lines
                if line.side is side and (amount := line.amounts[place]) is not None
            }
            for side in LineSide
        }
        for place in range(len(plan.years))
    ]
    ahead = tuple(
        PlanYear(year=year, income=made[LineSide.INCOME], costs=made[LineSide.COST])
        for year, made in zip(plan.years[1:], sides[1:], strict=True)
        if made[LineSide.INCOME] or made[LineSide.COST]
    )
    return version.model_copy(
        update={
            "income": sides[0][LineSide.INCOME],
            "costs": sides[0][LineSide.COST],
            "plan": ahead,
            "opening_funds": Decimal(plan.opening_ore) / unit.ore,
        }
    )
