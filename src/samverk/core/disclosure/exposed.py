"""What a table of participants gives away: small cells, hidden cells that follow, groups that are alike, remainders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samverk.core.disclosure import words
from samverk.core.disclosure.bounds import CellRange, bounds, known
from samverk.core.disclosure.counts import DEFAULT_THRESHOLD, is_alike, is_small
from samverk.core.disclosure.tables import DisclosureCell, DisclosureTable, DisclosureTotal, Key, of_which


@dataclass(frozen=True, slots=True)
class HeldCell:
    """A hidden cell whose count follows from the sums in `relations`; `is_certain` when nothing is assumed.

    One relation means that the sum and its other cells are all open.
    """

    cell: DisclosureCell
    relations: tuple[DisclosureTotal, ...]
    is_certain: bool


@dataclass(frozen=True, slots=True)
class TableDifference:
    """A total and parts of it whose difference is a small number of people that the table does not print itself."""

    total: DisclosureCell
    parts: tuple[DisclosureCell, ...]


def small_cells(read: DisclosureTable, threshold: int = DEFAULT_THRESHOLD) -> list[DisclosureCell]:
    """The open cells of 1 to `threshold` − 1 participants, in reading order."""
    return [cell for cell in read.cells.values() if cell.count is not None and is_small(cell.count, threshold)]


def hidden_cells(read: DisclosureTable) -> list[DisclosureCell]:
    """The cells that the table hides."""
    return [cell for cell in read.cells.values() if cell.hidden is not None]


def guarded_cells(read: DisclosureTable) -> list[DisclosureCell]:
    """The hidden cells that some sum of the table touches, so that it can be tried whether they follow."""
    touched = {key for total in read.totals for key in (total.relation.total, *total.relation.addends)}
    return [cell for cell in hidden_cells(read) if cell.key in touched]


def exposed_cells(read: DisclosureTable, threshold: int = DEFAULT_THRESHOLD) -> list[HeldCell] | None:
    """The hidden cells whose small count follows from the sums of the table; None when the sums contradict the cells.

    A cell is certain when it follows from sums that are certain, with zero as possible as any other count. Otherwise
    it follows if a total means what it says, and if a table that prints its zeros hides none.
    """
    every = _bounds(read, read.totals, 1) if read.shows_zero else None
    every = every or _bounds(read, read.totals, 0)  # a table can hide a zero to protect another cell
    certain = _bounds(read, [total for total in read.totals if total.is_certain], 0)
    if every is None or certain is None:
        return None
    found = []
    for cell in guarded_cells(read):
        limit = cell.limit or threshold
        value = every[cell.key].value
        if value is not None and is_small(value, limit):
            is_certain = certain[cell.key].value == value
            found.append(HeldCell(cell, _followed(read, cell.key), is_certain))
    return found


def _bounds(read: DisclosureTable, totals: Iterable[DisclosureTotal], least: int) -> dict[Key, CellRange] | None:
    ranges = {}
    for key, cell in read.cells.items():
        if cell.hidden is not None:
            ranges[key] = CellRange(max(least, cell.hidden.lowest), cell.hidden.highest)
        else:
            ranges[key] = known(cell.count or 0)
    return bounds(ranges, [total.relation for total in totals])


def _followed(read: DisclosureTable, key: Key) -> tuple[DisclosureTotal, ...]:
    """The one sum whose other cells are all open, else every sum that touches the cell."""
    touching = [total for total in read.totals if key in (total.relation.total, *total.relation.addends)]
    for total in touching:
        others = {total.relation.total, *total.relation.addends} - {key}
        if all(read.cells[other].count is not None for other in others):
            return (total,)
    return tuple(touching)


def alike_groups(read: DisclosureTable) -> tuple[list[DisclosureCell], int]:
    """The cells that hold all, or all but one, of their group in a sensitive category; and how many groups were tried.

    A group is a row or a column with a total; the categories are the labels the other way.
    """
    found: dict[Key, DisclosureCell] = {}
    tried = 0
    for total in read.totals:
        size = read.cells[total.relation.total].count
        categories = [read.cells[key] for key in total.relation.addends if _is_category(read, key, total)]
        if size is None or not categories:
            continue
        tried += 1
        for cell in categories:
            if cell.count is not None and is_alike(cell.count, size):
                found[cell.key] = cell
    return list(found.values()), tried


def _is_category(read: DisclosureTable, key: Key, total: DisclosureTotal) -> bool:
    cell = read.cells[key]
    return words.is_category_label(read.table.columns[cell.column].label if total.is_row else cell.row.label)


# ── differences ───────────────────────────────────────────────────────────────────────────────────────────────────


def differences(read: DisclosureTable) -> Iterator[TableDifference]:
    """Every total printed with only some of its parts: women beside all, or rows of "varav" below a row."""
    yield from _gender_differences(read)
    yield from _of_which_differences(read)


def _gender_differences(read: DisclosureTable) -> Iterator[TableDifference]:
    """Women beside everyone with no column for men, or the other way round."""
    columns = read.table.columns
    for year in dict.fromkeys(column.year for column in columns):
        here = [index for index, column in enumerate(columns) if column.year == year]
        gendered = [index for index in here if words.names_gender(columns[index].label)]
        totals = [index for index in here if words.is_total(columns[index].label)]
        if len(gendered) != 1 or len(totals) != 1:
            continue
        for row in read.table.rows:
            total = read.cells.get((row.id, columns[totals[0]].id))
            part = read.cells.get((row.id, columns[gendered[0]].id))
            if total is not None and part is not None:
                yield TableDifference(total, (part,))


def _of_which_differences(read: DisclosureTable) -> Iterator[TableDifference]:
    rows = read.table.rows
    for number, row in enumerate(rows):
        parts = []
        for each in rows[number + 1 :]:
            if not of_which(each.label):
                break
            parts.append(each)
        if not parts or of_which(row.label):
            continue
        for column in read.table.columns:
            total = read.cells.get((row.id, column.id))
            found = [read.cells.get((each.id, column.id)) for each in parts]
            cells = tuple(cell for cell in found if cell is not None)
            if total is not None and len(cells) == len(parts):
                yield TableDifference(total, cells)


def differences_among(tables: Sequence[DisclosureTable]) -> Iterator[tuple[int, int, TableDifference]]:
    """Every difference between two of the tables, and the numbers of the two: everyone's first, then one sex's.

    Only tables that have a cell in common are compared: in a long report few of all pairs have.
    """
    having: dict[tuple[str, str], list[int]] = {}
    for number, table in enumerate(tables):
        if _is_of_one_gender(table):
            for label in {_labels(table, cell) for cell in table.cells.values()}:
                having.setdefault(label, []).append(number)
    if not having:
        return
    for number, table in enumerate(tables):
        if not _is_of_everyone(table):
            continue
        near = {at for cell in table.cells.values() for at in having.get(_labels(table, cell), ())}
        for at in sorted(near):
            for difference in differences_between(table, tables[at]):
                yield number, at, difference


def differences_between(first: DisclosureTable, second: DisclosureTable) -> list[TableDifference]:
    """Cells of a table of everyone (`first`) and the same cells of a table of women only, or men only (`second`).

    Empty unless the tables share at least two rows by label and no part is larger than its total.
    """
    if not _is_of_everyone(first) or not _is_of_one_gender(second):
        return []
    totals = {_labels(first, cell): cell for cell in first.cells.values()}
    pairs = []
    for part in second.cells.values():
        total = totals.get(_labels(second, part))
        if total is not None and total.count is not None and part.count is not None:
            pairs.append(TableDifference(total, (part,)))
    if len({pair.total.row.label for pair in pairs}) < 2 or any(_is_larger(pair) for pair in pairs):
        return []
    return pairs


def _is_larger(pair: TableDifference) -> bool:
    return sum(part.count or 0 for part in pair.parts) > (pair.total.count or 0)


def _labels(read: DisclosureTable, cell: DisclosureCell) -> tuple[str, str]:
    column = read.table.columns[cell.column]
    return cell.row.label.strip().lower(), f"{column.label.strip().lower()} {column.year or ''}"


def _gender_labels(read: DisclosureTable) -> Sequence[str]:
    labels = [column.label for column in read.table.columns] + [row.label for row in read.table.rows]
    return [label for label in labels if words.names_gender(label)]


def _is_of_everyone(read: DisclosureTable) -> bool:
    return not words.names_gender(read.table.title) and not _gender_labels(read)


def _is_of_one_gender(read: DisclosureTable) -> bool:
    named = {match[0][0] for match in words.GENDER.finditer(read.table.title.lower())}
    return len(named) == 1 and not _gender_labels(read)
