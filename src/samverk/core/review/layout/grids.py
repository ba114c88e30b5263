"""Tables that the file itself marks: headers over one or several rows, merged cells, and sheets with several tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from samverk.core.document.figures import ValueState
from samverk.core.document.tree import Paragraph, Text
from samverk.core.review.layout.headers import is_amount_base
from samverk.core.review.layout.vocabulary import is_beside_role, is_role, is_time, is_unit
from samverk.core.review.numbers import is_date, is_number, is_year, parse_number, plain_spaces
from samverk.core.review.raw import RawCell, RawRow, RawTable
from samverk.core.review.source import Grid, GridCell

Cells = tuple[GridCell | None, ...]
_MOST_DECIMALS = 10
_MOST_SPAN = 60
_LONG_TEXT = 120


@dataclass(frozen=True, slots=True)
class GridBlock:
    """A part of a grid that is one table: rows of equal length, merged cells standing in their first column."""

    rows: tuple[Cells, ...]
    title: str


def grid_blocks(grid: Grid) -> list[Paragraph | RawTable]:
    """The tables of a grid in order; cells of a grid without figures, and lone lines, as paragraphs."""
    made: list[Paragraph | RawTable] = []
    waiting: list[GridCell] = []
    for rows in _parts(_squared(grid.rows)):
        cells = [cell for row in rows for cell in row if cell is not None and cell.text.strip()]
        if not any(_is_data(row) for row in rows):
            waiting += cells
            continue
        title, rest = _title(waiting)
        made += [_paragraph(cell) for cell in rest]
        waiting = []
        made.append(_table(GridBlock(rows, title or ("" if any(made) else grid.title)), grid))
    return made + [_paragraph(cell) for cell in waiting]


def _title(waiting: Sequence[GridCell]) -> tuple[str, list[GridCell]]:
    """The last lone line above a table as its title, and what stands before it."""
    if waiting and len(waiting[-1].text) <= _LONG_TEXT:
        return plain_spaces(waiting[-1].text), list(waiting[:-1])
    return "", list(waiting)


def _paragraph(cell: GridCell) -> Paragraph:
    text = plain_spaces(cell_text(cell))
    return Paragraph((Text(text),), starts=((0, cell.place),))


def cell_text(cell: GridCell) -> str:
    """The cell as text that `parse_number` reads as exactly the number that is shown."""
    if cell.number is None or not cell.number.is_finite():
        return plain_spaces(cell.text)
    shown = parse_number(cell.text)
    value = cell.number
    if shown.state is ValueState.STATED and shown.amount == _rounded(value, shown.decimals):
        return plain_spaces(cell.text)
    if shown.is_percent and shown.amount == _rounded(value * 100, shown.decimals):
        return plain_spaces(cell.text)
    if is_date(cell.text):
        return plain_spaces(cell.text)
    decimals = cell.decimals if cell.decimals is not None else min(_decimals(value), _MOST_DECIMALS)
    written = f"{_rounded(value, decimals):f}".replace(".", ",")
    return f"{written} %" if shown.is_percent else written


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded(number: Decimal, decimals: int) -> Decimal:
    if number.adjusted() > 24:
        return number
    return number.quantize(Decimal(1).scaleb(-min(decimals, _MOST_DECIMALS)), ROUND_HALF_UP)


# ── the shape of the grid ─────────────────────────────────────────────────────────────────────────────────────────


def _squared(rows: Sequence[Cells]) -> list[Cells]:
    """Rows of equal length. A merged cell takes its columns, whether or not the file says what it covers."""
    wide = [_spread(row) for row in rows]
    width = max((len(row) for row in wide), default=0)
    return [row + (None,) * (width - len(row)) for row in wide]


def _spread(row: Cells) -> Cells:
    """A row where every cell that is covered by a merged one is None."""
    found: list[GridCell | None] = []
    place = 0
    while place < len(row):
        cell = row[place]
        found.append(cell)
        place += 1
        span = min(cell.span, _MOST_SPAN) if cell is not None else 1
        for _ in range(span - 1):
            found.append(None)
            if place < len(row) and row[place] is None:
                place += 1
    return tuple(found)


def _is_blank(cell: GridCell | None) -> bool:
    return cell is None or (cell.number is None and not cell.text.strip())


def _parts(rows: Sequence[Cells]) -> list[tuple[Cells, ...]]:
    """The tables of a sheet: parted by blank rows where a new header follows, and by blank columns."""
    groups: list[list[Cells]] = [[]]
    for row in rows:
        if all(_is_blank(cell) for cell in row):
            if groups[-1]:
                groups.append([])
        else:
            groups[-1].append(row)
    joined: list[list[Cells]] = []
    for group in filter(None, groups):
        if joined and _goes_on(joined[-1], group):
            joined[-1] += group
        else:
            joined.append(group)
    return [part for group in joined for part in _side_by_side(group)]


def _goes_on(before: Sequence[Cells], group: Sequence[Cells]) -> bool:
    """True when rows after a blank row are more of the same table: figures, and no header of their own."""
    if not any(_is_data(row) for row in before) or not any(_is_data(row) for row in group):
        return False
    first = next(number for number, row in enumerate(group) if _is_data(row))
    if any(_is_heading(row) for row in group[:first]):
        return False
    used = {number for row in before for number, cell in enumerate(row) if not _is_blank(cell)}
    own = {number for row in group for number, cell in enumerate(row) if not _is_blank(cell)}
    return own <= used


def _side_by_side(rows: Sequence[Cells]) -> list[tuple[Cells, ...]]:
    """Two tables beside each other with a blank column between; a blank column inside one table is left out."""
    width = len(rows[0])
    blank = [all(_is_blank(row[column]) for row in rows) for column in range(width)]
    parts: list[list[int]] = [[]]
    for column in range(width):
        if blank[column]:
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(column)
    kept: list[list[int]] = []
    for part in filter(None, parts):
        if kept and not (_stands_alone(rows, part) and _stands_alone(rows, kept[-1])):
            kept[-1] += part
        else:
            kept.append(part)
    return [tuple(_taken(row, part) for row in rows) for part in kept]


def _taken(row: Cells, columns: Sequence[int]) -> Cells:
    """The row's cells in these columns; a merged cell over a left-out column spans as many fewer."""
    found: list[GridCell | None] = []
    for column in columns:
        cell = row[column]
        if cell is not None and cell.span > 1:
            cell = replace(cell, span=max(1, sum(column <= other < column + cell.span for other in columns)))
        found.append(cell)
    return tuple(found)


