"""Percentages in a table of participants beside the counts they are shares of.

A percentage is read only where the table itself states its base: the total of the counts beside it, with 100 % in the
same row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from samverk.core.disclosure import words
from samverk.core.disclosure.tables import DisclosureTable, Key, printed, share_text
from samverk.core.document.tree import FigureCell, Place, Row, RowRole

_BOTH = re.compile(r"\d[\d ]* ?\((\d+(?:,\d+)?) ?%\)$")
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class TableShare:
    """A printed share of `total` people. `count` is the open count in the same row, None when it is hidden or absent.

    `key` is the cell of the share and `counted` the cell of its count; `base` is the cell of the total. `fills_up` when
    the shares of the column make exactly 100 %, so that one of them may have been moved a step to get there.
    """

    key: Key
    counted: Key
    base: Key
    label: str
    percent: Decimal
    total: int
    count: int | None
    fills_up: bool
    place: Place | None


def table_shares(read: DisclosureTable) -> Iterator[TableShare]:
    """Every share whose base the table states, column by column."""
    table = read.table
    for index, column in enumerate(table.columns):
        for shares_in in (index, index + 1):
            is_beside = shares_in == index + 1
            if shares_in < len(table.columns) and (not is_beside or _is_share_column(read, shares_in)):
                yield from _of_column(read, index, shares_in, column.id)


def _of_column(read: DisclosureTable, index: int, shares_in: int, column_id: str) -> Iterator[TableShare]:
    table = read.table
    share_id = table.columns[shares_in].id
    rows: list[tuple[Row, Decimal]] = []
    for row in table.rows:
        percent = _percent(row, shares_in, is_combined=shares_in == index)
        is_sum = row.role is not RowRole.ITEM or words.is_total(row.label)
        base = read.cells.get((row.id, column_id))
        if not is_sum and percent is not None:
            rows.append((row, percent))
        elif is_sum:
            if percent == _WHOLE and base is not None and base.count:
                fills_up = sum(each for _row, each in rows) == _WHOLE
                for each, share in rows:
                    counted = read.cells.get((each.id, column_id))
                    cell = each.cells[shares_in]
                    yield TableShare(
                        (each.id, share_id),
                        (each.id, column_id),
                        base.key,
                        ", ".join(part for part in (each.label, table.columns[shares_in].label) if part),
                        share,
                        base.count,
                        counted.count if counted else None,
                        fills_up,
                        (cell.place if isinstance(cell, FigureCell) else None) or (counted.place if counted else None),
                    )
            rows = []


def _is_share_column(read: DisclosureTable, index: int) -> bool:
    column = read.table.columns[index]
    texts = [printed(row.cells[index]) for row in read.table.rows if index < len(row.cells)]
    said = [text for text in texts if text]
    return words.is_share(column.label) or (bool(said) and all(text.endswith("%") for text in said))


def _percent(row: Row, index: int, *, is_combined: bool) -> Decimal | None:
    text = printed(row.cells[index]) if index < len(row.cells) else ""
    if is_combined:
        both = _BOTH.match(text)
        return Decimal(both[1].replace(",", ".")) if both else None
    share = share_text(text)
    return Decimal(share) if share else None
