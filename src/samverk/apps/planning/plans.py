"""A version of the budget as a rolling plan, with all that it is reckoned from: openings, outcomes, bases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from samverk.apps.accounting.queries import statements_of, years_with_books
from samverk.apps.audit.clock import today
from samverk.apps.audit.remembered import remembered
from samverk.apps.organisation.models import Association
from samverk.apps.planning.models import BudgetVersion
from samverk.apps.planning.queries import grants_of, notices_of, version_facts
from samverk.apps.publishing.queries import facts_of
from samverk.core.facts import Facts
from samverk.core.money import MoneyUnit
from samverk.core.organisation import SavedFundsCeiling
from samverk.core.periods import year_end
from samverk.core.planning import budget as core
from samverk.core.planning.comparison import office_rows
from samverk.core.planning.external_grants import ExternalGrant
from samverk.core.planning.income import PlannedContributions, contributions_by_notice
from samverk.core.planning.monthly_outcome import MonthlyOutcome, monthly_outcome
from samverk.core.planning.months import MONTHS_IN_YEAR
from samverk.core.planning.plan import Plan
from samverk.core.planning.plan_reading import read_plan
from samverk.core.planning.proposals import Proposal, ProposalBasis, proposals
from samverk.core.planning.running import running_periods, running_shares
from samverk.core.planning.saved_funds import FUNDS
from samverk.core.planning.version import version_in_force
from samverk.core.planning.year_forecast import ForecastBasis, YearForecast, forecast_year
from samverk.core.problems import is_unusable

_YEARS_BACK = 5
"""So many earlier years are asked what they say about the current one."""


@remembered(most=24)
def facts_in(association: Association, year: int) -> Facts:
    """The facts of a year, remembered until anything changes."""
    return facts_of(association, year)


Covers = tuple[tuple[core.Block, tuple[core.Block, ...]], ...]


@remembered(most=60)
def outcome_of(association: Association, year: int, rows: Covers) -> MonthlyOutcome | None:
    """The books of a year by month on the lines of a budget whose office rows are `rows`; None without books."""
    facts = facts_in(association, year)
    if year not in facts.ledgers:
        return None
    statements, problems = statements_of(association, year)
    if is_unusable(problems):
        return None
    return monthly_outcome(facts.ledgers[year], statements.books[year], dict(rows))


@dataclass(frozen=True, slots=True)
class Closing:
    """The funds at a year's end, öre, and where the amount comes from in Swedish."""

    ore: int
    words: str
    is_preliminary: bool = False


@dataclass(frozen=True, slots=True)
class VersionPlan:
    """A version as a plan. `opening` is what its year opens with; None when nothing is known and 0 is used.

    `opening_follows` is True while the version has no opening funds of its own.
    """

    row: BudgetVersion
    budget: core.BudgetYear
    facts: Facts
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
    def rows(self) -> Covers:
        """The office rows of the version."""
        return tuple(office_rows(self.version).items())

    @property
    def ceilings(self) -> tuple[SavedFundsCeiling, ...]:
        """The ceilings on saved funds that the charter names at the end of the year."""
        charter = self.facts.association.charter_on(year_end(self.year))
        return charter.saved_funds_ceilings if charter else ()


def plan_of(association: Association, row: BudgetVersion, also: Collection[str] | None = None) -> VersionPlan:
    """A version as a plan of three years.

    `also` names lines to show although nothing is planned on them; None is for a draft what had money last year.
    """
    year, unit = row.budget.year, MoneyUnit(row.budget.unit)
    version = version_facts(row, unit)
    budget = core.BudgetYear(year=year, unit=unit, versions=(version,))
    facts = facts_in(association, year)
    opening = closing_of(association, year - 1)
    ore = row.opening_ore if row.opening_ore is not None else opening.ore if opening else 0
    if also is None:
        also = lines_with_money(association, year - 1) if row.is_draft else ()
    plan = read_plan(budget, version, facts.association, facts.measures, ore, also)
    return VersionPlan(row, budget, facts, plan, opening, row.opening_ore is None)


def lines_with_money(association: Association, year: int) -> frozenset[str]:
    """What had money in the budget or the books of a year: the budget of the next asks about it."""
    plan = plan_in_force(association, year)
    outcome = outcome_of(association, year, rows_in_force(association, year))
    planned = {line.id for line in plan.lines if line.amounts[0]} if plan else set()
    return frozenset(planned | ({line for line in outcome.lines if outcome.year_ore(line)} if outcome else set()))


