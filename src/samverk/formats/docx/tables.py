"""The rows and cells of a Word table: spans, cells merged downwards, rows that are headers or deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samverk.formats.docx.markup import COMPATIBILITY, Element, chosen, switch, value_of, whole_number, word

MAX_COLUMNS = 63
"""The most columns that Word allows; a larger span is nonsense."""

_ROW, _CELL = word("tr"), word("tc")
_WRAPPERS = frozenset(word(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_BRANCHES = COMPATIBILITY + "AlternateContent"


@dataclass(slots=True)
class RowCell:
    """A cell: its w:tc, None where a cell from above or nothing covers the column, and its width in columns."""

    element: Element | None
    span: int = 1
    is_header: bool = False


@dataclass(slots=True)
class TableRow:
    """A row's cells in order."""

    cells: list[RowCell]
    is_deleted: bool = False


def read_rows(table: Element) -> Iterator[TableRow]:
    """Every row of a w:tbl in order."""
    for row in _children(table, _ROW):
        properties = row.find(word("trPr"))
        is_header = bool(switch(properties, "tblHeader"))
        is_deleted = properties is not None and properties.find(word("del")) is not None
        yield TableRow(_cells(row, properties, is_header), is_deleted)


def _cells(row: Element, properties: Element | None, is_header: bool) -> list[RowCell]:
    cells = [RowCell(None) for _ in range(_columns(whole_number(value_of(properties, "gridBefore")), 0))]
    for element in _children(row, _CELL):
        own = element.find(word("tcPr"))
        span = max(min(_columns(whole_number(value_of(own, "gridSpan")), 1), MAX_COLUMNS - len(cells)), 1)
        sideways = own.find(word("hMerge")) if own is not None else None
        if sideways is not None and sideways.get(word("val")) != "restart":
            _widen(cells)
            continue
        if _is_covered(own):
            cells += [RowCell(None) for _ in range(span)]
        else:
            cells.append(RowCell(element, span, is_header))
    return cells


def _widen(cells: list[RowCell]) -> None:
    """A cell merged sideways the old way (w:hMerge) makes the one before it a column wider."""
    if cells and cells[-1].element is not None:
        cells[-1].span += 1
    else:
        cells.append(RowCell(None))


def _is_covered(properties: Element | None) -> bool:
    """True for a cell that goes on from the one above: w:vMerge without "restart"."""
    merge = properties.find(word("vMerge")) if properties is not None else None
    return merge is not None and merge.get(word("val")) != "restart"


def _columns(number: int | None, least: int) -> int:
    return min(max(number or 0, least), MAX_COLUMNS)


def _children(parent: Element, wanted: str) -> Iterator[Element]:
    """The children of one kind, out of content controls and other wrappers."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, wanted)
        elif child.tag == _BRANCHES:
            branch = chosen(child)
            if branch is not None:
                yield from _children(branch, wanted)
