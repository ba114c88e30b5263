"""A raw table becomes a table of the document tree."""

from __future__ import annotations

import pytest

from samverk.core.document.figures import ValueState
from samverk.core.document.tree import EmptyCell, FigureCell, NoteCell, RowRole, TextCell
from samverk.core.money import MoneyUnit
from samverk.core.review.tabulate import UNNAMED
from tests.factories.read_tables import read_table

INCOME = """
Belopp i kr | Not | 2024 | 2023
Verksamhetens intäkter | 2 | 13 061 992 | 13 756 086
Verksamhetens kostnader | 3 | -14 151 167 | -13 115 510
Verksamhetens resultat | | -1 089 175 | 640 576
Finansiella intäkter | | 684 | 901
Finansiella kostnader | | -779 | -116
Årets resultat | | -1 089 270 | 641 361
"""


def test_an_income_statement_is_recognised_row_by_row():
    table = read_table(INCOME)
    assert table.id == "resultatrakning"
    assert [row.id for row in table.rows] == [
        "verksamhetens_intakter",
        "verksamhetens_kostnader",
        "verksamhetens_resultat",
        "finansiella_intakter",
        "finansiella_kostnader",
        "arets_resultat",
    ]
    assert isinstance(table.rows[0].cells[0], NoteCell)
    result = table.rows[-1].cells[1]
    assert isinstance(result, FigureCell)
    assert (result.amount, result.shown) == (-108_927_000, "-1 089 270")
    assert result.place is not None
    assert result.place.line == 7


def test_states_that_are_not_zero_stay_apart():
    table = read_table("Belopp i kr | 2024 | 2023\nLön | - | 0\nHyra | | 1 2O0\nSumma | 1 000 | 1 200")
    lon, hyra = table.rows[0].cells, table.rows[1].cells
    assert [cell.state for cell in lon if isinstance(cell, FigureCell)] == [ValueState.NOTHING, ValueState.STATED]
    assert isinstance(hyra[0], EmptyCell)
    assert isinstance(hyra[1], FigureCell)
    assert hyra[1].state is ValueState.UNREADABLE


@pytest.mark.parametrize(
    ("numbers", "unit"),
    [("13 061 992 | 13 756 086", MoneyUnit.KR), ("13 062 | 13 756", MoneyUnit.TKR), ("13,1 | 13,8", MoneyUnit.MNKR)],
)
def test_a_unit_that_no_word_names_is_taken_from_the_size(numbers, unit):
    assert read_table(f" | 2024 | 2023\nIntäkter | {numbers}\nKostnader | {numbers}").unit is unit


def test_counts_in_a_table_of_money_are_words_and_a_table_of_people_has_no_unit():
    table = read_table("Belopp i tkr | 2024 | 2023\nIntäkter | 13 062 | 13 756\nAntal anställda | 1 | 2")
    assert isinstance(table.rows[1].cells[0], TextCell)
    assert read_table(" | Kvinnor | Män\nDeltagare | 223 | 173").unit is None


def test_an_unnamed_sum_has_a_label_that_says_so():
    table = read_table(" | 2024 | 2023\nLön | 1 200 | 1 100\nHyra | 180 | 190\n | 1 380 | 1 290")
    assert (table.rows[2].label, table.rows[2].role) == (UNNAMED, RowRole.SUBTOTAL)
    assert [term.row_id for term in table.rows[2].terms] == ["tabell-1.r1", "tabell-1.r2"]


def test_columns_whose_deviations_refute_the_headers_are_not_believed():
    text = """
Belopp i kr | Utfall 2024 | Budget 2024 | Avvikelse
Lön | 1 250 000 | 1 300 000 | {0}
Hyra | 180 000 | 175 000 | {1}
Resor | 12 400 | 15 000 | {2}
"""
    believed = read_table(text.format("-50 000", "5 000", "-2 600"))
    assert [column.role for column in believed.columns] == ["outcome", "budget", "deviation"]
    refuted = read_table(text.format("812 000", "99 000", "71 300"))
    assert {column.role for column in refuted.columns} == {"unknown"}


def test_an_empty_note_is_no_lost_number():
    assert [row.lost for row in read_table(INCOME).rows] == [0] * 6
