"""How wide the columns of a printed table are, in points, and whether it must lie down on a landscape page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from samverk.core.document.tree import Cell, Column, ColumnKind, FigureCell, NoteCell, Row, RowRole, Table, TextCell
from samverk.reports.charts.lettering import SEMIBOLD, text_width

PROSE = 345.8  # 122 mm
WIDE = 467.7  # 165 mm
LANDSCAPE = 714.3  # 252 mm
SIZES = (9.5, 8.5)  # the smaller one is taken before the page is turned
_PADDING = 10.0  # both sides of a cell
_INDENT = 9.0
_LONGEST_HEADING = 74.0  # a longer heading takes more lines, its words hyphenated
_LEAST_LABEL = 110.0
_LONGEST_WORD = 80.0  # a longer word in a column of words is hyphenated
_KEPT_WHOLE = 580.0  # a table of figures that is lower never breaks over pages: it fits on one with its title
_WORDS_KEPT_WHOLE = 300.0  # words read as well over a page break, and their rows are high
_CAPITAL, _LEADING = 0.66, 5.0  # height of a capital in type sizes; points between lines
_AIR, _LESS_AIR = 3.6, 2.7  # points above and below a row; the less in tables of many rows
_MANY_ROWS = 20
_AROUND = 60.0  # about what a table's title, heading row, footnotes and surroundings take
_STEP = 4.0  # points given at a time to the column of words that needs them most
_ALIGN = {ColumnKind.FIGURE: "right", ColumnKind.TEXT: "left", ColumnKind.NOTE: "center"}


def table_data(table: Table, notes: Mapping[int, str], *, title: str) -> dict[str, Any]:
    """The table as report.typ sets it. `notes` maps a note's number to its anchor; `title` is "" when already said.

    A column width of 0 takes what is left. Widths are points.
    """
    size, room = _fit(table)
    widths = _widths(table, size, room)
    heading, addition = _unit_words(table)
    height = _height(table, size, [room - sum(widths), *widths[1:]])
    return {
        "kind": "table",
        "title": title,
        "addition": addition,
        "size": size,
        "width": room,
        "air": _air(table),
        "landscape": room > WIDE,
        "whole": height <= (_WORDS_KEPT_WHOLE if _texts(table) else _KEPT_WHOLE),
        "columns": widths,
        "wordy": [True, *(column.kind is ColumnKind.TEXT for column in table.columns)],
        "align": ["left", *(_ALIGN[column.kind] for column in table.columns)],
        "head": [heading, *(column.label for column in table.columns)],
        "rows": [_row(row, notes) for row in table.rows],
        "below": [sentence for sentence in (table.footnote, table.sign_convention) if sentence],
    }


def printed_height(table: Table) -> float:
    """About how many points of an upright page the table takes with its title; infinite when it lies down."""
    size, room = _fit(table)
    if room > WIDE:
        return math.inf
    widths = _widths(table, size, room)
    return _height(table, size, [room - sum(widths), *widths[1:]]) + _AROUND


def _air(table: Table) -> float:
    """Points above and below each row: a long table stands a little closer."""
    return _LESS_AIR if len(table.rows) > _MANY_ROWS else _AIR


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
            return size, PROSE if natural <= PROSE and not _texts(table) else WIDE
    for size in SIZES:
        if _needed(table, size) <= LANDSCAPE:
            return size, LANDSCAPE
    return SIZES[-1] - 1, LANDSCAPE


def _texts(table: Table) -> list[int]:
    """Which columns hold words."""
    return [index for index, column in enumerate(table.columns) if column.kind is ColumnKind.TEXT]


def _needed(table: Table, size: float) -> float:
    """The least width of the whole table."""
    least = (
        _least_text(table, index, size) if column.kind is ColumnKind.TEXT else _fixed_width(table, index, size)
        for index, column in enumerate(table.columns)
    )
    return _LEAST_LABEL + sum(least)


def _label_width(table: Table, size: float) -> float:
    return max(
        (text_width(row.label, size) * SEMIBOLD + row.level * _INDENT for row in table.rows if row.cells), default=0
    )


def _cells(table: Table, index: int) -> list[str]:
    """The words of a column, its heading last."""
    return [*(_words(row.cells[index]) for row in table.rows if index < len(row.cells)), table.columns[index].label]


def _least_text(table: Table, index: int, size: float) -> float:
    """Width of a column of words by its longest word."""
    longest = max(text_width(word, size) for cell in _cells(table, index) for word in cell.split(" "))
    return min(longest, _LONGEST_WORD) * SEMIBOLD + _PADDING


def _fixed_width(table: Table, index: int, size: float) -> float:
    """Width of a column of figures or notes."""
    cells = _cells(table, index)[:-1]
    longest = max((text_width(word, size) for cell in cells for word in cell.split(" ")), default=0)
    whole = max((text_width(cell, size) for cell in cells), default=0)
    numbers = max(longest, min(whole, _LONGEST_HEADING))
    return max(numbers * SEMIBOLD, _heading_width(table.columns[index], size)) + _PADDING


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
        breaks = max(
            text_width(text, size) // max(width - _PADDING, 1) for text, width in zip(words, widths, strict=False)
        )
        height += (breaks + 1) * (size * _CAPITAL + _LEADING) - _LEADING + 2 * _air(table)
    return height


def _widths(table: Table, size: float, room: float) -> list[float]:
    """One width per column, the label's first.

    Figure columns are equally wide when there is room for that. Columns of words, the labels among them, share what
    is left so that the table becomes low.
    """
    texts = _texts(table)
    fixed = {index: _fixed_width(table, index, size) for index in range(len(table.columns)) if index not in texts}
    figures = [index for index in fixed if table.columns[index].kind is ColumnKind.FIGURE]
    widest = max((fixed[index] for index in figures), default=0)
    least = {index: _least_text(table, index, size) for index in texts}
    even = {index: widest if index in figures else width for index, width in fixed.items()}
    if sum(even.values()) + sum(least.values()) + _LEAST_LABEL <= room:
        fixed = even
    left = room - _LEAST_LABEL - sum(fixed.values()) - sum(least.values())
    shared = _shared(table, size, least, left) if texts else {}
    return [0, *(round((fixed | shared)[index], 1) for index in range(len(table.columns)))]


_LABEL = -1  # the place of the label column among columns of words


def _shared(table: Table, size: float, least: Mapping[int, float], left: float) -> dict[int, float]:
    """Widths of the columns of words, from their `least`, with `left` points to share with the labels.

    A little at a time goes to the column that makes the most rows high; what no column needs is spread evenly.
    """
    widths = {_LABEL: _LEAST_LABEL, **least}
    lengths = [
        {index: text_width(words, size) * SEMIBOLD for index, words in _row_words(row, widths).items()}
        for row in table.rows
        if row.role is not RowRole.HEADING
    ]
    while left >= _STEP:
        needs = dict.fromkeys(widths, 0.0)
        for row in lengths:
            lines, index = max((length / (widths[index] - _PADDING), index) for index, length in row.items())
            needs[index] += lines if lines > 1 else 0
        neediest = max(needs, key=lambda index: needs[index])
        if not needs[neediest]:
            break
        widths[neediest] += _STEP
        left -= _STEP
    spare = max(left, 0) / len(widths)
    return {index: width + spare for index, width in widths.items() if index != _LABEL}


def _row_words(row: Row, places: Iterable[int]) -> dict[int, str]:
    """What stands in the label (at _LABEL) and in the columns of words of a row."""
    return {
        index: row.label if index == _LABEL else _words(row.cells[index]) for index in places if index < len(row.cells)
    }
