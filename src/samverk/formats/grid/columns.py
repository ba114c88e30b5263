"""The columns of a table that somebody filled in, and a line's cells read by them: values, places and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samverk.formats.grid.cells import is_formula
from samverk.formats.xlsx.sheet import column_letters


class CellError(ValueError):
    """A cell that cannot be read. The message is Swedish: what is allowed."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in code, its heading, how its cells are read, and what to say of them."""

    key: str
    heading: str
    read: Callable[[str], Any]
    hint: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong: the row in the file, the cell ("B7", "" for the whole row), and Swedish words."""

    row: int
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line's values and the places of its cells, by the columns' keys; None and "" where nothing stands."""

    values: Mapping[str, Any]
    cells: Mapping[str, str]
    faults: tuple[RowFault, ...]


def read_line(number: int, line: Sequence[str], headings: Mapping[str, int], columns: Sequence[Column]) -> ReadLine:
    """Read row `number` of a file. `headings` are lower case → place in the line, from 0. Formulas are refused."""
    values: dict[str, Any] = {}
    cells: dict[str, str] = {}
    faults = []
    for column in columns:
        place = headings.get(column.heading.lower())
        text = line[place].strip() if place is not None and place < len(line) else ""
        cells[column.key] = f"{column_letters(place + 1)}{number}" if place is not None else ""
        values[column.key] = None
        try:
            if is_formula(text):
                raise CellError("Cellen är en formel. Skriv värdet, utan = + eller @ framför.")
            if text:
                values[column.key] = column.read(text)
            elif column.is_required:
                raise CellError(f"{column.heading} saknas. Den behövs.")
        except CellError as error:
            faults.append(RowFault(number, cells[column.key], str(error)))
    return ReadLine(values, cells, tuple(faults))
