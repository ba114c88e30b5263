"""Excerpts: the lines or table rows of a file around the places a finding is about, with the numbers marked.

Only what the reader got out of the file is shown, and only so much that a finding stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from samverk.core.document.tree import Place
from samverk.core.review.findings import ReviewFinding
from samverk.core.review.source import Grid, GridCell, Line, Source
from samverk.reports.review.marking import Span, cut, mark_found, mark_in, squeeze

AROUND = 2
"""Rows shown before and after a place."""
MOST_PIECES = 4
MOST_ROWS, MOST_ROWS_TOGETHER = 28, 16
MOST_COLUMNS = 6
_NEAREST_COLUMNS = 2
_ROW_NUMBER = re.compile(r"(\d+)$")
_COLUMN_NAME = re.compile(r"[^\W\d]|^\s*20\d\d(?:-\d\d-\d\d)?\s*$")
_FARTHEST_HEADER = 60
_SHORT_LINE = 80
_LONGEST_LINE, _LONGEST_CELL = 420, 90


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """A line (one cell) or a table row. `number` is the line or row in the file, "" when it has none.

    `is_place` is where the finding stands, `is_other` what it is compared with; None among the cells stands for columns
    that are left out.
    """

    number: str
    cells: tuple[tuple[Span, ...] | None, ...]
    is_place: bool = False
    is_other: bool = False
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Rows that stand together in a file. `is_aligned` says that spaces align columns, so that they must be kept."""

    first: Place
    last: Place
    rows: tuple[ExcerptRow, ...]
    is_table: bool = False
    is_aligned: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """A row as the file has it: the cells of a grid's row or of a line with tabs, else the whole line."""

    place: Place
    cells: tuple[str, ...]
    grid: Grid | None = None
    is_header: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)

    @property
    def is_row(self) -> bool:
        """True for the row of a table: of a grid, or a line with tabs."""
        return self.grid is not None or len(self.cells) > 1

    def has(self, column: int | None) -> bool:
        """True when something stands in the column; None asks for none."""
        return column is None or (column < len(self.cells) and bool(self.cells[column].strip()))

    def goes_with(self, other: _Unit) -> bool:
        """True when the two read well under each other: rows with rows and short lines, prose with prose."""
        if other.is_row:
            return self.is_row or len(self.cells[0]) <= _SHORT_LINE
        return not self.is_row

    @property
    def number(self) -> str:
        if self.place.line is not None:
            return str(self.place.line)
        match = _ROW_NUMBER.search(self.place.cell) if self.grid is not None and "!" in self.place.cell else None
        return match[1] if match else ""


_Hit = tuple[int, int | None]  # a unit and, when it is certain, the column


class SourceIndex:
    """The rows of one file, found by place."""

    def __init__(self, source: Source) -> None:
        self.kind = source.kind
        self.units: list[_Unit] = []
        self._hits: dict[tuple[int | None, int | None, str], _Hit] = {}
        self._pages: dict[int | None, int] = {}
        for block in source.blocks:
            if isinstance(block, Line):
                self._remember(block.place, None)
                self.units.append(_Unit(block.place, tuple(block.text.split("\t"))))
            else:
                self._add_grid(block)

    def find(self, place: Place) -> _Hit | None:
        """The row that stands at `place`; the first of the page when no more is known; None when there is no text."""
        hit = self._hits.get((place.page, place.line, place.cell)) or self._hits.get((place.page, place.line, ""))
        if hit is None and place.line is None and not place.cell and place.page is not None:
            first = self._pages.get(place.page)
            return None if first is None else (first, None)
        return hit

    def _add_grid(self, grid: Grid) -> None:
        self._remember(grid.place, None)
        for row in grid.rows:
            cells = [cell for cell in row if cell is not None]
            for column, cell in enumerate(row):
                if cell is not None:
                    self._remember(cell.place, column)
            if cells:
                self.units.append(_Unit(cells[0].place, _texts(row), grid, any(cell.is_header for cell in cells)))

    def _remember(self, place: Place, column: int | None) -> None:
        unit, key = len(self.units), (place.page, place.line, place.cell)
        self._pages.setdefault(place.page, unit)
        known = self._hits.get(key)
        if known is None:
            self._hits[key] = (unit, column)
        elif known[0] == unit and known[1] != column:
            self._hits[key] = (unit, None)  # several cells with one place: only the row is certain


def _texts(row: Sequence[GridCell | None]) -> tuple[str, ...]:
    return tuple("" if cell is None else cell.text for cell in row)


