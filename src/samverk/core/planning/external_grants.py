"""Grants from outside that are paid in arrears, such as ESF: income follows cost, money follows income later.

Payment comes after the costs are paid and claimed, so the association must be able to carry them meanwhile (ESF, krav
på likviditet). Share, request periods and payment lag differ between decisions and are settings of each; no rate is
built in. Months are yyyymm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from samverk.core.money import round_half_away
from samverk.core.planning.months import MonthShares, months_between, months_of_year, shifted, spread
from samverk.core.planning.plan import LineSide, Plan, with_amounts


@dataclass(frozen=True, slots=True)
class ExternalGrant:
    """A decision on a grant. `id` is its income source; `cost_lines` are the lines whose costs are eligible.

    `share` (0–1) of eligible cost from month `first` to `last` is income, at most `most_ore` in all. Costs are claimed
    every `request_months` months and paid `lag_months` months after the last month of the request. `source` names the
    decision. Raises ValueError when the settings make no sense.
    """

    id: str
    cost_lines: tuple[str, ...]
    share: Fraction
    first: int
    last: int
    request_months: int = 3
    lag_months: int = 3
    most_ore: int | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1 or self.request_months < 1 or self.lag_months < 0 or self.last < self.first:
            raise ValueError("a grant has a share 0–1, requests of at least a month, a lag of 0 or more, and an end")

    def entitled_ore(self, cost_ore: int) -> int:
        """The income that so much eligible cost gives in all, öre, rounded half away from zero."""
        income = round_half_away(self.share * cost_ore)
        return income if self.most_ore is None else min(income, self.most_ore)

    def payment_month(self, period: int) -> int:
        """When the cost of a month is paid: the request it falls in, and the lag after that."""
        return shifted(self._request_end(period), self.lag_months)

    def _request_end(self, period: int) -> int:
        place = len(months_between(self.first, period)) - 1
        end = shifted(self.first, (place // self.request_months + 1) * self.request_months - 1)
        return min(end, self.last)


@dataclass(frozen=True, slots=True)
class PayoutRequest:
    """Money asked for: the months it covers and when it is paid, öre. One from before the plan has no cost here."""

    first: int
    last: int
    amount_ore: int
    payment_month: int
    cost_ore: int = 0


@dataclass(frozen=True, slots=True)
class GrantMonth:
    """A month of a grant, öre. `receivable_ore` is what is earned and not yet paid at the month's end."""

    period: int
    cost_ore: int
    income_ore: int
    paid_ore: int
    receivable_ore: int

    @property
    def cash_effect_ore(self) -> int:
        """What the arrears do to the month's cash compared with money paid as it is earned; minus is a strain."""
        return self.paid_ore - self.income_ore


