"""The rolling plan: opening is the closing before it, sub-projects fold, nothing of the version is lost."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from samverk.core.association_kinds import IncomeKind
from samverk.core.money import MoneyUnit
from samverk.core.planning.block import Block
from samverk.core.planning.budget import BudgetKind, BudgetVersion, BudgetYear
from samverk.core.planning.plan import (
    LineSide,
    Plan,
    families,
    lumps,
    plan_rows,
    with_amounts,
    with_lines,
)
from samverk.core.planning.plan_reading import empty_plan, read_plan, written_version
from tests.factories.lake_district import lake_budget, lake_facts
from tests.factories.lund import lund_facts
from tests.factories.plans import TKR, cost, income, lund_plan, plans, small_plan


@settings(deadline=None)
@given(plans())
def test_every_opening_is_the_closing_before_it_and_the_last_closing_is_the_sum_of_all(plan):
    totals = plan.totals
    assert totals[0].opening_ore == plan.opening_ore
    assert [later.opening_ore for later in totals[1:]] == [before.closing_ore for before in totals[:-1]]
    assert totals[-1].closing_ore == plan.opening_ore + sum(each.result_ore for each in totals)


def test_lund_2024_comes_to_what_was_published_and_to_what_the_lines_say():
    """1 900 and 858 are published; for 2026 the printed sum of costs is 2 810, the lines give 2 912."""
    totals = lund_plan().totals
    assert [each.closing_ore // TKR for each in totals] == [1_900, 858, 5_426]
    assert [each.result_ore // TKR for each in totals] == [-1_522, -1_042, 4_568]
    assert totals[0].available_ore == 16_392 * TKR
    assert lund_plan().block_ore(Block.MEASURES, 2024) == (14_492 - 1_700) * TKR
    assert lund_plan().members_ore(2025) == 7_380 * TKR


def test_lund_2025_comes_to_the_published_funds():
    assert [each.closing_ore // TKR for each in lund_plan(2025).totals] == [1_790, 6_407, 11_784]


def test_sub_projects_fold_into_their_umbrella_project():
    rows = {row.line.id: row for row in plan_rows(lund_plan(), folded={"iris"})}
    assert rows["iris"].sums == (12_020 * TKR, 12_120 * TKR, 1_010 * TKR)
    assert rows["iris"].has_children
    assert "iris_usb" not in rows
    open_rows = {row.line.id: row for row in plan_rows(lund_plan())}
    assert (open_rows["iris_usb"].level, open_rows["aktiv"].level) == (1, 0)
    assert open_rows["iris"].line.amounts == (None, None, None)


@settings(deadline=None)
@given(plans())
def test_every_line_is_shown_once_and_the_top_rows_sum_to_the_totals(plan):
    rows = plan_rows(plan)
    assert sorted(row.line.id for row in rows) == sorted(line.id for line in plan.lines)
    for place, year in enumerate(plan.years):
        top = sum(row.sums[place] or 0 for row in rows if row.level == 0)
        assert top == plan.sum_of(year, LineSide.INCOME) + plan.sum_of(year, LineSide.COST)
    assert sum(len(lines) for name, lines in families(plan).items() for row in rows if row.line.id == name) >= len(rows)


def test_nothing_planned_is_told_from_zero():
    plan = small_plan()
    assert plan.amount("esf", 2027) is None
    assert with_amounts(plan, {("esf", 2027): 0}).amount("esf", 2027) == 0
    assert plan.totals == with_amounts(plan, {("esf", 2027): 0}).totals


def test_amounts_change_only_where_they_are_told_to():
    plan = with_amounts(small_plan(), {("stodet", 2026): 650 * TKR})
    assert plan.find("stodet").amounts == (500 * TKR, 650 * TKR, 500 * TKR)
    assert [each.closing_ore // TKR for each in plan.totals] == [900, 350, 850]
    for wrong in ("finns_inte", 2026), ("stodet", 2031):
        with pytest.raises(KeyError):
            with_amounts(small_plan(), {wrong: 1})


def test_a_new_line_comes_after_its_like():
    plan = with_lines(small_plan(), (cost("nytt", 1, 2, 3), income("gava", 1, 1, 1, kind=IncomeKind.OTHER)))
    names = [line.id for line in plan.lines]
    assert names.index("nytt") == names.index("stodet") + 1
    assert names.index("gava") == names.index("esf") + 1
    with pytest.raises(ValueError, match="same id"):
        with_lines(plan, (cost("nytt", 1, 2, 3),))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"years": (2025, 2027, 2028)}, "follow on each other"),
        ({"years": ()}, "follow on each other"),
        ({"years": (2025, 2026)}, "one amount for each year"),
    ],
)
def test_a_plan_that_does_not_fit_together_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        replace(small_plan(), **change)


def test_a_lump_sum_is_an_umbrella_project_whose_parts_have_nothing():
    assert set(lumps(lund_plan(2025), 2025)) == {"iris"}
    assert len(lumps(lund_plan(2025), 2025)["iris"]) == 7
    assert lumps(lund_plan(2025), 2027) == {}
    assert lumps(lund_plan(), 2024) == {}


@pytest.mark.parametrize("year", [2024, 2025])
@pytest.mark.parametrize("unit", list(MoneyUnit))
def test_a_version_written_from_its_plan_reads_back_as_the_same_plan(year, unit):
    facts = lund_facts()
    version = facts.budgets[year].versions[-1]
    written = written_version(lund_plan(year), version, unit)
    budget = BudgetYear(year=year, unit=unit, versions=(written,))
    assert read_plan(budget, written, facts.association, facts.measures) == lund_plan(year)
    assert (written.motive, written.covers) == (version.motive, version.covers)
    if unit is MoneyUnit.TKR:
        assert written.costs == version.costs


def test_opening_funds_come_from_the_books_when_they_are_closed_and_must_come_from_somewhere():
    facts = lake_facts(budget=lake_budget())
    first, revised, _ = facts.budgets[2024].versions
    assert read_plan(facts.budgets[2024], revised, facts.association).opening_ore == 500_00
    assert read_plan(facts.budgets[2024], revised, facts.association, opening_ore=590_00).opening_ore == 590_00
    with pytest.raises(ValueError, match="Budget 2024 säger inte vilka medel som fanns när 2024 började"):
        read_plan(facts.budgets[2024], first, facts.association)


def test_a_key_that_belongs_to_nothing_keeps_its_amount():
    facts = lake_facts()
    version = BudgetVersion(
        name="Budget",
        kind=BudgetKind.ADOPTED,
        income={"gava": Decimal(7)},
        costs={"okand": Decimal("1842.5"), "insatser": Decimal(3)},
        opening_funds=Decimal(0),
    )
    plan = read_plan(BudgetYear(year=2025, versions=(version,)), version, facts.association, facts.measures)
    assert plan.amount("okand", 2025) == 184_250_000
    assert plan.find("insatser").label == "Kostnader för insatser som inte är fördelade"
    assert plan.totals[0].result_ore == 7 * TKR - 184_250_000 - 3 * TKR
    assert plan.find("okand").amounts[1:] == (None, None)


def test_a_new_budget_begins_with_every_line_that_may_be_needed():
    facts = lund_facts()
    covers = facts.budgets[2024].versions[-1].covers
    plan = empty_plan(2025, facts.association, facts.measures, 233_267_780, covers, also=("utvarderingar",))
    names = [line.id for line in plan.lines]
    assert {"aktiv", "iris", "iris_usb", "utvarderingar", "administration", "esf"} <= set(names)
    assert not {"hallbart_naringsliv", "styrelse", "ama"} & set(names)  # ended, covered by a row, not known to run
    assert all(amount is None for line in plan.lines for amount in line.amounts)
    assert plan.totals[2].closing_ore == 233_267_780


def test_a_plan_is_made_from_ore_alone():
    plan = Plan((2025,), 10, (replace(income("a", 0), amounts=(5,)), replace(cost("b", 0), amounts=(7,))))
    assert plan.totals_of(2025).closing_ore == 8
