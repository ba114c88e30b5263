"""What a measure cost and was given, year by year. Costs are positive here, as budgets write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from samverk.core.document.figures import FigureBook
from samverk.core.money import ore_from_decimal
from samverk.core.planning.version import version_in_force
from samverk.core.statements.outcome import MeasureTree

if TYPE_CHECKING:
    from decimal import Decimal

    from samverk.core.planning.budget import BudgetYear


@dataclass(frozen=True, slots=True)
class YearMoney:
    """A measure's money in a year, in öre; sub-projects included. None: no books, or no line in the budget."""

    year: int
    outcome_ore: int | None = None
    budget_ore: int | None = None

    @property
    def used(self) -> Fraction | None:
        """The outcome as a share of the budget, None when either is missing or the budget is nothing."""
        if self.outcome_ore is None or not self.budget_ore:
            return None
        return Fraction(self.outcome_ore, self.budget_ore)

    @property
    def is_empty(self) -> bool:
        """True when the year says nothing of the measure."""
        return not self.outcome_ore and not self.budget_ore


def outcome_ore(figures: FigureBook, measure_id: str, year: int) -> int | None:
    """What the measure cost in `year` by the statements' figures, None when they do not say."""
    name = f"utfall.{measure_id}.{year}"
    value = figures.find(name).value if name in figures else None
    return None if value is None else -int(value)


def budget_ore(budget: BudgetYear, tree: MeasureTree, measure_id: str, year: int) -> int | None:
    """What the version in force gives the measure and its parts in `year`, which may be a year of its plan.

    None when neither it nor any part has a line.
    """
    version = version_in_force(budget)
    planned = {plan.year: plan.costs for plan in version.plan}
    costs: Mapping[str, Decimal] = version.costs if year == budget.year else planned.get(year, {})
    ids = [measure_id, *(part.id for part, _ in tree.walk(measure_id))]
    given = [ore_from_decimal(costs[each], budget.unit) for each in ids if each in costs]
    return sum(given) if given else None


def planned_years(budgets: Mapping[int, BudgetYear]) -> dict[int, BudgetYear]:
    """Which budget says what each year is given: its own, else the latest whose plan reaches it."""
    found: dict[int, BudgetYear] = {}
    for _, budget in sorted(budgets.items()):
        found |= {plan.year: budget for plan in version_in_force(budget).plan}
    return dict(sorted((found | dict(budgets)).items()))
