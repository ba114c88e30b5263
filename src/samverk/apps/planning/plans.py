"""A version of the budget as a rolling plan; plan, forecast and closing of a year; proposals for a draft."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from samverk.apps.audit.clock import today
from samverk.apps.planning.ground import Ground, OfficeRows
from samverk.apps.planning.models import BudgetVersion
from samverk.apps.planning.queries import version_facts
from samverk.core.association_kinds import IncomeKind
from samverk.core.money import MoneyUnit
from samverk.core.organisation import SavedFundsCeiling
from samverk.core.periods import year_end
from samverk.core.planning import budget as core
from samverk.core.planning.comparison import office_rows
from samverk.core.planning.external_grants import ExternalGrant
from samverk.core.planning.income import PlannedContributions, contributions_by_notice
from samverk.core.planning.months import MONTHS_IN_YEAR
from samverk.core.planning.plan import Plan
from samverk.core.planning.plan_reading import read_plan
from samverk.core.planning.proposals import Proposal, ProposalBasis, proposals
from samverk.core.planning.running import running_periods, running_shares
from samverk.core.planning.year_forecast import ForecastBasis, YearForecast, forecast_year


@dataclass(frozen=True, slots=True)
class Closing:
    """The funds at a year's end, öre, and where the amount comes from in Swedish."""

    ore: int
    words: str
    is_preliminary: bool = False


@dataclass(frozen=True, slots=True)
class VersionPlan:
    """A version as a plan. `opening` is what the year before closes with; None when nothing is known and 0 is used.

    `opening_follows` is True while the version has no opening funds of its own.
    """

    ground: Ground
    row: BudgetVersion
    budget: core.BudgetYear
    plan: Plan
    opening: Closing | None
    opening_follows: bool

    @property
    def version(self) -> core.BudgetVersion:
        """The version as core knows it."""
        return self.budget.versions[0]

    @property
    def year(self) -> int:
        """The budget year."""
        return self.budget.year

    @property
    def rows(self) -> OfficeRows:
        """The office rows of the version."""
        return tuple(office_rows(self.version).items())

    @property
    def ceilings(self) -> tuple[SavedFundsCeiling, ...]:
        """The ceilings on saved funds that the charter names at the end of the year."""
        charter = self.ground.association.charter_on(year_end(self.year))
        return charter.saved_funds_ceilings if charter else ()


def plan_of(ground: Ground, row: BudgetVersion, also: Collection[str] | None = None) -> VersionPlan:
    """A version as a plan of three years.

    `also` names lines to show although nothing is planned on them; None is for a draft what had money last year.
    """
    year, unit = row.budget.year, MoneyUnit(row.budget.unit)
    version = version_facts(row, unit)
    budget = core.BudgetYear(year=year, unit=unit, versions=(version,))
    opening = closing_of(ground, year - 1)
    ore = row.opening_ore if row.opening_ore is not None else opening.ore if opening else 0
    if also is None:
        also = lines_with_money(ground, year - 1) if row.is_draft else ()
    plan = read_plan(budget, version, ground.association, ground.measures, ore, also)
    return VersionPlan(ground, row, budget, plan, opening, row.opening_ore is None)


def lines_with_money(ground: Ground, year: int) -> frozenset[str]:
    """What had money in the budget or the books of a year: the budget of the next asks about it."""
    plan, outcome = plan_in_force(ground, year), ground.outcome(year, ground.rows_in_force(year))
    planned = {line.id for line in plan.lines if line.amounts[0]} if plan else set()
    return frozenset(planned | ({line for line in outcome.lines if outcome.year_ore(line)} if outcome else set()))


def closing_of(ground: Ground, year: int) -> Closing | None:
    """The funds at the end of `year`: the books' when they are whole, else the forecast's, else the plan's."""
    return ground.once(("closing", year), lambda: _closing(ground, year))


