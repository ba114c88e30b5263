"""Columns by position: numbers that stand under each other, in letters of a text or points of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from samverk.core.review.layout.headers import ColumnLabels, header_parts, is_amount_base
from samverk.core.review.layout.lines import MOST_COLUMNS, LineWord, PrintedLine, digit_width
from samverk.core.review.layout.rows import Edges, TextRow
from samverk.core.review.numbers import is_number

_FEWEST_ROWS = 2
_MOST_SURE, _SURE_SHARE = 0.8, 0.6
_NEAR = 1.6
_ASIDE = 4.0


@dataclass(frozen=True, slots=True)
class PlacedColumns:
    """Where the columns of a table stand: left and right edge of each, and where its numbers usually end.

    `digit` is the width of a digit, the measure of what is near.
    """

    spans: tuple[Edges, ...]
    rights: tuple[float, ...]
    digit: float

    def place(self, numbers: Sequence[Edges]) -> tuple[float, tuple[int, ...]] | None:
        """How badly the numbers stand under their nearest columns, and which these are; None when two share one."""
        total = 0.0
        columns: list[int] = []
        for edges in numbers:
            misfits = [(self._misfit(edges, column), column) for column in range(len(self.spans))]
            misfit, column = min(misfits)
            if columns and column <= columns[-1]:
                return None
            total += misfit
            columns.append(column)
        return total, tuple(columns)

    def _misfit(self, edges: Edges, column: int) -> float:
        left, right = self.spans[column]
        aside = max(0.0, edges[0] - right, left - edges[1]) / self.digit
        off = abs(edges[1] - self.rights[column]) / self.digit
        return 0.3 * off + (_ASIDE + aside if aside else 0.0)


def placed_columns(rows: Sequence[TextRow]) -> PlacedColumns | None:
    """The columns that the rows' positions show; None when numbers are parted by single spaces alone.

    Wide gaps alone are tried first, since some texts have double spaces inside their numbers.
    """
    data = [row for row in rows if row.runs and not row.runs[0].is_part]
    if not data:
        return None
    for least, share in ((2, _MOST_SURE), (1, _SURE_SHARE)):
        sure = [pieces for pieces in (_pieces(row, least) for row in data) if pieces]
        parted = [pieces for pieces in sure if len(pieces) > 1]
        if len(parted) < min(_FEWEST_ROWS, len(data)) or len(sure) < share * len(data):
            continue
        digit = median(digit_width(row.runs[0].line) for row in data)
        groups = _by_gutters(sure) or _by_right_edges(sure, digit)
        if groups is not None and 1 <= len(groups) <= MOST_COLUMNS:
            spans = tuple((min(left for left, _ in group), max(right for _, right in group)) for group in groups)
            return PlacedColumns(spans, tuple(median(right for _, right in group) for group in groups), digit)
    return None


def _pieces(row: TextRow, least: int) -> list[Edges] | None:
    """Where the row's numbers stand when gaps of at least this kind tell them apart, else None."""
    if len(row.runs) != 1:
        return None
    line = row.runs[0]
    pieces: list[list[LineWord]] = []
    for number, word in enumerate(line.tail):
        if number == 0 or word.gap >= least:
            pieces.append([])
        pieces[-1].append(word)
    if not all(is_number(" ".join(word.text for word in piece)) for piece in pieces):
        return None
    if len(pieces) == 1 and line.label_words and not line.tail[0].gap:
        return None
    return [(piece[0].left, piece[-1].right) for piece in pieces]


def _by_gutters(rows: Sequence[Sequence[Edges]]) -> list[list[Edges]] | None:
    """Columns as what white gutters part over all the rows; None when a row has two numbers in one of them."""
    groups: list[list[Edges]] = []
    reach = float("-inf")
    for edges in sorted(edges for row in rows for edges in row):
        if edges[0] >= reach:
            groups.append([])
        groups[-1].append(edges)
        reach = max(reach, edges[1])
    return groups if _is_one_each(rows, groups) else None


