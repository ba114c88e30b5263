"""The forecast of the current year: the method is told, the band only when history is long enough."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.planning.external_grants import ExternalGrant
from samverk.core.planning.monthly_outcome import MonthlyOutcome
from samverk.core.planning.plan import LineSide
from samverk.core.planning.running import Running, running_periods
from samverk.core.planning.year_forecast import ForecastBasis, ForecastMethod, forecast_year
from tests.factories.lund import lund_facts
from tests.factories.plans import TKR, lund_months, lund_plan, small_plan

MEMBERS = {"staten": 1_000 * TKR, "kommun": 500 * TKR, "region": 500 * TKR}


def outcome(year: int, **lines: dict[int, int]) -> MonthlyOutcome:
    """Lines by name, each month → tkr."""
    amounts = {(name, month): tkr * TKR for name, months in lines.items() for month, tkr in months.items()}
    return MonthlyOutcome(year, amounts, frozenset({"staten", "kommun", "region", "esf", "gava"}))


def even(tkr: int, *months: int) -> dict[int, int]:
    return dict.fromkeys(months or range(1, 13), tkr)


def line_of(forecast, name):
    return next(line for line in forecast.lines if line.line_id == name)


def test_the_pace_so_far_goes_on_through_the_months_that_are_left():
    line = line_of(forecast_year(small_plan(), outcome(2025, stodet=even(50, 1, 2, 3, 4)), 4), "stodet")
    assert (line.outcome_ore, line.forecast_ore, line.method) == (200 * TKR, 600 * TKR, ForecastMethod.RUN_RATE)
    assert line.words == "takten januari–april\xa02025, åtta månader kvar"
    assert line.deviation_words == "100\xa0tkr sämre än budget"
    assert line.is_favourable is False
    assert line.band.words == "Inget spann: inget tidigare år är känt och tre behövs."


def test_a_measure_that_ends_has_fewer_months_left():
    basis = ForecastBasis(running={"stodet": Running(None, date(2025, 6, 30))})
    line = line_of(forecast_year(small_plan(), outcome(2025, stodet=even(50, 1, 2, 3, 4)), 4, basis), "stodet")
    assert line.forecast_ore == 300 * TKR
    assert line.words == (
        "takten januari–april\xa02025, två månader kvar; insatsen slutar 30\xa0juni\xa02025: sex månader av tolv"
    )
    over = line_of(forecast_year(small_plan(), outcome(2025, stodet=even(50, 1, 2, 7)), 8, basis), "stodet")
    assert (over.forecast_ore, over.words) == (
        150 * TKR,
        "insatsen slutar 30\xa0juni\xa02025: sex månader av tolv",
    )


def test_three_earlier_years_give_their_pace_and_a_band():
    past = [
        outcome(year, stodet={2: by_april, 9: 100 - by_april})
        for year, by_april in ((2022, 20), (2023, 25), (2024, 40))
    ]
    forecast = forecast_year(small_plan(), outcome(2025, stodet={2: 170}), 4, ForecastBasis(history=past))
    line = line_of(forecast, "stodet")
    assert (line.forecast_ore, line.method) == (600 * TKR, ForecastMethod.SEASONAL)  # 85 of 300 was booked by April
    assert line.words == "28\xa0% av tre tidigare år var bokfört januari–april"
    assert (line.band.low_ore, line.band.high_ore) == (425 * TKR, 850 * TKR)
    assert line.band.words == "I tre tidigare år var mellan 20\xa0% och 40\xa0% av året var bokfört vid samma tid."


def test_two_earlier_years_give_their_pace_but_no_band():
    past = [outcome(year, stodet={2: 20, 9: 80}) for year in (2023, 2024)]
    line = line_of(
        forecast_year(small_plan(), outcome(2025, stodet={2: 100}), 4, ForecastBasis(history=past)), "stodet"
    )
    assert (line.forecast_ore, line.band.is_known) == (500 * TKR, False)
    assert line.band.words == "Inget spann: två tidigare år är kända och tre behövs."


def test_past_misses_go_before_past_paces():
    ratios = {"stodet": (Fraction(9, 10), Fraction(1), Fraction(12, 10))}
    basis = ForecastBasis(past_ratios=ratios)
    line = line_of(forecast_year(small_plan(), outcome(2025, stodet=even(50, 1, 2)), 2, basis), "stodet")
    assert (line.band.low_ore, line.band.high_ore) == (540 * TKR, 720 * TKR)
    assert line.band.words == "3 tidigare utfall blev mellan 90\xa0% och 120\xa0% av prognosen."


def test_earlier_years_that_say_too_little_are_left_aside():
    for past in (outcome(2024, stodet={12: 100}), outcome(2024, stodet={1: 50, 12: -60}), outcome(2024)):
        basis = ForecastBasis(history=(past,))
        line = line_of(forecast_year(small_plan(), outcome(2025, stodet={1: 50}), 2, basis), "stodet")
        assert line.method is ForecastMethod.RUN_RATE


def test_a_decided_amount_stands_unless_more_is_booked_already():
    basis = ForecastBasis(committed=MEMBERS)
    forecast = forecast_year(small_plan(), outcome(2025, staten={1: 250}, region={1: 510}), 3, basis)
    assert line_of(forecast, "staten").forecast_ore == 1_000 * TKR
    assert line_of(forecast, "staten").words == "beslutat belopp 1\xa0000\xa0tkr"
    assert line_of(forecast, "region").words == ("utfallet 510\xa0tkr är redan större än beslutat belopp 500\xa0tkr")
    assert line_of(forecast, "region").forecast_ore == 510 * TKR


def test_with_nothing_booked_the_budget_stands_for_the_line():
    line = line_of(forecast_year(small_plan(), outcome(2025), 2), "stodet")
    assert (line.forecast_ore, line.method) == (500 * TKR, ForecastMethod.BUDGET)
    assert line.words == "inget är bokfört än; budgeten används"


def test_a_grant_follows_the_costs_it_covers_month_by_month():
    """Booked 60 a month through June, the same pace to come; the grant ends in September: half of nine months."""
    grant = ExternalGrant("esf", ("iris",), Fraction(1, 2), 202401, 202509)
    months = outcome(2025, iris_a=even(40, *range(1, 7)), iris_b=even(20, *range(1, 7)), esf={6: 90})
    forecast = forecast_year(small_plan(), months, 6, ForecastBasis(grants=(grant,)))
    assert line_of(forecast, "esf").forecast_ore == 9 * 30 * TKR
    assert line_of(forecast, "esf").words == "50\xa0% av kostnaderna som bidraget täcker"
    assert line_of(forecast, "iris_a").forecast_ore == 480 * TKR


def test_a_lump_sum_is_compared_as_a_whole():
    plan = lund_plan(2025)
    booked = outcome(2025, iris_usb=even(300, 1, 2, 3), iris_vsb=even(600, 1, 2, 3))
    forecast = forecast_year(plan, booked, 3)
    umbrella, part = line_of(forecast, "iris"), line_of(forecast, "iris_usb")
    assert (umbrella.forecast_ore, umbrella.method) == (0, ForecastMethod.SUB_PROJECTS)
    assert umbrella.words == (
        "hela paraplyprojektets budget; prognosen för delprojekten är 10\xa0800\xa0tkr, 641\xa0tkr bättre än budget"
    )
    assert (part.forecast_ore, part.deviation_words, part.is_favourable) == (3_600 * TKR, "–", None)
    assert forecast.costs_ore == (10_800 + 80 + 2 + 200 + 1_800) * TKR
    unbooked = forecast_year(plan, outcome(2025), 1)
    assert line_of(unbooked, "iris").forecast_ore == 11_441 * TKR


def test_when_the_year_is_booked_the_forecast_is_the_outcome():
    forecast = forecast_year(lund_plan(), lund_months(2024), 12)
    assert forecast.result_ore == -1_089_269_60
    assert forecast.closing_ore == 3_422 * TKR - 1_089_269_60
    assert forecast.result_band.low_ore == forecast.result_band.high_ore == -1_089_269_60
    assert {line.method for line in forecast.lines} == {ForecastMethod.BOOKED}


def test_lund_in_august_2024_with_one_earlier_year():
    facts = lund_facts()
    esf = ExternalGrant("esf", ("iris",), Fraction(54, 100), 202302, 202601, 3, 4)
    members = {"staten": 3_685 * TKR, "kommun": 184_250_000, "region": 184_250_000}
    basis = ForecastBasis((lund_months(2023),), members, (esf,), running_periods(facts.measures))
    forecast = forecast_year(lund_plan(), lund_months(2024), 8, basis)
    assert line_of(forecast, "hallbart_naringsliv").words.endswith("nio månader av tolv")
    assert line_of(forecast, "iris_usb").words == "65\xa0% av året före var bokfört januari–augusti"
    assert line_of(forecast, "administration").forecast_ore == 1_963_106_14  # it came to 2 089 tkr
    assert not forecast.result_band.is_known
    assert forecast.result_band.words.startswith("Inget spann för resultatet: 14 rader saknar spann")


@settings(deadline=None)
@given(
    st.integers(1, 11),
    st.lists(st.lists(st.integers(1, 10**9), min_size=12, max_size=12), min_size=3, max_size=5),
    st.lists(st.integers(1, 10**9), min_size=12, max_size=12),
)
def test_the_band_of_past_paces_holds_the_forecast(month, history, months):
    def year_of(year, amounts):
        return MonthlyOutcome(year, {("stodet", m): ore for m, ore in enumerate(amounts, 1)}, frozenset())

    past = [year_of(2020 + place, amounts) for place, amounts in enumerate(history)]
    line = line_of(forecast_year(small_plan(), year_of(2025, months), month, ForecastBasis(history=past)), "stodet")
    if line.method is ForecastMethod.SEASONAL:
        assert line.band.low_ore <= line.forecast_ore <= line.band.high_ore
        assert line.forecast_ore >= line.outcome_ore


@settings(deadline=None)
@given(
    st.integers(1, 12), st.dictionaries(st.sampled_from(["stodet", "okant", "gava", "iris_a"]), st.integers(-999, 999))
)
def test_no_booked_krona_is_lost(month, booked):
    months = outcome(2025, **{name: {1: tkr} for name, tkr in booked.items()})
    forecast = forecast_year(small_plan(), months, month)
    assert {line.line_id for line in forecast.lines} >= set(months.lines)
    assert sum(line.outcome_ore for line in forecast.lines) == sum(booked.values()) * TKR
    sides = {line.line_id: line.side for line in forecast.lines}
    assert sides.get("gava", LineSide.INCOME) is LineSide.INCOME
    assert sides.get("okant", LineSide.COST) is LineSide.COST
    assert len(sides) == len(forecast.lines)


@pytest.mark.parametrize(("year", "month"), [(2025, 0), (2025, 13), (2031, 5)])
def test_a_forecast_outside_the_plan_is_refused(year, month):
    with pytest.raises(ValueError, match="a forecast is for a year of the plan"):
        forecast_year(small_plan(), outcome(year), month)


def test_the_result_is_worst_when_every_line_is():
    ratios = {name: (Fraction(1, 2), Fraction(1), Fraction(2)) for name in ("stodet", "gava")}
    plan = replace(small_plan(), lines=tuple(line for line in small_plan().lines if line.id in ("stodet", "staten")))
    basis = ForecastBasis(committed={"staten": 1_000 * TKR}, past_ratios=ratios)
    forecast = forecast_year(plan, outcome(2025, stodet=even(10, 1), gava=even(5, 1)), 1, basis)
    assert (forecast.result_ore, forecast.result_band.low_ore, forecast.result_band.high_ore) == (
        (1_000 + 60 - 120) * TKR,
        (1_000 + 30 - 240) * TKR,
        (1_000 + 120 - 60) * TKR,
    )
