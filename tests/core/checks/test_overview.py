"""FL: the five-year overview."""

from __future__ import annotations

from dataclasses import replace

from samverk.core.checks.finding import Verdict
from tests.factories.checked import (
    assert_tried_and_silent,
    change_tables,
    check,
    checked_document,
    only,
    told,
    with_cell,
)


def test_FL_01_fires_when_equity_jumps():
    findings = told(
        check(with_cell(checked_document(), "flerarsoversikt", "flerar.eget_kapital", "2021", 1_938)), "FL-01"
    )
    assert findings[0].place == "Flerårsöversikt, Eget kapital, 2021"


def test_FL_02_fires_when_the_result_of_an_older_year_is_far_from_income_less_costs():
    document = with_cell(checked_document(), "flerarsoversikt", "flerar.kostnader", "2021", -7_900)
    finding = only(check(document), "FL-02")
    assert finding.verdict is Verdict.AMBIGUOUS
    assert finding.place == "Flerårsöversikt, Årets resultat, 2021"


def test_FL_02_is_strict_where_costs_include_financial_items():
    def relabel(table):
        rows = (
            replace(row, label="Kostnader, inklusive finansiella poster") if row.id == "flerar.kostnader" else row
            for row in table.rows
        )
        return replace(table, rows=tuple(rows))

    document = change_tables(checked_document(), relabel)
    finding = only(check(with_cell(document, "flerarsoversikt", "flerar.kostnader", "2021", -7_110)), "FL-02")
    assert (finding.expected, finding.found) == ("290 tkr", "300 tkr")


def test_FL_03_notes_that_years_are_missing():
    def shorten(table):
        if table.id != "flerarsoversikt":
            return table
        rows = tuple(replace(row, cells=row.cells[:3]) for row in table.rows)
        return replace(table, columns=table.columns[:3], rows=rows)

    assert only(check(change_tables(checked_document(), shorten)), "FL-03").found == "2024, 2023, 2022"


def test_FL_rules_are_silent_on_a_sound_report_that_they_tried():
    assert_tried_and_silent(check(), "FL-01", "FL-02", "FL-03")
