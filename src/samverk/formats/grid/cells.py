"""Pasted text as rows of cells, one amount in a cell, and text that no spreadsheet takes for a formula.

A cell that begins with = + @ or a control character is a formula to a spreadsheet (CSV injection). As an amount it is
refused; as text to be pasted it gets an apostrophe in front, the spreadsheets' own sign for text.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field

from samverk.core.document.figures import ValueState
from samverk.core.money import MINUS, MoneyUnit, ore_from_decimal
from samverk.core.review.numbers import parse_number, plain_spaces

MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_LETTERS = 2_000_000

_FORMULA = ("=", "+", "@", "\t", "\r", "\n")
_RISKY = (*_FORMULA, "-", MINUS)
_ONE_POINT = re.compile(r"[-−–]?\d{1,3}\.\d{3}")
_QUOTE = "'"


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row that was pasted; `number` counts from 1, as the person sees it."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """True when no cell holds anything."""
        return not any(self.cells)


def read_cells(text: str) -> tuple[PastedRow, ...]:
    """Split pasted text into rows and cells: tabs, or semicolons when there are no tabs. Never raises.

    Quoted cells may hold tabs and line breaks, as spreadsheets copy them. Cells lose blanks at their ends.
    """
    delimiter = ";" if "\t" not in text and ";" in text else "\t"
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = list(csv.reader(plain.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error:  # a lone quotation mark is a letter like any other
        rows = [line.split(delimiter) for line in plain.split("\n")]
    cut = [PastedRow(number, tuple(cell.strip() for cell in row)) for number, row in enumerate(rows, 1)]
    while cut and cut[-1].is_empty:
        cut.pop()
    return tuple(cut)


def is_formula(cell: str) -> bool:
    """True for a cell that a spreadsheet would run: one that begins with = + @ or a control character."""
    return cell.startswith(_FORMULA)


def neutral_text(text: str) -> str:
    """`text` so that a spreadsheet takes it as text: an apostrophe before = + - @, no tabs and line breaks."""
    flat = re.sub(r"[\t\r\n]+", " ", text)
    return f"{_QUOTE}{flat}" if flat.startswith(_RISKY) else flat


def without_quote(cell: str) -> str:
    """A text cell without the apostrophe that `neutral_text` put before it."""
    return cell[1:] if cell.startswith(_QUOTE) and cell[1:].startswith(_RISKY) else cell


@dataclass(frozen=True, slots=True)
class CellAmount:
    """What a cell says as an amount, öre.

    `is_blank`: nothing at all, so nothing changes. `ore` None without `problem`: a dash, nothing planned. `problem` is
    Swedish: what is wrong with the cell and what to do. `step_ore` is the last decimal that the cell shows.
    """

    ore: int | None = None
    is_blank: bool = False
    problem: str = ""
    step_ore: int = field(default=0, compare=False)


def read_amount(cell: str, unit: MoneyUnit) -> CellAmount:
    """Read an amount in `unit`, or in the unit that the cell itself names ("1 842,5", "−20", "0", "–", "5 mnkr")."""
    shown = plain_spaces(cell)
    if not shown:
        return CellAmount(is_blank=True)
    told = f"”{shown[:40]}”"
    if is_formula(cell) or is_formula(shown):
        return CellAmount(problem=f"{told} är en formel och inte ett tal. Klistra in värdet, utan = + eller @ framför.")
    if _ONE_POINT.fullmatch(shown):
        return CellAmount(
            problem=f"{told} kan vara både ett tal med decimaler och tusental. Skriv med decimalkomma eller mellanrum."
        )
    read = parse_number(shown)
    if read.state is ValueState.NOTHING:
        return CellAmount()
    if read.amount is None or read.is_percent:
        return CellAmount(problem=f"{told} är inte ett belopp. Skriv ett tal, till exempel 1 842,5.")
    named = read.unit or unit
    try:
        return CellAmount(ore_from_decimal(read.amount, named), step_ore=named.ore // 10**read.decimals)
    except ValueError:
        return CellAmount(
            problem=f"{told} {named.value} är inte hela ören. Skriv högst så många decimaler att det blir det."
        )
