"""Grants in arrears: income follows cost, money follows later, and in the end everything is paid."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.planning.external_grants import (
    ExternalGrant,
    PayoutRequest,
    eligible_lines,
    grant_flow,
    monthly_plan,
    plan_flow,
    with_grant_income,
)
from samverk.core.planning.months import months_between, months_of_year, running_shares, shifted
from tests.factories.plans import TKR, lund_plan, plans, small_plan

ESF = ExternalGrant(
    "esf", ("iris",), Fraction(54, 100), 202302, 202601, request_months=3, lag_months=4, source="Svenska ESF-rådet"
)


def test_cost_claimed_every_quarter_is_paid_four_months_after_the_quarter():
    costs = dict.fromkeys(months_between(202302, 202307), 100 * TKR)
    flow = grant_flow(ESF, costs)
    assert [(each.first, each.last, each.amount_ore // TKR, each.payment_month) for each in flow.requests] == [
        (202302, 202304, 162, 202308),
        (202305, 202307, 162, 202311),
    ]
    by_month = {month.period: month for month in flow.months}
    assert by_month[202304].income_ore == 54 * TKR
    assert by_month[202304].cash_effect_ore == -54 * TKR
    assert by_month[202307].receivable_ore == 324 * TKR
    assert by_month[202308].cash_effect_ore == 162 * TKR
    assert flow.receivable_ore(202311) == 0


@st.composite
def grants(draw):
    first = draw(st.sampled_from(months_between(202401, 202512)))
    return ExternalGrant(
        "esf",
        ("iris",),
        draw(st.fractions(0, 1, max_denominator=1000)),
        first,
        shifted(first, draw(st.integers(0, 30))),
        draw(st.integers(1, 7)),
        draw(st.integers(0, 9)),
        draw(st.one_of(st.none(), st.integers(0, 10**8))),
    )


COSTS = st.dictionaries(st.sampled_from(months_between(202401, 202712)), st.integers(0, 10**8), max_size=36)
EARLIER = st.lists(
    st.builds(PayoutRequest, st.just(202310), st.just(202312), st.integers(0, 10**7), st.integers(202401, 202412)),
    max_size=2,
)


@settings(deadline=None)
@given(grants(), COSTS, EARLIER)
def test_everything_earned_is_paid_in_the_end_and_never_more_than_the_grant(grant, costs, earlier):
    flow = grant_flow(grant, costs, earlier)
    before = sum(request.amount_ore for request in earlier)
    income = sum(month.income_ore for month in flow.months)
    assert income == grant.entitled_ore(sum(month.cost_ore for month in flow.months))
    assert sum(month.paid_ore for month in flow.months) == income + before
    assert flow.receivable_ore(999912) == 0
    assert flow.ineligible_ore + sum(month.cost_ore for month in flow.months) == sum(costs.values())
    if grant.most_ore is not None:
        assert income <= grant.most_ore
    for earlier_month, month in zip(flow.months, flow.months[1:], strict=False):
        assert month.period == shifted(earlier_month.period, 1)
        assert month.receivable_ore == earlier_month.receivable_ore - month.cash_effect_ore


@settings(deadline=None)
@given(grants(), COSTS)
def test_no_cost_is_paid_before_its_claim_is_over(grant, costs):
    for request in grant_flow(grant, costs).requests:
        assert request.payment_month >= shifted(request.last, grant.lag_months)
        assert len(months_between(request.first, request.last)) <= grant.request_months


def test_the_cap_of_a_grant_ends_its_income():
    flow = grant_flow(
        ExternalGrant("esf", (), Fraction(1, 2), 202501, 202512, 1, 0, most_ore=70 * TKR),
        dict.fromkeys(months_of_year(2025), 100 * TKR),
    )
    assert [month.income_ore // TKR for month in flow.months][:4] == [50, 20, 0, 0]


@pytest.mark.parametrize("wrong", [{"share": Fraction(2)}, {"request_months": 0}, {"lag_months": -1}, {"last": 202201}])
def test_settings_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="a grant has"):
        ExternalGrant(
            **{"id": "esf", "cost_lines": (), "share": Fraction(1, 2), "first": 202301, "last": 202401} | wrong
        )


def test_an_umbrella_project_takes_its_sub_projects_along():
    assert set(eligible_lines(small_plan(), ESF)) == {"iris", "iris_a", "iris_b"}
    assert len(eligible_lines(lund_plan(), ESF)) == 8


def test_the_plans_income_line_follows_its_costs():
    """54 % of 1 500, 1 600 and, in January 2027 no more, nothing."""
    plan = with_grant_income(small_plan(), (ESF,))
    assert [plan.amount("esf", year) for year in plan.years] == [810 * TKR, round(1_600 * 0.54 / 12) * TKR, None]
    assert plan_flow(plan, ESF).income_ore(2025) == 810 * TKR
    with pytest.raises(KeyError):
        with_grant_income(plan, (ExternalGrant("okand", ("iris",), Fraction(1, 2), 202501, 202612),))


def test_a_measure_that_ends_spends_its_money_while_it_runs():
    shares = {("iris_a", 2025): running_shares(2025, None, date(2025, 3, 31))}
    by_month = monthly_plan(small_plan(), shares).of_lines(["iris_a"])
    assert [by_month[period] // TKR for period in (202501, 202503, 202504)] == [266, 266, 0]
    assert sum(by_month[period] for period in months_of_year(2025)) == 800 * TKR


@settings(deadline=None)
@given(plans())
def test_the_months_of_a_line_sum_to_its_year(plan):
    spread_out = monthly_plan(plan)
    for line in plan.lines:
        for year, amount in zip(plan.years, line.amounts, strict=True):
            own = sum(spread_out.amounts[line.id, period] for period in months_of_year(year))
            assert own == (amount or 0)