def excerpts(finding: ReviewFinding, indexes: Mapping[str, SourceIndex]) -> tuple[Excerpt, ...]:
    """What stands at the place of a finding, then what it is compared with. Empty when no place has text."""
    pieces: list[Excerpt] = []
    rows_left = MOST_ROWS
    for window in _windows(finding, indexes):
        if len(pieces) == MOST_PIECES or rows_left < 1:
            break
        piece = window.excerpt(finding, min(rows_left, MOST_ROWS_TOGETHER))
        rows_left -= len(piece.rows)
        pieces.append(piece)
    return tuple(pieces)


# ── windows ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Window:
    """Rows `start` to `end` (not included) of one file, with what was found among them."""

    index: SourceIndex
    start: int
    end: int
    own: _Hit | None
    others: tuple[_Hit, ...]

    def excerpt(self, finding: ReviewFinding, most: int) -> Excerpt:
        """The window as rows with marks, at most `most` of them and the finding's own row among them."""
        hits = {hit[0] for hit in (self.own, *self.others) if hit is not None}
        shown = [at for at in range(self.start, self.end) if at in hits or not self.index.units[at].is_blank]
        if len(shown) > most:  # what a sum adds up stands above it more often than below
            end = min(shown.index(self.own[0]) + AROUND + 1, len(shown)) if self.own is not None else most
            shown = shown[max(end - most, 0) : max(end, most)]
        units = [self.index.units[at] for at in shown]
        if any(unit.grid is not None or len(unit.cells) > 1 for unit in units):
            return self._table(finding, shown)
        return self._lines(finding, shown)

    def _lines(self, finding: ReviewFinding, shown: Sequence[int]) -> Excerpt:
        is_aligned = any(re.search(r"\S {2,}\S", self.index.units[at].cells[0]) for at in shown)
        headers = self._headers(shown) if is_aligned else ()
        every = (*headers, *shown)
        texts = [self.index.units[at].cells[0] for at in every]
        if is_aligned and max(map(len, texts)) <= _LONGEST_LINE:
            texts = squeeze(texts)
        if self.own is not None:
            marked = mark_found(texts, every.index(self.own[0]), finding.found)
            marked = [
                self._compared(text, at, finding) if self._is_other(at) and at != self.own[0] else spans
                for text, at, spans in zip(texts, every, marked, strict=True)
            ]
        else:
            marked = [self._compared(text, at, finding) for text, at in zip(texts, every, strict=True)]
        rows = [
            replace(self._row(at, (cut(spans, _LONGEST_LINE),)), is_header=at in headers)
            for at, spans in zip(every, marked, strict=True)
        ]
        return self._piece(shown, rows, is_table=False, is_aligned=is_aligned)

    def _compared(self, text: str, at: int, finding: ReviewFinding) -> tuple[Span, ...]:
        return mark_in(text, finding.expected, "other") if self._is_other(at) else (Span(text),)

    def _table(self, finding: ReviewFinding, shown: Sequence[int]) -> Excerpt:
        columns = self._columns(shown)
        rows = []
        for at in (*self._headers(shown), *shown):
            unit = self.index.units[at]
            cells: list[tuple[Span, ...] | None] = []
            for column in columns:
                spans = None if column is None else self._cell(unit, at, column, finding)
                cells.append(None if spans is None else cut(spans, _LONGEST_CELL))
            row = self._row(at, tuple(cells))
            rows.append(row if at in shown else replace(row, is_header=True))
        return self._piece(shown, rows, is_table=True, is_aligned=False)

    def _cell(self, unit: _Unit, at: int, column: int, finding: ReviewFinding) -> tuple[Span, ...]:
        text = unit.cells[column] if column < len(unit.cells) else ""
        if self.own is not None and at == self.own[0]:
            if self.own[1] is None:
                return mark_in(text, finding.found, "found")
            return (Span(text, "found"),) if column == self.own[1] and text else (Span(text),)
        if (at, column) in self.others:
            return (Span(text, "other"),) if text else (Span(text),)
        return self._compared(text, at, finding) if (at, None) in self.others else (Span(text),)

    def _is_other(self, at: int) -> bool:
        return any(hit[0] == at for hit in self.others)

    def _row(self, at: int, cells: tuple[tuple[Span, ...] | None, ...]) -> ExcerptRow:
        unit = self.index.units[at]
        is_place = self.own is not None and at == self.own[0]
        return ExcerptRow(unit.number, cells, is_place, not is_place and self._is_other(at), unit.is_header)

    def _piece(self, shown: Sequence[int], rows: list[ExcerptRow], *, is_table: bool, is_aligned: bool) -> Excerpt:
        first, last = self.index.units[shown[0]].place, self.index.units[shown[-1]].place
        return Excerpt(first, last, tuple(rows), is_table, is_aligned)

    def _columns(self, shown: Sequence[int]) -> tuple[int | None, ...]:
        """The columns to show: all of a narrow table, of a wide one the first and those around what was found."""
        width = max(len(self.index.units[at].cells) for at in shown)
        if width <= MOST_COLUMNS:
            return tuple(range(width))
        hits = [hit[1] for hit in (self.own, *self.others) if hit is not None and hit[1] is not None]
        chosen = {0, *hits[:MOST_COLUMNS]}
        nearest = sorted(range(1, width), key=lambda column: abs(column - (hits[0] if hits else 1)))
        chosen.update(nearest[:_NEAREST_COLUMNS])
        kept = sorted(chosen)
        columns: list[int | None] = []
        for before, column in zip([-1, *kept], kept, strict=False):
            columns += [None, column] if column != before + 1 else [column]
        return (*columns, None) if kept[-1] != width - 1 else tuple(columns)

    def _headers(self, shown: Sequence[int]) -> tuple[int, ...]:
        """The rows that name the columns, when they are further up than the window."""
        if any(_names_columns(self.index.units[at]) for at in shown):
            return ()
        units, first = self.index.units, self.index.units[shown[0]]
        above: list[int] = []
        at = shown[0] - 1
        while at >= 0 and units[at].grid is first.grid and units[at].place.page == first.place.page:
            if first.grid is None and shown[0] - at > _FARTHEST_HEADER:
                break
            above.append(at)
            at -= 1
        marked = [at for at in reversed(above) if units[at].is_header]
        column = self.own[1] if self.own is not None and self.own[1] is not None else None
        nearest = [at for at in above if _names_columns(units[at]) and units[at].has(column)][:1]
        return tuple(marked[:2]) if marked else tuple(nearest)


