"""Cash follows the plan but for what is earned and not yet paid."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.planning.external_grants import ExternalGrant, PayoutRequest, with_grant_income
from samverk.core.planning.liquidity import liquidity
from samverk.core.planning.months import EVEN
from tests.factories.plans import TKR, plans, small_plan

ESF = ExternalGrant("esf", ("iris",), Fraction(1, 2), 202501, 202712, request_months=6, lag_months=5)


def test_arrears_make_a_low_point_that_the_years_result_does_not_show():
    """Half of 125 a month is earned; the first half-year is paid in November, the second in May."""
    plan = with_grant_income(small_plan(), (ESF,))
    cash = liquidity(plan, 1_000 * TKR, (ESF,))
    assert [month.arrears_ore // TKR for month in cash.months[:2]] == [-62 - 1, -62 - 1]
    year = cash.years[0]
    assert (year.lowest_month, year.lowest_ore // TKR) == (202510, 1_000 + 10 * (2_000 - 2_500) // 12)
    assert round(year.receivable_ore / TKR) == 375
    assert year.closing_ore == plan.totals[0].result_ore + 1_000 * TKR - year.receivable_ore
    assert year.words == (
        "Likvida medel är lägst i oktober\xa02025: 583\xa0tkr. "
        "Vid årets slut väntar 375\xa0tkr i bidrag på utbetalning."
    )
    assert cash.uncovered == {}


def test_a_planned_grant_that_the_costs_do_not_give_is_told():
    assert liquidity(small_plan(), 0, (ESF,)).uncovered == {"esf": (600 - 750 - 800 - 250) * TKR}


def test_contributions_in_their_months_old_claims_and_old_debts_move_cash():
    quarters = tuple(Fraction(1, 4) if month in (1, 4, 7, 10) else Fraction(0) for month in range(1, 13))
    shares = {(name, 2025): quarters for name in ("staten", "kommun", "region")}
    earlier = {"esf": (PayoutRequest(202407, 202412, 90 * TKR, 202502),)}
    cash = liquidity(small_plan(), 0, (ESF,), shares, earlier, {202501: -40 * TKR, 202503: 10 * TKR})
    first, second, third = cash.months[:3]
    assert first.in_ore == 500 * TKR
    assert (first.out_ore - 40 * TKR) // 100 == 2_500 * TKR // 12 // 100
    assert second.in_ore == 90 * TKR
    assert third.in_ore == 10 * TKR
    assert first.balance_ore == first.in_ore - first.out_ore


@settings(deadline=None)
@given(plans(), st.integers(-(10**9), 10**10), st.integers(0, 8), st.integers(1, 6))
def test_cash_is_funds_less_what_is_receivable(plan, opening, lag, request_months):
    grants = [
        ExternalGrant(line.id, ("rad_0",), Fraction(1, 3), 202501, 202712, request_months, lag)
        for line in plan.lines
        if line.is_income
    ][:1]
    plan = with_grant_income(plan, grants)
    cash = liquidity(plan, opening, grants)
    for year, totals in zip(cash.years, plan.totals, strict=True):
        funds = opening + totals.closing_ore - plan.opening_ore
        assert year.closing_ore == funds - year.receivable_ore
        own = [month.balance_ore for month in cash.months if month.period // 100 == year.year]
        assert year.lowest_ore == min(own)
    assert len(cash.months) == 36
    assert not cash.uncovered


def test_without_grants_cash_runs_as_the_plan():
    shares = {("stodet", 2025): EVEN}
    cash = liquidity(small_plan(), 1_000 * TKR, (), shares)
    assert [year.closing_ore // TKR for year in cash.years] == [900, 500, 1_000]
    assert cash.years[0].words == "Likvida medel är lägst i december\xa02025: 900\xa0tkr."
    assert date(2025, 12, 31).month == cash.years[0].lowest_month % 100
