"""Workbooks made by hand and with XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter

from samverk.core.problems import Problem
from samverk.core.review.source import Grid, GridCell, Source
from samverk.formats.xlsx.read import read_xlsx
from tests.formats.docx.making import OFFICE, relations, zipped

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NAMES = f'xmlns="{OFFICE}/spreadsheetml/2006/main" xmlns:r="{OFFICE}/officeDocument/2006/relationships"'
LISTED = '<sheet name="Blad" sheetId="1" r:id="rId1"/>'


def sheet_parts(rows: str, after: str = "", before: str = "", **beside: str) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet "Blad". `beside` gives the insides of sharedStrings and styles."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {NAMES}><sheets>{LISTED}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), *((kind, f"{kind}.xml") for kind in beside)
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {NAMES}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>",
    }
    tags = {"sharedStrings": "sst", "styles": "styleSheet"}
    for kind, content in beside.items():
        parts[f"xl/{kind}.xml"] = f"<{tags[kind]} {NAMES}>{content}</{tags[kind]}>"
    return parts


def sheet_file(rows: str, after: str = "", before: str = "", **beside: str) -> bytes:
    """A whole .xlsx with these rows."""
    return zipped(sheet_parts(rows, after, before, **beside))


def styles(*codes: str) -> str:
    """A style sheet with one cell format for each number format; the first is number 0."""
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for number, code in enumerate(codes, 164)
    )
    looks = "".join(f'<xf numFmtId="{number}" fontId="0"/>' for number in range(164, 164 + len(codes)))
    return f"<numFmts>{formats}</numFmts><fonts><font/></fonts><cellXfs>{looks}</cellXfs>"


def written(fill: Callable[[Any], None], **options: object) -> bytes:
    """A workbook of XlsxWriter; `fill` gets the workbook."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as workbook:
        fill(workbook)
    return stream.getvalue()


def read(data: bytes) -> tuple[Source, tuple[Problem, ...]]:
    """Read what must be readable."""
    source, problems = read_xlsx(data, "bok.xlsx")
    assert source is not None, problems
    return source, problems


def grid(data: bytes) -> Grid:
    """The first sheet."""
    block = read(data)[0].blocks[0]
    assert isinstance(block, Grid)
    return block


def cell(data: bytes) -> GridCell:
    """The first cell of the first sheet."""
    found = grid(data).rows[0][0]
    assert found is not None
    return found


def texts(found: Grid) -> list[list[str | None]]:
    """The texts of a grid's cells, None where there is no cell."""
    return [[cell.text if cell is not None else None for cell in row] for row in found.rows]


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of problems in order."""
    return [problem.code for problem in problems]
