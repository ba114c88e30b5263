"""Our own annual report, read back from its PDF with tags and without: every row of every table, on its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from samverk.core.document.tree import Document, FigureCell, NoteCell, Table, TextCell
from samverk.core.review.source import Grid, Line, Source
from samverk.formats.pdf.read import read_pdf
from samverk.reports.annual.build import build
from samverk.reports.render.everything import render
from tests.factories.documents import sample_document
from tests.factories.lund import lund_facts
from tests.factories.pdf_files import untagged
from tests.factories.pdf_text import text_of

Row = tuple[str, ...]
_NUMBER = re.compile(r"[−-]?\d{1,3}(?: \d{3})*(?:,\d+)?")


@cache
def _document(name: str) -> Document:
    document = sample_document() if name == "sample" else build(lund_facts())[0]
    assert document is not None
    return document


@cache
def _file(name: str) -> bytes:
    return render(_document(name), ["pdf"])["pdf"]


@cache
def _read(name: str, is_tagged: bool) -> Source:
    file = _file(name)
    source, problems = read_pdf(file if is_tagged else untagged(file), "rapport.pdf")
    assert source is not None
    assert problems == ()
    assert source.unreadable_pages == ()
    return source


def _tables(document: Document) -> Iterator[Table]:
    for section in document.all_sections():
        yield from (block for block in section.blocks if isinstance(block, Table))


def _printed_rows(document: Document, kind: type = object) -> list[Row]:
    """Label and what is printed in each column, empty ones left out: what can be seen of rows with such a cell."""
    rows = []
    for table in _tables(document):
        for row in table.rows:
            if not any(isinstance(cell, kind) for cell in row.cells):
                continue
            cells = [row.label]
            for cell in row.cells:
                if isinstance(cell, FigureCell):
                    cells.append(cell.shown)
                elif isinstance(cell, TextCell):
                    cells.append(cell.text)
                elif isinstance(cell, NoteCell):
                    cells.append(str(cell.number))
            rows.append(tuple(_plain(cell) for cell in cells if cell))
    return rows


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _grid_rows(source: Source) -> list[Row]:
    grids = [block for block in source.blocks if isinstance(block, Grid)]
    return [tuple(_plain(cell.text) for cell in row if cell and cell.text) for grid in grids for row in grid.rows]


@pytest.mark.parametrize("name", ["sample", "lund"])
def test_every_row_comes_back_from_the_tags(name: str) -> None:
    expected, found = _printed_rows(_document(name)), _grid_rows(_read(name, True))
    missing = [row for row in expected if row not in found]
    assert missing == []
    assert len(expected) > (10 if name == "sample" else 150)


@pytest.mark.parametrize("name", ["sample", "lund"])
def test_every_row_of_numbers_comes_back_from_the_layout(name: str) -> None:
    lines = [block for block in _read(name, False).blocks if isinstance(block, Line)]
    found = {tuple(re.split(r" {2,}", line.text)) for line in lines}
    expected = _printed_rows(_document(name), FigureCell)
    assert [row for row in expected if row not in found] == []
    assert len(expected) > (10 if name == "sample" else 120)


@pytest.mark.parametrize("is_tagged", [True, False])
@pytest.mark.parametrize("name", ["sample", "lund"])
def test_every_number_is_on_the_page_it_is_printed_on(name: str, is_tagged: bool) -> None:
    pages = ["".join(text.split()) for text in text_of(_file(name))]
    numbers = 0
    for block in _read(name, is_tagged).blocks:
        cells = [block] if isinstance(block, Line) else [cell for row in block.rows for cell in row if cell]
        for cell in cells:
            assert cell.place.page is not None
            assert cell.place.line is not None
            for number in _NUMBER.findall(cell.text):
                numbers += 1
                if isinstance(block, Grid) or not block.is_paragraph:  # a paragraph may go on on the next page
                    assert "".join(number.split()) in pages[cell.place.page - 1]
    assert numbers > 50


def test_headings_keep_their_level_and_running_lines_are_left_out() -> None:
    for is_tagged in (True, False):
        texts = [block.text for block in _read("lund", is_tagged).blocks if isinstance(block, Line)]
        assert not [text for text in texts if re.search(r"\d+ (\(|av )\d+", text) and len(text) < 20]
        assert sum(text.startswith("Lunds samordningsförbund") for text in texts) <= 2
    headings = [
        (block.heading, block.text) for block in _read("lund", True).blocks if isinstance(block, Line) and block.heading
    ]
    for level, heading in ((1, "3 Resultaträkning"), (2, "2.1 Investeringsredovisning"), (3, "Kansliet")):
        assert (level, heading) in headings


def test_captions_are_titles() -> None:
    titles = [block.title for block in _read("lund", True).blocks if isinstance(block, Grid) and block.title]
    assert "Utfall mot budget 2024" in titles
    assert set(titles) <= {table.title for table in _tables(_document("lund"))}
