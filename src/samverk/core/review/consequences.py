"""What else changes when a wrong sum is put right: rows that were worked out from it and hold as printed."""

from __future__ import annotations

from collections.abc import Iterator

from samverk.core.checks.finding import Finding, Verdict
from samverk.core.document.tree import Document, FigureCell, Row, Table
from samverk.core.money import MoneyUnit, format_amount

_DEEPEST = 4


def consequences(finding: Finding, document: Document) -> tuple[str, ...]:
    """Swedish sentences on the rows that build on the wrong number; empty when none does, or when little is certain."""
    fault = finding.fault
    if fault is None or not fault.cells or not fault.difference_ore or finding.verdict is not Verdict.FAULT:
        return ()
    cell = fault.cells[0]
    table = document.table(cell.table)
    row = table.row(cell.row) if table else None
    if table is None or row is None or not row.terms or fault.lies_in_rows:
        return ()
    column = next((index for index, each in enumerate(table.columns) if each.id == cell.column), None)
    if column is None:
        return ()
    return tuple(_above(table, row, column, -fault.difference_ore, _DEEPEST))


def _above(table: Table, row: Row, column: int, change: int, depth: int) -> Iterator[str]:
    for other in table.rows if depth else ():
        sign = next((term.sign for term in other.terms if term.row_id == row.id), 0)
        printed = other.cells[column] if column < len(other.cells) else None
        if not sign or not isinstance(printed, FigureCell) or printed.amount is None:
            continue
        if not _holds(table, other, column):
            continue  # the row was worked out from the right number, or is wrong for a reason of its own
        unit = table.unit or MoneyUnit.KR
        right = format_amount(printed.amount + sign * change, unit, printed.decimals)
        label = f"{other.label}, {table.columns[column].label}"
        yield f"{label} är räknad med det felaktiga talet: {printed.shown} blir {right}."
        yield from _above(table, other, column, sign * change, depth - 1)


def _holds(table: Table, row: Row, column: int) -> bool:
    cells = [(table.row(term.row_id), term.sign) for term in row.terms]
    parts = [(each.cells[column], sign) for each, sign in cells if each is not None and column < len(each.cells)]
    amounts = [sign * part.amount for part, sign in parts if isinstance(part, FigureCell) and part.amount is not None]
    total = row.cells[column]
    if not isinstance(total, FigureCell) or total.amount is None:
        return False
    slack = (table.unit or MoneyUnit.KR).ore * (len(amounts) + 1)
    return 2 * abs(total.amount - sum(amounts)) < slack
