"""The workbook holds the rows and nothing else, as numbers, text and days."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl

from samverk.formats.scb.monthly import month_file
from samverk.formats.scb.participants import ScbParticipant, ScbSettings
from samverk.formats.scb.workbook import HEADINGS, scb_workbook

FILE = month_file(
    [
        ScbParticipant("P1", "woman", date(2024, 1, 15), date(2024, 2, 20), {202402: 40}),
        ScbParticipant("=P2", "man", date(2024, 2, 1), None, {202402: 0}),
    ],
    202402,
    ScbSettings(),
)


def test_the_rows_are_kept_as_they_are():
    book = openpyxl.load_workbook(io.BytesIO(scb_workbook(FILE)))
    assert book.sheetnames == ["202402"]
    assert list(book.active.iter_rows(values_only=True)) == [
        HEADINGS,
        (202402, "P1", 202401, 40, datetime(2024, 2, 20)),  # noqa: DTZ001 - as Excel keeps days
        (202402, "=P2", 202402, 0, None),
    ]
    assert book.active["B3"].data_type == "s", "a text that begins as a formula is text"


def test_the_same_rows_are_the_same_bytes():
    assert scb_workbook(FILE) == scb_workbook(FILE)
