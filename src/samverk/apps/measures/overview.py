"""How each measure is doing: money used of the year's budget, and what comes next."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from samverk.apps.accounting import queries as accounting
from samverk.apps.measures.models import Measure
from samverk.apps.measures.queries import measure_facts
from samverk.apps.organisation.joined import with_parts
from samverk.apps.organisation.models import Association
from samverk.apps.planning.queries import budgets_of
from samverk.core import measures as core
from samverk.core.document.figures import FigureBook
from samverk.core.measure_money import YearMoney, budget_ore, outcome_ore, planned_years
from samverk.core.measure_steps import next_step
from samverk.core.planning.budget import BudgetYear
from samverk.core.planning.running import running_periods
from samverk.core.statements.outcome import MeasureTree

MOST_YEARS = 2
"""How many years of books a measure's page tells of: those that one year's statements tell."""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A row of the list: the measure, its depth under umbrella projects, the year's money, the next step."""

    row: Measure
    level: int
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


class Overview:
    """What an association's measures, books and budgets say of how each measure is doing."""

    def __init__(self, association: Association) -> None:
        self.association = association
        self.rows = {row.code: row for row in with_parts(association.measures.select_related("parent"), "targets")}
        self.tree = MeasureTree(tuple(measure_facts(row) for row in self.rows.values()))
        self.periods = running_periods(self.tree.measures)
        self.booked = accounting.years_with_books(association)
        self.budgets: dict[int, BudgetYear] = budgets_of(association)
        self.planned = planned_years(self.budgets)
        self._figures: dict[int, FigureBook] = {}

    def row(self, pk: int, seen: Container[int]) -> Measure | None:
        """The measure with that key, None when there is none or the person may not know of it."""
        return next((row for row in self.rows.values() if row.pk == pk and pk in seen), None)

    @property
    def years(self) -> list[int]:
        """The years that have books or a budget of their own, latest first."""
        return sorted({*self.booked, *self.budgets}, reverse=True)

    def year_to_show(self, day: date) -> int | None:
        """The year of `day` when it has books or a budget, else the latest with books, else with a budget."""
        if day.year in self.years:
            return day.year
        return next(iter((*self.booked, *sorted(self.budgets, reverse=True))), None)

    def groups(self, seen: Container[int], year: int | None, day: date) -> tuple[MeasureGroup, ...]:
        """The measures whose keys are in `seen` as the list shows them for `year`, umbrella projects with parts."""
        shown = MeasureTree(tuple(each for each in self.tree.measures if self.rows[each.id].pk in seen))
        groups = []
        for head in shown.children(None):
            parts = tuple(self._line(part, level + 1, year, day) for part, level in shown.walk(head.id))
            groups.append(MeasureGroup(self._line(head, 0, year, day), parts))
        return tuple(groups)

    def _line(self, measure: core.Measure, level: int, year: int | None, day: date) -> MeasureLine:
        money = YearMoney(0) if year is None else self._money(measure.id, year)
        period = self.periods[measure.id]
        return MeasureLine(
            row=self.rows[measure.id],
            level=level,
            money=money,
            next_step=self.next_step(measure, day),
            is_over=period.end is not None and period.end < day,
            is_of_year=not money.is_empty or year is None or bool(period.months(year)),
        )

    def next_step(self, measure: core.Measure, day: date) -> str:
        """What comes next for the measure, "" when nothing waits."""
        return next_step(measure, day, is_parent=self.tree.is_parent(measure))

    def money_by_year(self, measure_id: str) -> tuple[YearMoney, ...]:
        """Outcome and budget of the latest years with books, and what budgets and plans give. Earliest first."""
        booked = self.booked[:MOST_YEARS]
        years = {*booked, *(year for year in self.planned if not booked or year >= min(booked))}
        told = (self._money(measure_id, year) for year in sorted(years, reverse=True))
        return tuple(sorted((each for each in told if not each.is_empty), key=lambda each: each.year))

    def _money(self, measure_id: str, year: int) -> YearMoney:
        budget = self.planned.get(year)
        given = budget_ore(budget, self.tree, measure_id, year) if budget is not None else None
        return YearMoney(year, self._outcome(measure_id, year), given)

    def _outcome(self, measure_id: str, year: int) -> int | None:
        """What the measure cost in `year`; the statements of the year after tell it as well."""
        if year not in self.booked:
            return None
        known = next((figures for figures in self._figures.values() if f"utfall.{measure_id}.{year}" in figures), None)
        if known is None:
            known = self._figures[year] = accounting.statements_of(self.association, year)[0].figures
        return outcome_ore(known, measure_id, year)
