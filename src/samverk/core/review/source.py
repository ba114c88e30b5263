"""What a reader got out of a file, before anyone has said what it means: lines and grids, each with its place.

`formats/text|pdf|docx|xlsx` make a `Source`; `core/review` turns it into a document tree. A reader interprets nothing:
no number is parsed, no column named, no row called a sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from samverk.core.document.tree import Place


class SourceKind(StrEnum):
    """The kind of file that was read."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a space, and where on the line it stands (points from the left edge of the page)."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed; "" is a blank line.

    `text` keeps tabs and runs of spaces. `words` are given only where the file tells positions (PDF). `heading` is 1–6
    when the file itself marks a heading, else 0. `is_paragraph` marks a line that is a whole paragraph (DOCX, or a
    paragraph of a tag tree), so that it is never joined to the next. `size` is in points, 0.0 when unknown.
    """

    text: str
    place: Place
    words: tuple[Word, ...] = ()
    heading: int = 0
    is_paragraph: bool = False
    is_bold: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table that the file itself marks as a table.

    `number` is the value of a spreadsheet's number cell, with `decimals` the number of decimals its format shows (None
    when the format says nothing); `text` is then the number as the sheet shows it, as well as we can tell. A merged
    cell stands once, in its first column, with `span` columns.
    """

    text: str
    place: Place
    number: Decimal | None = None
    decimals: int | None = None
    is_header: bool = False
    is_bold: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that the file marks as one (DOCX table, tagged PDF table) or a sheet of a workbook.

    Rows may be of unequal length; None is a cell that is not there (covered by a merged one), a cell with text "" is an
    empty one. `title` is the caption or the sheet's name.
    """

    rows: tuple[tuple[GridCell | None, ...], ...]
    place: Place
    title: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read. `pages` is 0 when the kind has none; `unreadable_pages` have no text (pictures of text)."""

    name: str
    kind: SourceKind
    blocks: tuple[Line | Grid, ...]
    pages: int = 0
    unreadable_pages: tuple[int, ...] = ()
