"""Where a document prints its figures, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from samverk.core.document.tree import (
    Block,
    Chart,
    Document,
    Emphasis,
    FigureCell,
    FigureReference,
    Inline,
    ItemList,
    Link,
    Paragraph,
    Remark,
    Section,
    Strong,
    Table,
)
from samverk.reports.charts import data_table
from samverk.reports.render.outline import anchor, heading


@dataclass(frozen=True, slots=True)
class Showing:
    """One print of a figure. `count` is 1 for its first print in the document; `place` tells in Swedish where.

    In a table (or the data table of a chart) `table_id`, `row` and `column` (from 0) point at the cell.
    """

    figure_id: str
    count: int
    section_id: str
    place: str
    table_id: str = ""
    row: int = -1
    column: int = -1

    @property
    def anchor(self) -> str:
        """The link target of this very print."""
        return showing_anchor(self.figure_id, self.count)


def showing_anchor(figure_id: str, count: int) -> str:
    """The link target of print number `count` of a figure."""
    return f"shown-{anchor(figure_id)}-{count}"


@dataclass(frozen=True, slots=True)
class _Print:
    figure_id: str
    place: str
    table_id: str = ""
    row: int = -1
    column: int = -1


def showings(document: Document) -> tuple[Showing, ...]:
    """Every print of every figure, in reading order: a section's blocks, then the sections inside it."""
    seen: Counter[str] = Counter()
    found = []
    for section in document.all_sections():
        for part in _of_section(section):
            seen[part.figure_id] += 1
            count = seen[part.figure_id]
            found.append(Showing(part.figure_id, count, section.id, part.place, part.table_id, part.row, part.column))
    return tuple(found)


def _of_section(section: Section) -> Iterator[_Print]:
    for block in section.blocks:
        yield from _of_block(block, f"{heading(section)}, i texten")


def _of_block(block: Block, place: str) -> Iterator[_Print]:
    match block:
        case Paragraph() | Remark():
            for figure_id in _cited(block.content):
                yield _Print(figure_id, place)
        case ItemList():
            for item in block.items:
                for part in item:
                    yield from _of_block(part, place)
        case Table():
            yield from _of_table(block, block.title)
        case Chart():
            yield from _of_table(data_table(block), f"Diagrammet ”{block.title}”")


def _cited(content: tuple[Inline, ...]) -> Iterator[str]:
    for part in content:
        match part:
            case FigureReference():
                yield part.figure_id
            case Strong() | Emphasis() | Link():
                yield from _cited(part.content)


def _of_table(table: Table, title: str) -> Iterator[_Print]:
    for row_index, row in enumerate(table.rows):
        for column_index, cell in enumerate(row.cells):
            if isinstance(cell, FigureCell) and cell.figure_id is not None:
                place = ", ".join(part for part in (title, row.label, table.columns[column_index].label) if part)
                yield _Print(cell.figure_id, place, table.id, row_index, column_index)
