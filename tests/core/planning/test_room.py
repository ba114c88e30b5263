"""Room to grant: exactly so much that the funds reach the floor, and the year that decides."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.organisation import CeilingBase, SavedFundsCeiling
from samverk.core.planning.ceilings import ceiling_rooms
from samverk.core.planning.plan import LineSide
from samverk.core.planning.room import GrantLine, room_to_grant, what_if
from samverk.core.planning.saved_funds import ceilings
from tests.factories.lund import lund_facts
from tests.factories.plans import TKR, lund_plan, plans, small_plan


def lowest(plan, first):
    return min(each.closing_ore for each in plan.totals if each.year >= first)


@settings(deadline=None)
@given(plans(), st.integers(-(10**9), 10**10))
def test_granting_the_room_reaches_the_floor_and_one_ore_more_breaks_it(plan, floor):
    for room in room_to_grant(plan, floor):
        granted = what_if(plan, [GrantLine("ny_insats", {room.year: room.room_ore})])
        assert lowest(granted, room.year) == floor
        assert lowest(what_if(granted, [GrantLine("ny_insats", {room.year: 1})]), room.year) == floor - 1
        assert granted.totals_of(room.binding_year).closing_ore == floor


@settings(deadline=None)
@given(plans(), st.integers(-(10**9), 10**10))
def test_granting_the_yearly_room_every_year_keeps_the_floor_and_one_ore_more_breaks_it(plan, floor):
    for room in room_to_grant(plan, floor):
        years = [year for year in plan.years if year >= room.year]
        kept = what_if(plan, [GrantLine("ny_insats", dict.fromkeys(years, room.yearly_ore))])
        broken = what_if(plan, [GrantLine("ny_insats", dict.fromkeys(years, room.yearly_ore + 1))])
        assert lowest(kept, room.year) >= floor > lowest(broken, room.year)


def test_a_later_year_decides_when_its_funds_are_lower():
    """Closings 900, 500 and 1 000: what is granted in 2025 is gone in 2026 too."""
    rooms = room_to_grant(small_plan(), 200 * TKR)
    assert [(room.room_ore // TKR, room.binding_year) for room in rooms] == [(300, 2026), (300, 2026), (800, 2027)]
    assert (rooms[0].yearly_ore // TKR, rooms[0].yearly_binding_year) == (150, 2026)
    assert rooms[0].words == "2025 går det att bevilja 300\xa0tkr till; då når medlen golvet 200\xa0tkr 2026."


def test_lund_2024_had_room_for_858_tkr_because_of_2025():
    rooms = room_to_grant(lund_plan(), 0, ceilings(lund_facts()))
    assert [(room.room_ore // TKR, room.binding_year) for room in rooms] == [(858, 2025), (858, 2025), (5_426, 2026)]
    assert rooms[0].yearly_ore == 429 * TKR
    assert [room.room_ore for room in rooms[0].ceilings] == [-426 * TKR, 99_840_000]
    assert rooms[0].ceilings[0].words == (
        "Medlen 2024 blir 426\xa0tkr över taket 20\xa0% av medlemmarnas medel, 1\xa0474\xa0tkr."
    )
    assert rooms[0].ceilings[1].words == (
        "Medlen 2024 blir 998\xa0tkr under taket 20\xa0% av kostnadsbudgeten, 2\xa0898\xa0tkr."
    )
    assert rooms[0].ceilings[0].share_of_base == Fraction(1_900, 7_370)


def test_no_room_is_said_as_it_is():
    room = room_to_grant(small_plan(opening_tkr=300))[0]
    assert (room.room_ore, room.grantable_ore) == (-200 * TKR, 0)
    assert room.words == ("Det finns inget utrymme 2025: medlen är redan 200\xa0tkr under noll vid slutet av 2026.")


@settings(deadline=None)
@given(plans(), st.fractions(0, 1), st.sampled_from(CeilingBase))
def test_headroom_under_a_ceiling_is_what_it_allows_less_the_funds(plan, share, base):
    for room in ceiling_rooms(plan, (SavedFundsCeiling(share=share, base=base),)):
        total = plan.members_ore(room.year)
        if base is CeilingBase.TOTAL_COST:
            total = plan.sum_of(room.year, LineSide.COST)
        assert abs(room.allowed_ore - share * total) <= Fraction(1, 2)
        assert room.room_ore + plan.totals_of(room.year).closing_ore == room.allowed_ore
        assert (room.share_of_base is None) == (total == 0)


def test_what_if_leaves_the_plan_alone_and_adds_to_a_line_that_exists():
    plan = small_plan()
    grants = [GrantLine("stodet", {2025: 50 * TKR}), GrantLine("nytt", {2026: 70 * TKR}, "Nytt", parent="iris")]
    made = what_if(plan, grants)
    assert plan == small_plan()
    assert made.amount("stodet", 2025) == 550 * TKR
    assert made.find("nytt").amounts == (None, 70 * TKR, None)
    assert made.find("nytt").parent == "iris"
    with pytest.raises(KeyError):
        what_if(plan, [GrantLine("nytt", {2040: 1})])
    with pytest.raises(ValueError, match="income"):
        what_if(plan, [GrantLine("esf", {2025: 1})])


@settings(deadline=None)
@given(plans())
def test_granting_nothing_changes_no_sum(plan):
    assert what_if(plan, []) == plan
    assert what_if(plan, [GrantLine("ny_insats", {})]).totals == plan.totals