@remembered(most=120)
def closing_of(association: Association, year: int) -> Closing | None:
    """The funds at the end of `year`: the books' when they are whole, else the forecast's, else the plan's."""
    outcome = outcome_of(association, year, ())
    if outcome is not None and outcome.last_month == MONTHS_IN_YEAR:
        statements, _ = statements_of(association, year)
        return Closing(statements.figures.ore(f"{FUNDS}.{year}"), f"eget kapital i bokföringen {year}")
    plan = plan_in_force(association, year)
    if plan is None:
        return None
    forecast = forecast_of(association, plan)
    if forecast is not None:
        return Closing(forecast.closing_ore, f"prognosen för {year}", is_preliminary=True)
    return Closing(plan.totals_of(year).closing_ore, f"planen för {year}", is_preliminary=True)


def plan_in_force(association: Association, year: int) -> Plan | None:
    """The plan that the outcome of `year` is compared with: its version in force; None without a decided budget.

    Opens with what the books opened with when they are known, else with what the version counted with.
    """
    facts = facts_in(association, year)
    budget = facts.budgets.get(year)
    if budget is None:
        return None
    version = version_in_force(budget)
    opening = opening_in_books(association, year)
    if opening is None and version.opening_funds is None:
        opening = 0
    return read_plan(budget, version, facts.association, facts.measures, opening)


def opening_in_books(association: Association, year: int) -> int | None:
    """The equity that the books of `year` opened with, öre; else what the year before closed with; None without."""
    for source, name in ((year, f"sparade_medel_in.{year}"), (year - 1, f"{FUNDS}.{year - 1}")):
        outcome = outcome_of(association, source, ())
        if outcome is not None and (source == year or outcome.last_month == MONTHS_IN_YEAR):
            return statements_of(association, source)[0].figures.ore(name)
    return None


def rows_in_force(association: Association, year: int) -> Covers:
    """The office rows of the budget in force for a year."""
    budget = facts_in(association, year).budgets.get(year)
    return tuple(office_rows(version_in_force(budget) if budget else None).items())


def forecast_of(association: Association, plan: Plan, month: int | None = None) -> YearForecast | None:
    """The first year of `plan` as it looks after `month`, the last booked one when None; None without books."""
    year = plan.years[0]
    rows = rows_in_force(association, year)
    outcome = outcome_of(association, year, rows)
    if outcome is None or not outcome.last_month:
        return None
    basis = ForecastBasis(
        history=history_of(association, year, rows),
        grants=known_grants(association, plan),
        running=running_periods(facts_in(association, year).measures),
    )
    return forecast_year(plan, outcome, month or outcome.last_month, basis)


def history_of(association: Association, year: int, rows: Covers) -> tuple[MonthlyOutcome, ...]:
    """The whole years before `year` whose books are here, oldest first."""
    earlier = [each for each in years_with_books(association) if year - _YEARS_BACK <= each < year]
    found = [outcome_of(association, each, rows) for each in sorted(earlier)]
    return tuple(each for each in found if each is not None and each.last_month == MONTHS_IN_YEAR)


def known_grants(association: Association, plan: Plan) -> tuple[ExternalGrant, ...]:
    """The grants whose income line the plan has."""
    return tuple(grant for grant in grants_of(association) if plan.find(grant.id) is not None)


def planned_by_notice(association: Association, years: Collection[int], day: date) -> list[PlannedContributions]:
    """The members' contributions of the years that the state has given notice of; none when shares do not sum to 1."""
    notices = notices_of(association)
    found = []
    for year in years:
        core_association = facts_in(association, year).association
        try:
            planned = contributions_by_notice(core_association, notices, year, day)
        except ValueError:  # shares are being changed; the association's own page says so
            continue
        found += [planned] if planned else []
    return found


def proposals_for(association: Association, made: VersionPlan) -> tuple[Proposal, ...]:
    """A proposed amount for every line and year of a draft."""
    last = made.year - 1
    facts = made.facts
    budget = facts.budgets.get(last)
    outcome = outcome_of(association, last, made.rows)
    last_plan = plan_in_force(association, last) if budget else None
    basis = ProposalBasis(
        last_year=last,
        last_budget={line.id: amount for line in last_plan.lines if (amount := line.amounts[0]) is not None}
        if last_plan
        else {},
        outcome=outcome,
        month=(outcome.last_month if outcome else 0) or MONTHS_IN_YEAR,
        contributions=planned_by_notice(association, made.plan.years, today()),
        grants=known_grants(association, made.plan),
        running=running_periods(facts.measures),
        shares=running_shares(facts.measures, made.plan.years),
    )
    return proposals(made.plan, basis)
