"""Contributions follow from the state's half; notices are revised, each with its day and source."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.planning.income import (
    AllocationNotice,
    contributions_by_notice,
    notice_history,
    notice_on,
    planned_contributions,
    with_contributions,
)
from samverk.core.planning.plan import LineSide
from samverk.core.shares import party_shares, total_from_state
from tests.factories.lake_district import lake_facts
from tests.factories.lund import lund_facts
from tests.factories.plans import TKR, lund_plan

NOTICES = (
    AllocationNotice(2025, 3_690 * TKR, date(2024, 11, 12), "Försäkringskassans förhandsbesked", is_preliminary=True),
    AllocationNotice(2025, 3_650 * TKR, date(2025, 1, 20), "Försäkringskassans beslut"),
    AllocationNotice(2026, 3_700 * TKR, date(2025, 10, 1), "Försäkringskassans förhandsbesked", is_preliminary=True),
)


def test_the_state_pays_half_so_the_total_is_twice_as_much():
    """FinsamL 5 §. Lund 2024: the state's 3 685 tkr make 7 370, of which region and municipality 1 842,5 each."""
    association = lund_facts().association
    assert total_from_state(3_685 * TKR) == 7_370 * TKR
    planned = planned_contributions(association, 2024, total_from_state(3_685 * TKR))
    assert planned.by_source == {"staten": 3_685 * TKR, "kommun": 184_250_000, "region": 184_250_000}
    assert {part.payer for part in planned.parts if part.amount_ore == 184_250_000} == {
        "Försäkringskassan",
        "Region Skåne",
        "Lunds kommun",
    }


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_contributions_sum_to_the_total_and_the_parties_get_half_and_quarters(total):
    association = lund_facts().association
    planned = planned_contributions(association, 2025, total)
    assert sum(planned.by_source.values()) == sum(part.amount_ore for part in planned.parts) == total
    shares = party_shares(association, date(2025, 12, 31))
    assert (shares.state, shares.region, shares.municipality) == (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4))
    assert abs(planned.by_source["staten"] - Fraction(total, 2)) < 2


def test_members_that_no_source_names_are_told():
    planned = planned_contributions(lake_facts().association, 2025, 1_000_00)
    assert planned.by_source == {"stat": 0, "region": 0, "kommuner": 0}
    assert [part.amount_ore for part in planned.without_source] == [50_000, 25_000, 10_000, 10_000, 5_000]


def test_the_latest_notice_that_had_come_counts():
    assert notice_on(NOTICES, 2025, date(2024, 11, 11)) is None
    assert notice_on(NOTICES, 2025, date(2024, 12, 31)) == NOTICES[0]
    assert notice_on(NOTICES, 2025, date(2025, 12, 31)) == NOTICES[1]
    assert NOTICES[0].words == "statens besked den 12\xa0november\xa02024 (preliminärt): 3\xa0690 tkr"


def test_the_history_of_a_year_tells_what_each_notice_changed():
    history = notice_history(NOTICES, 2025)
    assert [(each.change_ore, each.is_favourable) for each in history] == [(0, None), (-40 * TKR, False)]
    assert notice_history(NOTICES, 2031) == ()


def test_a_plan_takes_the_contributions_of_its_years():
    association = lund_facts().association
    planned = [contributions_by_notice(association, NOTICES, year, date(2025, 12, 1)) for year in (2025, 2026)]
    plan = with_contributions(lund_plan(2025), [each for each in planned if each is not None])
    assert [plan.amount("staten", year) for year in plan.years] == [3_650 * TKR, 3_700 * TKR, 3_690 * TKR]
    assert plan.sum_of(2026, LineSide.INCOME) == 7_400 * TKR + 100 * TKR
    assert contributions_by_notice(association, NOTICES, 2027, date(2025, 12, 1)) is None
