"""How wide the columns of a printed table are, in points, and whether it must lie down on a landscape page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from samverk.core.document.tree import Cell, Column, ColumnKind, FigureCell, NoteCell, Row, Table, TextCell
from samverk.reports.charts.lettering import SEMIBOLD, text_width

PROSE = 345.8  # 122 mm
WIDE = 467.7  # 165 mm
LANDSCAPE = 714.3  # 252 mm
SIZES = (9.5, 8.5)  # the smaller one is taken before the page is turned
_PADDING = 10.0  # both sides of a cell
_INDENT = 9.0
_LONGEST_HEADING = 74.0  # a longer heading takes more lines, its words hyphenated
_LEAST_LABEL, _LEAST_TEXT = 110.0, 90.0
_KEPT_WHOLE = 420.0  # a lower table never breaks over pages: three fifths of a page
_LINE, _ROW_PADDING = 1.2, 7.2  # height of a line in type sizes, and of the air in a row
_ALIGN = {ColumnKind.FIGURE: "right", ColumnKind.TEXT: "left", ColumnKind.NOTE: "center"}


def table_data(table: Table, notes: Mapping[int, str], *, title: str) -> dict[str, Any]:
    """The table as report.typ sets it. `notes` maps a note's number to its anchor; `title` is "" when already said.

    A column width of 0 takes what is left. Widths are points.
    """
    size, room = _fit(table)
    widths = _widths(table, size, room)
    heading, addition = _unit_words(table)
    return {
        "kind": "table",
        "title": title,
        "addition": addition,
        "size": size,
        "width": room,
        "landscape": room > WIDE,
        "whole": _height(table, size, [room - sum(widths), *widths[1:]]) <= _KEPT_WHOLE,
        "columns": widths,
        "wordy": [True, *(column.kind is ColumnKind.TEXT for column in table.columns)],
        "align": ["left", *(_ALIGN[column.kind] for column in table.columns)],
        "head": [heading, *(column.label for column in table.columns)],
        "rows": [_row(row, notes) for row in table.rows],
        "below": [sentence for sentence in (table.footnote, table.sign_convention) if sentence],
    }


def _unit_words(table: Table) -> tuple[str, str]:
    """The heading of the label column and the line under the title; one of them names the unit, once."""
    has_figures = any(column.kind is ColumnKind.FIGURE for column in table.columns)
    if table.unit is None or not has_figures:
        return table.label_heading, ""
    unit = f"Belopp i {table.unit.value}"
    if not table.label_heading:
        return unit, ""
    is_named = re.search(rf"\b{table.unit.value}\b", f"{table.title} {table.label_heading}") is not None
    return table.label_heading, "" if is_named else unit


def _row(row: Row, notes: Mapping[int, str]) -> list[Any]:
    return [row.role.value, row.level, row.label, *(_cell(cell, notes) for cell in row.cells)]


def _cell(cell: Cell, notes: Mapping[int, str]) -> str | list[str]:
    """What stands in the cell; a note's number comes with the anchor of the note when there is one."""
    if isinstance(cell, NoteCell) and cell.number in notes:
        return [str(cell.number), notes[cell.number]]
    return _words(cell)


def _words(cell: Cell) -> str:
    match cell:
        case FigureCell():
            return cell.shown
        case TextCell():
            return cell.text
        case NoteCell():
            return str(cell.number)
        case _:
            return ""


def _fit(table: Table) -> tuple[float, float]:
    """The type size and the room (prose column, wide column, landscape page) that hold the table."""
    for size in SIZES:
        needed = _needed(table, size)
        if needed <= WIDE:
            natural = needed - _LEAST_LABEL + min(_label_width(table, size), PROSE)
            return size, PROSE if natural <= PROSE and _is_narrow(table) else WIDE
    for size in SIZES:
        if _needed(table, size) <= LANDSCAPE:
            return size, LANDSCAPE
    return SIZES[-1] - 1, LANDSCAPE


def _is_narrow(table: Table) -> bool:
    return not any(column.kind is ColumnKind.TEXT for column in table.columns)


def _needed(table: Table, size: float) -> float:
    fixed = sum(_fixed_width(table, index, size) or _LEAST_TEXT for index in range(len(table.columns)))
    return _LEAST_LABEL + fixed


def _label_width(table: Table, size: float) -> float:
    return max(
        (text_width(row.label, size) * SEMIBOLD + row.level * _INDENT for row in table.rows if row.cells), default=0
    )


def _fixed_width(table: Table, index: int, size: float) -> float:
    """Width of a figure or note column; 0 for text, which shares what is left."""
    column = table.columns[index]
    if column.kind is ColumnKind.TEXT:
        return 0
    cells = [_words(row.cells[index]) for row in table.rows if index < len(row.cells)]
    longest = max((text_width(word, size) for cell in cells for word in cell.split(" ")), default=0)
    whole = max((text_width(cell, size) for cell in cells), default=0)
    numbers = max(longest, min(whole, _LONGEST_HEADING))
    return max(numbers * SEMIBOLD, _heading_width(column, size)) + _PADDING


def _heading_width(column: Column, size: float) -> float:
    """The least width that sets the heading in two lines; a very long word is hyphenated instead."""
    words = column.label.split(" ")
    splits = range(1, len(words) + 1)
    best = min(max(text_width(" ".join(part), size) for part in (words[:split], words[split:])) for split in splits)
    return min(best * SEMIBOLD, _LONGEST_HEADING)


def _height(table: Table, size: float, widths: list[float]) -> float:
    """About how high the rows are, their words broken over lines."""
    height = 0.0
    for row in table.rows:
        words = (row.label, *(_words(cell) for cell in row.cells))
        lines = max(
            text_width(text, size) // max(width - _PADDING, 1) for text, width in zip(words, widths, strict=False)
        )
        height += (lines + 1) * size * _LINE + _ROW_PADDING
    return height


def _widths(table: Table, size: float, room: float) -> list[float]:
    """One width per column, the label's first. Figure columns are equally wide when there is room for that."""
    fixed = [_fixed_width(table, index, size) for index in range(len(table.columns))]
    figures = [index for index, column in enumerate(table.columns) if column.kind is ColumnKind.FIGURE]
    texts = [index for index, width in enumerate(fixed) if width == 0]
    widest = max((fixed[index] for index in figures), default=0)
    even = [widest if index in figures else width for index, width in enumerate(fixed)]
    flexible = _LEAST_LABEL + _LEAST_TEXT * len(texts)
    columns = even if sum(even) + flexible <= room else fixed
    if texts:
        left = (room - sum(columns)) / (len(texts) + 1)
        columns = [width or left for width in columns]
    return [0, *(round(width, 1) for width in columns)]
