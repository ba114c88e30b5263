"""What a statement says, row by row, before any report lays it out.

A `Statement` holds no numbers: its cells name figures of the `FigureBook`, so a report, a check and a spreadsheet all
show the same ones. `StatementSet` is everything `build_figures` makes of one year's facts:

- `figures`: every figure, with terms and sources;
- one `Statement` per table, rows in the order of the law or the national template (LKBR 5, 6, 8 and 10 kap.);
- `notes`: numbered in the order the statements refer to them, from 2 (note 1 is the accounting principles, words only).

How to lay out a row: `cells[i]` belongs to `columns[i]`; `FigureCell.sign` −1 prints the figure with its sign turned,
as `sign_convention` says; `printed_terms` gives a sum's addends with the signs of print.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from samverk.core.document.figures import FigureBook
from samverk.core.document.tree import Column, EmptyCell, FigureCell, RowRole, RowTerm
from samverk.core.money import MoneyUnit
from samverk.core.statements.mapping import MappedBooks


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A row. `cells` name figures; `note_key` is the note that specifies the row, "" for none.

    `terms`: the rows that a sum adds up, with the signs that hold for the *figures* (costs are negative there).
    `group`: what the row belongs to in a grouped table, the `Direction` value of a measure, else "".
    """

    id: str
    label: str
    cells: tuple[FigureCell | EmptyCell, ...] = ()
    role: RowRole = RowRole.ITEM
    level: int = 0
    terms: tuple[RowTerm, ...] = ()
    note_key: str = ""
    group: str = ""

    def figure_id(self, position: int) -> str | None:
        """The name of the figure in column number `position` (from 0), None where the cell is empty."""
        cell = self.cells[position] if position < len(self.cells) else EmptyCell()
        return cell.figure_id if isinstance(cell, FigureCell) else None


@dataclass(frozen=True, slots=True)
class Statement:
    """A table of figures. Column roles: outcome, previous, budget, deviation, forecast, plan.

    `unit` None: the rows hold shares or counts, each figure says which.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[StatementRow, ...]
    unit: MoneyUnit | None = MoneyUnit.KR
    sign_convention: str = ""
    footnote: str = ""

    def row(self, row_id: str) -> StatementRow | None:
        """The row called `row_id`, None when the statement has none."""
        return next((row for row in self.rows if row.id == row_id), None)

    def printed_terms(self, row: StatementRow) -> tuple[RowTerm, ...]:
        """The addends of `row` with the signs that hold for the numbers as printed.

        Empty when no one set of signs holds in every column. That happens where costs are printed without minus while
        a deviation is printed with plus for favourable: the sum then holds for the figures, not for the print.
        """
        printed = tuple(self._printed_sign(row, term) for term in row.terms)
        if any(sign is None for sign in printed):
            return ()
        return tuple(RowTerm(term.row_id, sign or 1) for term, sign in zip(row.terms, printed, strict=True))

    def _printed_sign(self, row: StatementRow, term: RowTerm) -> int | None:
        part = self.row(term.row_id)
        if part is None:
            return None
        signs = {
            term.sign * total.sign * addend.sign
            for total, addend in zip(row.cells, part.cells, strict=False)
            if isinstance(total, FigureCell) and isinstance(addend, FigureCell)
        }
        return signs.pop() if len(signs) == 1 else None


@dataclass(frozen=True, slots=True)
class Note:
    """A note with a table. `key` is what rows refer to, `number` what the reader sees."""

    key: str
    number: int
    title: str
    table: Statement


@dataclass(frozen=True, slots=True)
class StatementSet:
    """All statements of one year. A statement is None when there is nothing to state.

    `books` are the mapped cells per year (this year and, when known, the one before). `budget_version` is the name of
    the budget version that outcome is compared with, "" without a budget.
    """

    year: int
    figures: FigureBook
    income_statement: Statement
    balance_sheet: Statement
    cash_flow: Statement
    operating_account: Statement
    budget_outcome: Statement
    balance_requirement: Statement
    overview: Statement
    ratios: Statement
    saved_funds: Statement
    investment_account: Statement | None = None
    forecast: Statement | None = None
    notes: tuple[Note, ...] = ()
    books: dict[int, MappedBooks] = field(default_factory=dict)
    budget_version: str = ""

    def note_number(self, key: str) -> int | None:
        """The number of the note called `key`, None when there is no such note."""
        return next((note.number for note in self.notes if note.key == key), None)
