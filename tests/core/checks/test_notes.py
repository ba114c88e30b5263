"""NO: notes."""

from __future__ import annotations

from dataclasses import replace

from samverk.core.document.tree import NoteCell, NoteReference, Paragraph, Text
from tests.factories.checked import (
    assert_tried_and_silent,
    change_sections,
    change_tables,
    check,
    checked_document,
    only,
    told,
    with_blocks,
    with_cell,
    without_section,
)


def _refer_to(number: int):
    def change(table):
        if table.id != "resultatrakning":
            return table
        rows = (
            replace(row, cells=(NoteCell(number), *row.cells[1:])) if row.id == "verksamhetens_intakter" else row
            for row in table.rows
        )
        return replace(table, rows=tuple(rows))

    return change_tables(checked_document(), change)


def test_NO_01_fires_when_the_note_and_the_row_differ():
    document = with_cell(checked_document(), "not-4", "n_upp", "2023", 220_000)
    document = with_cell(document, "not-4", "summa_4", "2023", 720_000)
    finding = only(check(document), "NO-01")
    assert finding.place == "Korta fordringar, Summa, 2023"
    assert (finding.expected, finding.found) == ("700 000 kr", "720 000 kr")


def test_NO_01_compares_cost_notes_printed_without_minus():
    document = with_cell(checked_document(), "not-3", "summa_3", "2024", 8_020_000)
    assert told(check(document), "NO-01")[0].found == "8 020 000 kr"


def test_NO_02_fires_on_a_note_that_does_not_exist():
    finding = only(check(_refer_to(9)), "NO-02")
    assert (finding.place, finding.found) == ("Resultaträkning, Verksamhetens intäkter", "not 9")


def test_NO_02_reads_references_in_running_text():
    document = with_blocks(checked_document(), "handelser", Paragraph((Text("Se "), NoteReference(7))))
    assert only(check(document), "NO-02").place == "Händelser av väsentlig betydelse"


def test_NO_03_fires_on_a_note_nobody_refers_to():
    assert only(check(_refer_to(3)), "NO-03").place == "Not 2 Intäkter"


def test_NO_04_fires_when_a_number_is_skipped():
    findings = told(check(without_section(checked_document(), "not-3")), "NO-04")
    assert [(finding.expected, finding.found) for finding in findings] == [("not 3", "not 4"), ("not 4", "not 5")]


def test_NO_rules_are_silent_on_a_sound_report_that_they_tried():
    assert_tried_and_silent(check(), "NO-01", "NO-02", "NO-03", "NO-04")


def test_NO_01_is_not_tried_where_the_note_has_no_table():
    words = change_sections(checked_document(), lambda each: replace(each, blocks=()) if each.note == 2 else each)
    assert not told(check(words), "NO-01")
