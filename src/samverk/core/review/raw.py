"""A file laid out: sections with prose and tables of printed cells. Nothing is yet said about what a table means.

`layout` makes this out of a `Source`; `interpret` makes the document tree out of it. Where a printed row can be read in
more than one way ("12 930 12 980", or two numbers under four columns) the row carries every way, likeliest first, and
`placement` chooses by what the sums demand.
"""

from __future__ import annotations

from dataclasses import dataclass

from samverk.core.document.tree import Paragraph, Place


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as printed, spaces inside a number kept as one space; "" is a cell that is there and empty."""

    text: str
    place: Place


Placing = tuple[RawCell | None, ...]
"""One way to place a row's numbers: one entry per column of the table, None where nothing is printed."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row. `choices` has at least one placing, likeliest first; exactly one when the columns are certain.

    `label` is joined when it runs over two lines. `indent` is in letters or points from the table's left edge, 0.0 when
    unknown. A row of a heading has a placing of only None.
    """

    label: str
    choices: tuple[Placing, ...]
    place: Place
    is_bold: bool = False
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table. `headers` has one text per column, header lines joined from above ("Utfall jan-dec 2024", "2026 tkr").

    `label_heading` stands over the labels ("Belopp i kr."). `title` is the caption, or the short line right above that
    is not prose, "" when there is none. `note` is a line right below that belongs to the table.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[RawRow, ...]
    place: Place
    label_heading: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RawSection:
    """A heading (level 1–6, 0 for what stands before the first one) and the blocks until the next heading, in order."""

    title: str
    number: str
    level: int
    blocks: tuple[Paragraph | RawTable, ...]
    place: Place | None = None
