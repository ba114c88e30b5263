"""The printed numbers of a document by place: table, row, column. Works the same on ours and on a stranger's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from samverk.core.checks.claims.sentences import Passage, passages
from samverk.core.disclosure.tables import DisclosureTable, read_table
from samverk.core.document.figures import FigureUnit, ValueState
from samverk.core.document.present import Presenter
from samverk.core.document.tree import Cell, Column, ColumnKind, Document, FigureCell, Place, Row, Section, Table
from samverk.core.money import MoneyUnit, format_amount, group_thousands

OUTCOME_ROLES = ("", "outcome", "previous")
"""Column roles whose numbers are outcomes of the column's year."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed number. `amount` is as printed (öre or count) and `sign` −1 when print turns the figure's sign.

    `unit` None means a count. `moved` is how many öre additive rounding moved the number from its own rounding.
    `exact` is the figure's value with the sign of print; None in a document without figures.
    """

    section: Section
    table: Table
    row: Row
    column: Column
    amount: int
    sign: int
    unit: MoneyUnit | None
    figure_id: str = ""
    exact: int | None = None
    moved: int = 0
    nothing: bool = False  # "–" is an exact zero
    shown: str = ""
    decimals: int = 0
    file_place: Place | None = None

    @property
    def step(self) -> int:
        """The rounding step in öre; 0 for a count and for "–", which are exact."""
        return 0 if self.unit is None or self.nothing else max(1, self.unit.ore // 10**self.decimals)

    @property
    def slack_doubled(self) -> int:
        """Twice the most that the print can differ from the exact amount, in öre."""
        return self.step + 2 * self.moved

    @property
    def signed(self) -> int:
        """The amount with the figure's own sign: costs negative."""
        return self.amount * self.sign

    @property
    def place(self) -> str:
        """For people: "Balansräkning, Summa tillgångar, 2023"."""
        return ", ".join(part for part in (self.table.title, self.row.label, self.column.label) if part)

    def words(self, amount: int) -> str:
        """Write `amount` (öre or count) as this cell would print it, with its unit."""
        if self.unit is None:
            return group_thousands(amount)
        return f"{format_amount(amount, self.unit, self.decimals)} {self.unit.value}"


class Reading:
    """A document's printed numbers. Build it once per check.

    `presenter` writes figures as this document does, with its own rounding.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._moved = {
            (note.figure_id, note.unit): abs(note.shown - note.own) * note.unit.ore for note in document.rounding_notes
        }
        rounded: dict[MoneyUnit, dict[str, int]] = {}
        for note in document.rounding_notes:
            rounded.setdefault(note.unit, {})[note.figure_id] = note.shown
        self.presenter = Presenter(document.figures, rounded)
        self.tables: tuple[tuple[Section, Table], ...] = tuple(
            (section, block)
            for section in document.all_sections()
            for block in section.blocks
            if isinstance(block, Table)
        )
        self._by_id = {table.id: (section, table) for section, table in reversed(self.tables)}
        self._sections = {id(table): section for section, table in reversed(self.tables)}

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """The running text, cut into sentences once."""
        return passages(self.document)

    @cached_property
    def people_tables(self) -> tuple[tuple[Section, DisclosureTable], ...]:
        """Every table about participants, with the section it stands in; read once."""
        return tuple(
            (section, read)
            for section, headings in self.headings()
            for block in section.blocks
            if isinstance(block, Table) and (read := read_table(block, headings)) is not None
        )

    def headings(self) -> Iterator[tuple[Section, tuple[str, ...]]]:
        """Every section with its own heading and those above it, outermost first."""
        above: list[Section] = []
        for section in self.document.all_sections():
            while above and above[-1].level >= section.level:
                above.pop()
            above.append(section)
            yield section, tuple(each.title for each in above)

    def printed(self, section: Section, table: Table, row: Row, index: int) -> Printed | None:
        """The number in column `index` of `row`; None when no money amount or count is printed there."""
        column = table.columns[index]
        cell: Cell | None = row.cells[index] if index < len(row.cells) else None
        if column.kind is not ColumnKind.FIGURE or not isinstance(cell, FigureCell):
            return None
        nothing = cell.state is ValueState.NOTHING
        figure = self.document.figures.get(cell.figure_id or "")
        if (cell.amount is None and not nothing) or (
            figure is not None and figure.unit in (FigureUnit.SHARE, FigureUnit.MONTHS)
        ):
            return None
        unit = table.unit
        exact = 0 if nothing else None
        if figure is not None:
            unit = None if figure.unit is FigureUnit.COUNT else table.unit or MoneyUnit.KR
            exact = int(figure.value or 0) * cell.sign
        return Printed(
            section,
            table,
            row,
            column,
            amount=cell.amount or 0,
            sign=cell.sign,
            unit=unit,
            figure_id=cell.figure_id or "",
            exact=exact,
            moved=0 if unit is None else self._moved.get((cell.figure_id or "", unit), 0),
            nothing=nothing,
            shown=cell.shown,
            decimals=cell.decimals,
            file_place=cell.place,
        )

    def figure_cells(self) -> Iterator[tuple[Section, Table, Row, Column, FigureCell]]:
        """Every figure cell with where it stands, in reading order, whatever it states."""
        for section, table in self.tables:
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=False):
                    if isinstance(cell, FigureCell):
                        yield section, table, row, column, cell

    def in_table(self, table: Table) -> Iterator[Printed]:
        """Every printed number of one table, row by row."""
        section = self._sections[id(table)]
        for row in table.rows:
            for index in range(len(table.columns)):
                number = self.printed(section, table, row, index)
                if number is not None:
                    yield number

    def all_printed(self) -> Iterator[Printed]:
        """Every printed number of every table, in reading order."""
        for _section, table in self.tables:
            yield from self.in_table(table)

    def outcome(self, table_id: str, row_id: str, year: int) -> Printed | None:
        """The outcome of `year` in that row of that table."""
        return self._find(table_id, row_id, lambda column: column.year == year and column.role in OUTCOME_ROLES)

    def of_year(self, table_id: str, row_id: str, year: int) -> Printed | None:
        """The number in that row under the first column of `year`, whatever the column's role."""
        return self._find(table_id, row_id, lambda column: column.year == year)

    def first_outcome(self, places: tuple[tuple[str, str], ...], year: int) -> Printed | None:
        """The outcome of `year` at the first of the (table, row) places where one is printed."""
        for table_id, row_id in places:
            number = self.outcome(table_id, row_id, year)
            if number is not None:
                return number
        return None

    def table(self, table_id: str) -> Table | None:
        """The first table called `table_id`."""
        known = self._by_id.get(table_id)
        return known[1] if known else None

    def section_of(self, table_id: str) -> Section | None:
        """The section where that table stands."""
        known = self._by_id.get(table_id)
        return known[0] if known else None

    def _find(self, table_id: str, row_id: str, wanted: Callable[[Column], bool]) -> Printed | None:
        known = self._by_id.get(table_id)
        if known is None:
            return None
        section, table = known
        row = table.row(row_id)
        for index, column in enumerate(table.columns):
            if row is not None and column.kind is ColumnKind.FIGURE and wanted(column):
                return self.printed(section, table, row, index)
        return None
