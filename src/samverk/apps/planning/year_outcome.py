"""Budget against outcome of a year, and the years for which there are both."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.apps.planning.ground import Ground
from samverk.apps.planning.plans import plan_in_force
from samverk.core.planning.budget_outcome import LineOutcome, budget_outcome, seasonal_plan
from samverk.core.planning.running import running_shares


@dataclass(frozen=True, slots=True)
class YearOutcome:
    """Every line through `month`; `last_month` is the last with anything booked. `version` names the budget."""

    year: int
    month: int
    last_month: int
    version: str
    lines: tuple[LineOutcome, ...]
    follows_history: bool


def years_to_follow(ground: Ground) -> list[int]:
    """The years with both books and a decided budget, latest first."""
    return [year for year in ground.imports if year in ground.budgets]


def year_outcome(ground: Ground, year: int, month: int | None = None) -> YearOutcome | None:
    """The year through `month`, the last booked one when None; None without books or budget.

    What a line should have come to by now follows how it went in earlier years, when any are known, and when measures
    run; else the year is even.
    """
    plan, rows = plan_in_force(ground, year), ground.rows_in_force(year)
    outcome = ground.outcome(year, rows)
    if plan is None or outcome is None or not outcome.last_month:
        return None
    until = min(max(month or outcome.last_month, 1), outcome.last_month)
    history = ground.history(year, rows)
    shares = seasonal_plan(plan, history, running_shares(ground.measures, plan.years))
    lines = budget_outcome(plan, outcome, until, shares)
    return YearOutcome(year, until, outcome.last_month, plan.name, lines, bool(history))
