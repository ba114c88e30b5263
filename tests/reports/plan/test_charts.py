"""The charts of budget and plan: the title is the message, and every chart can be drawn."""

from dataclasses import replace

import pytest

from samverk.core.planning.budget_outcome import budget_outcome
from samverk.core.planning.liquidity import liquidity
from samverk.core.planning.saved_funds import ceilings
from samverk.reports.charts import data_table, svg
from samverk.reports.plan.charts import cash_chart, funds_chart, outcome_chart
from tests.factories.lund import lund_facts
from tests.factories.plans import TKR, lund_months, lund_plan, small_plan


def test_outcome_against_budget_says_how_it_stands():
    rows = {row.line_id: row for row in budget_outcome(lund_plan(), lund_months(2024), 8)}
    chart = outcome_chart(rows["administration"], 2024)
    assert chart.title == "Administration: 246\xa0tkr sämre än budget till och med augusti"
    assert chart.categories == ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug")
    assert [point.value for point in chart.series[0].points] == [
        lund_months(2024).until("administration", month) for month in range(1, 9)
    ]
    assert chart.alt == (
        "Utfallet för Administration är 1\xa0379\xa0tkr till och med augusti 2024. "
        "Budgeten till dess är 1\xa0133\xa0tkr."
    )
    assert "<svg" in svg(chart)
    assert data_table(chart).rows[7].cells[1].shown == "1\xa0133"


def test_a_line_inside_a_lump_sum_has_no_budget_line():
    rows = {row.line_id: row for row in budget_outcome(lund_plan(2025), replace(lund_months(2024), year=2025), 3)}
    chart = outcome_chart(rows["iris_usb"], 2025)
    assert [series.label for series in chart.series] == ["Utfall"]
    assert chart.title == "IRIS USB till och med mars"
    assert "<svg" in svg(chart)


def test_available_funds_and_their_ceilings():
    chart = funds_chart(lund_plan(), ceilings(lund_facts()))
    assert chart.title == "Medlen är som lägst 2025: 858\xa0tkr"
    assert [series.label for series in chart.series] == [
        "Medel till förfogande",
        "Tak: 20\xa0% av medlemmarnas medel",
        "Tak: 20\xa0% av kostnadsbudgeten",
    ]
    assert (
        chart.alt
        == "Medel till förfogande vid årets slut: 1\xa0900\xa0tkr 2024, 858\xa0tkr 2025, 5\xa0426\xa0tkr 2026."
    )
    assert "<svg" in svg(chart)


def test_funds_that_do_not_suffice_are_the_message():
    chart = funds_chart(small_plan(opening_tkr=300), ceilings(lund_facts()) * 4)
    assert chart.title == "Medlen räcker inte 2026: det fattas 200\xa0tkr"
    assert len(chart.series) == 5


def test_cash_shows_its_low_point():
    cash = liquidity(small_plan(), 1_000 * TKR)
    chart = cash_chart(cash, 2026)
    assert chart.title == "Likvida medel är lägst i december\xa02026"
    assert chart.series[0].points[-1].shown == "500"
    assert "<svg" in svg(chart)
    with pytest.raises(KeyError):
        cash_chart(cash, 2031)
