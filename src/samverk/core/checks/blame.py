"""Which number of a broken sum is the wrong one: a number that other tables confirm is not.

Nobody has told us which numbers of a document came first. A number that agrees with another table is anchored
there; so is one from which an anchored number was worked out. Where the sum is anchored the fault lies in its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samverk.core.checks.rule import CellPlace, Fault, Held, Rounded
from samverk.core.document.tree import Document, FigureCell

_DEEPEST = 5
_FEW = 4


def anchored(held: Sequence[Held | Rounded], difference_ore: int) -> frozenset[CellPlace]:
    """Cells that agree with another table, and the rows of sums whose total does.

    Only relations so fine that a difference of that size (öre) would have shown count.
    """
    fine = [outcome.cells for outcome in held if len(outcome.cells) > 1 and outcome.slack_ore < abs(difference_ore)]
    found = {cell for cells in fine if not _is_one_table(cells) for cell in cells}
    sums = [cells for cells in fine if _is_one_table(cells)]
    for _level in range(_DEEPEST):
        more = {cell for total, *rows in sums if total in found for cell in rows} - found
        if not more:
            break
        found |= more
    return frozenset(found)


def _is_one_table(cells: Sequence[CellPlace]) -> bool:
    return len({(each.table, each.file) for each in cells}) == 1


def told_where_it_is(fault: Fault, held: Sequence[Held | Rounded], document: Document) -> Fault:
    """The fault of a sum, moved to the row that must be wrong, or saying which rows can be, when its total is sure."""
    if len(fault.cells) < 3 or not fault.difference_ore:
        return fault
    sure = anchored(held, fault.difference_ore)
    if fault.cells[0] not in sure:
        return fault
    total, *rows = fault.cells
    labels = _labels(document)
    suspects = [cell for cell in rows if cell not in sure and labels.get(cell)]
    if not suspects or (len(suspects) == len(rows) and len(rows) > _FEW):
        detail = "Summan stämmer med andra tabeller. Felet ligger därför i någon av raderna."
        return replace(fault, detail=f"{fault.detail} {detail}".strip(), lies_in_rows=True)
    named = ", ".join(labels[cell] for cell in suspects)
    if len(suspects) == 1:
        detail = f"Summan stämmer med andra tabeller. Felet ligger därför troligen i raden {named}."
    else:
        detail = f"Summan stämmer med andra tabeller. Felet ligger därför i någon av raderna {named}."
    cells = (total, *suspects, *(cell for cell in rows if cell not in suspects))
    return replace(fault, detail=f"{fault.detail} {detail}".strip(), cells=cells, lies_in_rows=True)


def _labels(document: Document) -> Mapping[CellPlace, str]:
    found = {}
    for table in document.tables():
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=False):
                if isinstance(cell, FigureCell) and cell.place is not None and cell.amount:
                    found[CellPlace(table.id, row.id, column.id, cell.place.file)] = row.label
    return found
