"""TB: rules for every table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.run import CheckInput, run
from samverk.core.document.figures import ValueState
from samverk.core.document.tree import FigureCell
from samverk.core.money import MoneyUnit
from tests.factories.checked import (
    DAY,
    assert_tried_and_silent,
    cell,
    change_tables,
    check,
    checked_document,
    found,
    only,
    plain,
    told,
    with_cell,
)
from tests.factories.documents import sample_document
from tests.factories.read_tables import faults, read_document, reviewed


def test_TB_01_fires_where_a_total_has_two_digits_swapped():
    document = with_cell(checked_document(), "balansrakning", "summa_tillgangar", "2023", 3_010_000)
    finding = only(check(document), "TB-01")
    assert finding.severity is Severity.ERROR
    assert finding.place == "Balansräkning, Summa tillgångar, 2023"
    assert (finding.expected, finding.found) == ("3 100 000 kr", "3 010 000 kr")
    assert "BR-01" in finding.message  # the same number unbalances the sheet: one cause, told once
    assert not found(check(document), "BR-01")


def test_TB_01_fires_where_a_sum_names_a_row_that_is_not_there():
    def rename(table):
        rows = tuple(replace(row, id="x") if row.id == "kassa_och_bank" else row for row in table.rows)
        return replace(table, rows=rows)

    findings = found(check(change_tables(checked_document(), rename)), "TB-01")
    assert {finding.found for finding in findings} == {"ingen sådan rad"}


@pytest.mark.parametrize(("printed", "verdict"), [(301, Verdict.ROUNDING), (299, Verdict.ROUNDING)])
def test_TB_01_takes_a_last_digit_for_rounding_and_says_it_once(printed, verdict):
    document = with_cell(checked_document(), "flerarsoversikt", "flerar.resultat", "2022", printed)
    notes = [finding for finding in check(document).findings if finding.verdict is verdict]
    assert [note.place for note in notes] == ["Flerårsöversikt"]
    assert notes[0].severity is Severity.NOTE


def test_TB_01_does_not_take_two_units_for_rounding():
    document = with_cell(checked_document(), "prognos", "prognos.resultat", "2025", -102)
    assert found(check(document), "TB-01")


def test_TB_01_passes_over_a_sum_with_an_addend_that_is_not_stated():
    missing = FigureCell(None, shown="uppgift saknas", state=ValueState.NOT_STATED)
    document = with_cell(checked_document(), "balansrakning", "fordringar", "2023", missing)
    assert not found(check(document), "TB-01")


def test_TB_02_fires_when_the_print_is_not_the_figure():
    document = with_cell(
        sample_document(),
        "resultatrakning",
        "arets_resultat",
        "2024",
        FigureCell("arets_resultat.2024", shown="−1 098 176", amount=-1_098_176_00),
    )
    finding = only(run(CheckInput(document), DAY), "TB-02")
    assert (finding.expected, finding.found) == ("−1\u00a0089\u00a0176", "−1 098 176")
    assert finding.figure_id == "arets_resultat.2024"


def test_TB_02_fires_when_a_cell_names_a_figure_that_is_not_there():
    document = with_cell(sample_document(), "resultatrakning", "arets_resultat", "2024", FigureCell("okand.2024"))
    assert only(run(CheckInput(document), DAY), "TB-02").found == "okand.2024"


def test_TB_02_is_silent_on_a_presented_document():
    assert_tried_and_silent(run(CheckInput(sample_document()), DAY), "TB-02", "TB-03")


def test_TB_rules_are_silent_on_a_sound_report_that_they_tried():
    assert_tried_and_silent(check(), "TB-01", "TB-03", "TB-04", "TB-05", "TB-06", "TB-07")


def test_TB_03_fires_when_the_text_says_another_number():
    wrong = replace(cell(900_000), shown="900 001")
    finding = only(check(with_cell(checked_document(), "balansrakning", "fordringar", "2024", wrong)), "TB-03")
    assert (finding.place, finding.found) == ("Balansräkning, Korta fordringar, 2024", "900 001")


def test_TB_04_fires_when_costs_change_sign_from_one_year_to_the_next():
    document = with_cell(checked_document(), "flerarsoversikt", "flerar.kostnader", "2022", 7_300)
    finding = only(check(document), "TB-04")
    assert finding.severity is Severity.WARNING
    assert finding.place == "Flerårsöversikt, Verksamhetens kostnader, 2022"


def test_TB_05_fires_when_one_row_has_two_numbers():
    document = with_cell(checked_document(), "driftredovisning", "summa_intakter", "budget", 9_700)
    report = run(CheckInput(document), DAY)  # with facts BU-01 knows which of the two is wrong
    (finding,) = told(report, "TB-05")
    assert plain(finding).found == "9 700 tkr"


def test_TB_06_lists_every_missing_value_of_a_table_in_one_note():
    missing = FigureCell(None, shown="uppgift saknas", state=ValueState.NOT_STATED)
    document = with_cell(checked_document(), "flerarsoversikt", "flerar.intakter", "2020", missing)
    document = with_cell(document, "flerarsoversikt", "flerar.kostnader", "2020", missing)
    finding = only(check(document), "TB-06")
    assert finding.severity is Severity.NOTE
    assert finding.found == "2 utan uppgift: Verksamhetens intäkter 2020; Verksamhetens kostnader 2020"


def test_TB_07_fires_when_a_heading_names_another_year():
    def mislabel(table):
        if table.id != "balansrakning":
            return table
        columns = tuple(replace(column, label="2022") if column.id == "2023" else column for column in table.columns)
        return replace(table, columns=columns)

    finding = only(check(change_tables(checked_document(), mislabel)), "TB-07")
    assert (finding.expected, finding.found) == ("2023", "2022")


def test_TB_07_fires_when_years_do_not_follow_each_other():
    def skip(table):
        if table.id != "balansrakning":
            return table
        columns = (
            replace(column, label="2021", year=2021) if column.id == "2023" else column for column in table.columns
        )
        return replace(table, columns=tuple(columns))

    assert only(check(change_tables(checked_document(), skip)), "TB-07").found == "2024, 2021"


def test_the_units_of_the_sound_report_are_what_the_tests_count_with():
    table = checked_document().table("flerarsoversikt")
    assert table is not None
    assert table.unit is MoneyUnit.TKR


PEOPLE = """
Deltagare | Kvinnor | Män | Totalt
Arbete | 24 | 17 | 41
Studier | 12 | 19 | 31
Annat | 40 | 55 | {total}
"""


def test_TB_08_a_column_of_sums_is_tried_row_by_row():
    (finding,) = faults(reviewed(read_document(PEOPLE.format(total=59))))
    assert (finding.code, finding.expected, finding.found) == ("TB-08", "95", "59")


def test_TB_09_a_number_that_no_sum_can_place_is_not_checkable_and_never_a_fault():
    document = read_document("Belopp i kr | 2024 | 2023\nLön | 1 200 | 1 100\nHyra | 190")
    (table,) = document.tables()
    lost = replace(table.rows[1], placings=2, lost=1)
    changed = change_tables(document, lambda each: replace(each, rows=(table.rows[0], lost)))
    (finding,) = [each for each in reviewed(changed).findings if each.code == "TB-09"]
    assert finding.verdict is Verdict.NOT_CHECKABLE
    assert "2 sätt" in finding.found


def test_TB_08_and_TB_09_are_silent_where_columns_add_up_and_a_sum_places_the_lost_number():
    assert_tried_and_silent(reviewed(read_document(PEOPLE.format(total=95))), "TB-08")
    document = read_document("Belopp i kr | 2024 | 2023\nLön | 1 200 | 1 100\nHyra | 190")
    (table,) = document.tables()
    placed = replace(table.rows[1], placings=1, lost=1)
    changed = change_tables(document, lambda each: replace(each, rows=(table.rows[0], placed)))
    assert_tried_and_silent(reviewed(changed), "TB-09")
