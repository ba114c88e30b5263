"""Whole Word files: those of python-docx, and our own reports read back cell for cell."""

from __future__ import annotations

import io

import docx
import pytest

from samverk.core.document.tree import Document, EmptyCell, FigureCell, NoteCell, Table, TextCell
from samverk.core.review.source import Grid, Line
from samverk.reports.render.docx import render
from tests.factories.documents import sample_document
from tests.formats.docx.making import cells, read

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (800).to_bytes(4, "big") + (300).to_bytes(4, "big") + b"\x08\x02"


@pytest.fixture(scope="module")
def document() -> Document:
    return sample_document(extra_rows=70)


@pytest.fixture(scope="module")
def blocks(document: Document) -> tuple[Line | Grid, ...]:
    source, _problems = read(render(document, [PNG for _ in document.charts()]))
    return source.blocks


def printed(cell: FigureCell | TextCell | NoteCell | EmptyCell) -> str:
    match cell:
        case FigureCell():
            return cell.shown
        case TextCell():
            return cell.text
        case NoteCell():
            return str(cell.number)
        case EmptyCell():
            return ""


def expected(table: Table) -> list[list[str | None]]:
    return [[row.label, *(printed(cell) for cell in row.cells)] for row in table.rows]


def test_every_cell_of_our_own_report_is_read_back(document, blocks):
    grids = [block for block in blocks if isinstance(block, Grid) and any(c and c.is_header for c in block.rows[0])]
    tables = list(document.tables())
    assert len(grids) == len(tables) == 4
    for grid, table in zip(grids, tables, strict=True):
        head, *rows = cells(grid)
        assert head[1:] == [column.label for column in table.columns]
        blank = [[text or "" for text in row] for row in rows]
        assert blank == [row + [""] * (len(head) - len(row)) for row in expected(table)]


def test_the_headings_of_our_own_report_are_read_back(document, blocks):
    found = [(line.heading, line.text) for line in blocks if isinstance(line, Line) and line.heading]
    wanted = [(section.level, section.title) for section in document.all_sections()]
    assert [(level, text.split("  ")[-1]) for level, text in found][1:] == wanted


def test_a_document_of_python_docx():
    word = docx.Document()
    word.add_heading("Årsredovisning", 0)
    word.add_heading("Noter", 2)
    word.add_paragraph("Första punkten", style="List Bullet")
    word.add_paragraph("Steg ett", style="List Number")
    word.add_paragraph("Steg två", style="List Number")
    word.add_page_break()
    table = word.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "2024"
    table.cell(1, 2).text = "3 685"
    stream = io.BytesIO()
    word.save(stream)
    source, problems = read(stream.getvalue())
    lines = [(line.heading, line.text, line.place.page) for line in source.blocks if isinstance(line, Line)]
    assert [line for line in lines if line[1].strip()] == [
        (0, "Årsredovisning", 1),
        (2, "Noter", 1),
        (0, "• Första punkten", 1),
        (0, "1. Steg ett", 1),
        (0, "2. Steg två", 1),
    ]
    (grid,) = [block for block in source.blocks if isinstance(block, Grid)]
    assert cells(grid) == [["2024", None, ""], ["", "", "3 685"]]
    assert grid.place.page == 2
    assert problems == ()
