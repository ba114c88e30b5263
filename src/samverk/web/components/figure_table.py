"""A table of figures as pages show it: every figure opens, notes are links, rows look as in the printed report.

context["table"] = figure_table(statement_table(statement, statements), statements.figures, address_of)
{% include "components/figure_table.html" with table=table %}
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from samverk.core.document.figures import FigureBook
from samverk.core.document.present import Presenter
from samverk.core.document.tree import Cell, ColumnKind, FigureCell, NoteCell, Row, RowRole, Table, TextCell
from samverk.core.money import MoneyUnit

Address = Callable[[str], str]

_UNITS = {
    MoneyUnit.KR: "kronor",
    MoneyUnit.TKR: "tusental kronor (tkr)",
    MoneyUnit.MNKR: "miljoner kronor (mnkr)",
}
_CLASSES = {ColumnKind.FIGURE: "figure", ColumnKind.TEXT: "words", ColumnKind.NOTE: "note"}
_MOST_LEVELS = 3


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What a cell says. `address` "" is plain text; `spoken` is read out where `text` alone would say too little."""

    text: str
    css: str
    address: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its look. A heading spans the table."""

    label: str
    css: str
    is_heading: bool
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table ready to be shown; `width` counts its columns, row labels included."""

    id: str
    title: str
    addition: str
    label_heading: str
    columns: tuple[ShownCell, ...]
    rows: tuple[ShownRow, ...]
    footnote: str

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.columns) + 1


def figure_table(
    table: Table, figures: FigureBook, address: Address, *, unit: MoneyUnit | None = None, note_address: str = ""
) -> FigureTable:
    """Lay out `table` in `unit`, or in its own. `address` gives the page of a figure by its name.

    `note_address` is the page that holds the notes; each is an element with the id `not-5`.
    """
    shown = replace(table, unit=unit) if unit and table.unit else table
    presenter = Presenter({figure.id: figure for figure in figures})
    unit_words = _UNITS[shown.unit] if shown.unit else ""
    addition = ". ".join(part for part in (unit_words.capitalize(), shown.sign_convention.rstrip(".")) if part)
    return FigureTable(
        id=shown.id,
        title=shown.title,
        addition=f"{addition}." if addition else "",
        label_heading=shown.label_heading,
        columns=tuple(ShownCell(column.label, _CLASSES[column.kind]) for column in shown.columns),
        rows=tuple(_row(row, shown, presenter, address, note_address) for row in shown.rows),
        footnote=shown.footnote,
    )


def _row(row: Row, table: Table, presenter: Presenter, address: Address, note_address: str) -> ShownRow:
    level = f" level{min(row.level, _MOST_LEVELS)}" if row.level else ""
    cells = tuple(
        _cell(cell, column.kind, table, presenter, address, note_address)
        for cell, column in zip(row.cells, table.columns, strict=False)
    )
    missing = tuple(ShownCell("", _CLASSES[column.kind]) for column in table.columns[len(cells) :])
    is_heading = row.role is RowRole.HEADING and not any(cell.text for cell in cells)
    return ShownRow(row.label, f"{row.role.value}{level}", is_heading, (*cells, *missing))


def _cell(
    cell: Cell, kind: ColumnKind, table: Table, presenter: Presenter, address: Address, note_address: str
) -> ShownCell:
    match cell:
        case FigureCell(figure_id=str() as name):
            return ShownCell(presenter.cell(cell, table.unit).shown, "figure", address(name))
        case FigureCell():
            return ShownCell(cell.shown, "figure")
        case TextCell():
            return ShownCell(cell.text, "words")
        case NoteCell():
            place = f"{note_address}#not-{cell.number}" if note_address else ""
            return ShownCell(str(cell.number), "note", place, f"Not {cell.number}")
        case _:
            return ShownCell("", _CLASSES[kind])
