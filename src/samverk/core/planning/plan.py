"""The rolling plan: what comes in, what goes out and what is left, year after year, in öre.

Only the first year's opening funds are stored. Every later opening is the closing before it, so the chain cannot break
(KL 11:6: a plan of three years whose first is the budget year). Amounts are written as a budget writes them: income and
costs both without minus. `None` is "nothing planned" (–) and counts as 0; the two are shown apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from samverk.core.association_kinds import IncomeKind
from samverk.core.planning.block import Block

PLAN_YEARS = 3
"""The budget year and two more (KL 11:6)."""


class LineSide(StrEnum):
    """Which side of the plan a line stands on."""

    INCOME = "income"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An income source, a measure or a block with one amount (öre or None) per year of the plan.

    `kind` is set for income, `block` for costs. `parent` is the umbrella project's line, "" for none.
    """

    id: str
    label: str
    side: LineSide
    amounts: tuple[int | None, ...]
    kind: IncomeKind | None = None
    block: Block | None = None
    parent: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def is_income(self) -> bool:
        """True for income."""
        return self.side is LineSide.INCOME


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """One year's sums, öre. `result_ore` is surplus positive."""

    year: int
    opening_ore: int
    income_ore: int
    costs_ore: int

    @property
    def result_ore(self) -> int:
        """Income less costs."""
        return self.income_ore - self.costs_ore

    @property
    def available_ore(self) -> int:
        """What there is to spend: opening funds and the year's income (tillgängliga medel)."""
        return self.opening_ore + self.income_ore

    @property
    def closing_ore(self) -> int:
        """Funds at the year's end; the next year opens with them."""
        return self.opening_ore + self.result_ore


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A line as a table shows it. `sums` hold the line and everything under it; `amounts` its own."""

    line: PlanLine
    level: int
    sums: tuple[int | None, ...]
    has_children: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A budget year and the years after it. Raises ValueError when years, ids or amounts do not fit together."""

    years: tuple[int, ...]
    opening_ore: int
    lines: tuple[PlanLine, ...]
    name: str = ""

    def __post_init__(self) -> None:
        if not self.years or list(self.years) != list(range(self.years[0], self.years[0] + len(self.years))):
            raise ValueError("the years of a plan follow on each other")
        if len({line.id for line in self.lines}) != len(self.lines):
            raise ValueError("two lines of the plan have the same id")
        if any(len(line.amounts) != len(self.years) for line in self.lines):
            raise ValueError("a line has one amount for each year of the plan")

    @property
    def totals(self) -> tuple[PlanTotals, ...]:
        """The sums of every year; each opens with the closing before it."""
        made: list[PlanTotals] = []
        opening = self.opening_ore
        for year in self.years:
            made.append(PlanTotals(year, opening, self.sum_of(year, LineSide.INCOME), self.sum_of(year, LineSide.COST)))
            opening = made[-1].closing_ore
        return tuple(made)

    def totals_of(self, year: int) -> PlanTotals:
        """The sums of one year. Raises ValueError when the plan does not have it."""
        return self.totals[self.years.index(year)]

    def sum_of(self, year: int, side: LineSide) -> int:
        """All lines of one side in `year`, öre."""
        place = self.years.index(year)
        return sum(line.amounts[place] or 0 for line in self.lines if line.side is side)

    def members_ore(self, year: int) -> int:
        """What the members contribute in `year`, öre: the base of the ceiling on the members' funds."""
        place = self.years.index(year)
        return sum(line.amounts[place] or 0 for line in self.lines if line.kind is IncomeKind.MEMBER)

    def block_ore(self, block: Block, year: int) -> int:
        """The costs of a block in `year`, öre."""
        place = self.years.index(year)
        return sum(line.amounts[place] or 0 for line in self.lines if line.block is block)

    def find(self, line_id: str) -> PlanLine | None:
        """The line called `line_id`, None when there is none."""
        return next((line for line in self.lines if line.id == line_id), None)

    def amount(self, line_id: str, year: int) -> int | None:
        """A line's own amount, öre; None when it has none. Raises KeyError for an unknown line."""
        line = self.find(line_id)
        if line is None:
            raise KeyError(line_id)
        return line.amounts[self.years.index(year)]


