from __future__ import annotations

import math
from dataclasses import replace

import pytest

from samverk.core.document.tree import (
    Cell,
    Column,
    ColumnKind,
    EmptyCell,
    FigureCell,
    NoteCell,
    Row,
    RowRole,
    Table,
    TextCell,
)
from samverk.core.money import MoneyUnit
from samverk.reports.render.columns import LANDSCAPE, PROSE, SIZES, WIDE, printed_height, table_data


def table(
    count: int, label: str = "Verksamhetens kostnader", number: str = "−14\u00a0151\u00a0168", rows: int = 3
) -> Table:
    columns = tuple(Column(f"c{index}", str(2018 + index)) for index in range(count))
    row = Row("r", label, tuple(FigureCell(None, 1, number) for _ in columns))
    return Table("t", "Titel", columns, (row,) * rows)


def test_two_figure_columns_and_short_labels_keep_to_the_prose():
    data = table_data(table(2), {}, title="Titel")
    assert (data["width"], data["size"], data["landscape"]) == (PROSE, SIZES[0], False)


@pytest.mark.parametrize("count", [1, 4, 6])
def test_up_to_six_columns_in_kr_fit_an_upright_page_and_leave_room_for_labels(count):
    data = table_data(
        table(count, label="Kostnader för arbetsmarknadsrehabiliteringsinsatser i hela förbundet"), {}, title=""
    )
    assert not data["landscape"]
    assert data["columns"][0] == 0
    assert data["width"] - sum(data["columns"]) >= 110


def test_wider_tables_are_set_smaller_and_then_lie_down():
    assert table_data(table(7, number="−1\u00a0151\u00a0168"), {}, title="")["size"] == SIZES[1]
    assert table_data(table(10), {}, title="")["width"] == LANDSCAPE


def test_figure_columns_are_equally_wide():
    widths = table_data(table(4), {}, title="")["columns"][1:]
    assert len(set(widths)) == 1


def test_a_heading_of_two_dates_gets_room_for_one_on_each_line():
    wide = Table("t", "T", (Column("a", "2024-01-01 – 2024-12-31"),), table(1, number="7").rows)
    narrow = Table("t", "T", (Column("a", "2024"),), table(1, number="7").rows)
    assert table_data(wide, {}, title="")["columns"][1] > 50 > table_data(narrow, {}, title="")["columns"][1]


def worded(comment: str, responsible: str) -> Table:
    columns = (Column("a", "Kommentar", ColumnKind.TEXT), Column("b", "2024"), Column("c", "Ansvar", ColumnKind.TEXT))
    row = Row("r", "Mål", (TextCell(comment), FigureCell(None, 1, "7"), TextCell(responsible)))
    return Table("t", "T", columns, (row,), None, "Mål")


def test_columns_of_words_share_the_room_by_what_they_have_to_say():
    data = table_data(worded("Deltagarna bedömer själva att de fått stöd. " * 5, "Styrelsen"), {}, title="")
    comment, figure, responsible = data["columns"][1:]
    assert comment > 3 * responsible > figure
    assert data["width"] == WIDE
    assert (data["align"], data["wordy"]) == (["left", "left", "right", "left"], [True, True, False, True])


def test_columns_of_words_always_hold_their_longest_word_or_a_hyphenated_part_of_it():
    data = table_data(worded("Ja", "Arbetsmarknadsrehabiliteringssamverkan"), {}, title="")
    assert data["columns"][3] >= 80


def test_four_columns_of_words_still_fit_an_upright_page():
    columns = tuple(Column(f"t{index}", "Bedömning", ColumnKind.TEXT) for index in range(4))
    row = Row("r", "IRIS Kompetenstrappan", (TextCell("Deltagarna går vidare till arbete eller studier"),) * 4)
    data = table_data(Table("t", "T", columns, (row,), None, "Insats"), {}, title="")
    assert not data["landscape"]
    assert sum(data["columns"]) + 110 <= WIDE


@pytest.mark.parametrize(
    ("label_heading", "title", "unit", "expected"),
    [
        ("", "Kostnader", MoneyUnit.KR, ("Belopp i kr", "")),
        ("Insats", "Kostnader", MoneyUnit.TKR, ("Insats", "Belopp i tkr")),
        ("Belopp i tkr", "Kostnader", MoneyUnit.TKR, ("Belopp i tkr", "")),
        ("Insats", "Kostnader, tkr", MoneyUnit.TKR, ("Insats", "")),
        ("Insats", "Deltagare", None, ("Insats", "")),
    ],
)
def test_the_unit_is_named_once(label_heading, title, unit, expected):
    named = Table("t", title, table(1).columns, table(1).rows, unit, label_heading)
    data = table_data(named, {}, title=title)
    assert (data["head"][0], data["addition"]) == expected


def test_cells_carry_words_and_notes_their_anchor_when_there_is_such_a_note():
    columns = (Column("n", "Not", ColumnKind.NOTE), Column("a", "2024"))

    def cells(one: Cell, two: Cell) -> Row:
        return Row("r", "Rad", (one, two), level=1)

    rows = (cells(NoteCell(2), FigureCell(None, 1, "7")), cells(NoteCell(9), EmptyCell()))
    data = table_data(Table("t", "T", columns, rows), {2: "not-2"}, title="")
    assert data["rows"] == [["item", 1, "Rad", ["2", "not-2"], "7"], ["item", 1, "Rad", "9", ""]]


def test_tables_that_fit_a_page_stay_whole_and_longer_ones_may_break():
    assert table_data(table(2, rows=40), {}, title="")["whole"]
    assert not table_data(table(2, rows=60), {}, title="")["whole"]
    assert not table_data(table(2, rows=30, label="Kostnader för insatser " * 8), {}, title="")["whole"]


def test_a_long_table_of_words_may_break_where_one_of_figures_does_not():
    few = worded("Deltagarna bedömer själva att de fått stöd. " * 4, "Styrelsen")
    assert table_data(few, {}, title="")["whole"]
    assert not table_data(replace(few, rows=few.rows * 12), {}, title="")["whole"]


def test_a_table_of_many_rows_stands_closer_and_its_height_is_known_before_it_is_set():
    assert table_data(table(2, rows=21), {}, title="")["air"] < table_data(table(2, rows=20), {}, title="")["air"]
    assert printed_height(table(2, rows=10)) < printed_height(table(2, rows=20)) < 400
    assert printed_height(table(14)) == math.inf


def test_a_column_of_words_that_makes_rows_high_gets_more_than_its_neighbours():
    columns = tuple(Column(name, name.capitalize(), ColumnKind.TEXT) for name in ("resultat", "bedömning"))
    row = Row("r", "Deltagarna får arbete", (TextCell("Underlaget per delprojekt är osäkert. " * 5), TextCell("Ja")))
    heading = Row("h", "En mycket lång rubrik över raderna " * 5, (EmptyCell(), EmptyCell()), RowRole.HEADING)
    widths = table_data(Table("t", "T", columns, (heading, row), None, "Mål"), {}, title="")["columns"]
    assert widths[1] > 3 * widths[2]
    assert widths[1] > (WIDE - sum(widths)) * 2
