"""The plan's income by member, and its cash by month with grants paid in arrears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.apps.planning.plans import (
    VersionPlan,
    known_grants,
    plan_in_force,
    planned_by_notice,
)
from samverk.core.planning.external_grants import PayoutRequest, plan_flow
from samverk.core.planning.income import PlannedContributions, planned_contributions
from samverk.core.planning.liquidity import Liquidity, liquidity
from samverk.core.planning.running import running_shares


@dataclass(frozen=True, slots=True)
class PlannedCash:
    """The plan's cash, and where its first amount comes from in Swedish."""

    liquidity: Liquidity
    opening_words: str


def cash_of(made: VersionPlan) -> PlannedCash:
    """Cash month by month through the years of the plan.

    Begins with the money in the bank when the books of the year before are whole, else with the plan's opening funds.
    Requests for payment that the year before gives rise to are paid during the plan.
    """
    ground, last = made.ground, made.year - 1
    booked = ground.funds(last) if ground.is_whole(last) else None
    opening, words = made.plan.opening_ore, f"planens medel vid början av {made.year}"
    if booked is not None:
        opening, words = booked.cash_ore, f"likvida medel i bokföringen vid slutet av {last}"
    shares = running_shares(ground.measures, made.plan.years)
    return PlannedCash(
        liquidity(made.plan, opening, known_grants(ground, made.plan), shares, _unpaid(made)),
        words,
    )


def _unpaid(made: VersionPlan) -> dict[str, tuple[PayoutRequest, ...]]:
    """What the year before asks for and the plan's years pay, as that year was planned."""
    plan = plan_in_force(made.ground, made.year - 1)
    if plan is None:
        return {}
    shares = running_shares(made.ground.measures, plan.years)
    unpaid = {}
    for grant in known_grants(made.ground, plan):
        flow = plan_flow(plan, grant, shares)
        unpaid[grant.id] = tuple(
            each for each in flow.requests if each.first // 100 < made.year <= each.payment_month // 100
        )
    return unpaid


def contributions_of(made: VersionPlan, day: date) -> tuple[PlannedContributions, ...]:
    """Every plan year's contributions by member: as the state has given notice, else as the plan has them.

    () when the shares do not sum to 1.
    """
    association = made.ground.association
    by_notice = {each.year: each for each in planned_by_notice(made.ground, made.plan.years, day)}
    found = []
    for year in made.plan.years:
        try:
            planned = by_notice.get(year) or planned_contributions(association, year, made.plan.members_ore(year))
        except ValueError:
            return ()
        found.append(planned)
    return tuple(found)
