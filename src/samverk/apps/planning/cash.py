"""The plan's income by member, and its cash by month with grants paid in arrears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.apps.accounting.queries import statements_of
from samverk.apps.organisation.models import Association
from samverk.apps.planning.plans import (
    VersionPlan,
    facts_in,
    known_grants,
    outcome_of,
    plan_in_force,
    planned_by_notice,
)
from samverk.core.planning.external_grants import PayoutRequest, plan_flow
from samverk.core.planning.income import PlannedContributions, planned_contributions
from samverk.core.planning.liquidity import Liquidity, liquidity
from samverk.core.planning.months import MONTHS_IN_YEAR
from samverk.core.planning.running import running_shares


@dataclass(frozen=True, slots=True)
class PlannedCash:
    """The plan's cash, and where its first amount comes from in Swedish."""

    liquidity: Liquidity
    opening_words: str


def cash_of(association: Association, made: VersionPlan) -> PlannedCash:
    """Cash month by month through the years of the plan.

    Begins with the money in the bank when the books of the year before are whole, else with the plan's opening funds.
    Requests for payment that the year before gives rise to are paid during the plan.
    """
    last = made.year - 1
    outcome = outcome_of(association, last, ())
    opening, words = made.plan.opening_ore, f"planens medel vid början av {made.year}"
    if outcome is not None and outcome.last_month == MONTHS_IN_YEAR:
        opening = statements_of(association, last)[0].figures.ore(f"kf.likvida_medel_ut.{last}")
        words = f"likvida medel i bokföringen vid slutet av {last}"
    grants = known_grants(association, made.plan)
    shares = running_shares(made.facts.measures, made.plan.years)
    earlier = _unpaid(association, made)
    return PlannedCash(liquidity(made.plan, opening, grants, shares, earlier), words)


def _unpaid(association: Association, made: VersionPlan) -> dict[str, tuple[PayoutRequest, ...]]:
    """What the year before asks for and the plan's years pay, as that year was planned."""
    plan = plan_in_force(association, made.year - 1)
    if plan is None:
        return {}
    shares = running_shares(facts_in(association, made.year - 1).measures, plan.years)
    unpaid = {}
    for grant in known_grants(association, plan):
        flow = plan_flow(plan, grant, shares)
        unpaid[grant.id] = tuple(
            each for each in flow.requests if each.first // 100 < made.year <= each.payment_month // 100
        )
    return unpaid


def contributions_of(association: Association, made: VersionPlan, day: date) -> tuple[PlannedContributions, ...]:
    """Every plan year's contributions by member: as the state has given notice, else as the plan has them.

    () when the shares do not sum to 1.
    """
    by_notice = {each.year: each for each in planned_by_notice(association, made.plan.years, day)}
    found = []
    for year in made.plan.years:
        try:
            planned = by_notice.get(year) or planned_contributions(
                made.facts.association, year, made.plan.members_ore(year)
            )
        except ValueError:
            return ()
        found.append(planned)
    return tuple(found)
