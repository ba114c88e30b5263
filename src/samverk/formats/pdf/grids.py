"""A tagged table → a `Grid`: cells in their columns, merged ones once, a header repeated on a new page dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from samverk.core.document.tree import Place
from samverk.core.review.source import Grid, GridCell
from samverk.formats.pdf.flowing import flowing_text, is_bold
from samverk.formats.pdf.lost_cells import Extent, Row, with_lost_cells
from samverk.formats.pdf.pieces import Piece
from samverk.formats.pdf.tag_nodes import Mark, TagNode

PiecesOf = Callable[[TagNode], list[Piece]]
PlaceOf = Callable[[TagNode], Place | None]
_PARTS = frozenset(("THead", "TBody", "TFoot", "Sect", "Div", "NonStruct", "Part"))
_MOST_COLUMNS = 300
NO_TEXT = frozenset(("Figure", "Formula", "Form", "Annot", "Artifact", "Private"))


def grid_of(table: TagNode, title: str, pieces_of: PiecesOf, place_of: PlaceOf) -> Grid | None:
    """The table; None when nothing is printed in it."""
    place = place_of(table)
    if place is None:
        return None
    rows: list[Row] = []
    extents: list[list[Extent]] = []
    below: dict[int, int] = {}  # columns covered by a cell of a row above, and for how many rows still
    at = place
    for held in _rows(table):
        at = place_of(held) or at
        row = _row(held, below, at, pieces_of, place_of)
        if row and not _is_repeated(row, rows):
            rows.append(row)
            extents.append([_extent(pieces_of(cell)) for cell in _cells(held)])
    rows = with_lost_cells(rows, extents)
    return Grid(tuple(rows), place, title) if rows else None


def marks_in(node: TagNode) -> Iterator[Mark]:
    """The marked contents of an element, in reading order, without those of pictures."""
    for kid in node.kids:
        if isinstance(kid, tuple):
            yield kid
        elif kid.tag not in NO_TEXT:
            yield from marks_in(kid)


def joined(grids: Sequence[Grid]) -> Grid:
    """The parts of a table as one, headers repeated left out."""
    rows = list(grids[0].rows)
    for grid in grids[1:]:
        rows += [row for row in grid.rows if not _is_repeated(row, rows)]
    return Grid(tuple(rows), grids[0].place, grids[0].title)


def is_continued(grid: Grid, after: Grid) -> bool:
    """True when `after`, which follows right after `grid`, is the same table on the next page."""
    last, first = row_page(grid.rows[-1]), row_page(after.rows[0])
    width = max(len(row) for row in grid.rows)
    if last is None or first != last + 1 or after.title not in ("", grid.title):
        return False
    if width != max(len(row) for row in after.rows) or not _is_header(grid.rows[0]):
        return False
    return not _is_header(after.rows[0]) or _texts(after.rows[0]) == _texts(grid.rows[0])


def _rows(node: TagNode) -> Iterator[TagNode]:
    for kid in node.kids:
        if isinstance(kid, TagNode):
            if kid.tag == "TR":
                yield kid
            elif kid.tag in _PARTS:
                yield from _rows(kid)


def _row(held: TagNode, below: dict[int, int], row_place: Place, pieces_of: PiecesOf, place_of: PlaceOf) -> Row:
    row: list[GridCell | None] = []
    started: dict[int, int] = {}
    for cell in _cells(held):
        while below.get(len(row), 0):
            row.append(None)
        if len(row) + cell.columns > _MOST_COLUMNS:
            break
        pieces = pieces_of(cell)
        is_header = cell.tag == "TH" and not cell.is_row_header
        place = place_of(cell) or row_place
        for column in range(len(row), len(row) + cell.columns):
            started[column] = cell.rows - 1
        row.append(
            GridCell(
                flowing_text(pieces), place, is_header=is_header, is_bold=bool(pieces) and is_bold(pieces),
                span=cell.columns,
            )
        )  # fmt: skip
        row += [None] * (cell.columns - 1)
    while below.get(len(row), 0):
        row.append(None)
    for column in list(below):
        below[column] = max(below[column] - 1, 0)
    below.update(started)
    return tuple(row)


def _cells(row: TagNode) -> list[TagNode]:
    return [kid for kid in row.kids if isinstance(kid, TagNode) and kid.tag not in NO_TEXT]


def _extent(pieces: list[Piece]) -> Extent:
    """Left and right of what is printed in a cell."""
    return (min(piece.left for piece in pieces), max(piece.right for piece in pieces)) if pieces else None


def _is_repeated(row: Row, rows: Sequence[Row]) -> bool:
    """True for a header row that an earlier page has."""
    if not rows or not _is_header(row):
        return False
    page, texts = row_page(row), _texts(row)
    if page == row_page(rows[0]):
        return False
    for above in rows:
        if not _is_header(above):
            return False
        if _texts(above) == texts:
            return True
    return False


def _is_header(row: Row) -> bool:
    cells = [cell for cell in row if cell is not None]
    return bool(cells) and all(cell.is_header for cell in cells)


def _texts(row: Row) -> list[str]:
    return [cell.text if cell is not None else "" for cell in row]


def row_page(row: Row) -> int | None:
    """The page of the row's first cell."""
    return next((cell.place.page for cell in row if cell is not None), None)
