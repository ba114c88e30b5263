"""What stands beside a budget while it is written: the latest whole year of the books, and the budget before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samverk.apps.accounting.queries import years_with_books
from samverk.apps.audit.remembered import remembered
from samverk.apps.organisation.models import Association
from samverk.apps.planning.plans import opening_in_books, outcome_of, plan_in_force, rows_in_force
from samverk.core.planning.budget_outcome import budget_outcome
from samverk.core.planning.months import MONTHS_IN_YEAR
from samverk.core.planning.plan import plan_rows

OPENING, CLOSING = "medel_in", "medel_ut"


@dataclass(frozen=True, slots=True)
class PastColumn:
    """A year in the past by line, sums and funds among them, öre; a line that is not there has nothing."""

    year: int
    amounts: Mapping[str, int | None] = field(default_factory=dict)


@remembered(most=60)
def past_outcome(association: Association, before: int) -> PastColumn | None:
    """The latest year before `before` whose books are whole."""
    for year in years_with_books(association):
        outcome = outcome_of(association, year, rows_in_force(association, year)) if year < before else None
        if outcome is not None and outcome.last_month == MONTHS_IN_YEAR:
            plan = plan_in_force(association, year)
            if plan is None:
                return PastColumn(year, {line: outcome.year_ore(line) for line in outcome.lines})
            lines = budget_outcome(plan, outcome, MONTHS_IN_YEAR)
            opening = opening_in_books(association, year)
            closing = opening_in_books(association, year + 1)
            funds = {OPENING: opening, CLOSING: closing}
            return PastColumn(year, {**{line.line_id: line.last.outcome_ore for line in lines}, **funds})
    return None


@remembered(most=60)
def past_budget(association: Association, year: int) -> PastColumn | None:
    """The budget in force for a year, None without one."""
    plan = plan_in_force(association, year)
    if plan is None:
        return None
    totals = plan.totals[0]
    amounts: dict[str, int | None] = {row.line.id: row.sums[0] for row in plan_rows(plan)}
    amounts |= {
        "summa_intakter": totals.income_ore,
        "summa_kostnader": totals.costs_ore,
        "resultat": totals.result_ore,
        OPENING: totals.opening_ore,
        CLOSING: totals.closing_ore,
    }
    return PastColumn(year, amounts)