@dataclass(frozen=True, slots=True)
class GrantFlow:
    """A grant month by month until everything is paid. `ineligible_ore` is cost outside the project's months."""

    grant: ExternalGrant
    months: tuple[GrantMonth, ...]
    requests: tuple[PayoutRequest, ...]
    ineligible_ore: int = 0

    def income_ore(self, year: int) -> int:
        """The year's income from the grant."""
        return sum(month.income_ore for month in self.months if month.period // 100 == year)

    def paid_ore(self, year: int) -> int:
        """What is paid out during the year."""
        return sum(month.paid_ore for month in self.months if month.period // 100 == year)

    def receivable_ore(self, period: int) -> int:
        """Earned and not yet paid at the end of a month."""
        known = [month.receivable_ore for month in self.months if month.period <= period]
        return known[-1] if known else 0


def grant_flow(grant: ExternalGrant, costs: Mapping[int, int], earlier: Sequence[PayoutRequest] = ()) -> GrantFlow:
    """Income, requests and payments that monthly eligible `costs` (yyyymm → öre) give.

    `earlier` are requests that were made before the first month of `costs` and are not paid yet; they open the
    receivable. Costs and requests are for this grant only. A request paid before the first month counts in that month.
    """
    eligible = {period: ore for period, ore in sorted(costs.items()) if grant.first <= period <= grant.last}
    incomes: dict[int, int] = {}
    cost_so_far = 0
    for period, ore in eligible.items():
        before = grant.entitled_ore(cost_so_far)
        cost_so_far += ore
        incomes[period] = grant.entitled_ore(cost_so_far) - before
    requests = [*earlier, *_requests(grant, eligible, incomes)]
    if not costs and not requests:
        return GrantFlow(grant, (), ())
    start = min(costs or [request.payment_month for request in requests])
    end = max([*costs, *(request.payment_month for request in requests)])
    receivable = sum(request.amount_ore for request in earlier)
    months = []
    for period in months_between(start, end):
        paid = sum(request.amount_ore for request in requests if max(request.payment_month, start) == period)
        receivable += incomes.get(period, 0) - paid
        months.append(GrantMonth(period, eligible.get(period, 0), incomes.get(period, 0), paid, receivable))
    ineligible = sum(costs.values()) - sum(eligible.values())
    return GrantFlow(grant, tuple(months), tuple(requests), ineligible)


def _requests(grant: ExternalGrant, costs: Mapping[int, int], incomes: Mapping[int, int]) -> list[PayoutRequest]:
    """One request per request period with income in it."""
    by_payment: dict[int, list[int]] = {}
    for period in costs:
        by_payment.setdefault(grant.payment_month(period), []).append(period)
    return [
        PayoutRequest(
            min(periods),
            max(periods),
            sum(incomes[period] for period in periods),
            payment,
            sum(costs[period] for period in periods),
        )
        for payment, periods in sorted(by_payment.items())
        if any(incomes[period] for period in periods)
    ]


LineShares = Mapping[tuple[str, int], MonthShares]
"""(line, year) → how that year's amount spreads over its months; a line that is not there runs evenly."""


@dataclass(frozen=True, slots=True)
class MonthlyPlan:
    """The amounts of a plan by month: (line, yyyymm) → öre."""

    amounts: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def of_lines(self, lines: Sequence[str]) -> dict[int, int]:
        """The sum of some lines by month."""
        sums: dict[int, int] = {}
        for (line, period), ore in self.amounts.items():
            if line in lines:
                sums[period] = sums.get(period, 0) + ore
        return sums


def monthly_plan(plan: Plan, shares: LineShares | None = None) -> MonthlyPlan:
    """Spread every line over its months; the months of a year sum to the year's amount."""
    known = shares or {}
    amounts: dict[tuple[str, int], int] = {}
    for line in plan.lines:
        for year, amount in zip(plan.years, line.amounts, strict=True):
            own = known.get((line.id, year))
            parts = spread(amount or 0, own) if own is not None else spread(amount or 0)
            amounts.update({(line.id, period): ore for period, ore in zip(months_of_year(year), parts, strict=True)})
    return MonthlyPlan(amounts)


def eligible_lines(plan: Plan, grant: ExternalGrant) -> tuple[str, ...]:
    """The cost lines of the grant and everything under them: an umbrella project takes its sub-projects along."""
    found = [line.id for line in plan.lines if line.id in grant.cost_lines and line.side is LineSide.COST]
    for line in plan.lines:
        parent, seen = line.parent, {line.id}
        while parent and parent not in seen and line.id not in found:
            if parent in grant.cost_lines and line.side is LineSide.COST:
                found.append(line.id)
            seen.add(parent)
            above = plan.find(parent)
            parent = above.parent if above else ""
    return tuple(found)


def plan_flow(
    plan: Plan, grant: ExternalGrant, shares: LineShares | None = None, earlier: Sequence[PayoutRequest] = ()
) -> GrantFlow:
    """The flow that the plan's own costs give."""
    return grant_flow(grant, monthly_plan(plan, shares).of_lines(eligible_lines(plan, grant)), earlier)


def with_grant_income(plan: Plan, grants: Sequence[ExternalGrant], shares: LineShares | None = None) -> Plan:
    """The plan with each grant's income line set to what its costs give, year by year. Raises KeyError: no such line.

    A year without income stays as "nothing" when it was.
    """
    amounts: dict[tuple[str, int], int | None] = {}
    for grant in grants:
        flow = plan_flow(plan, grant, shares)
        for year in plan.years:
            income = flow.income_ore(year) + (amounts.get((grant.id, year)) or 0)
            amounts[grant.id, year] = income or (None if plan.amount(grant.id, year) is None else 0)
    return with_amounts(plan, amounts)
