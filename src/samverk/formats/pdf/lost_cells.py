"""Empty cells that a file does not tag, given back their columns.

Chromium leaves an empty cell out of the tag tree, and the numbers after it would slide one column to the left. The rows
that have all their cells show where each column is printed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from samverk.core.review.source import GridCell

Row = tuple[GridCell | None, ...]
Extent = tuple[float, float] | None
"""Left and right of what is printed in a cell, None when nothing is."""


def with_lost_cells(rows: list[Row], extents: list[list[Extent]]) -> list[Row]:
    """The rows, each short one with empty cells where its columns are empty; `extents` one for each tagged cell.

    A row is left as it is when it has merged cells, or when its cells cannot be told to their columns.
    """
    width = max((len(row) for row in rows), default=0)
    if all(len(row) == width for row in rows):
        return rows
    columns = _columns(rows, extents, width)
    if columns is None:
        return rows
    return [
        _spread(row, extent, columns) if len(row) < width and _is_plain(row, extent) else row
        for row, extent in zip(rows, extents, strict=True)
    ]


def _columns(rows: list[Row], extents: list[list[Extent]], width: int) -> list[tuple[float, float]] | None:
    """Where each column is printed; None when a column is not seen or two of them overlap."""
    found: list[Extent] = [None] * width
    for row, extent in zip(rows, extents, strict=True):
        if len(row) == width and _is_plain(row, extent):
            for column, sides in enumerate(extent):
                before = found[column]
                if sides is not None:
                    found[column] = sides if before is None else (min(before[0], sides[0]), max(before[1], sides[1]))
    columns = [sides for sides in found if sides is not None]
    is_parted = all(one[1] <= two[0] for one, two in itertools.pairwise(columns))
    return columns if len(columns) == width and is_parted else None


def _is_plain(row: Row, extent: Sequence[Extent]) -> bool:
    return len(row) == len(extent) and all(cell is not None and cell.span == 1 for cell in row)


def _spread(row: Row, extent: Sequence[Extent], columns: list[tuple[float, float]]) -> Row:
    spread: list[GridCell | None] = [None] * len(columns)
    for cell, sides in zip(row, extent, strict=True):
        if cell is None or sides is None:
            return row  # an empty cell that is tagged: the file does not leave them out
        column = max(range(len(columns)), key=lambda at: _overlap(columns[at], sides))
        if spread[column] is not None:
            return row
        spread[column] = cell
    first = next(cell for cell in row if cell is not None)
    return tuple(cell or GridCell("", first.place) for cell in spread)


def _overlap(one: tuple[float, float], two: tuple[float, float]) -> float:
    """How far two extents overlap; below nought, how far apart they are."""
    return min(one[1], two[1]) - max(one[0], two[0])