def _by_right_edges(rows: Sequence[Sequence[Edges]], digit: float) -> list[list[Edges]] | None:
    """Columns as numbers that end under each other."""
    groups: list[list[Edges]] = []
    last = float("-inf")
    for edges in sorted((edges for row in rows for edges in row), key=lambda edges: edges[1]):
        if edges[1] - last > _NEAR * digit:
            groups.append([])
        groups[-1].append(edges)
        last = edges[1]
    return groups if _is_one_each(rows, groups) else None


def _is_one_each(rows: Sequence[Sequence[Edges]], groups: Sequence[Sequence[Edges]]) -> bool:
    column = {edges: number for number, group in enumerate(groups) for edges in group}
    return all(len({column[edges] for edges in row}) == len(row) for row in rows)


# ── headers over placed columns ───────────────────────────────────────────────────────────────────────────────────


def placed_labels(lines: Sequence[PrintedLine], columns: PlacedColumns) -> ColumnLabels:
    """Give each column the header texts that stand over it."""
    texts: list[list[str]] = [[] for _ in columns.spans]
    headings: list[str] = []
    titles: list[str] = []
    for line in lines:
        pieces = _header_pieces(line)
        aside = [piece for piece in pieces if piece[-1].right <= columns.spans[0][0] - 4 * columns.digit]
        over = [piece for piece in pieces if piece not in aside]
        if aside:
            headings.append(" ".join(word.text for piece in aside for word in piece))
        if len(over) == 1 and len(columns.spans) > 1 and _is_alone(over[0], columns):
            text = " ".join(word.text for word in over[0])
            (headings if is_amount_base(text) else titles).append(text)
            continue
        for piece in over:
            for text, number in _over(piece, columns):
                texts[number].append(text)
    return ColumnLabels(tuple(" ".join(found) for found in texts), " ".join(headings), " ".join(titles))


def _header_pieces(line: PrintedLine) -> list[list[LineWord]]:
    pieces: list[list[LineWord]] = []
    for number, word in enumerate(line.words):
        if number == 0 or word.gap:
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def _is_alone(piece: Sequence[LineWord], columns: PlacedColumns) -> bool:
    """True for a text over the whole table that names no single column: "Budget 2025, belopp i tkr"."""
    return len(_covered(piece, columns)) == 0 and len(header_parts(piece)[1]) <= 1


def _covered(piece: Sequence[LineWord], columns: PlacedColumns) -> list[int]:
    left, right = piece[0].left, piece[-1].right
    return [number for number, span in enumerate(columns.spans) if min(right, span[1]) > max(left, span[0])]


def _over(piece: Sequence[LineWord], columns: PlacedColumns) -> list[tuple[str, int]]:
    """Which text of the piece stands over which column."""
    text = " ".join(word.text for word in piece)
    covered = _covered(piece, columns)
    label, parts = header_parts(piece)
    if len(covered) < 2 or len(parts) < 2:
        if len(covered) > 1 and _spans_all(piece, columns, covered):
            return [(text, number) for number in covered]
        middle = (piece[0].left + piece[-1].right) / 2
        return [(text, min(range(len(columns.spans)), key=lambda number: _distance(middle, piece, columns, number)))]
    if len(parts) == len(covered):
        named = [" ".join(filter(None, (label, parts[0]))), *parts[1:]]
        return list(zip(named, covered, strict=True))
    return [
        (word.text, min(covered, key=lambda number: _distance((word.left + word.right) / 2, [word], columns, number)))
        for word in piece
    ]


def _spans_all(piece: Sequence[LineWord], columns: PlacedColumns, covered: Sequence[int]) -> bool:
    """True when a header covers most of each of the columns under it."""
    left, right = piece[0].left, piece[-1].right
    return all(
        min(right, columns.spans[number][1]) - max(left, columns.spans[number][0])
        > 0.6 * (columns.spans[number][1] - columns.spans[number][0])
        for number in covered
    )


def _distance(middle: float, piece: Sequence[LineWord], columns: PlacedColumns, number: int) -> float:
    left, right = columns.spans[number]
    return min(abs(middle - (left + right) / 2), abs(piece[-1].right - columns.rights[number]))
