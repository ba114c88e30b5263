"""One sheet → one grid: rows and cells where they stand, read row by row so that a large sheet takes little memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import BytesIO
from typing import Any

from lxml import etree

from samverk.core.document.tree import Place
from samverk.core.review.source import Grid, GridCell
from samverk.formats.docx.markup import SHEET, Element, plain_markup, whole_number
from samverk.formats.docx.refused import RefusedError, broken_part
from samverk.formats.xlsx.days import day_text, elapsed_text
from samverk.formats.xlsx.number_format import exact_number
from samverk.formats.xlsx.workbook import LONGEST_TEXT, USUAL, CellLook, Workbook, decoded, string_of

MAX_CELLS = 200_000
"""Cells of a whole workbook, empty ones between them counted. A report of 25 pages has about 10,000."""

MAX_LETTERS = 20_000_000
MAX_BLANK_ROWS = 1_000
"""Blank rows kept in a run; a cell far down a sheet would otherwise cost a million of them."""

_MAX_MERGED = 2_000_000
_MAX_HIDDEN = 1_000  # hidden ranges of columns that are looked at
_SHOWN = 5
_MAX_COLUMN, _MAX_ROW = 16_384, 1_048_576
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_SHOWN_TRUTH = {"1": "SANT", "0": "FALSKT"}
_ON = frozenset({"1", "true", "on"})
_ROW, _CELL, _VALUE, _FORMULA = f"{SHEET}row", f"{SHEET}c", f"{SHEET}v", f"{SHEET}f"
_INLINE, _MERGED, _COLUMN = f"{SHEET}is", f"{SHEET}mergeCell", f"{SHEET}col"


@dataclass(slots=True)
class Tally:
    """What is counted over all sheets of a workbook."""

    cells: int = 0
    letters: int = 0
    merged: int = 0
    formulas: int = 0
    shown_formulas: int = 0  # those whose kept value is something else than 0
    uncalculated: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def merge(self, cells: int) -> None:
        """Count cells looked at for merging. Raises RefusedError above what any real sheet needs."""
        self.merged += cells
        if self.merged > _MAX_MERGED:
            raise RefusedError(
                "LAS-STOR", "Arbetsboken har orimligt många sammanslagna celler. Se efter att det är rätt fil."
            )

    def add(self, cells: int, letters: int) -> None:
        """Count cells and letters. Raises RefusedError above the limits."""
        self.cells += cells
        self.letters += letters
        if self.cells > MAX_CELLS or self.letters > MAX_LETTERS:
            raise RefusedError(
                "LAS-STOR",
                f"Arbetsboken har fler än {MAX_CELLS} celler eller {MAX_LETTERS // 1_000_000} miljoner tecken. Så stor "
                "är ingen rapport. Ta bort blad med underlag, eller dela den.",
            )


class SheetReader:
    """Reads one sheet. Places are called "Blad!B7"."""

    def __init__(self, workbook: Workbook, file: str, sheet: str, tally: Tally) -> None:
        self._workbook = workbook
        self._file = file
        self._sheet = sheet
        self._tally = tally
        self._rows: list[list[GridCell | None]] = []
        self._places: dict[int, int] = {}  # number of a row in the sheet → its place in _rows
        self._last = 0
        self._last_filled = 0
        self._used_columns: set[int] = set()
        self._hidden_rows: list[str] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[tuple[int, int, int, int]] = []

    def read(self, data: bytes, part: str) -> Grid:
        """Read the bytes of a sheet's part. Raises RefusedError when it is broken or too large."""
        options: dict[str, Any] = {"encoding": "utf-8", "resolve_entities": False, "no_network": True}
        stream = BytesIO(plain_markup(data, part))
        tags = (_ROW, _MERGED, _COLUMN)
        events = etree.iterparse(stream, events=("end",), tag=tags, huge_tree=False, remove_comments=True, **options)
        try:
            for _event, element in events:
                self._take(element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except (etree.XMLSyntaxError, ValueError) as error:
            raise broken_part(part) from error
        for merged in self._merged:
            self._merge(*merged)
        self._tell_hidden()
        return Grid(tuple(tuple(row) for row in self._rows), Place(self._file, cell=self._sheet), self._sheet)

    def _take(self, element: Element) -> None:
        if element.tag == _ROW:
            self._row(element)
        elif element.tag == _COLUMN and element.get("hidden") in _ON:
            first, last = whole_number(element.get("min")), whole_number(element.get("max"))
            if first is not None and last is not None:
                self._hidden_columns.append((first, last))
        elif element.tag == _MERGED:
            first_cell, _, last_cell = (element.get("ref") or "").partition(":")
            above, below = position(first_cell), position(last_cell or first_cell)
            if above is not None and below is not None:
                self._merged.append((*above, *below))

    def _row(self, element: Element) -> None:
        """Read a row and put it where it stands. Blank rows before it are kept, blank cells after its last one not."""
        said = whole_number(element.get("r"))
        number = said if said is not None and self._last < said <= _MAX_ROW else self._last + 1
        self._last = number
        cells: list[GridCell | None] = []
        column = 0
        for child in element:
            if child.tag != _CELL:
                continue
            where = position(child.get("r") or "")
            column = where[1] if where is not None and where[1] > column else column + 1
            if column > _MAX_COLUMN:
                break
            cell = self._cell(child, number, column)
            if cell is not None:
                self._tally.add(column - len(cells), len(cell.text))
                cells += [GridCell("", self._place(number, blank)) for blank in range(len(cells) + 1, column)]
                cells.append(cell)
                self._used_columns.add(column)
        if not cells:
            return
        if element.get("hidden") in _ON:
            self._hidden_rows.append(str(number))
        self._rows += [[] for _ in range(min(number - 1 - self._last_filled, MAX_BLANK_ROWS))]
        self._places[number] = len(self._rows)
        self._rows.append(cells)
        self._last_filled = number

    def _place(self, row: int, column: int) -> Place:
        return Place(self._file, cell=f"{self._sheet}!{column_letters(column)}{row}")

    def _cell(self, element: Element, row: int, column: int) -> GridCell | None:
        """A cell as it is shown; None when there is nothing in it."""
        kind, look = element.get("t") or "n", self._workbook.look(element.get("s"))
        value = element.find(_VALUE)
        written = (value.text or "" if value is not None else "").strip() if kind != "str" else _text(value)
        is_formula = element.find(_FORMULA) is not None
        if is_formula:
            self._count_formula(written, kind, row, column)
        if kind == "inlineStr":
            inline = element.find(_INLINE)
            text = string_of(inline) if inline is not None else ""
        elif kind == "n":
            return self._number(written, look, self._place(row, column)) if written or is_formula else None
        else:
            text = self._words(kind, written)
        if kind == "e":
            self._tally.errors.append(self._place(row, column).cell)
        return GridCell(text, self._place(row, column), is_bold=look.is_bold) if text or is_formula else None

    def _words(self, kind: str, written: str) -> str:
        """The text of a cell that is no number: shared or own words, a truth, a day, an error such as "#REF!"."""
        if kind == "s":
            place = whole_number(written)
            strings = self._workbook.strings
            return strings[place] if place is not None and 0 <= place < len(strings) else ""
        if kind == "b":
            return _SHOWN_TRUTH.get(written, written)
        if kind == "d":
            return written[:40].removesuffix("T00:00:00")
        return decoded(written)

    def _number(self, written: str, look: CellLook, place: Place) -> GridCell:
        value = exact_number(written)
        if value is None:
            return GridCell(written[:LONGEST_TEXT], place, is_bold=look.is_bold)
        letters = look.format.date_letters
        if letters:
            is_elapsed = look.format.is_elapsed
            text = elapsed_text(value) if is_elapsed else day_text(value, letters, is_1904=self._workbook.is_1904)
            if text:
                return GridCell(text, place, is_bold=look.is_bold)
        shown = (USUAL if letters else look).format.show(value)
        if not shown.text:  # the format hides the number, so it is not printed
            if value:
                self._tally.hidden.append(f"talet i {place.cell}")
            return GridCell("", place, is_bold=look.is_bold)
        return GridCell(shown.text, place, shown.number, shown.decimals, is_bold=look.is_bold)

    def _count_formula(self, written: str, kind: str, row: int, column: int) -> None:
        self._tally.formulas += 1
        if written not in ("", "0"):
            self._tally.shown_formulas += 1
        elif not written and kind != "str":
            self._tally.uncalculated.append(self._place(row, column).cell)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """A merged cell stands once, in its first column; the cells it covers are not there."""
        tall = bottom - top >= len(self._places)  # then it is quicker to go through the rows that are there
        numbers = [row for row in self._places if top <= row <= bottom] if tall else range(top, bottom + 1)
        self._tally.merge(len(self._places) if tall else len(numbers))
        for number in numbers:
            place = self._places.get(number)
            if place is None:
                continue
            cells = self._rows[place]
            first = left - 1
            if number == top and first < len(cells):
                anchor = cells[first]
                if anchor is not None:
                    cells[first] = replace(anchor, span=max(right - left + 1, 1))
                first += 1
            covered = range(first, min(right, len(cells)))
            self._tally.merge(len(covered))
            for column in covered:
                cells[column] = None

    def _tell_hidden(self) -> None:
        columns = [
            column_letters(column)
            for column in sorted(self._used_columns)
            if any(first <= column <= last for first, last in self._hidden_columns[:_MAX_HIDDEN])
        ]
        for called, found in (("rad", self._hidden_rows), ("kolumn", columns)):
            if found:
                self._tally.hidden.append(f"{called} {listed(found)} i bladet {self._sheet}")


def _text(value: Element | None) -> str:
    return value.text or "" if value is not None else ""


def listed(names: list[str]) -> str:
    """The first names, and how many there are beside: "4, 5 och 6", "4, 5, 6, 7, 8 och 12 till"."""
    if len(names) > _SHOWN:
        return f"{', '.join(names[:_SHOWN])} och {len(names) - _SHOWN} till"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


def position(reference: str) -> tuple[int, int] | None:
    """Row and column from 1 of "B7"; None for what is no reference."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if column <= _MAX_COLUMN and row <= _MAX_ROW else None


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 2 is B, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
