"""One table as lines of text, in each layout. Numbers carry a mark, a letter that prints nothing, to be found by."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.factories.strangers.draft import Column, Key, Number, Row, Sheet
from tests.factories.strangers.style import Style, printed

FIRST_MARK = 0xF0000
MARK = re.compile("[\U000f0000-\U000ffffd]")
LONG_LABEL = 34


class Laid(NamedTuple):
    """A table as lines: what stands over it once, its headings (repeated on a new page), its rows."""

    above: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[str, ...]


def width(text: str) -> int:
    """How many letters are seen."""
    return len(MARK.sub("", text))


def ordered(sheet: Sheet, style: Style) -> Sheet:
    """The sheet with its columns in this stranger's order, with or without the column of notes."""

    def age(place: int) -> tuple[bool, int]:
        column = sheet.columns[place]
        return column.role != "note", (column.year or 0) * (1 if style.year_order == "oldest" else -1)

    roles = {column.role: place for place, column in enumerate(sheet.columns)}
    places = list(range(len(sheet.columns)))
    if roles.keys() <= {"outcome", "previous", "note"}:
        places.sort(key=age)
    elif "previous" in roles and style.year_order == "oldest":
        places.insert(0, places.pop(roles["previous"]))
    if style.budget_first and {"outcome", "budget"} <= roles.keys():
        first, second = places.index(roles["outcome"]), places.index(roles["budget"])
        places[first], places[second] = places[second], places[first]
    if not style.has_notes_column:
        places = [place for place in places if sheet.columns[place].role != "note"]
    rows = tuple(
        Row(r.id, r.label, tuple(r.cells[place] for place in places), r.role, r.level, r.terms) for r in sheet.rows
    )
    return Sheet(sheet.id, sheet.title, tuple(sheet.columns[place] for place in places), rows, sheet.step)


def lay_out(
    sheet: Sheet, style: Style, labels: dict[str, str], headings: dict[str, str], unit: str, mark: Callable[[Key], str]
) -> Laid:
    """The lines of a table whose columns are in order. `labels` by row, `headings` by column."""
    heads = [headings[column.id] for column in sheet.columns]
    label_head = {"label": f"Belopp i {unit}", "line": "", "title": ""}[style.unit_at] if unit else ""
    above = (f"Belopp i {unit}.",) if unit and style.unit_at == "line" else ()
    rows = [(_indented(labels[row.id], row, style), _cells(sheet, row, style, unit, mark)) for row in sheet.rows]
    header_rows = _header_rows(label_head, heads, style)
    laid = {"tabs": _tabs, "aligned": _aligned, "single": _single, "stacked": _stacked}[style.layout]
    top, body = laid(header_rows, rows, style, sheet.columns)
    return Laid(above, tuple(top), tuple(body))


_Rows = Sequence[tuple[str, list[str]]]
_Lines = tuple[list[str], list[str]]


def _indented(label: str, row: Row, style: Style) -> str:
    return "  " * row.level + label if style.indents and style.layout == "aligned" else label


def _cells(sheet: Sheet, row: Row, style: Style, unit: str, mark: Callable[[Key], str]) -> list[str]:
    texts = []
    for column, cell in zip(sheet.columns, row.cells, strict=True):
        if isinstance(cell, Number):
            text = mark(Key(sheet.id, row.id, column.id)) + printed(cell, style)
            if style.unit_in_cells and sheet.id == "balanskravsresultat":
                text += f" {unit}"
            texts.append(text)
        else:
            texts.append(cell or "")
    return texts


def _header_rows(label_head: str, heads: list[str], style: Style) -> list[tuple[str, list[str]]]:
    if style.header_lines == 1:
        return [(label_head, heads)]
    split = [head.rpartition(" ") for head in heads]
    first = [before for before, _space, _last in split]
    second = [last for _before, _space, last in split]
    if not any(first) or (style.layout == "single" and not all(first)):
        return [(label_head, heads)]  # with single spaces no one could tell what a word on its own stands over
    return [(label_head, first), ("", second)]


def _tabs(header: _Rows, rows: _Rows, style: Style, columns: tuple[Column, ...]) -> _Lines:
    def line(label: str, cells: list[str]) -> str:
        return "\t".join((label, *cells))

    return [line(*row) for row in header], [line(*row) for row in rows]


def _single(header: _Rows, rows: _Rows, style: Style, columns: tuple[Column, ...]) -> _Lines:
    def lines(label: str, cells: list[str]) -> list[str]:
        numbers = " ".join(cell for cell in cells if cell)
        if style.breaks_labels and width(label) > LONG_LABEL and numbers:
            first, second = _broken(label)
            return [first, f"{second} {numbers}"]
        return [f"{label} {numbers}".strip()]

    return [each for row in header for each in lines(*row)], [each for row in rows for each in lines(*row)]


def _stacked(header: _Rows, rows: _Rows, style: Style, columns: tuple[Column, ...]) -> _Lines:
    def lines(label: str, cells: list[str]) -> list[str]:
        return [part for part in (label, *cells) if part]

    return [each for row in header for each in lines(*row)], [each for row in rows for each in lines(*row)]


def _aligned(header: _Rows, rows: _Rows, style: Style, columns: tuple[Column, ...]) -> _Lines:
    everything = [*header, *rows]
    widths = [max(width(cells[place]) for _label, cells in everything) for place in range(len(columns))]
    left = max((width(label) for label, _cells in rows), default=0)
    left = max(min(left, LONG_LABEL + 8) if style.breaks_labels else left, *(width(label) for label, _ in header))

    def line(label: str, cells: list[str]) -> list[str]:
        before = []
        if width(label) > left and any(cells):
            first, label = _broken(label)
            before = [first]
        text = label + " " * (left - width(label))
        for cell, wide in zip(cells, widths, strict=True):
            text += " " * (style.gap + wide - width(cell)) + cell
        return [*before, text.rstrip()]

    return [each for row in header for each in line(*row)], [each for row in rows for each in line(*row)]


def _broken(label: str) -> tuple[str, str]:
    """A label over two lines, cut at the space nearest its middle."""
    spaces = [place for place, letter in enumerate(label) if letter == " " and label[:place].strip()]
    if not spaces:
        return "", label
    cut = min(spaces, key=lambda place: abs(place - len(label) // 2))
    return label[:cut], label[cut + 1 :]
