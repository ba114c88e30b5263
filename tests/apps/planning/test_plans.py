"""Rows as rolling plans: Lund's plan is the published one, a draft opens where the year before it closes."""

from __future__ import annotations

import pytest

from samverk.apps.planning.actions import start_budget
from samverk.apps.planning.ground import ground_of
from samverk.apps.planning.models import BudgetVersion
from samverk.apps.planning.plans import closing_of, forecast_of, plan_of, proposals_for
from samverk.apps.users.actor import command_line
from samverk.core.planning.proposals import take
from tests.factories.budgets import draft_for, lund_in_rows
from tests.factories.people import association
from tests.factories.plans import lund_months, lund_plan

TKR = 100_000


@pytest.fixture
def lund():
    return lund_in_rows()


def _version(row, year):
    return BudgetVersion.objects.select_related("budget__association").get(budget__association=row, budget__year=year)


@pytest.mark.parametrize("year", [2024, 2025])
def test_lunds_rows_give_the_same_plan_as_its_files(lund, year):
    made = plan_of(ground_of(lund), _version(lund, year))
    assert made.plan == lund_plan(year)
    assert made.opening is not None
    assert not made.opening_follows


def test_the_books_by_month_are_those_of_the_files(lund):
    made = plan_of(ground_of(lund), _version(lund, 2024))
    assert made.ground.outcome(2024, made.rows) == lund_months(2024)
    assert made.ground.outcome(2022, made.rows) is None


def test_a_year_closes_as_its_books_then_as_the_plan_says(lund):
    books = closing_of(ground_of(lund), 2024)
    assert books is not None
    assert (round(books.ore / TKR), books.is_preliminary) == (2333, False)
    planned = closing_of(ground_of(lund), 2025)
    assert planned is not None
    assert (round(planned.ore / TKR), planned.words, planned.is_preliminary) == (1790, "planen för 2025", True)
    assert closing_of(ground_of(lund), 2019) is None


def test_a_draft_opens_where_the_year_before_closes_and_shows_what_had_money(lund):
    start_budget(command_line(lund), 2026)
    made = plan_of(ground_of(lund), draft_for(lund, 2026))
    assert made.opening_follows
    totals = made.plan.totals
    assert round(totals[0].opening_ore / TKR) == 1790
    assert [each.opening_ore for each in totals[1:]] == [each.closing_ore for each in totals[:-1]]
    assert {"iris", "aktiv", "samverkansakademin", "administration", "staten"} <= {line.id for line in made.plan.lines}


def test_every_line_of_a_draft_has_a_proposal_with_a_reason(lund):
    start_budget(command_line(lund), 2026)
    made = plan_of(ground_of(lund), draft_for(lund, 2026))
    found = proposals_for(made)
    assert {(each.line_id, each.year) for each in found} == {
        (line.id, year) for line in made.plan.lines for year in made.plan.years
    }
    assert all(each.reason for each in found)
    taken = take(made.plan, found)
    assert taken.amount("staten", 2026) == 3690 * TKR


def test_a_whole_year_is_forecast_as_its_books(lund):
    ground = ground_of(lund)
    forecast, books = forecast_of(ground, 2024), closing_of(ground, 2024)
    assert forecast is not None
    assert books is not None
    assert (forecast.month, forecast.closing_ore) == (12, books.ore)
    assert forecast_of(ground, 2025) is None


def test_members_contributions_are_decided_and_not_guessed(lund):
    forecast = forecast_of(ground_of(lund), 2024, 8)
    assert forecast is not None
    staten = next(line for line in forecast.lines if line.line_id == "staten")
    assert (staten.forecast_ore, staten.method.value) == (3_685 * TKR, "committed")


def test_an_association_with_nothing_has_an_empty_plan_that_opens_with_nothing():
    empty = association("Finsam Nybildat")
    start_budget(command_line(empty), 2026)
    made = plan_of(ground_of(empty), draft_for(empty, 2026))
    assert made.opening is None
    assert [each.closing_ore for each in made.plan.totals] == [0, 0, 0]
    assert made.ceilings == ()
