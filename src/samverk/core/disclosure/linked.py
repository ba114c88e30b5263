"""Linked tables (länkade tabeller) of people: cells, sums between them, shares and means of them.

Tables are linked by the cells they share. A cell is named by its key, the same in every table and in every release, so
that a margin printed twice is one cell. What is never printed but follows from what is has a cell too: the rest of a
total whose parts are listed, the men where only women and everyone are printed, those who came between two reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from samverk.core.disclosure.bounds import CellTotal


class CellState(StrEnum):
    """How a cell stands to the public."""

    OPEN = "open"  # to be printed, unless it is hidden
    FIXED = "fixed"  # printed already, or to be printed whatever happens: it cannot be hidden
    WITHHELD = "withheld"  # hidden in an earlier release
    IMPLIED = "implied"  # never printed: it follows from cells that are


@dataclass(frozen=True, slots=True)
class LinkedCell:
    """A cell. `count` is None when nobody knows it.

    `is_structural` is a zero that anyone knows beforehand, such as men in a measure for women. `is_category` is for a
    cell that says something of those it counts (an income source, an exit reason). `release` names the release that a
    difference is with.
    """

    key: str
    count: int | None
    state: CellState = CellState.OPEN
    label: str = ""
    is_structural: bool = False
    is_category: bool = False
    release: str = ""

    @property
    def name(self) -> str:
        """What a reader calls the cell."""
        return self.label or self.key


@dataclass(frozen=True, slots=True)
class ShareCell:
    """A percentage to be printed: `part` of `base` (keys of cells), with `decimals` decimals."""

    key: str
    part: str
    base: str
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class MeanCell:
    """A mean to be printed: of `variable` among the people in cell `base`, with their lowest and highest when printed.

    Means of the same variable are tied together: the sum for everyone is the sum of the parts' sums.
    """

    key: str
    variable: str
    base: str
    mean: Decimal
    lowest: Decimal | None = None
    highest: Decimal | None = None


class LinkedTablesError(ValueError):
    """The tables contradict themselves. The message is Swedish and for whoever made them."""


@dataclass(frozen=True, slots=True)
class LinkedTables:
    """Cells, the sums that hold between them, and what is printed of them besides counts."""

    cells: tuple[LinkedCell, ...]
    totals: tuple[CellTotal[str], ...] = ()
    shares: tuple[ShareCell, ...] = ()
    means: tuple[MeanCell, ...] = ()

    def __post_init__(self) -> None:
        keys = {cell.key for cell in self.cells}
        if len(keys) < len(self.cells):
            seen: set[str] = set()
            twice = next(cell.key for cell in self.cells if cell.key in seen or seen.add(cell.key))  # type: ignore[func-returns-value]
            raise LinkedTablesError(f"Cellen {twice} finns två gånger. Ge varje cell en egen nyckel.")
        _known_keys(keys, "summan", (key for total in self.totals for key in (total.total, *total.addends)))
        _known_keys(keys, "andelen", (key for share in self.shares for key in (share.part, share.base)))
        _known_keys(keys, "medelvärdet", (mean.base for mean in self.means))
        self._check_counts()

    def _check_counts(self) -> None:
        counts = {cell.key: cell.count for cell in self.cells}
        for cell in self.cells:
            if cell.count is not None and (cell.count < 0 or (cell.is_structural and cell.count)):
                allowed = "0 i en cell som är tom från början" if cell.is_structural else "0 eller mer"
                raise LinkedTablesError(f"Cellen {cell.name} har värdet {cell.count}. Den ska vara {allowed}.")
        for relation in self.totals:
            parts = [counts[key] for key in relation.addends]
            whole = counts[relation.total]
            if whole is not None and None not in parts and whole != (summed := sum(part or 0 for part in parts)):
                raise LinkedTablesError(
                    f"Summan {relation.total} är {whole}, men delarna är tillsammans {summed}. Rätta tabellen och "
                    "pröva igen."
                )

    def cell(self, key: str) -> LinkedCell:
        """The cell called `key`. Raises KeyError when there is none."""
        for cell in self.cells:
            if cell.key == key:
                return cell
        raise KeyError(key)


def _known_keys(keys: set[str], what: str, used: Iterable[str]) -> None:
    unknown = next((key for key in used if key not in keys), None)
    if unknown is not None:
        raise LinkedTablesError(
            f"Cellen {unknown} finns inte, men {what} räknar med den. Lägg till den eller ta bort den."
        )