def _names_columns(unit: _Unit) -> bool:
    """True for a row whose words stand over columns: at least two, each with a letter, or a year or a day."""
    cells = re.split(r" {2,}", unit.cells[0].strip()) if unit.grid is None and len(unit.cells) == 1 else unit.cells
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and all(_COLUMN_NAME.search(cell) for cell in filled)


def _windows(finding: ReviewFinding, indexes: Mapping[str, SourceIndex]) -> Iterator[_Window]:
    """The window of the finding's own place, then those of the compared places that it did not take in."""
    hits: dict[str, list[_Hit]] = {}
    for place in finding.others:
        hit = indexes[place.file].find(place) if place.file in indexes else None
        if hit is not None and hit not in hits.setdefault(place.file, []):
            hits[place.file].append(hit)
    own_index = indexes.get(finding.place.file)
    own = own_index.find(finding.place) if own_index is not None else None
    for file in dict.fromkeys((finding.place.file, *hits)):
        if file not in indexes:
            continue
        at_home = own if file == finding.place.file else None
        windows = list(_merged(indexes[file], at_home, hits.get(file, [])))
        yield from sorted(windows, key=lambda window: window.own is None)


def _merged(index: SourceIndex, own: _Hit | None, others: Sequence[_Hit]) -> Iterator[_Window]:
    """Windows in file order; those that meet become one."""
    found = sorted({hit[0] for hit in (*others, *([own] if own is not None else []))})
    spans: list[tuple[int, int]] = []
    is_rows = False
    for at in found:
        start, end = _around(index, at, -1), _around(index, at, 1) + 1
        if spans and start <= spans[-1][1] and index.units[at].is_row is is_rows:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
        is_rows = index.units[at].is_row
    for start, end in spans:
        here = tuple(hit for hit in others if start <= hit[0] < end and hit != own)
        yield _Window(index, start, end, own if own is not None and start <= own[0] < end else None, here)


def _around(index: SourceIndex, at: int, step: int) -> int:
    """The last row of the window in one direction: AROUND rows with text, of the same grid or all of them lines."""
    units, edge, left = index.units, at, AROUND
    here = at + step
    while left and 0 <= here < len(units) and units[here].grid is units[at].grid and abs(here - at) <= 3 * AROUND:
        if units[here].place.page != units[at].place.page or not units[here].goes_with(units[at]):
            break
        if not units[here].is_blank:
            edge, left = here, left - 1
        here += step
    return edge
