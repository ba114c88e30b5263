"""The one document tree: what a report says, with no word of how it looks.

`reports` builds it from facts, `formats` read it out of somebody else's file, `checks` run on it in both cases.
Cells hold the printed number (`shown`, `amount`), and in our own documents also the figure it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samverk.core.document.figures import Figure, ValueState
from samverk.core.money import MoneyUnit


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file that was read: page and line from 1, cell as "B7"."""

    file: str
    page: int | None = None
    line: int | None = None
    cell: str = ""


# ── running text ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words with weight."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `address` (https://… or #section-id)."""

    content: tuple[Inline, ...]
    address: str


@dataclass(frozen=True, slots=True)
class FigureReference:
    """A figure cited by name in prose; `shown` is filled by `present`.

    `style` is kr, tkr, mnkr, procent, antal, manader or tal.
    """

    figure_id: str
    style: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A link to note `number`."""

    number: int


Inline = Text | Strong | Emphasis | Link | FigureReference | NoteReference


# ── blocks ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `lead` marks an opening paragraph set larger.

    In a document that was read, `starts` says where in the plain text (offset from 0) each line of the file begins.
    """

    content: tuple[Inline, ...]
    lead: bool = False
    starts: tuple[tuple[int, Place], ...] = ()

    def place_at(self, offset: int) -> Place | None:
        """The place in the file of the letter at `offset` of the plain text; None in our own documents."""
        found = None
        for start, place in self.starts:
            if start > offset:
                break
            found = place
        return found


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bulleted or numbered list; every item is a run of blocks."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A short remark that stands out: what the reader should know of the figures beside it."""

    content: tuple[Inline, ...]


class ColumnKind(StrEnum):
    """What the cells of a column hold."""

    FIGURE = "figure"
    TEXT = "text"
    NOTE = "note"  # the number of a note


@dataclass(frozen=True, slots=True)
class Column:
    """A column after the row labels; `year` and `role` (outcome, budget, deviation, plan …) tell checks what it is."""

    id: str
    label: str
    kind: ColumnKind = ColumnKind.FIGURE
    year: int | None = None
    role: str = ""


class RowRole(StrEnum):
    """What a row is to the table's arithmetic, and how it is set."""

    ITEM = "item"
    HEADING = "heading"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    MEMO = "memo"  # stands apart from the sum, such as closing equity below the result


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A printed number. `sign` −1 shows the figure with its sign turned, as the table's convention says.

    `amount` is what `shown` says: öre for money, the number for a count, None when no number is printed.
    In our own documents `figure_id` names the figure; in a stranger's it is None, `place` says where it stands and
    `decimals` how many decimals of the table's unit are printed.
    """

    figure_id: str | None
    sign: int = 1
    shown: str = ""
    amount: int | None = None
    state: ValueState = ValueState.STATED
    place: Place | None = None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class TextCell:
    """Words in a table."""

    text: str


@dataclass(frozen=True, slots=True)
class NoteCell:
    """The number of the note that specifies the row."""

    number: int


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """Nothing here, by intent."""


Cell = FigureCell | TextCell | NoteCell | EmptyCell


@dataclass(frozen=True, slots=True)
class RowTerm:
    """A row that goes into a sum, with its sign as printed."""

    row_id: str
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. A sum row names its addends in `terms`; `level` indents.

    In a document that was read: `placings` is how many ways to put the row's numbers under the columns fit the sums, 1
    when there is no doubt; `lost` is how many numbers are missing from the row; `is_guessed` says that only words and
    place make the row the sum of its `terms`, no arithmetic.
    """

    id: str
    label: str
    cells: tuple[Cell, ...]
    role: RowRole = RowRole.ITEM
    level: int = 0
    terms: tuple[RowTerm, ...] = ()
    placings: int = 1
    lost: int = 0
    is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures. `sign_convention` is one Swedish sentence; `unit` holds for every money cell."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: MoneyUnit | None = MoneyUnit.KR
    label_heading: str = ""
    sign_convention: str = ""
    footnote: str = ""

    def row(self, row_id: str) -> Row | None:
        """The row called `row_id`, None when there is none."""
        return next((row for row in self.rows if row.id == row_id), None)

    def cell(self, row_id: str, column_id: str) -> Cell | None:
        """The cell where that row and column meet, None when either is missing."""
        row = self.row(row_id)
        for index, column in enumerate(self.columns):
            if row is not None and column.id == column_id and index < len(row.cells):
                return row.cells[index]
        return None


