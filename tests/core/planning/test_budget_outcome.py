"""Budget against outcome by month, in words that say better or worse."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.planning.budget_outcome import budget_outcome, seasonal_plan, seasonal_shares
from samverk.core.planning.deviation import deviation_words
from samverk.core.planning.monthly_outcome import MonthlyOutcome
from samverk.core.planning.plan import LineSide
from tests.factories.plans import TKR, lund_months, lund_plan, plans, small_plan


def rows(made):
    return {row.line_id: row for row in made}


def test_lund_2024_did_433_tkr_better_than_budget():
    made = rows(budget_outcome(lund_plan(), lund_months(2024), 12))
    assert made["resultat"].year_budget_ore == -1_522 * TKR
    assert made["resultat"].last.outcome_ore == -1_089_269_60
    assert made["resultat"].last.words == "433\xa0tkr bättre än budget"
    assert made["resultat"].last.is_favourable is True
    assert made["administration"].last.words == "389\xa0tkr sämre än budget"
    assert made["esf"].last.words == "91\xa0tkr bättre än budget"


def test_an_umbrella_project_holds_its_sub_projects():
    made = rows(budget_outcome(lund_plan(), lund_months(2024), 8))
    parts = [row for name, row in made.items() if name.startswith("iris_")]
    assert made["iris"].year_budget_ore == 12_020 * TKR
    assert made["iris"].last.outcome_ore == sum(row.last.outcome_ore for row in parts)
    assert made["iris"].last.effect_ore == sum(row.last.effect_ore for row in parts)
    assert {row.level for row in parts} == {1}


def test_a_lump_sum_is_told_of_the_whole_and_not_of_its_parts():
    booked = MonthlyOutcome(2025, {("iris_usb", 1): 900 * TKR, ("iris_vsb", 2): 100 * TKR}, frozenset())
    made = rows(budget_outcome(lund_plan(2025), booked, 3))
    assert made["iris"].last.outcome_ore == 1_000 * TKR
    assert made["iris"].last.words == "1\xa0860\xa0tkr bättre än budget"
    assert (made["iris_usb"].last.words, made["iris_usb"].year_budget_ore) == ("–", None)
    assert made["iris_usb"].last.is_favourable is None
    assert made["summa_kostnader"].last.outcome_ore == 1_000 * TKR


def test_the_budget_follows_the_months_of_earlier_years():
    shares = seasonal_plan(lund_plan(), [lund_months(2023)])
    made = rows(budget_outcome(lund_plan(), lund_months(2024), 8, shares))
    past = lund_months(2023)
    expected = Fraction(past.until("administration", 8), past.year_ore("administration")) * 1_700 * TKR
    assert abs(made["administration"].last.budget_ore - expected) < 8
    assert made["administration"].year_budget_ore == 1_700 * TKR


def test_months_that_are_no_guide_give_no_shares():
    assert seasonal_shares([], "stodet") is None
    assert seasonal_shares([MonthlyOutcome(2024, {("stodet", 1): 5, ("stodet", 2): -1}, frozenset())], "stodet") is None
    shares = seasonal_shares([MonthlyOutcome(2024, {("stodet", 1): 5, ("stodet", 2): 15}, frozenset())], "stodet")
    assert shares[:3] == (Fraction(1, 4), Fraction(3, 4), 0)
    known = {("stodet", 2025): shares}
    assert seasonal_plan(small_plan(), [], known) == known


def test_what_was_not_planned_has_a_budget_of_nothing():
    booked = MonthlyOutcome(2025, {("kostnader_utan_block", 1): 12 * TKR, ("gava", 1): 5 * TKR}, frozenset({"gava"}))
    made = rows(budget_outcome(small_plan(), booked, 1))
    assert made["kostnader_utan_block"].last.words == "12\xa0tkr sämre än budget"
    assert made["gava"].last.words == "5\xa0tkr bättre än budget"
    assert made["gava"].side is LineSide.INCOME


@settings(deadline=None)
@given(
    plans(),
    st.integers(1, 12),
    st.dictionaries(
        st.tuples(st.sampled_from(["rad_0", "rad_1", "annan"]), st.integers(1, 12)), st.integers(-(10**9), 10**9)
    ),
)
def test_the_sums_are_the_lines_and_nothing_is_lost(plan, month, amounts):
    income = frozenset(line.id for line in plan.lines if line.is_income)
    booked = MonthlyOutcome(2025, amounts, income)
    made = rows(budget_outcome(plan, booked, month))
    until = {name: booked.until(name, month) for name in booked.lines}
    result = sum(ore if name in income else -ore for name, ore in until.items())
    assert made["resultat"].last.outcome_ore == result
    assert len(made["resultat"].months) == month
    whole = rows(budget_outcome(plan, booked, 12))
    assert whole["resultat"].last.budget_ore == plan.totals[0].result_ore == whole["resultat"].year_budget_ore
    top = [
        row
        for row in made.values()
        if row.level == 0 and row.side is LineSide.COST and row.line_id in {x.id for x in plan.lines} | set(until)
    ]
    assert made["summa_kostnader"].last.effect_ore == sum(row.last.effect_ore or 0 for row in top)


def test_a_month_is_one_of_twelve():
    for month in (0, 13):
        with pytest.raises(ValueError, match="1–12"):
            budget_outcome(small_plan(), MonthlyOutcome(2025, {}, frozenset()), month)


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (43_273_040, "433\xa0tkr bättre än budget"),
        (-38_912_760, "389\xa0tkr sämre än budget"),
        (0, "enligt budget"),
        (120_00, "mindre än 1\xa0tkr bättre än budget"),
    ],
)
def test_a_deviation_says_better_or_worse(effect, words):
    assert deviation_words(effect) == words
