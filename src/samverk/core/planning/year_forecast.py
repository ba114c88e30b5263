"""The current year's outcome to come: line by line from what is booked, what is decided and how earlier years went.

Each line tells in Swedish how it was reckoned. A band is only given when enough years stand behind it: the range of
what earlier forecasts missed by, else of how much of earlier years was booked by the same month. How many years are
enough is our own rule and a setting. Amounts are öre, income and costs without minus.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from samverk.core.document.present import percent
from samverk.core.money import NBSP, MoneyUnit, format_amount, round_half_away
from samverk.core.planning.deviation import deviation_words, is_favourable
from samverk.core.planning.external_grants import ExternalGrant, eligible_lines, grant_flow
from samverk.core.planning.monthly_outcome import MonthlyOutcome
from samverk.core.planning.months import MONTHS_IN_YEAR, count_words, number_words, until_words
from samverk.core.planning.plan import LineSide, Plan, PlanLine, lumps
from samverk.core.planning.running import Running

LEAST_YEARS = 3
"""So many earlier years stand behind a band (our own rule)."""
LEAST_SHARE = Fraction(1, 20)
"""With less than this booked by now in earlier years, their pace says too little (our own rule)."""


class ForecastMethod(StrEnum):
    """How a line was reckoned."""

    BOOKED = "booked"  # the year is over
    COMMITTED = "committed"  # the amount is decided
    GRANT = "grant"  # follows the costs that a grant covers
    SEASONAL = "seasonal"  # as much of the year as earlier years had by now
    RUN_RATE = "run_rate"  # the pace so far through the months that are left
    BUDGET = "budget"  # nothing is booked yet
    SUB_PROJECTS = "sub_projects"  # one sum was given to an umbrella project; its parts are reckoned one by one


@dataclass(frozen=True, slots=True)
class ForecastBasis:
    """What a forecast knows besides the plan and the books.

    `history` are whole earlier years. `committed` is öre decided for the year by line, `running` when measures run.
    `past_ratios` are earlier outcomes divided by what was forecast at the same time of year, by line.
    """

    history: Sequence[MonthlyOutcome] = ()
    committed: Mapping[str, int] = field(default_factory=dict)
    grants: Sequence[ExternalGrant] = ()
    running: Mapping[str, Running] = field(default_factory=dict)
    past_ratios: Mapping[str, Sequence[Fraction]] = field(default_factory=dict)
    least_years: int = LEAST_YEARS


@dataclass(frozen=True, slots=True)
class ForecastBand:
    """The range that earlier years give, öre, or why there is none. A decided or booked amount is its own range."""

    low_ore: int | None
    high_ore: int | None
    words: str

    @property
    def is_known(self) -> bool:
        """True when there is a range."""
        return self.low_ore is not None


@dataclass(frozen=True, slots=True)
class LineForecast:
    """A line's year, öre. `words` is the method in Swedish. `budget_ore` is None when nothing was budgeted."""

    line_id: str
    label: str
    side: LineSide
    budget_ore: int | None
    outcome_ore: int
    forecast_ore: int
    method: ForecastMethod
    words: str
    band: ForecastBand
    has_own_budget: bool = True  # False in and under an umbrella project that was given one sum for all its parts

    @property
    def effect_ore(self) -> int:
        """What the line leaves over compared with budget: a higher cost is minus."""
        difference = self.forecast_ore - (self.budget_ore or 0)
        return difference if self.side is LineSide.INCOME else -difference

    @property
    def is_favourable(self) -> bool | None:
        """True when the line leaves more than budgeted; None when alike or when it has no budget of its own."""
        return is_favourable(self.effect_ore) if self.has_own_budget else None

    @property
    def deviation_words(self) -> str:
        """Against the budget, in words; "–" when the line has no budget of its own."""
        return deviation_words(self.effect_ore) if self.has_own_budget else "–"


@dataclass(frozen=True, slots=True)
class YearForecast:
    """A year as it looks after `month`. Sums are öre; `result_ore` is surplus positive."""

    year: int
    month: int
    opening_ore: int
    lines: tuple[LineForecast, ...]

    @property
    def income_ore(self) -> int:
        """All income."""
        return sum(line.forecast_ore for line in self.lines if line.side is LineSide.INCOME)

    @property
    def costs_ore(self) -> int:
        """All costs."""
        return sum(line.forecast_ore for line in self.lines if line.side is LineSide.COST)

    @property
    def result_ore(self) -> int:
        """Income less costs."""
        return self.income_ore - self.costs_ore

    @property
    def closing_ore(self) -> int:
        """Funds at the year's end."""
        return self.opening_ore + self.result_ore

    @property
    def result_band(self) -> ForecastBand:
        """The result at its worst and best on every line at once; none when a line with money has no range."""
        without = [line.label for line in self.lines if not line.band.is_known]
        if without:
            rows = "en rad" if len(without) == 1 else f"{number_words(len(without))} rader"
            return ForecastBand(None, None, f"Inget spann för resultatet: {rows} saknar spann, bland dem {without[0]}.")
        low = high = 0
        for line in self.lines:
            least, most = line.band.low_ore or 0, line.band.high_ore or 0
            low += least if line.side is LineSide.INCOME else -most
            high += most if line.side is LineSide.INCOME else -least
        return ForecastBand(low, high, "så blir det om alla rader på en gång går som sämst eller som bäst.")


