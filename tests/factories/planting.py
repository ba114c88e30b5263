"""Faults planted in a finished report, one printed number at a time, as people make them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from samverk.core.document.figures import FigureUnit, ValueState
from samverk.core.document.tree import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Emphasis,
    FigureCell,
    FigureReference,
    Inline,
    ItemList,
    Paragraph,
    Remark,
    Row,
    Section,
    Strong,
    Table,
    Text,
    TextCell,
)
from samverk.core.money import MoneyUnit, group_thousands
from tests.factories.checked import change_sections, change_tables


class Planted(NamedTuple):
    """A document with one wrong number: which kind of fault, and where."""

    kind: str
    place: str
    document: Document


def without_figures(document: Document) -> Document:
    """The document as a stranger would read it: printed numbers, no figures, no charts' figures, no trace."""

    def bare(table: Table) -> Table:
        rows = (replace(row, cells=tuple(stripped(cell) for cell in row.cells)) for row in table.rows)
        return replace(table, rows=tuple(rows))

    def stripped(cell: Cell) -> Cell:
        if not isinstance(cell, FigureCell):
            return cell
        figure = document.figures.get(cell.figure_id or "")
        if figure is not None and figure.unit is not FigureUnit.ORE:
            return TextCell(cell.shown)
        return replace(cell, figure_id=None, sign=1)

    def words_only(section: Section) -> Section:
        blocks = (_words_only(block) for block in section.blocks if not isinstance(block, Chart))
        return replace(section, blocks=tuple(blocks))

    read = change_sections(change_tables(document, bare), words_only)
    return replace(read, figures={}, account_pages=(), rounding_notes=())


def _words_only(block: Block) -> Block:
    if isinstance(block, Paragraph | Remark):
        return replace(block, content=tuple(_word(part) for part in block.content))
    if isinstance(block, ItemList):
        return replace(block, items=tuple(tuple(_words_only(part) for part in item) for item in block.items))
    return block


def _word(part: Inline) -> Inline:
    match part:
        case FigureReference():
            return Text(part.shown)
        case Strong() | Emphasis():
            return replace(part, content=tuple(_word(inner) for inner in part.content))
        case _:
            return part


def planted_faults(document: Document) -> Iterator[Planted]:
    """One document per number and fault: two digits swapped, the sign turned, a neighbouring year's number."""
    for table in document.tables():
        for row in table.rows:
            for index, column in enumerate(table.columns):
                cell = row.cells[index] if index < len(row.cells) else None
                if isinstance(cell, FigureCell) and cell.amount is not None and cell.state is ValueState.STATED:
                    step = _step(document, table, cell)
                    for kind, amount in _faults(table, row, index, cell.amount, step):
                        place = f"{table.id} / {row.id} / {column.id}"
                        yield Planted(kind, place, _with(document, table, row, column, amount, step))


def _step(document: Document, table: Table, cell: FigureCell) -> int:
    figure = document.figures.get(cell.figure_id or "")
    if figure is not None and figure.unit is FigureUnit.COUNT:
        return 1
    return (table.unit or MoneyUnit.KR).ore if table.unit else 1


def _faults(table: Table, row: Row, index: int, amount: int, step: int) -> Iterator[tuple[str, int]]:
    swapped = _swapped(amount // step if amount >= 0 else -(-amount // step))
    if swapped is not None:
        yield "swapped digits", swapped * step
    if amount:
        yield "turned sign", -amount
    year = table.columns[index].year
    for other, column in enumerate(table.columns):
        cell = row.cells[other] if other < len(row.cells) else None
        is_previous = year is not None and column.year == year - 1
        if is_previous and isinstance(cell, FigureCell) and cell.amount not in (None, amount):
            yield "last year's number", cell.amount or 0


def _swapped(number: int) -> int | None:
    """The number with the first two unequal neighbouring digits exchanged; None when there are none."""
    digits = str(abs(number))
    for place in range(len(digits) - 1):
        if digits[place] != digits[place + 1] and not (place == 0 and digits[1] == "0"):
            turned = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            return int(turned) * (-1 if number < 0 else 1)
    return None


def _with(document: Document, table: Table, row: Row, column: Column, amount: int, step: int) -> Document:
    def in_table(other: Table) -> Table:
        if other is not table:
            return other
        place = table.columns.index(column)
        old = row.cells[place]
        assert isinstance(old, FigureCell)
        new = replace(old, amount=amount, shown=group_thousands(amount // step if amount >= 0 else -(-amount // step)))
        changed = replace(row, cells=(*row.cells[:place], new, *row.cells[place + 1 :]))
        return replace(table, rows=tuple(changed if each is row else each for each in table.rows))

    return change_tables(document, in_table)
