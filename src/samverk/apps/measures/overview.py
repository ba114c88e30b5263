"""How each measure is doing: money used of the year's budget, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.apps.accounting import queries as accounting
from samverk.apps.measures.models import Measure
from samverk.apps.measures.queries import measure_facts, measures_of
from samverk.apps.organisation.models import Association
from samverk.apps.planning.queries import budgets_of
from samverk.core import measures as core
from samverk.core.measure_money import YearMoney, budget_ore, outcome_ore, planned_years
from samverk.core.measure_steps import next_step
from samverk.core.planning.budget import BudgetYear
from samverk.core.planning.running import running_periods
from samverk.core.statements.outcome import MeasureTree
from samverk.core.statements.structure import StatementSet

MOST_YEARS = 4
"""How many years of books a measure's page tells of; each pair of years is computed at once."""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A row of the list: the measure, its depth under umbrella projects, the year's money, the next step."""

    row: Measure
    level: int
    part_count: int
    money: YearMoney
    next_step: str
    is_over: bool
    is_of_year: bool


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """A measure at the top with what is under it."""

    head: MeasureLine
    parts: tuple[MeasureLine, ...]

    @property
    def is_of_year(self) -> bool:
        """True when anything of it ran or had money in the year."""
        return self.head.is_of_year or any(part.is_of_year for part in self.parts)


def years_with_money(association: Association) -> list[int]:
    """The years that have books or a budget, latest first."""
    return sorted({*accounting.years_with_books(association), *budgets_of(association)}, reverse=True)


def year_to_show(association: Association, day: date) -> int | None:
    """The year of `day` when it has books or a budget, else the latest with books, else with a budget; None without."""
    booked, budgeted = accounting.years_with_books(association), sorted(budgets_of(association), reverse=True)
    if day.year in (*booked, *budgeted):
        return day.year
    return next(iter((*booked, *budgeted)), None)


def measure_groups(
    association: Association, rows: Sequence[Measure], year: int | None, day: date
) -> tuple[MeasureGroup, ...]:
    """The measures `rows` as the list shows them for `year`, umbrella projects with their parts."""
    by_code = {row.code: row for row in rows}
    tree = MeasureTree(tuple(measure_facts(row) for row in rows))
    reading = _Reading(association, year)
    groups = []
    for head in tree.children(None):
        parts = tuple(reading.line(by_code[part.id], part, level + 1, day) for part, level in tree.walk(head.id))
        groups.append(MeasureGroup(reading.line(by_code[head.id], head, 0, day), parts))
    return tuple(groups)


class _Reading:
    """What a year's books and budget say of measures."""

    def __init__(self, association: Association, year: int | None) -> None:
        self.tree = MeasureTree(measures_of(association))
        self.periods = running_periods(self.tree.measures)
        self.year = year
        has_books = year is not None and accounting.current_import(association, year) is not None
        self.statements = accounting.statements_of(association, year)[0] if has_books and year is not None else None
        self.budget = planned_years(budgets_of(association)).get(year) if year is not None else None

    def line(self, row: Measure, measure: core.Measure, level: int, day: date) -> MeasureLine:
        """The row of one measure."""
        parts = self.tree.walk(measure.id)
        money = self._money(measure.id)
        end = self.periods[measure.id].end
        return MeasureLine(
            row,
            level,
            len(parts),
            money,
            next_step(measure, day, is_parent=bool(parts)),
            end is not None and end < day,
            not money.is_empty or self._runs(measure),
        )

    def _money(self, measure_id: str) -> YearMoney:
        if self.year is None:
            return YearMoney(0)
        outcome = outcome_ore(self.statements.figures, measure_id, self.year) if self.statements else None
        given = budget_ore(self.budget, self.tree, measure_id, self.year) if self.budget else None
        return YearMoney(self.year, outcome, given)

    def _runs(self, measure: core.Measure) -> bool:
        """True when the measure runs some day of the year; one without days is taken to."""
        if self.year is None:
            return True
        return bool(self.periods[measure.id].months(self.year))


def money_by_year(association: Association, measure: core.Measure, tree: MeasureTree) -> tuple[YearMoney, ...]:
    """Outcome and budget of the latest years with books, and what later budgets and plans give. Earliest first."""
    booked = accounting.years_with_books(association)[:MOST_YEARS]
    outcomes = _outcomes(association, measure.id, booked)
    budgets: dict[int, BudgetYear] = planned_years(budgets_of(association))
    years = sorted({*outcomes, *(year for year in budgets if not booked or year >= min(booked))})
    told = [
        YearMoney(
            year,
            outcomes.get(year),
            budget_ore(budgets[year], tree, measure.id, year) if year in budgets else None,
        )
        for year in years
    ]
    return tuple(each for each in told if not each.is_empty)


def _outcomes(association: Association, measure_id: str, years: Sequence[int]) -> dict[int, int | None]:
    """What the measure cost in each year; statements of a year tell of the one before as well."""
    found: dict[int, int | None] = {}
    for year in years:
        if year not in found:
            statements: StatementSet = accounting.statements_of(association, year)[0]
            told = {each: outcome_ore(statements.figures, measure_id, each) for each in (year, year - 1)}
            found |= {each: ore for each, ore in told.items() if each in years}
    return found
