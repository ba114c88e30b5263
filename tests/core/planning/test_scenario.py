"""Scenarios are deltas: none is no change, order does not matter, what is lost is told."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.planning.plan import LineSide, with_amounts
from samverk.core.planning.scenario import Delta, Scenario, compare, in_scenario, lost_deltas
from tests.factories.plans import TKR, lund_plan, plans, small_plan

DELTAS = st.builds(
    Delta,
    st.sampled_from([f"rad_{number}" for number in range(8)]),
    st.integers(-(10**8), 10**8),
    st.fractions(-1, 1, max_denominator=1000),
    st.sampled_from([None, 2025, 2026, 2027, 2040]),
)


@settings(deadline=None)
@given(plans())
def test_no_delta_and_zero_deltas_are_the_plan_itself(plan):
    assert in_scenario(plan, Scenario("Tom")) == plan
    zero = tuple(Delta(line.id) for line in plan.lines)
    assert in_scenario(plan, Scenario("Noll", zero)) == plan


@settings(deadline=None)
@given(plans(), st.lists(DELTAS, max_size=8), st.randoms())
def test_the_order_of_deltas_does_not_matter_and_lost_ones_change_nothing(plan, deltas, random):
    made = in_scenario(plan, Scenario("A", tuple(deltas)))
    shuffled = list(deltas)
    random.shuffle(shuffled)
    assert in_scenario(plan, Scenario("B", tuple(shuffled))) == made
    lost = lost_deltas(plan, Scenario("A", tuple(deltas)))
    kept = tuple(delta for delta in deltas if delta not in lost)
    assert in_scenario(plan, Scenario("C", kept)) == made


@settings(deadline=None)
@given(plans(), st.lists(DELTAS, max_size=8), st.integers(-(10**8), 10**8))
def test_the_differences_between_two_plans_sum_up(plan, deltas, opening):
    other = in_scenario(plan, Scenario("A", tuple(deltas), opening))
    found = compare(plan, other)
    for year in plan.years:
        own = {each.line_id: each for each in found if each.year == year}
        lines = [each for name, each in own.items() if plan.find(name)]
        by_side = {side: sum(each.difference_ore for each in lines if each.side is side) for side in LineSide}
        assert own["summa_intakter"].difference_ore == by_side[LineSide.INCOME]
        assert own["summa_kostnader"].difference_ore == by_side[LineSide.COST]
        assert own["resultat"].difference_ore == by_side[LineSide.INCOME] - by_side[LineSide.COST]
    last = [each for each in found if each.line_id == "medel_till_forfogande"][-1]
    assert last.difference_ore == opening + sum(e.difference_ore for e in found if e.line_id == "resultat")
    assert compare(plan, plan, only_changed=True) == ()


def test_half_the_esf_grant_and_ten_per_cent_dearer_administration_in_one_year():
    scenario = Scenario(
        "Sämre tider",
        (Delta("esf", share=Fraction(-1, 2)), Delta("administration", share=Fraction(1, 10), year=2026)),
    )
    made = in_scenario(lund_plan(), scenario)
    assert [each.closing_ore // TKR for each in made.totals] == [-900, -4_742, -394]
    changed = {(each.line_id, each.year): each for each in compare(lund_plan(), made, only_changed=True)}
    assert changed["administration", 2026].difference_ore == 170 * TKR
    assert changed["administration", 2026].is_favourable is False
    assert changed["administration", 2026].words("planen") == "170\xa0tkr sämre än planen"
    assert changed["esf", 2024].words("planen") == "2\xa0800\xa0tkr sämre än planen"
    assert ("administration", 2024) not in changed


def test_a_scenario_follows_the_plan_when_it_moves():
    scenario = Scenario("Dyrare", (Delta("stodet", share=Fraction(1, 10)),))
    moved = with_amounts(small_plan(), {("stodet", 2025): 1_000 * TKR})
    assert in_scenario(moved, scenario).amount("stodet", 2025) == 1_100 * TKR


def test_a_line_in_only_one_plan_is_compared_with_nothing():
    first = small_plan()
    second = replace(first, lines=tuple(line for line in first.lines if line.id != "stodet"))
    found = next(each for each in compare(first, second) if (each.line_id, each.year) == ("stodet", 2025))
    assert (found.first_ore, found.second_ore, found.is_favourable) == (500 * TKR, None, True)
    back = next(each for each in compare(second, first) if (each.line_id, each.year) == ("stodet", 2025))
    assert (back.first_ore, back.second_ore, back.words("planen")) == (None, 500 * TKR, "500\xa0tkr sämre än planen")
