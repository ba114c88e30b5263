"""A table of a return as a table of a document: hidden cells bear the house's mark, and one sentence says why."""

from __future__ import annotations

from samverk.core.document.figures import ValueState
from samverk.core.document.present import STATE_WORDS
from samverk.core.document.tree import Column, FigureCell, Row, RowRole, Table
from samverk.core.money import group_thousands
from samverk.core.outcomes.definitions import DEFINITIONS
from samverk.core.outcomes.figures import hidden_state
from samverk.core.outcomes.returned import HiddenBecause, ReturnCell, ReturnTable
from samverk.core.outcomes.table_kinds import ALL, SUB_PROJECT, TABLE_KINDS, TableDimension

HIDDEN_SENTENCE = f"{STATE_WORDS[ValueState.SUPPRESSED]} betyder att antalet inte visas, för att skydda enskilda."
"""What stands under every table where a count is hidden."""

_EVERYONE = "Alla"


def count_cell(value: int | None, reason: HiddenBecause | None = HiddenBecause.PROTECTED) -> FigureCell:
    """A count as it is printed; None is hidden, or not known when `reason` says so."""
    if value is not None:
        return FigureCell(None, 1, group_thousands(value), value)
    state = ValueState.SUPPRESSED if reason is None else hidden_state(reason)
    return FigureCell(None, 1, STATE_WORDS[state], None, state)


def _cell(cell: ReturnCell) -> FigureCell:
    return count_cell(cell.value, cell.reason)


def return_table(table: ReturnTable, names: dict[str, str], *, prefix: str = "tabell") -> Table:
    """The whole table: rows by its first dimension, columns by its second. `names` are those of sub-projects, by id."""
    kind = TABLE_KINDS[table.table]
    rows_by, columns_by = kind.dimensions[0], kind.dimensions[1] if len(kind.dimensions) > 1 else None
    cells = {cell.at: cell for cell in table.cells}
    codes = [*_codes(rows_by, table), ALL]
    if columns_by is None:
        columns: tuple[Column, ...] = (Column("antal", "Antal"),)
        rows = tuple(Row(code, _name(rows_by, code, names), (_cell(cells[code,]),), _role(code)) for code in codes)
    else:
        across = [*_codes(columns_by, table), ALL]
        columns = tuple(Column(code, _name(columns_by, code, names)) for code in across)
        rows = tuple(
            Row(code, _name(rows_by, code, names), tuple(_cell(cells[code, each]) for each in across), _role(code))
            for code in codes
        )
    definition = DEFINITIONS[kind.definition]
    return Table(
        f"{prefix}-{kind.id}",
        kind.title,
        columns,
        rows,
        None,
        rows_by.name,
        footnote=HIDDEN_SENTENCE if any(cell.value is None for cell in table.cells) else "",
        sign_convention=f"{definition.name}: {definition.base}",
    )


def _codes(dimension: TableDimension, table: ReturnTable) -> tuple[str, ...]:
    return table.sub_projects if dimension.id == SUB_PROJECT else dimension.codes


def _name(dimension: TableDimension, code: str, names: dict[str, str]) -> str:
    return _EVERYONE if code == ALL else dimension.names.get(code) or names.get(code, code)


def _role(code: str) -> RowRole:
    return RowRole.TOTAL if code == ALL else RowRole.ITEM
