"""Which sheet each table goes to, and the row where each thing of a workbook stands. Rows and columns count from 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samverk.core.document.tree import AccountPage, Chart, Document, Section, Table
from samverk.reports.charts import data_table
from samverk.reports.render.outline import heading, note_sections, tables_of
from samverk.reports.render.proof import Proof, ProofLine, matching_lines, proofs
from samverk.reports.render.showings import Showing

INDEX, NOTES, CHARTS, PROOFS, ACCOUNTS, VOUCHERS = "Läs mig", "Noter", "Diagram", "Bevis", "Konton", "Verifikat"
_TAKEN = (INDEX, NOTES, CHARTS, PROOFS, ACCOUNTS, VOUCHERS, "History")  # the last is Excel's own
_LONGEST_NAME = 31  # letters that Excel allows in a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and the row of its title; the heading row is three rows below, the first data row four."""

    table: Table
    title: str
    row: int

    @property
    def heading_row(self) -> int:
        """The row of the column headings."""
        return self.row + 3

    @property
    def end(self) -> int:
        """The first row after the table and the sentences below it."""
        below = [sentence for sentence in (self.table.footnote, self.table.sign_convention) if sentence]
        return self.heading_row + 1 + len(self.table.rows) + len(below)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of tables below each other. `name` is unique whatever the case, at most 31 letters."""

    name: str
    tables: tuple[PlacedTable, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: sheets of tables, proofs by figure id, accounts and their first voucher rows."""

    sheets: tuple[Sheet, ...]
    proofs: dict[str, Proof]
    proof_rows: dict[str, int]
    pages: dict[tuple[int, str], AccountPage]
    account_rows: dict[tuple[int, str], int]
    voucher_rows: dict[tuple[int, str], int]
    cells: dict[str, tuple[str, int]]  # table id → sheet and first data row

    def proof_link(self, figure_id: str | None) -> str:
        """The address of a figure's proof, "" when it has none."""
        row = self.proof_rows.get(figure_id or "")
        return "" if row is None else address(PROOFS, row, 0)

    def showing_link(self, showing: Showing) -> str:
        """The address of the cell that prints a figure, "" for running text."""
        if showing.table_id not in self.cells:
            return ""
        sheet, row = self.cells[showing.table_id]
        return address(sheet, row + showing.row, showing.column + 1)

    def source_link(self, line: ProofLine) -> str:
        """The address of what a line of a proof rests on: another proof, the first voucher row, or the account."""
        if line.account is None:
            return self.proof_link(line.figure_id)
        page = self.pages[line.account]
        fitting = matching_lines(page, line.objects)
        if not fitting:
            return address(ACCOUNTS, self.account_rows[line.account], 0)
        return address(VOUCHERS, self.voucher_rows[line.account] + page.lines.index(fitting[0]), 0)


def address(sheet: str, row: int, column: int) -> str:
    """A link to a cell of this workbook, as XlsxWriter wants it: internal:'Bevis'!A5."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"internal:'{sheet}'!{letters}{row + 1}"


def layout(document: Document) -> Layout:
    """Place everything the document holds."""
    sheets = tuple(_sheets(document))
    known = proofs(document)
    proof_rows: dict[str, int] = {}
    row = 1
    for figure_id, proof in known.items():
        proof_rows[figure_id] = row
        row += 1 + sum(len(step.lines) for step in proof.steps)
    pages = {(page.year, page.account): page for page in document.account_pages}
    voucher_rows: dict[tuple[int, str], int] = {}
    row = 1
    for key, page in pages.items():
        voucher_rows[key] = row
        row += len(page.lines)
    return Layout(
        sheets=sheets,
        proofs=known,
        proof_rows=proof_rows,
        pages=pages,
        account_rows={key: row for row, key in enumerate(pages, 1)},
        voucher_rows=voucher_rows,
        cells={placed.table.id: (sheet.name, placed.heading_row + 1) for sheet in sheets for placed in sheet.tables},
    )


def _sheets(document: Document) -> Iterator[Sheet]:
    """A sheet for each table of the report; the notes share one, and so do the numbers of the charts."""
    taken = {name.casefold() for name in _TAKEN}
    in_notes = {inner.id for note in note_sections(document).values() for inner in _within(note)}
    notes: list[tuple[str, Table]] = []
    charts: list[tuple[str, Table]] = []
    for section in document.all_sections():
        drawn = (block for block in section.blocks if isinstance(block, Chart))
        charts += ((f"{chart.title} – {chart.subtitle}".strip("– "), data_table(chart)) for chart in drawn)
        for table in tables_of(section.blocks):
            if section.id in in_notes:
                named = "" if table.title == section.title else f": {table.title}"
                notes.append((f"{heading(section)}{named}", table))
            else:
                name = sheet_name(table.title or section.title, taken)
                taken.add(name.casefold())
                yield Sheet(name, _stacked([(table.title or section.title, table)]))
    if notes:
        yield Sheet(NOTES, _stacked(notes))
    if charts:
        yield Sheet(CHARTS, _stacked(charts))


def _within(section: Section) -> Iterator[Section]:
    yield section
    for part in section.sections:
        yield from _within(part)


def _stacked(tables: list[tuple[str, Table]]) -> tuple[PlacedTable, ...]:
    placed: list[PlacedTable] = []
    for title, table in tables:
        placed.append(PlacedTable(table, title, placed[-1].end + 2 if placed else 0))
    return tuple(placed)


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel allows and nobody has: words that fit in 31 letters, a number when needed.

    `taken` holds the names in use, case folded.
    """
    words = _FORBIDDEN.sub(" ", title).split() or ["Tabell"]
    for number in range(1, len(taken) + 2):
        ending = f" {number}" if number > 1 else ""
        name = f"{_shortened(words, _LONGEST_NAME - len(ending))}{ending}"
        if name.casefold() not in taken:
            return name
    raise AssertionError("one more name than there are names taken is always free")


def _shortened(words: list[str], room: int) -> str:
    whole = " ".join(words)
    if len(whole) <= room:
        return whole
    kept = list(words)
    while len(kept) > 1 and len(" ".join(kept)) > room - 1:
        kept.pop()
    return f"{' '.join(kept)[: room - 1]}…"
