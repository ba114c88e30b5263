"""Tables of indicator results: what is read, what is refused and where, and that no message repeats a count."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.outcomes.surveys import NationalValue, SurveyOutcome
from samverk.formats.surveys.read import read_results
from samverk.formats.surveys.write import template
from tests.factories.surveys import HEADINGS, table


def test_a_row_has_the_association_and_the_country():
    found = read_results(
        table("2024;Deltagare, avslut;9;38;30;;75,5", "2024;Chefer i samverkan;Indikator 12;;;;80"), "f"
    )
    assert (found.refusal, found.faults) == ("", ())
    first, second = found.rows
    assert first.outcome == SurveyOutcome(9, "participants_exit", 2024, 30, 38)
    assert first.national == NationalValue(9, "participants_exit", 2024, Fraction(755, 1000))
    assert (second.outcome, second.national) == (None, NationalValue(12, "heads", 2024, Fraction(4, 5)))


def test_a_share_becomes_the_count_that_prints_as_it():
    (row,) = read_results(table("2024;Remittenter;3;38;;79 %;"), "f").rows
    assert row.outcome == SurveyOutcome(3, "referrers", 2024, 30, 38)


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        ("2024;Deltagare, avslut;17;38;30;;", "C2", "ingen indikator"),
        ("2024;Grannar;9;38;30;;", "B2", "ingen svarsgrupp"),
        ("24;Remittenter;9;38;30;;", "A2", "heltal från 2004 till 2100"),
        ("2024;Remittenter;9;;30;;", "D2", "Antal svar saknas"),
        ("2024;Remittenter;9;37;38;;", "E2", "Fler klart positiva än svar"),
        ("2024;Remittenter;9;37;;;", "E2", "Skriv antal eller procent"),
        ("2024;Remittenter;9;37;;79,11;", "F2", "Inget antal"),
        ("2024;Remittenter;9;37;30;10;", "F2", "säger olika"),
        ("2024;Remittenter;9;37;30;;101", "G2", "ingen andel"),
        ("2024;Remittenter;9;=1+1;30;;", "D2", "formel"),
        ("2024;Remittenter;9;;;;", "", "varken svar"),
        (";Remittenter;9;37;30;;", "A2", "År saknas"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell_and_without_counts(line, cell, words):
    found = read_results(table(line), "f")
    assert not found.rows
    (fault,) = found.faults
    assert (fault.row, fault.cell) == (2, cell)
    assert words in fault.message
    assert not any(number in fault.message for number in ("37", "38", "30"))


def test_the_same_place_twice_is_refused_with_the_first_row():
    found = read_results(table("2024;Remittenter;9;37;30;;", "2024;Remittenter;9;36;30;;"), "f")
    assert len(found.rows) == 1
    assert "rad 2" in found.faults[0].message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tom"),
        (b"Indikator;Svarsgrupp\r\n", "Kolumnen År saknas"),
        (f"{HEADINGS};Namn\r\n".encode(), "finns inte i mallen"),
        (template(), "inga rader"),
        (b"PK\x03\x04nonsense", ""),
        (table(*["2024;Remittenter;9;37;30;;"] * 2001), "fler än 2000 rader"),
        (b"x" * 2_000_001, "större än 2 MB"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(data, words):
    found = read_results(data, "f")
    assert found.refusal
    assert words in found.refusal
    assert found.rows == ()


def test_a_workbook_reads_as_a_text_file_does():
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file)
    sheet = workbook.add_worksheet()
    percent = workbook.add_format({"num_format": "0%"})
    for column, heading in enumerate(HEADINGS.split(";")):
        sheet.write(0, column, heading)
    for column, value in enumerate((2024, "Remittenter", 9, 40, 40)):
        sheet.write(1, column, value)
    sheet.write_number(1, 5, 1, percent)
    sheet.write_number(1, 6, 0.75, percent)
    workbook.close()
    (row,) = read_results(file.getvalue(), "f").rows
    assert row.outcome == SurveyOutcome(9, "referrers", 2024, 40, 40)
    assert row.national == NationalValue(9, "referrers", 2024, Fraction(3, 4))


@given(st.binary(max_size=300))
def test_no_file_is_a_fault_of_ours(data):
    found = read_results(data, "f")
    assert found.refusal or found.rows or found.faults
