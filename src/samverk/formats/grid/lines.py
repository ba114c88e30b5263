"""A table somebody filled in, CSV or XLSX → lines of cells, where they stand. Never raises for what the bytes are."""

from __future__ import annotations

from samverk.core.review.source import Grid, GridCell
from samverk.formats.grid.cells import read_cells
from samverk.formats.text.encoding import decode
from samverk.formats.xlsx.read import read_xlsx
from samverk.formats.xlsx.sheet import position

_ZIP = b"PK\x03\x04"
_LAST_COLUMN = 100
"""A cell beyond it is a column that no template has."""


def lines_of(data: bytes, name: str, most_rows: int) -> tuple[list[list[str]], str]:
    """The cells of a file, and why nothing of it can be used ("" when it can). `name` is what problems call the file.

    Cells of a workbook stand where they stand in its first sheet; what lies beyond `most_rows` rows or the last column
    is drawn near, so that it is seen as too much.
    """
    if not data.startswith(_ZIP):
        return [list(row.cells) for row in read_cells(decode(data).text.lstrip("\ufeff"))], ""
    source, problems = read_xlsx(data, name)
    grids = [each for each in source.blocks if isinstance(each, Grid)] if source is not None else []
    if not grids:
        return [], problems[0].message if problems else "Arbetsboken har inga celler."
    return _sheet(grids[0], most_rows + 100), ""


def _sheet(grid: Grid, last_row: int) -> list[list[str]]:
    found: dict[tuple[int, int], str] = {}
    for cell in (each for row in grid.rows for each in row if each is not None):
        place = position((cell.place.cell or "").rpartition("!")[2])
        if place is not None and cell.text:
            found[min(place[0], last_row), min(place[1], _LAST_COLUMN)] = _text(cell)
    rows, columns = (max((place[at] for place in found), default=0) for at in (0, 1))
    return [[found.get((row, column), "") for column in range(1, columns + 1)] for row in range(1, rows + 1)]


def _text(cell: GridCell) -> str:
    text = cell.text.strip()
    is_whole = cell.number is not None and cell.number == int(cell.number) and not text.endswith("%")
    return str(int(cell.number or 0)) if is_whole and "-" not in text[1:] else text
