"""The books by month and line: they sum to the result, whatever the file holds."""

from dataclasses import replace

import pytest

from samverk.core.ledger.model import Ledger, PeriodBalance
from samverk.core.planning.block import Block
from samverk.core.planning.monthly_outcome import OTHER_INCOME, monthly_outcome
from samverk.core.statements.books import read_books
from samverk.core.statements.build import build_figures
from samverk.core.statements.chart import read_chart
from samverk.core.statements.mapping import map_books
from tests.factories.lake_district import lake_facts, lake_ledger
from tests.factories.lund import lund_facts
from tests.factories.plans import lund_months
from tests.factories.small_books import ledger


def of_lake(books: Ledger):
    facts = lake_facts(books)
    read, _ = read_books(books, 2024)
    mapped, _ = map_books(read, read_chart(facts.association, facts.measures))
    return monthly_outcome(books, mapped), mapped


@pytest.mark.parametrize(("year", "result"), [(2023, 641_361_60), (2024, -1_089_269_60)])
def test_lunds_lines_and_months_sum_to_the_published_result(year, result):
    outcome = lund_months(year)
    assert outcome.result_ore == result
    assert outcome.undated == {}
    assert outcome.last_month == 12


def test_lunds_lines_are_those_of_the_report():
    outcome = lund_months(2024)
    figures = build_figures(lund_facts())[0].figures
    for measure in ("aktiv", "iris_usb", "iris_kompetenstrappan", "utvarderingar"):
        assert outcome.year_ore(measure) == -figures.ore(f"utfall.{measure}.2024")
    assert outcome.year_ore("administration") == -figures.ore("utfall.administration.2024")
    assert outcome.year_ore("esf") == figures.ore("intakt.esf.2024") == 5_690_930_00
    assert outcome.income_lines == {"staten", "kommun", "region", "esf", "ovriga"}


def test_months_accumulate():
    outcome = lund_months(2024)
    months = outcome.months("staten")
    assert [month for month, ore in enumerate(months, 1) if ore] == [1, 4, 7, 10]
    assert outcome.until("staten", 4) == months[0] + months[3]
    assert outcome.until("staten", 12) == 3_685_000_00
    assert outcome.until("finns_inte", 12) == 0


def test_blocks_stand_by_themselves_without_a_budget_that_gathers_them():
    facts = lund_facts()
    books, _ = read_books(facts.ledgers[2024], 2024)
    mapped, _ = map_books(books, read_chart(facts.association, facts.measures))
    outcome = monthly_outcome(facts.ledgers[2024], mapped)
    parts = [str(block) for block in (Block.ADMINISTRATION, Block.BOARD, Block.AUDIT)]
    assert sum(outcome.year_ore(part) for part in parts) == lund_months(2024).year_ore("administration")
    assert outcome.year_ore("styrelse") > 0


def test_another_chart_of_accounts_with_gains_depreciation_and_interest():
    outcome, mapped = of_lake(lake_ledger())
    assert outcome.result_ore == mapped.result
    assert outcome.year_ore("stod") == 600_00
    assert outcome.year_ore("finansnetto") == (2 - 5) * 100
    assert "finansnetto" not in outcome.income_lines
    assert {month for (_, month), ore in outcome.amounts.items() if ore} == {6}


def test_income_that_no_source_claims_has_a_line_of_its_own():
    outcome, mapped = of_lake(ledger(2024, [[("1930", 70), ("3990", -70)]], names={"3990": "Gåva"}))
    assert outcome.year_ore(OTHER_INCOME) == 70_00
    assert outcome.result_ore == mapped.result == 70_00


def test_balances_without_vouchers_have_no_month_and_are_told_apart():
    outcome, mapped = of_lake(lake_ledger(with_vouchers=False))
    assert outcome.amounts == {}
    assert outcome.result_ore == mapped.result
    assert outcome.until("stat", 11) == 0
    assert outcome.until("stat", 12) == outcome.undated["stat"] == 500_00


def test_a_file_of_period_balances_gives_the_months():
    books = lake_ledger(with_vouchers=False)
    months = tuple(PeriodBalance(0, 202400 + month, "3510", (), -100_00) for month in (2, 5, 5))
    other_year = (PeriodBalance(-1, 202302, "3510", (), -900_00), PeriodBalance(0, 202302, "3510", (), -900_00))
    outcome, mapped = of_lake(replace(books, period_balances=(*months, *other_year)))
    assert (outcome.months("stat")[1], outcome.months("stat")[4]) == (100_00, 200_00)
    assert outcome.undated["stat"] == 200_00
    assert outcome.result_ore == mapped.result
