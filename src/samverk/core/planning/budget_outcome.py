"""Budget against outcome month by month: what should have come in and gone out by now, and what did.

The budget of a line is spread evenly, over the months that it runs, or as earlier years went (`seasonal_shares`).
Deviations are plus when more money is left than planned. Amounts are öre, cumulative from January.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from samverk.core.planning.deviation import deviation_words, is_favourable
from samverk.core.planning.external_grants import LineShares
from samverk.core.planning.monthly_outcome import MonthlyOutcome
from samverk.core.planning.months import EVEN, MONTHS_IN_YEAR, MonthShares, spread
from samverk.core.planning.plan import LineSide, Plan, PlanLine, PlanRow, families, lumps, plan_rows
from samverk.core.planning.scenario import SUMS

_RESULT, _INCOME, _COSTS = "resultat", "summa_intakter", "summa_kostnader"


@dataclass(frozen=True, slots=True)
class MonthDeviation:
    """A line from January through `month`, öre. `budget_ore` is None where nothing can be told of the line alone."""

    month: int
    budget_ore: int | None
    outcome_ore: int
    effect_ore: int | None

    @property
    def is_favourable(self) -> bool | None:
        """True when more money is left than planned; None when as planned or not known."""
        return None if self.effect_ore is None else is_favourable(self.effect_ore)

    @property
    def words(self) -> str:
        """ "433 tkr bättre än budget", "enligt budget", or "–" where nothing can be told."""
        return "–" if self.effect_ore is None else deviation_words(self.effect_ore)


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """A line, or a sum, through the year. `side` None is the result. `level` indents sub-projects."""

    line_id: str
    label: str
    side: LineSide | None
    year_budget_ore: int | None
    months: tuple[MonthDeviation, ...]
    level: int = 0

    @property
    def last(self) -> MonthDeviation:
        """Where the line stands."""
        return self.months[-1]


def seasonal_shares(history: Sequence[MonthlyOutcome], line_id: str) -> MonthShares | None:
    """How earlier years spread the line over the months, all years together.

    None when no year has it, or a month comes out negative, for then the past is no guide.
    """
    months = [sum(column) for column in zip(*(past.months(line_id) for past in history), strict=True)]
    total = sum(months)
    if total <= 0 or any(ore < 0 for ore in months):
        return None
    return tuple(Fraction(ore, total) for ore in months)


def seasonal_plan(plan: Plan, history: Sequence[MonthlyOutcome], known: LineShares | None = None) -> LineShares:
    """Seasonal shares of every line that earlier years give; `known` ones (measures that end) go before."""
    made = {
        (line.id, year): shares
        for line in plan.lines
        if (shares := seasonal_shares(history, line.id)) is not None
        for year in plan.years
    }
    return {**made, **(known or {})}


def budget_outcome(
    plan: Plan, outcome: MonthlyOutcome, until_month: int, shares: LineShares | None = None
) -> tuple[LineOutcome, ...]:
    """Every line of the plan and of the books, then the sums, from January through `until_month` (1–12).

    An umbrella project holds its sub-projects. Where it was given one sum for all of them, the budget of each
    sub-project alone is not told. Raises ValueError when the plan does not have the outcome's year.
    """
    table = _Table(plan, outcome, until_month, shares or {})
    lines = [table.line(row) for row in plan_rows(plan)]
    known = {line.id for line in plan.lines}
    lines += [table.unplanned(name) for name in outcome.lines if name not in known]
    top = [line for line in lines if line.level == 0]
    sums = {
        _INCOME: table.total(_INCOME, [line for line in top if line.side is LineSide.INCOME]),
        _COSTS: table.total(_COSTS, [line for line in top if line.side is LineSide.COST]),
    }
    return (*lines, *sums.values(), table.result(sums[_INCOME], sums[_COSTS]))


class _Table:
    """Makes the rows of one year."""

    def __init__(self, plan: Plan, outcome: MonthlyOutcome, until_month: int, shares: LineShares) -> None:
        if not 1 <= until_month <= MONTHS_IN_YEAR:
            raise ValueError("a month is 1–12")
        self.plan, self.outcome, self.shares = plan, outcome, shares
        self.months = range(1, until_month + 1)
        self.place = plan.years.index(outcome.year)
        self.families = families(plan)
        self.in_lumps = {line.id for under in lumps(plan, outcome.year).values() for line in under}

    def line(self, row: PlanRow) -> LineOutcome:
        under = self.families[row.line.id]
        spread_out = [self._spread(line) for line in under]
        budget = [sum(sum(months[:month]) for months in spread_out) for month in self.months]
        booked = [sum(self.outcome.until(line.id, month) for line in under) for month in self.months]
        is_told = row.line.id not in self.in_lumps
        year_budget = row.sums[self.place] if is_told else None
        return self._made(
            row.line.id, row.line.label, row.line.side, budget if is_told else None, booked, year_budget, row.level
        )

    def unplanned(self, name: str) -> LineOutcome:
        """A line of the books that the plan does not have: its budget is 0."""
        side = LineSide.INCOME if name in self.outcome.income_lines else LineSide.COST
        booked = [self.outcome.until(name, month) for month in self.months]
        return self._made(name, name.replace("_", " ").capitalize(), side, [0] * len(booked), booked, None, 0)

    def total(self, stem: str, parts: Sequence[LineOutcome]) -> LineOutcome:
        budget = [sum(part.months[place].budget_ore or 0 for part in parts) for place in range(len(self.months))]
        booked = [sum(part.months[place].outcome_ore for part in parts) for place in range(len(self.months))]
        side = LineSide.INCOME if stem == _INCOME else LineSide.COST
        year_budget = sum(part.year_budget_ore or 0 for part in parts)
        return self._made(stem, SUMS[stem], side, budget, booked, year_budget, 0)

    def result(self, income: LineOutcome, costs: LineOutcome) -> LineOutcome:
        pairs = list(zip(income.months, costs.months, strict=True))
        budget = [(one.budget_ore or 0) - (other.budget_ore or 0) for one, other in pairs]
        booked = [one.outcome_ore - other.outcome_ore for one, other in pairs]
        year_budget = (income.year_budget_ore or 0) - (costs.year_budget_ore or 0)
        return self._made(_RESULT, SUMS[_RESULT], None, budget, booked, year_budget, 0)

    def _made(
        self,
        line_id: str,
        label: str,
        side: LineSide | None,
        budget: Sequence[int] | None,
        booked: Sequence[int],
        year_budget: int | None,
        level: int,
    ) -> LineOutcome:
        sign = -1 if side is LineSide.COST else 1
        months = tuple(
            MonthDeviation(
                month,
                None if budget is None else budget[place],
                booked[place],
                None if budget is None else sign * (booked[place] - budget[place]),
            )
            for place, month in enumerate(self.months)
        )
        return LineOutcome(line_id, label, side, year_budget, months, level)

    def _spread(self, line: PlanLine) -> tuple[int, ...]:
        return spread(line.amounts[self.place] or 0, self.shares.get((line.id, self.outcome.year), EVEN))
