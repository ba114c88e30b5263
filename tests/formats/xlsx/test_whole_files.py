"""Our own workbook read back number for number, and damaged ones that never raise."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.document.tree import Document, EmptyCell, FigureCell, NoteCell, Table, TextCell
from samverk.core.money import MoneyUnit
from samverk.core.problems import ProblemSeverity
from samverk.core.review.source import Grid, GridCell
from samverk.formats.xlsx.read import read_xlsx
from samverk.reports.render.xlsx import render
from tests.factories.documents import sample_document
from tests.formats.xlsx.making import read, sheet_file, styles, zipped

DOCUMENT = sample_document(extra_rows=70)
OWN = render(DOCUMENT)
SMALL = sheet_file(
    '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="C1" s="0"><f>A1</f><v>12.5</v></c></row>',
    '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    sharedStrings="<si><r><t>x</t></r></si>",
    styles=styles("#,##0.0", "yyyy"),
)


def rows_of(table: Table, rows: list[tuple[GridCell | None, ...]]) -> list[tuple[GridCell | None, ...]]:
    """The first rows that have the labels of the table, in order; they and all before them are taken out of `rows`."""
    labels = [row.label for row in table.rows]
    firsts = [row[0].text if row and row[0] else "" for row in rows]
    start = next(place for place in range(len(firsts)) if firsts[place : place + len(labels)] == labels)
    found = rows[start : start + len(labels)]
    del rows[: start + len(labels)]
    return found


@pytest.fixture(scope="module")
def rows() -> list[tuple[GridCell | None, ...]]:
    source, _problems = read(OWN)
    return [row for block in source.blocks if isinstance(block, Grid) for row in block.rows]


def test_every_cell_of_our_own_workbook_is_read_back(rows):
    tried = 0
    for table in DOCUMENT.tables():
        found = rows_of(table, rows)
        for row, read_row in zip(table.rows, found, strict=True):
            for cell, read_cell in zip(row.cells, read_row[1:], strict=False):
                assert is_same(cell, read_cell, table.unit), (row.label, cell, read_cell)
                tried += 1
    assert tried > 150


def is_same(cell: object, found: GridCell | None, unit: MoneyUnit | None) -> bool:
    text = found.text if found else ""
    match cell:
        case FigureCell(amount=int(amount)) if unit is not None and found is not None:
            return found.number == Decimal(amount) / unit.ore and text == cell.shown
        case FigureCell():
            return text == cell.shown
        case TextCell():
            return text == cell.text
        case NoteCell():
            return text == str(cell.number)
        case EmptyCell():
            return text == ""
    return False


def test_the_document_has_numbers_in_both_units():
    assert isinstance(DOCUMENT, Document)
    assert {table.unit for table in DOCUMENT.tables()} == {MoneyUnit.KR, MoneyUnit.TKR}


def check(data: bytes) -> None:
    source, problems = read_xlsx(data, "bok.xlsx")
    if source is None:
        assert [problem.severity for problem in problems] == [ProblemSeverity.REFUSE]
    else:
        assert source.blocks
    assert all(problem.code.startswith("LAS-") and problem.message for problem in problems)


changes = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=8)


def changed(data: bytes, where: list[tuple[int, int]]) -> bytes:
    mutable = bytearray(data)
    for place, value in where:
        mutable[place % len(mutable)] = value
    return bytes(mutable)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([OWN, SMALL]), changes)
def test_a_damaged_zip(data, where):
    check(changed(data, where))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([OWN, SMALL]), st.integers(0, 100), changes)
def test_a_damaged_part(data, which, where):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        names = [name for name in parts if name.endswith((".xml", ".rels"))]
        name = names[which % len(names)]
        parts[name] = changed(archive.read(name), where)
    check(zipped(parts))


values = st.one_of(st.integers().map(str), st.floats().map(str), st.text("0123456789eE+-.x_#", max_size=12))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "A1", "B2", "AZ1", "ZZZ99", "a1"]),
            st.sampled_from(["n", "s", "b", "e", "str", "d", "inlineStr", "?"]),
            st.sampled_from(["0", "1", "2", "-1", "x"]),
            values,
        ),
        max_size=8,
    )
)
def test_cells_of_any_kind(cells):
    rows = "".join(
        f'<row><c r="{where}" t="{kind}" s="{style}"><v>{value}</v></c></row>' for where, kind, style, value in cells
    )
    check(sheet_file(rows, sharedStrings="<si><t>x</t></si>", styles=styles("#,##0", "yyyy-mm-dd", "[h]:mm")))
