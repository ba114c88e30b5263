"""Days and times of cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samverk.formats.xlsx.days import day_text, elapsed_text


@pytest.mark.parametrize(
    ("value", "letters", "text"),
    [
        ("45657", "yyyymmdd", "2024-12-31"),
        ("45657", "yyyy", "2024"),
        ("45657", "mmmyy", "2024-12"),
        ("45657", "dmmm", "2024-12-31"),
        ("45657.4375", "yyyymmddhmm", "2024-12-31T10:30"),
        ("45657", "yyyymmddhmm", "2024-12-31"),
        ("0.4375", "hmm", "10:30"),
        ("0.9999999", "hmmss", "00:00"),
        ("0.51", "hmmss", "12:14:24"),
        ("61", "yyyymmdd", "1900-03-01"),
        ("59", "yyyymmdd", "1900-02-28"),
        ("60", "yyyymmdd", ""),
        ("-1", "yyyymmdd", ""),
        ("2958466", "yyyymmdd", ""),
        ("2958465", "yyyymmdd", "9999-12-31"),
    ],
)
def test_day(value, letters, text):
    assert day_text(Decimal(value), letters) == text


def test_the_other_calendar_begins_in_1904():
    assert day_text(Decimal(0), "yyyymmdd", is_1904=True) == "1904-01-01"
    assert day_text(Decimal(2958465), "yyyymmdd", is_1904=True) == ""


@pytest.mark.parametrize(("value", "text"), [("1.5", "36:00"), ("-0.25", "-6:00"), ("0", "0:00")])
def test_elapsed(value, text):
    assert elapsed_text(Decimal(value)) == text