def forecast_year(plan: Plan, outcome: MonthlyOutcome, month: int, basis: ForecastBasis | None = None) -> YearForecast:
    """The year `outcome.year` (a year of `plan`) as it looks when the books are complete through `month` (1–12).

    Every line of the plan and every further line of the books is there once, so that no booked krona is lost. Raises
    ValueError when the plan does not have the year or the month is not one.
    """
    if not 1 <= month <= MONTHS_IN_YEAR or outcome.year not in plan.years:
        raise ValueError("a forecast is for a year of the plan, after a month 1–12")
    maker = _Maker(plan, outcome, month, basis or ForecastBasis())
    return YearForecast(outcome.year, month, plan.totals_of(outcome.year).opening_ore, maker.every_line())


class _Maker:
    """Reckons the lines of one year."""

    def __init__(self, plan: Plan, outcome: MonthlyOutcome, month: int, basis: ForecastBasis) -> None:
        self.plan, self.outcome, self.month, self.basis = plan, outcome, month, basis
        self.year = outcome.year
        self.grants = {grant.id for grant in basis.grants}
        self.lumps = {
            name: under
            for name, under in lumps(plan, self.year).items()
            if any(outcome.until(line.id, month) for line in under)
        }

    def every_line(self) -> tuple[LineForecast, ...]:
        known = {line.id for line in self.plan.lines}
        nothing = (None,) * len(self.plan.years)
        lines = [*self.plan.lines]
        for name in self.outcome.lines:
            if name not in known:
                side = LineSide.INCOME if name in self.outcome.income_lines else LineSide.COST
                lines.append(PlanLine(name, name.replace("_", " ").capitalize(), side, nothing))
        made = {line.id: self._line(line) for line in lines if not self._follows_cost(line)}
        self._share_lumps(made)
        for line in lines:
            if self._follows_cost(line):
                made[line.id] = self._grant(line, made)
        return tuple(made[line.id] for line in lines)

    def _share_lumps(self, made: dict[str, LineForecast]) -> None:
        """What is left of a lump's own line is what it booked itself; its words compare the whole of it with budget."""
        for name, under in self.lumps.items():
            for line in under:
                made[line.id] = replace(made[line.id], has_own_budget=False)
            own = made[name].outcome_ore
            total = own + sum(made[line.id].forecast_ore for line in under)
            budget = made[name].budget_ore or 0
            compared = deviation_words(budget - total)
            words = f"hela paraplyprojektets budget; prognosen för delprojekten är {_tkr(total)}, {compared}"
            made[name] = replace(
                made[name],
                forecast_ore=own,
                method=ForecastMethod.SUB_PROJECTS,
                words=words,
                band=ForecastBand(own, own, "Spannen står på delprojekten."),
                has_own_budget=False,
            )

    def _follows_cost(self, line: PlanLine) -> bool:
        return line.is_income and line.id in self.grants and self.month < MONTHS_IN_YEAR

    def _line(self, line: PlanLine) -> LineForecast:
        so_far = self.outcome.until(line.id, self.month)
        budget = line.amounts[self.plan.years.index(self.year)]
        if self.month == MONTHS_IN_YEAR:
            return self._made(line, so_far, ForecastMethod.BOOKED, "hela året är bokfört")
        if line.id in self.basis.committed:
            return self._committed(line, so_far)
        if not so_far:
            words = "inget är bokfört än; budgeten används" if budget else "inget är bokfört och inget budgeterat"
            method = ForecastMethod.BUDGET
            return self._made(line, budget or 0, method, words) if budget else self._made(line, 0, method, words)
        shares = self._past_shares(line.id)
        if shares is not None:
            return self._seasonal(line, so_far, shares)
        return self._run_rate(line, so_far)

    def _committed(self, line: PlanLine, so_far: int) -> LineForecast:
        decided = self.basis.committed[line.id]
        words = f"beslutat belopp {_tkr(decided)}"
        if so_far > decided:
            words = f"utfallet {_tkr(so_far)} är redan större än beslutat belopp {_tkr(decided)}"
        return self._made(line, max(so_far, decided), ForecastMethod.COMMITTED, words)

    def _past_shares(self, line_id: str) -> list[tuple[int, int]] | None:
        """(booked by now, whole year) of each earlier year; None when their pace says too little of this year."""
        running = self.basis.running.get(line_id)
        if running is not None and len(running.months(self.year)) < MONTHS_IN_YEAR:
            return None
        years = [(past.until(line_id, self.month), past.year_ore(line_id)) for past in self.basis.history]
        years = [(by_now, whole) for by_now, whole in years if by_now or whole]
        if not years or any(whole <= 0 or by_now < LEAST_SHARE * whole for by_now, whole in years):
            return None
        return years

    def _seasonal(self, line: PlanLine, so_far: int, years: Sequence[tuple[int, int]]) -> LineForecast:
        share = Fraction(sum(by_now for by_now, _ in years), sum(whole for _, whole in years))
        amount = round_half_away(so_far / share)
        past = "året före" if len(years) == 1 else f"{number_words(len(years))} tidigare år"
        words = f"{percent(share)} av {past} var bokfört {until_words(self.year, self.month).rpartition(NBSP)[0]}"
        band = self._band(line.id, amount)
        if not band.is_known and len(years) >= self.basis.least_years:
            each = [Fraction(by_now, whole) for by_now, whole in years]
            low, high = sorted(round_half_away(so_far / bound) for bound in (max(each), min(each)))
            told = f"mellan {percent(min(each))} och {percent(max(each))} av året var bokfört vid samma tid"
            band = ForecastBand(low, high, f"I {past} var {told}.")
        elif not band.is_known:
            band = self._too_short(len(years))
        return self._made(line, amount, ForecastMethod.SEASONAL, words, band)

    def _run_rate(self, line: PlanLine, so_far: int) -> LineForecast:
        running = self.basis.running.get(line.id, Running())
        months = running.months(self.year)
        gone = [month for month in months if month <= self.month]
        left = len(months) - len(gone)
        pace = Fraction(so_far, len(gone) or self.month)
        amount = so_far + round_half_away(pace * left)
        words = f"takten {until_words(self.year, self.month)}, {count_words(left)} kvar" if left else ""
        told = "; ".join(part for part in (words, running.words(self.year)) if part)
        return self._made(line, amount, ForecastMethod.RUN_RATE, told, self._band(line.id, amount))

    def _grant(self, line: PlanLine, made: Mapping[str, LineForecast]) -> LineForecast:
        total, words = 0, []
        for grant in self.basis.grants:
            if grant.id == line.id:
                total += grant_flow(grant, self._expected_costs(grant, made)).income_ore(self.year)
                words.append(f"{percent(grant.share)} av kostnaderna som bidraget täcker")
        return self._made(line, total, ForecastMethod.GRANT, " och ".join(words), self._band(line.id, total))

    def _expected_costs(self, grant: ExternalGrant, made: Mapping[str, LineForecast]) -> dict[int, int]:
        """Booked months, and what is left of each line's forecast over the months that are left."""
        costs: dict[int, int] = {}
        for name in eligible_lines(self.plan, grant):
            running = self.basis.running.get(name, Running()).months(self.year)
            left = [month for month in running if month > self.month] or [MONTHS_IN_YEAR]
            rest = made[name].forecast_ore - made[name].outcome_ore
            shares = {month: rest // len(left) for month in left}
            shares[left[-1]] += rest - sum(shares.values())
            booked = dict(enumerate(self.outcome.months(name)[: self.month], 1))
            for month, ore in (booked | shares).items():
                period = self.year * 100 + month
                costs[period] = costs.get(period, 0) + ore
        return costs

    def _band(self, line_id: str, amount: int) -> ForecastBand:
        """The range of what earlier forecasts of the line missed by."""
        ratios = self.basis.past_ratios.get(line_id, ())
        if len(ratios) < self.basis.least_years:
            return self._too_short(len(ratios))
        low, high = sorted(round_half_away(amount * bound) for bound in (min(ratios), max(ratios)))
        told = f"{percent(min(ratios))} och {percent(max(ratios))}"
        return ForecastBand(low, high, f"{len(ratios)} tidigare utfall blev mellan {told} av prognosen.")

    def _too_short(self, years: int) -> ForecastBand:
        known = {0: "inget tidigare år är känt", 1: "ett tidigare år är känt"}
        words = known.get(years, f"{number_words(years)} tidigare år är kända")
        return ForecastBand(None, None, f"Inget spann: {words} och {number_words(self.basis.least_years)} behövs.")

    def _made(
        self,
        line: PlanLine,
        amount: int,
        method: ForecastMethod,
        words: str,
        band: ForecastBand | None = None,
    ) -> LineForecast:
        so_far = self.outcome.until(line.id, self.month)
        is_fixed = method in (ForecastMethod.BOOKED, ForecastMethod.COMMITTED) or not (amount or so_far)
        if is_fixed:
            band = ForecastBand(amount, amount, "Beloppet är känt." if amount else "Inget belopp.")
        budget = line.amounts[self.plan.years.index(self.year)]
        return LineForecast(
            line.id, line.label, line.side, budget, so_far, amount, method, words, band or self._too_short(0)
        )


def _tkr(ore: int) -> str:
    return f"{format_amount(ore, MoneyUnit.TKR)}{NBSP}tkr"
