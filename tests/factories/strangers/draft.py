"""A report before it is written down: chapters of prose and sheets, every number with what it truly is.

`exact` and the concept say what is true; `shown` is what is printed, in öre with the sign of print. A planted fault
changes `shown` only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from samverk.core.money import round_half_away

KR, TKR, MNKR_TENTH, TKR_TENTH = 100, 100_000, 10_000_000, 10_000


class Key(NamedTuple):
    """Where a number is printed: in which sheet (or paragraph), row and column."""

    sheet: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number. `exact` öre (or count) with the concept's own sign, `sign` −1 where print turns it.

    `step` is what one printed unit is, öre; 0 for a count. `concept` names what is stated, "" for nothing else's equal.
    """

    exact: int
    sign: int = 1
    step: int = KR
    concept: str = ""
    shown: int = 0
    is_cost: bool = False
    is_hidden: bool = False  # suppressed: printed as two dots

    @property
    def natural(self) -> int:
        """What is printed, with the concept's own sign."""
        return self.shown * self.sign


def number(exact: int, step: int, *, sign: int = 1, concept: str = "", is_cost: bool = False) -> Number:
    """A truly printed number: rounded once from öre."""
    rounded = exact if step == 0 else round_half_away(exact, step) * step
    return Number(exact, sign, step, concept, rounded * sign, is_cost)


Cell = Number | str | None


@dataclass(frozen=True, slots=True)
class Column:
    """`role` is outcome, previous, budget, deviation, forecast, text, note or people."""

    id: str
    year: int | None = None
    role: str = "outcome"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with one cell per column; `terms` are the rows that it sums, each with +1 in the concepts' own signs."""

    id: str
    label: str
    cells: tuple[Cell, ...]
    role: str = "item"
    level: int = 0
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `step` is the öre of one printed unit, 0 for people."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    step: int = KR

    def numbers(self) -> Iterator[tuple[Key, Number]]:
        """Every number with its place."""
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                if isinstance(cell, Number):
                    yield Key(self.id, row.id, column.id), cell

    def row(self, row_id: str) -> Row | None:
        """The row called `row_id`."""
        return next((row for row in self.rows if row.id == row_id), None)

    def with_numbers(self, change: Callable[[Key, Number], Number]) -> Sheet:
        """The sheet with every number as `change` gives it back."""

        def changed(row: Row) -> Row:
            pairs = zip(self.columns, row.cells, strict=True)
            cells = (change(Key(self.id, row.id, c.id), v) if isinstance(v, Number) else v for c, v in pairs)
            return replace(row, cells=tuple(cells))

        return replace(self, rows=tuple(changed(row) for row in self.rows))


@dataclass(frozen=True, slots=True)
class Quote:
    """A number or a word in prose that can be wrong. `number` None: it is a word, true when `text` is what it was."""

    key: Key
    text: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `kind` names the fault that can be planted in it ("" for none) and `wrong` its untrue twin.

    `rests_on` are the concepts that must be printed in a table for the untruth to show; with none it contradicts
    itself.
    """

    parts: tuple[str | Quote, ...]
    kind: str = ""
    wrong: tuple[str | Quote, ...] = ()
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, or with `is_list` one line per sentence."""

    sentences: tuple[Sentence, ...]
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and what stands under it."""

    id: str
    title: str
    number: str
    blocks: tuple[Sheet | Prose, ...] = ()
    note: int | None = None

    @property
    def level(self) -> int:
        """1 for a chapter, 2 for what has a dot in its number or is a note."""
        return 2 if "." in self.number or self.note else 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole report, or a plan."""

    title: str
    association: str
    year: int
    chapters: tuple[Chapter, ...]
    is_plan: bool = False
    names: tuple[tuple[str, str], ...] = field(default=())

    def sheets(self) -> Iterator[Sheet]:
        """Every table, in order."""
        for chapter in self.chapters:
            yield from (block for block in chapter.blocks if isinstance(block, Sheet))

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in order."""
        for chapter in self.chapters:
            for block in chapter.blocks:
                if isinstance(block, Prose):
                    yield from block.sentences

    def numbers(self) -> Iterator[tuple[Key, Number]]:
        """Every printed number of tables and prose, with its place."""
        for sheet in self.sheets():
            yield from sheet.numbers()
        for sentence in self.sentences():
            for part in sentence.parts:
                if isinstance(part, Quote) and part.number is not None:
                    yield part.key, part.number

    def sheet(self, sheet_id: str) -> Sheet | None:
        """The table called `sheet_id`."""
        return next((sheet for sheet in self.sheets() if sheet.id == sheet_id), None)

    def with_sheets(self, change: Callable[[Sheet], Sheet | None]) -> Draft:
        """The report with every table as `change` gives it back; None leaves it out."""

        def in_chapter(chapter: Chapter) -> Chapter:
            blocks = (change(block) if isinstance(block, Sheet) else block for block in chapter.blocks)
            return replace(chapter, blocks=tuple(block for block in blocks if block is not None))

        return replace(self, chapters=tuple(in_chapter(chapter) for chapter in self.chapters))

    def with_shown(self, shown: dict[Key, int]) -> Draft:
        """The report where some numbers of tables are printed otherwise."""

        def other(key: Key, found: Number) -> Number:
            return replace(found, shown=shown[key]) if key in shown else found

        return self.with_sheets(lambda sheet: sheet.with_numbers(other))