class ChartKind(StrEnum):
    """Few kinds (UX.md, Charts)."""

    BARS = "bars"  # one horizontal bar per category
    GROUPED_BARS = "grouped_bars"  # several series side by side per category, horizontal
    STACKED_BARS = "stacked_bars"  # several series on top of each other, one vertical bar per category
    LINES = "lines"
    FLOW = "flow"  # from categories to series, each point as wide as its count


@dataclass(frozen=True, slots=True)
class Point:
    """One mark of a chart: a figure and, filled by `present`, its value (öre or count) and the value as words.

    `turned` shows the figure with its sign turned, so that costs make bars to the right.
    """

    figure_id: str | None
    value: int | None = None
    shown: str = ""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of points, one per category."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures: `title` is the message, `subtitle` measure and unit, `alt` the message in words."""

    id: str
    kind: ChartKind
    title: str
    subtitle: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    unit: MoneyUnit | None = MoneyUnit.TKR


@dataclass(frozen=True, slots=True)
class Signatory:
    """Someone who signs. `function` is "Ordförande", "Tjänstgörande ersättare" …; `appointed_by` only for auditors."""

    name: str
    function: str
    appointed_by: str = ""


@dataclass(frozen=True, slots=True)
class SignaturePage:
    """Who signs, where and when. `day` None leaves the date to be written by hand."""

    statement: str
    town: str
    day: date | None
    signatories: tuple[Signatory, ...]
    auditors: tuple[Signatory, ...] = ()
    audit_sentence: str = ""


Block = Paragraph | ItemList | Remark | Table | Chart | SignaturePage


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. `number` is "1.5", "" for an unnumbered one; `id` is the link anchor.

    `chapter` of level 1 opens a chapter. A note has `note` = its number and `number` "".
    """

    id: str
    title: str
    level: int
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    number: str = ""
    note: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A line of an account's ledger page: the voucher it stands in and its amount (debit positive), öre."""

    voucher: str
    day: date
    text: str
    objects: tuple[tuple[str, str], ...]
    amount_ore: int


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One account in one year: opening, lines, closing. The last step of tracing a figure."""

    year: int
    account: str
    name: str
    opening_ore: int
    closing_ore: int
    lines: tuple[AccountLine, ...]


@dataclass(frozen=True, slots=True)
class RoundingNote:
    """A cell that additive rounding moved: from its own rounding to what is shown, in whole units."""

    figure_id: str
    unit: MoneyUnit
    own: int
    shown: int


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file the document was made from, with the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `figures` by id; `account_pages` and `inputs` complete the trace."""

    kind: str  # "annual_report"
    title: str
    association: str
    org_number: str
    year: int
    sections: tuple[Section, ...]
    figures: dict[str, Figure] = field(default_factory=dict)
    decided: date | None = None
    subtitle: str = ""
    language: str = "sv"
    accent: str = ""  # "#rrggbb", "" for the quiet petrol
    registration_number: str = ""  # diarienummer
    account_pages: tuple[AccountPage, ...] = ()
    rounding_notes: tuple[RoundingNote, ...] = ()
    inputs: tuple[InputFile, ...] = ()

    def all_sections(self) -> Iterator[Section]:
        """Every section, in reading order."""
        stack = list(reversed(self.sections))
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.sections))

    def tables(self) -> Iterator[Table]:
        """Every table, in reading order."""
        for section in self.all_sections():
            yield from (block for block in section.blocks if isinstance(block, Table))

    def charts(self) -> Iterator[Chart]:
        """Every chart, in reading order."""
        for section in self.all_sections():
            yield from (block for block in section.blocks if isinstance(block, Chart))

    def table(self, table_id: str) -> Table | None:
        """The table called `table_id`, None when there is none."""
        return next((table for table in self.tables() if table.id == table_id), None)
