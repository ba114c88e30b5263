"""Cash month by month: what a plan and its grants in arrears do to the money in the bank, and its lowest point.

Income and costs are received and paid in the month they are planned for, except grants in arrears. When contributions
are paid in is not found in any open source: their months are a setting (`shares`). What else moves cash, such as old
liabilities, is given as `other`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverk.core.money import NBSP, MoneyUnit, format_amount
from samverk.core.planning.external_grants import (
    ExternalGrant,
    GrantFlow,
    LineShares,
    PayoutRequest,
    monthly_plan,
    plan_flow,
)
from samverk.core.planning.months import month_words, months_of_year
from samverk.core.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class CashMonth:
    """A month's money in and out, öre, and what is in the bank at its end. `arrears_ore` is the grants' cash effect."""

    period: int
    in_ore: int
    out_ore: int
    balance_ore: int
    arrears_ore: int


@dataclass(frozen=True, slots=True)
class CashYear:
    """A year's low point and its end, öre."""

    year: int
    lowest_ore: int
    lowest_month: int
    closing_ore: int
    receivable_ore: int

    @property
    def words(self) -> str:
        """One Swedish sentence: when cash is lowest, and what the grants owe at the year's end."""
        lowest = f"Likvida medel är lägst i {month_words(self.lowest_month)}: {_tkr(self.lowest_ore)}"
        if not self.receivable_ore:
            return f"{lowest}."
        return f"{lowest}. Vid årets slut väntar {_tkr(self.receivable_ore)} i bidrag på utbetalning."


def _tkr(ore: int) -> str:
    return f"{format_amount(ore, MoneyUnit.TKR)}{NBSP}tkr"


@dataclass(frozen=True, slots=True)
class Liquidity:
    """The plan's cash. `uncovered` names grant lines whose planned income is not what their costs give: id → öre."""

    months: tuple[CashMonth, ...]
    years: tuple[CashYear, ...]
    flows: tuple[GrantFlow, ...]
    uncovered: Mapping[str, int]


def liquidity(
    plan: Plan,
    cash_ore: int,
    grants: Sequence[ExternalGrant] = (),
    shares: LineShares | None = None,
    earlier: Mapping[str, Sequence[PayoutRequest]] | None = None,
    other: Mapping[int, int] | None = None,
) -> Liquidity:
    """Cash through the years of the plan from `cash_ore` in the bank when they begin.

    `earlier` are unpaid requests by grant id, `other` is further cash by month (yyyymm → öre, minus is out). The income
    line of a grant is replaced by what its costs give; how much that differs from the plan is told in `uncovered`.
    """
    flows = tuple(plan_flow(plan, grant, shares, (earlier or {}).get(grant.id, ())) for grant in grants)
    spread_out = monthly_plan(plan, shares)
    arrears = {grant.id for grant in grants}
    income = spread_out.of_lines([line.id for line in plan.lines if line.is_income and line.id not in arrears])
    costs = spread_out.of_lines([line.id for line in plan.lines if not line.is_income])
    balance = cash_ore
    months: list[CashMonth] = []
    for period in [period for year in plan.years for period in months_of_year(year)]:
        of_grants = [month for flow in flows for month in flow.months if month.period == period]
        extra = (other or {}).get(period, 0)
        came = income.get(period, 0) + sum(month.paid_ore for month in of_grants) + max(extra, 0)
        went = costs.get(period, 0) + max(-extra, 0)
        balance += came - went
        months.append(CashMonth(period, came, went, balance, sum(month.cash_effect_ore for month in of_grants)))
    return Liquidity(tuple(months), _years(plan, months, flows), flows, _uncovered(plan, flows))


def _years(plan: Plan, months: Sequence[CashMonth], flows: Sequence[GrantFlow]) -> tuple[CashYear, ...]:
    made = []
    for year in plan.years:
        own = [month for month in months if month.period // 100 == year]
        lowest = min(own, key=lambda month: month.balance_ore)
        receivable = sum(flow.receivable_ore(own[-1].period) for flow in flows)
        made.append(CashYear(year, lowest.balance_ore, lowest.period, own[-1].balance_ore, receivable))
    return tuple(made)


def _uncovered(plan: Plan, flows: Sequence[GrantFlow]) -> dict[str, int]:
    """Planned income of each grant's line less what the costs give over the plan's years; lines that agree left out."""
    found: dict[str, int] = {}
    for line_id in dict.fromkeys(flow.grant.id for flow in flows):
        line = plan.find(line_id)
        planned = sum(amount or 0 for amount in line.amounts) if line else 0
        given = sum(flow.income_ore(year) for flow in flows if flow.grant.id == line_id for year in plan.years)
        if planned != given:
            found[line_id] = planned - given
    return found