def _closing(ground: Ground, year: int) -> Closing | None:
    funds = ground.funds(year) if ground.is_whole(year) else None
    if funds is not None:
        return Closing(funds.closing_ore, f"eget kapital i bokföringen {year}")
    plan = plan_in_force(ground, year)
    if plan is None:
        return None
    forecast = forecast_of(ground, year)
    if forecast is not None:
        return Closing(forecast.closing_ore, f"prognosen för {year}", is_preliminary=True)
    return Closing(plan.totals_of(year).closing_ore, f"planen för {year}", is_preliminary=True)


def plan_in_force(ground: Ground, year: int) -> Plan | None:
    """The plan that the outcome of `year` is compared with: its version in force; None without a decided budget.

    Opens with what the books opened with when they are known, else with what the version counted with.
    """
    return ground.once(("plan", year), lambda: _plan(ground, year))


def _plan(ground: Ground, year: int) -> Plan | None:
    version = ground.version_in_force(year)
    if version is None:
        return None
    opening = opening_in_books(ground, year)
    if opening is None and version.opening_funds is None:
        opening = 0
    return read_plan(ground.budgets[year], version, ground.association, ground.measures, opening)


def opening_in_books(ground: Ground, year: int) -> int | None:
    """The equity that the books of `year` opened with, öre; else what the year before closed with; None without."""
    own = ground.funds(year)
    if own is not None:
        return own.opening_ore
    before = ground.funds(year - 1) if ground.is_whole(year - 1) else None
    return before.closing_ore if before else None


def forecast_of(ground: Ground, year: int, month: int | None = None) -> YearForecast | None:
    """A year as it looks after `month`, the last booked one when None; None without both budget and books."""
    plan, rows = plan_in_force(ground, year), ground.rows_in_force(year)
    outcome = ground.outcome(year, rows)
    if plan is None or outcome is None or not outcome.last_month:
        return None
    basis = ForecastBasis(
        history=ground.history(year, rows),
        committed=_committed(ground, plan),
        grants=known_grants(ground, plan),
        running=running_periods(ground.measures),
    )
    return forecast_year(plan, outcome, month or outcome.last_month, basis)


def _committed(ground: Ground, plan: Plan) -> dict[str, int]:
    """What the members contribute in the first year of a plan is decided: by the state's notice, else in the budget."""
    year = plan.years[0]
    budgeted = {line.id: ore for line in plan.lines if line.kind is IncomeKind.MEMBER and (ore := line.amounts[0])}
    for planned in planned_by_notice(ground, [year], today()):
        budgeted |= {key: ore for key, ore in planned.by_source.items() if plan.find(key) is not None}
    return budgeted


def known_grants(ground: Ground, plan: Plan) -> tuple[ExternalGrant, ...]:
    """The grants whose income line the plan has."""
    return tuple(grant for grant in ground.grants if plan.find(grant.id) is not None)


def planned_by_notice(ground: Ground, years: Collection[int], day: date) -> list[PlannedContributions]:
    """The members' contributions of the years that the state has given notice of; none when shares do not sum to 1."""
    found = []
    for year in years:
        try:
            planned = contributions_by_notice(ground.association, ground.notices, year, day)
        except ValueError:  # shares are being changed; the association's own page says so
            continue
        found += [planned] if planned else []
    return found


def proposals_for(made: VersionPlan) -> tuple[Proposal, ...]:
    """A proposed amount for every line and year of a draft."""
    ground, last = made.ground, made.year - 1
    outcome, last_plan = ground.outcome(last, made.rows), plan_in_force(ground, last)
    budgeted = {line.id: ore for line in last_plan.lines if (ore := line.amounts[0]) is not None} if last_plan else {}
    basis = ProposalBasis(
        last_year=last,
        last_budget=budgeted,
        outcome=outcome,
        month=(outcome.last_month if outcome else 0) or MONTHS_IN_YEAR,
        contributions=planned_by_notice(ground, made.plan.years, today()),
        grants=known_grants(ground, made.plan),
        running=running_periods(ground.measures),
        shares=running_shares(ground.measures, made.plan.years),
    )
    return proposals(made.plan, basis)