def _stands_alone(rows: Sequence[Cells], columns: Sequence[int]) -> bool:
    """True when the columns have labels of their own and figures beside them."""
    words = sum(_is_words(row[columns[0]]) for row in rows)
    figures = sum(any(_is_figure(row[column]) for column in columns[1:]) for row in rows)
    return words >= 2 and figures >= 2


def _is_figure(cell: GridCell | None) -> bool:
    """True for a cell with a number that is no year and no date."""
    if cell is None or cell.is_header:
        return False
    text = plain_spaces(cell.text)
    if cell.number is not None:
        return not (is_year(text) or is_date(text))
    return bool(text) and is_number(text) and not is_year(text) and not is_date(text)


def _is_words(cell: GridCell | None) -> bool:
    return cell is not None and cell.number is None and any(letter.isalpha() for letter in cell.text)


def _is_data(row: Cells) -> bool:
    filled = [cell for cell in row if not _is_blank(cell)]
    if filled and all(cell is not None and cell.is_header for cell in filled):
        return False
    first = next((number for number, cell in enumerate(row) if not _is_blank(cell)), 0)
    others = [cell for cell in row[first + 1 :] if not _is_blank(cell)]
    if not others:
        return len(row) > 1 and first > 0 and _is_figure(row[first])
    if _is_heading(row) and not any(_is_figure(cell) and cell and cell.number is not None for cell in others):
        return False
    return any(_is_figure(cell) for cell in others)


def _is_heading(row: Cells) -> bool:
    """True when most cells after the first are headers: years, dates, roles, units."""
    filled = [cell for cell in row if cell is not None and not _is_blank(cell)]
    if filled and all(cell.is_header for cell in filled):
        return True
    known = [cell for cell in filled if _is_heading_text(cell)]
    return (
        bool(known)
        and len(known) * 2 >= len(filled)
        and any(cell is not None and _is_heading_text(cell) for cell in row[1:])
    )


def _is_heading_text(cell: GridCell) -> bool:
    text = plain_spaces(cell.text)
    if is_year(text) or is_date(text):
        return True
    if cell.number is not None or not text or is_number(text) or len(text) > 60:
        return False
    return any(is_time(word) or is_role(word) or is_unit(word) or is_beside_role(word) for word in text.split())


