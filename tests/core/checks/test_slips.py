"""Slips of the pen."""

from __future__ import annotations

import pytest

from samverk.core.checks.slips import SlipKind, digit_slip
from tests.factories.read_tables import faults, read_document, reviewed, said


@pytest.mark.parametrize(
    ("printed", "right", "kind"),
    [(6_418, 6_481, SlipKind.SWAPPED_DIGITS), (6_418, 6_448, SlipKind.WRONG_DIGIT), (6_418, 6_500, None),
     (6_418, -6_481, None), (641, 6_418, None), (100, 100, None)],
)  # fmt: skip
def test_slips_of_digits(printed, right, kind):
    assert digit_slip(printed, right, 1) is kind


ONE_COLUMN = """
Belopp i kr | 2024
Lön | 1 250 000
Hyra | 180 000
Resor | 12 400
Summa kostnader | {total}
"""


def test_a_lone_column_is_wrong_beyond_doubt_when_a_slip_explains_it():
    (finding,) = faults(reviewed(read_document(ONE_COLUMN.format(total="1 424 400"))))
    assert (finding.code, *said(finding)) == ("TB-01", "1 442 400 kr", "1 424 400 kr")


def test_a_lone_column_that_fits_nothing_is_in_doubt():
    report = reviewed(read_document(ONE_COLUMN.format(total="3 981 207")))
    assert faults(report) == []
    assert [each.verdict for each in report.findings if each.code == "TB-01"] == ["ambiguous"]


def test_a_turned_sign_is_told_at_the_row_that_has_it():
    text = """
Belopp i kr | Utfall 2024 | Budget 2024
Insatser | 12 062 039 | 12 792 000
Administration | 2 089 128 | 1 700 000
Finansiella poster | -95 | 0
Summa kostnader | 14 151 262 | 14 492 000
"""
    (finding,) = faults(reviewed(read_document(text)))
    assert finding.place.endswith("Finansiella poster, Utfall 2024")
    assert said(finding) == ("95 kr", "−95 kr")


def test_a_sum_of_one_row_with_two_digits_swapped_is_a_fault():
    text = """
Belopp i kr | 2024
Leverantörsskulder | 156 000
Totalt | 165 000
"""
    assert [(each.code, *said(each)) for each in faults(reviewed(read_document(text)))] == [
        ("TB-01", "156 000 kr", "165 000 kr")
    ]


def test_a_sum_that_leaves_one_of_two_like_rows_out_is_told_so():
    text = """
Belopp i kr | 2024
Lön | 1 250 000
Hyra | 180 000
Lokaler | 180 000
Summa kostnader | 1 430 000
"""
    (finding,) = faults(reviewed(read_document(text)))
    assert "om raden Lokaler inte räknas med" in finding.message
