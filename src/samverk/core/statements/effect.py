"""What another set of rules would change in the statements, row by row, before anyone decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samverk.core.document.tree import FigureCell
from samverk.core.statements.structure import Statement, StatementSet


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a statement before and after, öre with the sign of print; None where the row is not there."""

    statement: str
    row: str
    before_ore: int | None
    after_ore: int | None


def row_changes(before: StatementSet, after: StatementSet) -> tuple[RowChange, ...]:
    """The rows of income statement, balance sheet and notes that differ in the year of the statements."""
    return tuple(
        change
        for title, old, new in _pairs(before, after)
        for change in _changes(title, _amounts(before, old), _amounts(after, new))
        if change.before_ore != change.after_ore
    )


def _pairs(before: StatementSet, after: StatementSet) -> Iterator[tuple[str, Statement | None, Statement | None]]:
    """The same table before and after, with what it is called."""
    yield before.income_statement.title, before.income_statement, after.income_statement
    yield before.balance_sheet.title, before.balance_sheet, after.balance_sheet
    old, new = ({note.key: note for note in each.notes} for each in (before, after))
    for key in dict.fromkeys((*new, *old)):
        was, is_now = (notes[key].table if key in notes else None for notes in (old, new))
        yield f"Noten {(new.get(key) or old[key]).title}", was, is_now


def _changes(
    title: str, was: dict[str, tuple[str, int | None]], is_now: dict[str, tuple[str, int | None]]
) -> Iterator[RowChange]:
    for row_id in dict.fromkeys((*is_now, *was)):
        label = (is_now.get(row_id) or was[row_id])[0]
        yield RowChange(title, label, was.get(row_id, ("", None))[1], is_now.get(row_id, ("", None))[1])


def _amounts(statements: StatementSet, statement: Statement | None) -> dict[str, tuple[str, int | None]]:
    """Row id → (label, öre as printed) in the first column, the year's own."""
    amounts: dict[str, tuple[str, int | None]] = {}
    for row in statement.rows if statement else ():
        cell = row.cells[0] if row.cells else None
        if isinstance(cell, FigureCell) and cell.figure_id in statements.figures:
            amounts[row.id] = (row.label, cell.sign * statements.figures.ore(str(cell.figure_id)))
    return amounts