# ── the table ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _table(block: GridBlock, grid: Grid) -> RawTable:
    rows = list(block.rows)
    label = _label_column(rows)
    first = next(number for number, row in enumerate(rows) if _is_data(row))
    top = max((number for number in range(first) if _is_heading(rows[number]) or _is_wide(rows[number])), default=-1)
    titles, heading_rows = _above(rows[: top + 1])
    columns = [column for column in range(len(rows[0])) if column != label]
    texts = [_header_text(heading_rows, column) for column in columns]
    bases = [title for title in titles if is_amount_base(title)]
    captions = [title for title in titles if title not in bases]
    label_heading = " ".join(filter(None, (*bases, _header_text(heading_rows, label) if label is not None else "")))
    body = tuple(_row(row, label, columns) for row in rows[top + 1 :])
    place = next(cell.place for row in rows for cell in row if cell is not None)
    title = " ".join(filter(None, (block.title, *captions)))
    return RawTable(title, tuple(texts), body, place, label_heading)


def _is_wide(row: Cells) -> bool:
    """True for a title over the table: a lone text in a merged cell, or marked as a header."""
    filled = [cell for cell in row if cell is not None and not _is_blank(cell)]
    return len(filled) == 1 and (filled[0].span > 1 or filled[0].is_header or is_amount_base(filled[0].text.strip()))


def _above(rows: Sequence[Cells]) -> tuple[list[str], list[Cells]]:
    """The titles and the header rows among the rows above the figures."""
    titles: list[str] = []
    headings: list[Cells] = []
    for row in rows:
        filled = [cell for cell in row if cell is not None and not _is_blank(cell)]
        text = plain_spaces(filled[0].text) if len(filled) == 1 else ""
        if text and not headings and len(row) > 2 and _is_title(filled[0], row):
            titles.append(text)
        else:
            headings.append(row)
    return titles, headings


def _is_title(cell: GridCell, row: Cells) -> bool:
    """True for a lone text above the headers: the table's title, or "Belopp i tkr"."""
    if is_amount_base(plain_spaces(cell.text)):
        return True
    text = plain_spaces(cell.text)
    return (cell.span > 1 or row[0] is cell) and not is_year(text) and not is_date(text)


def _header_text(rows: Sequence[Cells], column: int) -> str:
    """The header of a column from the top down, merged cells repeated over their columns."""
    texts: list[str] = []
    for row in rows:
        cell = row[column]
        if cell is None:
            for back in range(column - 1, -1, -1):
                other = row[back]
                if other is not None:
                    cell = other if back + min(other.span, _MOST_SPAN) > column else None
                    break
        text = cell_text(cell) if cell is not None else ""
        if text and text not in texts:
            texts.append(text)
    return " ".join(texts)


def _label_column(rows: Sequence[Cells]) -> int | None:
    """The first column that holds mostly words; the first one when it holds years; None when all hold figures."""
    data = [row for row in rows if _is_data(row)]
    for column in range(len(rows[0])):
        words = sum(_is_words(row[column]) for row in data)
        filled = sum(not _is_blank(row[column]) for row in data)
        if words and words * 2 >= filled and words * 3 >= len(data):
            return column
    years = [row[0] for row in data if row[0] is not None and not _is_blank(row[0])]
    return 0 if all(not _is_figure(cell) for cell in years) else None


def _row(row: Cells, label: int | None, columns: Sequence[int]) -> RawRow:
    own = row[label] if label is not None else None
    placing = tuple(_raw_cell(row[column]) for column in columns)
    filled = [cell for cell in row if cell is not None]
    place = own.place if own is not None else filled[0].place
    shown = own.text if own is not None else ""
    indent = float(len(re.match(r"[ \u00a0]*", shown.replace("\t", "    "))[0])) if shown.strip() else 0.0  # type: ignore[index]
    return RawRow(
        cell_text(own) if own is not None else "",
        (placing if any(cell is not None and cell.text for cell in placing) else (None,) * len(columns),),
        place,
        own.is_bold if own is not None else filled[0].is_bold,
        indent,
    )


def _raw_cell(cell: GridCell | None) -> RawCell | None:
    return None if cell is None else RawCell(cell_text(cell), cell.place)
