"""Lines whose cells are parted by tabs → a table, empty cells kept where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

from samverk.core.document.tree import Place
from samverk.core.review.layout.headers import is_note_header
from samverk.core.review.layout.lines import BULLET, ITEM, LineKind, PrintedLine
from samverk.core.review.layout.rows import in_note_order, join_label, label_goes_on, note_number
from samverk.core.review.layout.vocabulary import is_beside_role, is_contact, is_role, is_time, is_unit
from samverk.core.review.numbers import MINUSES, is_date, is_number, is_year, plain_spaces
from samverk.core.review.raw import Placing, RawCell, RawRow, RawTable
from samverk.core.review.source import Grid

_CONTENTS = re.compile(r"\.{3,}\s*$")
_RUN_TOGETHER = re.compile(r"(.*[0-9%*)–-]) +([A-ZÅÄÖ].*)")
_FEW_ROWS = 4
_MOST_CHOICES = 200
_SMALL = re.compile(r"[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class TabRow:
    """The cells of a line, and the line it stands on; `heading` a line without tabs inside the table."""

    cells: tuple[str, ...]
    line: PrintedLine

    @property
    def place(self) -> Place:
        """Where the line stands."""
        return self.line.place


def tab_cells(line: PrintedLine) -> tuple[str, ...]:
    """The cells of a line with tabs; a line without has one."""
    return tuple(cell.strip(" ") for cell in line.line.text.strip("\n\r ").split("\t"))


def is_tab_row(line: PrintedLine) -> bool:
    """True for a line of a table with tabs; False for a list item, a contents line or an address with a tab in it."""
    if line.kind is not LineKind.TABBED or line.line.heading:
        return False
    cells = tab_cells(line)
    first, filled = cells[0], [cell for cell in cells if cell]
    if not filled or (len(filled) == 1 and cells[-1] and not cells[0] and len(cells) == 2 and not _tells(cells[-1])):
        return False
    if BULLET.fullmatch(first + " ") or ITEM.fullmatch(first) or first in ("-", "–", "•", "o", "·"):
        return False
    return not (is_contact(line.line.text) or _CONTENTS.search(first) or any(len(cell) > 160 for cell in cells))


def _tells(cell: str) -> bool:
    """True for a cell that says something of a column by itself."""
    return is_value(cell) or is_year(cell) or is_date(cell) or _is_heading_text(cell)


def is_value(cell: str) -> bool:
    """True for a cell with a number, a dash or a missing value, but not for a year or a date."""
    return bool(cell) and is_number(cell) and not is_year(cell) and not is_date(cell)


def is_data(row: TabRow) -> bool:
    """True for a row of figures: at least one number after the label that is no year."""
    values = [cell for cell in row.cells[1:] if cell]
    if any(is_value(cell) and not _is_lone_dash(cell, values) for cell in values):
        return not _is_heading_cells(row.cells)
    return bool(row.cells[0]) and len(values) > 1 and all(cell in MINUSES or is_value(cell) for cell in values)


def _is_lone_dash(cell: str, values: Sequence[str]) -> bool:
    return cell in MINUSES and len(values) == 1


def _is_heading_cells(cells: Sequence[str]) -> bool:
    """True when most cells are words of headers and years: "Not 1" beside "2024"."""
    values = [cell for cell in cells[1:] if cell]
    known = sum(is_year(cell) or is_date(cell) or _is_heading_text(cell) for cell in values)
    return known * 2 > len(values) and not any(is_value(cell) and len(cell) > 2 for cell in values)


def _is_heading_text(cell: str) -> bool:
    words = cell.split()
    return (
        bool(words)
        and not is_number(cell)
        and any(is_role(word) or is_time(word) or is_unit(word) or is_beside_role(word) for word in words)
    )


def is_heading_row(row: TabRow) -> bool:
    """True for a row of years, dates, roles and units that stands over the figures."""
    values = [cell for cell in row.cells[1:] if cell]
    if is_data(row) or not values:
        return False
    return any(is_year(cell) or is_date(cell) or _is_heading_text(cell) for cell in values)


def tab_table(rows: Sequence[TabRow], title: str) -> RawTable | None:
    """A table of these rows; None when they are not one."""
    head = next((number for number, row in enumerate(rows) if is_data(row)), None)
    if head is None:
        return None
    data = [row for row in rows[head:] if is_data(row)]
    # rows over the figures that are no headers are headings of groups: "TILLGÅNGAR" under the years
    last_heading = max((number for number in range(head) if is_heading_row(rows[number])), default=-1)
    heading_rows, body = list(rows[: last_heading + 1]), list(rows[last_heading + 1 :])
    has_headings = any(is_heading_row(row) for row in heading_rows)
    if len(data) < 2 and not has_headings:
        return None
    if not _is_plausible(data, has_headings=has_headings):
        return None
    body = _compacted(body, heading_rows)
    columns = _width(body, heading_rows) - 1
    body = [part for row in body for part in _parted(row, columns)]
    label_heading, headers = _headers(heading_rows, columns)
    note_column = columns > 1 and is_note_header(headers[0])
    made = tuple(_raw_rows(body, columns, note_column=note_column))
    if note_column:
        made = in_note_order(made)
    return RawTable(title, headers, made, rows[0].place, label_heading)


def _is_plausible(data: Sequence[TabRow], *, has_headings: bool) -> bool:
    """False for lists with page numbers: one column of small numbers that never fall."""
    values = [[cell for cell in row.cells[1:] if cell] for row in data]
    if has_headings or any(len(found) != 1 for found in values) or not all(_SMALL.fullmatch(v[0]) for v in values):
        return True
    numbers = [int(found[0]) for found in values]
    return any(after < before for before, after in pairwise(numbers))


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    last = max((number for number, cell in enumerate(cells) if cell), default=0)
    return tuple(cells[: last + 1])


def _compacted(rows: Sequence[TabRow], heading_rows: Sequence[TabRow]) -> list[TabRow]:
    """Rows with several tabs typed after the label to reach the first column, more after a short label than a long."""
    data = [row for row in rows if is_data(row)]
    counts = {sum(1 for cell in row.cells[1:] if cell) for row in data}
    heads = {sum(1 for cell in row.cells[1:] if cell) for row in heading_rows if is_heading_row(row)}
    skipped = {_skipped(row) for row in data}
    if len(counts) != 1 or heads - counts or None in skipped or not any(skipped):
        return list(rows)
    if len(skipped) == 1 and any(_skipped(row) == min(number or 0 for number in skipped) for row in heading_rows):
        return list(rows)
    return [
        TabRow((row.cells[0], *(cell for cell in row.cells[1:] if cell)), row.line) if is_data(row) else row
        for row in rows
    ]


def _width(rows: Sequence[TabRow], heading_rows: Sequence[TabRow]) -> int:
    """How many cells the rows have, the label counted: what the header says, or the longest that is not a stray one."""
    widths = Counter(len(_trimmed(row.cells)) for row in rows if is_data(row))
    told = max((len(_trimmed(row.cells)) for row in heading_rows), default=0)
    usual = [width for width, count in widths.items() if count > 1 or count * _FEW_ROWS >= len(rows)]
    return max(2, told if told in widths else 0, *(usual or widths))


def _parted(row: TabRow, columns: int) -> list[TabRow]:
    """Two rows that have run together on a line: "Lokaler 95 63 Löner 1 558 1 500"."""
    cells = _trimmed(row.cells)
    if len(cells) != 2 * columns + 1 or not is_data(row):
        return [row]
    match = _RUN_TOGETHER.fullmatch(cells[columns])
    if match is None or not is_number(match[1]):
        return [row]
    return [
        TabRow((*cells[:columns], match[1]), row.line),
        TabRow((match[2], *cells[columns + 1 :]), row.line),
    ]


def _skipped(row: TabRow) -> int | None:
    """How many cells after the label are empty; None when there are empty ones among the numbers."""
    cells = _trimmed(row.cells)[1:]
    first = next((number for number, cell in enumerate(cells) if cell), 0)
    return first if all(cells[first:]) else None


def _headers(rows: Sequence[TabRow], columns: int) -> tuple[str, tuple[str, ...]]:
    """(heading over the labels, one text per column) from the rows over the figures."""
    texts: list[list[str]] = [[] for _ in range(columns)]
    labels: list[str] = []
    for cells in _stitched([row.cells for row in rows], columns + 1):
        filled = _trimmed(cells)
        if filled and filled[0]:
            labels.append(filled[0])
        values = list(filled[1:])
        if len([cell for cell in values if cell]) == columns != len(values):
            values = [cell for cell in values if cell]
        for number, cell in enumerate(values):
            if cell:
                texts[min(number, columns - 1)].append(plain_spaces(cell))
    return " ".join(labels), tuple(" ".join(found) for found in texts)


def _stitched(rows: Sequence[tuple[str, ...]], width: int) -> list[tuple[str, ...]]:
    """Rows of headers with a line break inside a cell: the last cell of one line goes on in the first of the next."""
    if len(rows) > 1 and sum(len(row) for row in rows) - (len(rows) - 1) == width and len(rows[0]) < width:
        cells = list(rows[0])
        for row in rows[1:]:
            cells[-1] = f"{cells[-1]} {row[0]}".strip()
            cells += row[1:]
        return [tuple(cells)]
    return list(rows)


def _raw_rows(rows: Sequence[TabRow], columns: int, *, note_column: bool) -> list[RawRow]:
    made: list[RawRow] = []
    waiting: list[TabRow] = []
    for row in rows:
        if not any(row.cells[1:]):
            waiting.append(row)
            continue
        own: list[TabRow] = []
        if waiting and row.cells[0] and label_goes_on(waiting[-1].cells[0], row.cells[0]):
            own = [waiting.pop()]
        made += [_heading_row(heading, columns) for heading in waiting]
        waiting = []
        made.append(_row(row, own, columns, note_column=note_column))
    return made + [_heading_row(heading, columns) for heading in waiting]


def _heading_row(row: TabRow, columns: int) -> RawRow:
    return RawRow(plain_spaces(row.cells[0]), ((None,) * columns,), row.place, row.line.line.is_bold)


def _placings(cells: Sequence[RawCell], columns: int, *, note_column: bool) -> tuple[Placing, ...]:
    """The cells where they stand; where tabs of empty cells may be lost, every way to place what is left."""
    rest = (None,) * (columns - len(cells))
    if not rest or any(not cell.text for cell in cells):
        return ((*cells, *rest),)
    found: list[Placing] = []
    for chosen in islice(combinations(range(columns), len(cells)), _MOST_CHOICES):
        placing: list[RawCell | None] = [None] * columns
        for cell, column in zip(cells, chosen, strict=True):
            placing[column] = cell
        found.append(tuple(placing))
    if note_column and note_number(cells[0]) is None:
        found.sort(key=lambda placing: placing[0] is not None)
    return tuple(found)


def _row(row: TabRow, own: Sequence[TabRow], columns: int, *, note_column: bool) -> RawRow:
    cells = list(row.cells[1:])
    if len(cells) > columns:
        filled = _trimmed(cells)
        cells = [*filled[: columns - 1], " ".join(cell for cell in filled[columns - 1 :] if cell)]
    choices = _placings([RawCell(plain_spaces(cell), row.place) for cell in cells], columns, note_column=note_column)
    label = join_label([*(plain_spaces(part.cells[0]) for part in own), plain_spaces(row.cells[0])])
    first = own[0] if own else row
    return RawRow(label, choices, first.place, first.line.line.is_bold)


def tab_rows(
    flow: Sequence[PrintedLine | Grid], start: int, stops: Collection[int]
) -> tuple[list[TabRow], list[PrintedLine], int]:
    """The rows of tabs from `start` on that hang together, stray lines between them, and where they end.

    A blank line ends them when another header follows; a short line without tabs between rows is a heading of a group.
    """
    rows: list[TabRow] = []
    place, end, seen_data = start, start, False
    heading: list[str] = []
    aside: list[PrintedLine] = []
    while place < len(flow):
        line = flow[place]
        if isinstance(line, Grid) or place in stops:
            break
        if line.kind is LineKind.TABBED and is_tab_row(line):
            row = TabRow(tab_cells(line), line)
            if is_heading_row(row) and seen_data:
                if row.line.text not in heading:
                    break
                place += 1
                end = place
                continue
            if line.gap > 1 and seen_data and not _has_width(row, rows):
                break
            if is_heading_row(row):
                heading.append(row.line.text)
            seen_data = seen_data or is_data(row)
            rows.append(row)
            place += 1
            end = place
            continue
        if rows and _is_stray_number(flow, place, stops):
            aside.append(line)
            place += 1
            continue
        if line.kind not in (LineKind.WORDS, LineKind.HEADER) or not rows or not _row_follows(flow, place, stops):
            break
        rows.append(TabRow((line.text,), line))
        place += 1
    while rows and rows[-1].line.kind is not LineKind.TABBED:
        rows.pop()
    return rows, [line for line in aside if line.index < rows[-1].line.index] if rows else [], end


def _is_stray_number(flow: Sequence[PrintedLine | Grid], place: int, stops: Collection[int]) -> bool:
    """True for a small number alone on a line between rows with tabs, such as the number of a page."""
    line = flow[place]
    after = flow[place + 1] if place + 1 < len(flow) and place + 1 not in stops else None
    if not isinstance(line, PrintedLine) or not isinstance(after, PrintedLine) or not is_tab_row(after):
        return False
    return line.kind is LineKind.NUMBERS and _SMALL.fullmatch(line.text) is not None and after.gap <= 1


def _has_width(row: TabRow, rows: Sequence[TabRow]) -> bool:
    return any(len(_trimmed(row.cells)) == len(_trimmed(other.cells)) for other in rows)


def _row_follows(flow: Sequence[PrintedLine | Grid], place: int, stops: Collection[int]) -> bool:
    """True when a row of figures with tabs, and no new header, follows within two lines."""
    line = flow[place]
    if isinstance(line, PrintedLine) and line.gap > 1:
        return False
    for number in range(place + 1, min(place + 3, len(flow))):
        after = flow[number]
        if isinstance(after, Grid) or number in stops or after.gap > 1:
            return False
        if after.kind is LineKind.TABBED and is_tab_row(after):
            return is_data(TabRow(tab_cells(after), after))
    return False
