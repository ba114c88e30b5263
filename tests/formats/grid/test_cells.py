"""Pasted cells: Swedish numbers, five kinds of nothing, and no formula ever taken for an amount or for text."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.money import MoneyUnit
from samverk.formats.grid.cells import (
    CellAmount,
    is_formula,
    neutral_text,
    read_amount,
    read_cells,
    without_quote,
)
from samverk.formats.grid.write import written_amount


@pytest.mark.parametrize(
    ("cell", "ore"),
    [
        ("1 842,5", 184_250_000),
        ("1\xa0842,5", 184_250_000),
        ("1\u202f842,5", 184_250_000),
        ("1842,5", 184_250_000),
        ("1842.5", 184_250_000),
        ("−20", -2_000_000),
        ("-20", -2_000_000),
        ("–20", -2_000_000),
        ("(20)", -2_000_000),
        ("0", 0),
        ("0,001", 100),
        ("5 mnkr", 500_000_000),
        ("1 842 500 kr", 184_250_000),
        ("1.842.500 kr", 184_250_000),
    ],
)
def test_a_swedish_number_is_an_amount_in_the_unit(cell, ore):
    assert read_amount(cell, MoneyUnit.TKR) == CellAmount(ore)


def test_blank_zero_and_dash_are_three_things():
    assert read_amount("  ", MoneyUnit.TKR) == CellAmount(is_blank=True)
    assert read_amount("0", MoneyUnit.TKR) == CellAmount(0)
    assert read_amount("–", MoneyUnit.TKR) == read_amount("-", MoneyUnit.TKR) == CellAmount()


@pytest.mark.parametrize("cell", ["=1+1", "+500", "@SUM(A1)", "=cmd|' /C calc'!A0", "+1-1", '=HYPERLINK("x")'])
def test_a_formula_is_no_amount(cell):
    assert is_formula(cell)
    assert "är en formel och inte ett tal" in read_amount(cell, MoneyUnit.TKR).problem


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1.842", "kan vara både ett tal med decimaler och tusental"),
        ("-1.842", "kan vara både ett tal med decimaler och tusental"),
        ("28 %", "inte ett belopp"),
        ("1 O89", "inte ett belopp"),
        ("2024-12-31", "inte ett belopp"),
        ("-1+2", "inte ett belopp"),
        ("#REF!", "inte ett belopp"),
        ("1E+03", "inte ett belopp"),
        ("uppgift saknas nu", "inte ett belopp"),
        ("0,000001", "är inte hela ören"),
    ],
)
def test_what_is_not_certainly_an_amount_is_told(cell, words):
    read = read_amount(cell, MoneyUnit.TKR)
    assert (read.ore, read.is_blank) == (None, False)
    assert words in read.problem
    assert read.problem.endswith(".")


@settings(deadline=None)
@given(st.integers(-(10**14), 10**14), st.sampled_from(MoneyUnit))
def test_an_amount_that_is_written_is_read_back(ore, unit):
    assert read_amount(written_amount(ore, unit), unit) == CellAmount(ore)
    assert read_amount(written_amount(None, unit), unit) == CellAmount()


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_that_is_written_is_a_formula_and_it_comes_back(text):
    written = neutral_text(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "−"))
    assert not set("\t\r\n") & set(written)
    if not set("\t\r\n") & set(text) and not text.startswith("'"):
        assert without_quote(written) == text


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_becomes_rows_and_amounts_or_problems(text):
    for row in read_cells(text):
        for cell in row.cells:
            read = read_amount(cell, MoneyUnit.TKR)
            assert (read.ore is None) or not read.problem


def test_rows_and_cells_as_spreadsheets_copy_them():
    rows = read_cells('Rad\t2025\r\n"Stöd med\nradbrytning"\t1\r\n"Fem "" stycken"\t2\r\n\r\n')
    assert [row.cells for row in rows] == [("Rad", "2025"), ("Stöd med\nradbrytning", "1"), ('Fem " stycken', "2")]
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.cells for row in read_cells("Rad;2025\nStöd;1 842,5")] == [("Rad", "2025"), ("Stöd", "1 842,5")]


def test_a_lone_quotation_mark_hides_nothing():
    rows = read_cells('"Stöd\t1\nAndra\t2')
    assert [row.cells for row in rows] == [('"Stöd', "1"), ("Andra", "2")]
    assert issubclass(csv.Error, Exception)