def with_amounts(plan: Plan, amounts: Mapping[tuple[str, int], int | None]) -> Plan:
    """The plan with other amounts, keyed (line, year) → öre or None. Raises KeyError for a line or year it lacks."""
    for line_id, year in amounts:
        if plan.find(line_id) is None or year not in plan.years:
            raise KeyError((line_id, year))
    lines = tuple(
        replace(
            line,
            amounts=tuple(
                amounts.get((line.id, year), old) for year, old in zip(plan.years, line.amounts, strict=True)
            ),
        )
        for line in plan.lines
    )
    return replace(plan, lines=lines)


def with_lines(plan: Plan, lines: Collection[PlanLine]) -> Plan:
    """The plan with further lines, each beside the last line of its own kind. Raises ValueError for an id it has."""
    made = list(plan.lines)
    for line in lines:
        like = [place for place, each in enumerate(made) if _group(each) == _group(line)]
        made.insert(like[-1] + 1 if like else len(made), line)
    return replace(plan, lines=tuple(made))


def _group(line: PlanLine) -> tuple[LineSide, Block | None]:
    return line.side, line.block


def plan_rows(plan: Plan, folded: Collection[str] = ()) -> tuple[PlanRow, ...]:
    """The lines as a table shows them, an umbrella project before its sub-projects.

    What stands under a line in `folded` is left out, while its sum stays. Lines in a ring of parents are shown at the
    top, so that no line is lost.
    """
    children: dict[str, list[PlanLine]] = {}
    for line in plan.lines:
        children.setdefault(line.parent if _has_top(plan, line) else "", []).append(line)

    def walk(parent: str, level: int) -> Iterator[PlanRow]:
        for line in children.get(parent, ()):
            under = children.get(line.id, [])
            yield PlanRow(line, level, _sums(line, children), bool(under))
            if line.id not in folded:
                yield from walk(line.id, level + 1)

    return tuple(walk("", 0))


def _has_top(plan: Plan, line: PlanLine) -> bool:
    """False for a line without a parent on its own side of the plan, or one whose parents go round in a ring."""
    parents = {each.id: each.parent for each in plan.lines if each.side is line.side}
    seen = {line.id}
    parent = line.parent
    while parent in parents and parent not in seen:
        seen.add(parent)
        parent = parents[parent]
    return line.parent in parents and parent not in seen


def _sums(line: PlanLine, children: Mapping[str, list[PlanLine]]) -> tuple[int | None, ...]:
    parts = [line.amounts, *(_sums(child, children) for child in children.get(line.id, ()))]
    return tuple(_sum_stated(column) for column in zip(*parts, strict=True))


def _sum_stated(amounts: tuple[int | None, ...]) -> int | None:
    stated = [amount for amount in amounts if amount is not None]
    return sum(stated) if stated else None


def families(plan: Plan) -> dict[str, tuple[PlanLine, ...]]:
    """Each line with itself and everything that `plan_rows` puts under it."""
    found: dict[str, tuple[PlanLine, ...]] = {}
    open_rows: list[PlanRow] = []
    for row in plan_rows(plan):
        open_rows = [*(above for above in open_rows if above.level < row.level), row]
        for above in open_rows:
            found[above.line.id] = (*found.get(above.line.id, ()), row.line)
    return found


def lumps(plan: Plan, year: int) -> dict[str, tuple[PlanLine, ...]]:
    """Umbrella projects that were given one sum for everything under them: id → the lines under it."""
    place = plan.years.index(year)
    return {
        name: lines[1:]
        for name, lines in families(plan).items()
        if len(lines) > 1 and lines[0].amounts[place] is not None and all(x.amounts[place] is None for x in lines[1:])
    }
