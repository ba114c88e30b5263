"""Statements and lists as tables of the document tree."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.core.document.tree import Cell, Column, ColumnKind, EmptyCell, NoteCell, Row, RowRole, Table, TextCell
from samverk.core.money import MoneyUnit
from samverk.core.statements.structure import Statement, StatementRow, StatementSet


def statement_table(statement: Statement, statements: StatementSet, unit: MoneyUnit | None = None) -> Table:
    """Lay out a statement in `unit`, or in its own. A column of note numbers comes first when any row has a note."""
    numbers = {row.id: statements.note_number(row.note_key) if row.note_key else None for row in statement.rows}
    has_notes = any(number is not None for number in numbers.values())
    note_column = (Column("not", "Not", ColumnKind.NOTE),) if has_notes else ()

    def laid_out(row: StatementRow) -> Row:
        number = numbers[row.id]
        note_cell: tuple[Cell, ...] = (EmptyCell() if number is None else NoteCell(number),) if has_notes else ()
        missing = len(statement.columns) - len(row.cells)
        cells = (*note_cell, *row.cells, *(EmptyCell() for _ in range(missing)))
        return Row(row.id, row.label, cells, row.role, row.level, statement.printed_terms(row))

    return Table(
        statement.id,
        statement.title,
        (*note_column, *statement.columns),
        tuple(laid_out(row) for row in statement.rows),
        unit or statement.unit,
        "",
        statement.sign_convention,
        statement.footnote,
    )


def text_table(
    table_id: str, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], footnote: str = ""
) -> Table:
    """A table of words: rows are (label, text, text …), a heading above other rows is (label,).

    A column where no row says anything is left out.
    """
    kept = [place for place in range(1, len(headings)) if any(row[place] for row in rows if len(row) > 1)]
    columns = tuple(Column(f"k{place}", headings[place], ColumnKind.TEXT) for place in kept)
    laid_out = tuple(_text_row(f"rad{number}", row, kept) for number, row in enumerate(rows, 1))
    label_heading = headings[0]
    return Table(table_id, title, columns, laid_out, None, label_heading, footnote=footnote)


def _text_row(row_id: str, row: Sequence[str], kept: Sequence[int]) -> Row:
    """One row of words with the columns that are kept."""
    if len(row) == 1:
        return Row(row_id, row[0], tuple(EmptyCell() for _ in kept), RowRole.HEADING)
    return Row(row_id, row[0], tuple(TextCell(row[place]) if row[place] else EmptyCell() for place in kept))
