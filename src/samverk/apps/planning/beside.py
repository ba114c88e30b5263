"""What stands beside a budget while it is written: the latest whole year of the books, and the budget before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samverk.apps.planning.ground import Ground
from samverk.apps.planning.plans import plan_in_force
from samverk.core.planning.budget_outcome import budget_outcome
from samverk.core.planning.months import MONTHS_IN_YEAR
from samverk.core.planning.plan import Plan, plan_rows
from samverk.core.planning.plan_reading import empty_plan

OPENING, CLOSING = "medel_in", "medel_ut"


@dataclass(frozen=True, slots=True)
class PastColumn:
    """A year in the past by line, sums and funds among them, öre; a line that is not there has nothing."""

    year: int
    amounts: Mapping[str, int | None] = field(default_factory=dict)


def past_outcome(ground: Ground, before: int) -> PastColumn | None:
    """The latest year before `before` whose books are whole."""
    year = next((each for each in ground.imports if each < before and ground.is_whole(each)), None)
    return None if year is None else ground.once(("past outcome", year), lambda: _outcome(ground, year))


def _outcome(ground: Ground, year: int) -> PastColumn | None:
    outcome, funds = ground.outcome(year, ground.rows_in_force(year)), ground.funds(year)
    if outcome is None or funds is None:
        return None
    plan = plan_in_force(ground, year) or _bare_plan(ground, year)
    lines = budget_outcome(plan, outcome, MONTHS_IN_YEAR)
    amounts = {line.line_id: line.last.outcome_ore for line in lines}
    return PastColumn(year, {**amounts, OPENING: funds.opening_ore, CLOSING: funds.closing_ore})


def _bare_plan(ground: Ground, year: int) -> Plan:
    """A plan with nothing in it, for a year that was never budgeted here: its outcome is summed all the same."""
    every = [measure.id for measure in ground.measures]
    return empty_plan(year, ground.association, ground.measures, 0, also=every)


def past_budget(ground: Ground, year: int) -> PastColumn | None:
    """The budget in force for a year, None without one."""
    plan = plan_in_force(ground, year)
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
