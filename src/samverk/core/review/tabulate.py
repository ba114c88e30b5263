"""A raw table becomes a table of the document tree: columns named, numbers parsed, sums found, rows recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from samverk.core.document.figures import ValueState
from samverk.core.document.tree import (
    Cell,
    Column,
    ColumnKind,
    EmptyCell,
    FigureCell,
    NoteCell,
    Row,
    RowRole,
    RowTerm,
    Table,
    TextCell,
)
from samverk.core.money import MoneyUnit
from samverk.core.review.columns import UNKNOWN, KnownDocument, read_columns, unit_of
from samverk.core.review.kinds import recognise, row_name
from samverk.core.review.numbers import ParsedNumber, parse_number
from samverk.core.review.placement import OpenRow, PlacedRow, place
from samverk.core.review.raw import Placing, RawCell, RawRow, RawTable
from samverk.core.review.sums import FoundSum, Number, is_result_label, is_sum_label
from samverk.core.words import fold

UNNAMED = "Summa (raden saknar namn)"
"""Label of a row that prints numbers and no words."""

_PEOPLE = re.compile(r"\b(?:deltagare|personer|individer|kvinnor|man|antal|inskrivna|avslutade|avslut|remitterade)\b")
_MONEY = re.compile(
    r"kostnad|intakt|resultat|\bkr\b|\btkr\b|budget|bidrag\b|medel\b|\bskuld|fordring|\bkassa\b|eget kapital|avgift"
)
_COUNT_ROW = re.compile(
    r"^antal\b|\bantal (?:anstallda|deltagare|personer)\b|\bandel\b|procent|%|soliditet|arsarbetare"
)
_SMALL_NOTE = re.compile(r"^\d{1,2}(?:\s*[,\-–och]+\s*\d{1,2})*$")
_MOST_SHOWN_IN_TKR = 300_000  # an association turns over some millions: a larger number is in kronor
_MOST_SHOWN_IN_MNKR = 300
_FEWEST_TELLING = 3  # rows that can refute what the headers say
_MOST_PLACED = 1_000  # rows; no statement is so long, and every row's likeliest placing stands then


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A table, and whether its unit was printed (or only guessed from the size of the numbers)."""

    table: Table
    is_unit_printed: bool


def tabulate(
    raw: RawTable, table_id: str, document: KnownDocument, heading: str, default: MoneyUnit | None
) -> Tabulated:
    """Make the table. `heading` is the section's title; `default` the unit that the document says holds everywhere."""
    columns = _columns(raw, document)
    if len(raw.rows) > _MOST_PLACED:
        raw = replace(raw, rows=tuple(replace(row, choices=row.choices[:1]) for row in raw.rows))
    longest = max((min(_digits(way) for way in row.choices) for row in raw.rows), default=0)
    notes = frozenset(index for index, column in enumerate(columns) if column.kind is ColumnKind.NOTE)
    raw = replace(raw, rows=tuple(_whole_if_likely(_believable(row, longest, notes), notes) for row in raw.rows))
    parsed = [_parsed_ways(row) for row in raw.rows]
    columns = _unless_refuted(_kinds_by_content(columns, parsed), parsed)
    printed = _printed_unit(raw, heading, parsed) or default
    is_money = _is_money(raw, heading, parsed, printed)
    unit = (printed or guess_unit(_biggest(parsed, columns))) if is_money else None
    open_rows = [_open_row(row, ways, columns, unit) for row, ways in zip(raw.rows, parsed, strict=True)]
    adding = [
        index
        for index, column in enumerate(columns)
        if column.kind is ColumnKind.FIGURE and column.role not in ("deviation", "change")
    ]
    kind = recognise(f"{raw.title} {heading}", [row.label for row in raw.rows], columns)
    names = _row_ids(kind, table_id, raw.rows)
    placed, sums = place(open_rows, adding, kind, names)
    rows = tuple(
        _row(index, raw.rows[index], parsed[index], placed[index], sums, names, columns, unit)
        for index in range(len(raw.rows))
    )
    title = raw.title or heading
    table = Table(kind or table_id, title, columns, rows, unit, raw.label_heading, "", raw.note)
    return Tabulated(table, printed is not None or not is_money)


def guess_unit(biggest: Decimal) -> MoneyUnit:
    """The unit that numbers of this size are likely to be in, for an association that turns over some millions."""
    if biggest >= _MOST_SHOWN_IN_TKR:
        return MoneyUnit.KR
    if biggest != int(biggest) and biggest < _MOST_SHOWN_IN_MNKR:
        return MoneyUnit.MNKR
    return MoneyUnit.TKR


def _believable(row: RawRow, longest: int, notes: frozenset[int]) -> RawRow:
    """The row without placings that nobody meant: an amount among the note numbers, or two numbers run together.

    `longest` is the most digits that any row must have in one number.
    """
    kept = [way for way in row.choices if all(_is_note(way[index]) for index in notes if index < len(way))]
    kept = [way for way in kept or row.choices if not longest or _digits(way) <= longest + 1] or kept
    return replace(row, choices=tuple(kept)) if kept else row


def _is_note(cell: RawCell | None) -> bool:
    return cell is None or not cell.text.strip() or _SMALL_NOTE.match(cell.text.strip()) is not None


def _digits(way: Placing) -> int:
    """The most digits of a number of the placing."""
    return max((_digits_of(cell.text) for cell in way if cell is not None), default=0)


@lru_cache(maxsize=20_000)
def _digits_of(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


def _whole_if_likely(row: RawRow, notes: frozenset[int]) -> RawRow:
    """The row with only its whole placings, when the likeliest one is whole: then no number is taken for lost.

    A column of note numbers may be empty in a whole row.
    """

    def is_whole(way: Placing) -> bool:
        return all(cell is not None for index, cell in enumerate(way) if index not in notes)

    if not is_whole(row.choices[0]):
        return row
    return replace(row, choices=tuple(way for way in row.choices if is_whole(way)))


# ── columns and unit ──────────────────────────────────────────────────────────────────────────────────────────────────

_Ways = tuple[tuple[ParsedNumber | None, ...], ...]


def _columns(raw: RawTable, document: KnownDocument) -> tuple[Column, ...]:
    width = max((len(way) for row in raw.rows for way in row.choices), default=0)
    headers = [*raw.headers, *([""] * (width - len(raw.headers)))][: max(width, 1)]
    return read_columns(headers, document)


def _parsed_ways(row: RawRow) -> _Ways:
    seen: dict[str, ParsedNumber] = {}

    def parsed(cell: RawCell | None) -> ParsedNumber | None:
        if cell is None:
            return None
        if cell.text not in seen:
            seen[cell.text] = parse_number(cell.text)
        return seen[cell.text]

    return tuple(tuple(parsed(cell) for cell in way) for way in row.choices)


def _kinds_by_content(columns: tuple[Column, ...], parsed: Sequence[_Ways]) -> tuple[Column, ...]:
    """A column where few cells are numbers holds words."""
    made = []
    for index, column in enumerate(columns):
        cells = [ways[0][index] for ways in parsed if index < len(ways[0])]
        said = [cell for cell in cells if cell is not None and cell.state is not ValueState.NOT_STATED]
        numbers = [cell for cell in said if cell.amount is not None and not cell.is_percent]
        nothing = sum(1 for cell in said if cell.state is ValueState.NOTHING)
        if column.kind is ColumnKind.FIGURE and said and 2 * (len(numbers) + nothing) < len(said):
            column = replace(column, kind=ColumnKind.TEXT)
        made.append(column)
    return tuple(made)


def _unless_refuted(columns: tuple[Column, ...], parsed: Sequence[_Ways]) -> tuple[Column, ...]:
    """Where outcome less budget is the deviation in hardly any row the headers were cut wrongly: none is believed."""
    places = {column.role: index for index, column in enumerate(columns) if column.kind is ColumnKind.FIGURE}
    roles = ("outcome", "budget", "deviation")
    if not set(roles) <= places.keys():
        return columns
    telling = fitting = 0
    for ways in parsed:
        cells = [ways[0][places[role]] if places[role] < len(ways[0]) else None for role in roles]
        outcome, budget, deviation = (cell.amount if cell is not None else None for cell in cells)
        if outcome is not None and budget is not None and deviation is not None and outcome != budget:
            telling += 1
            fitting += abs(abs(outcome - budget) - abs(deviation)) <= 1
    if telling < _FEWEST_TELLING or 3 * fitting >= telling:
        return columns
    return tuple(
        replace(column, year=None, role=UNKNOWN) if column.kind is ColumnKind.FIGURE else column for column in columns
    )


def _printed_unit(raw: RawTable, heading: str, parsed: Sequence[_Ways]) -> MoneyUnit | None:
    for words in (raw.label_heading, " ".join(raw.headers), raw.title, raw.note, heading):
        unit = unit_of(words)
        if unit is not None:
            return unit
    for row in raw.rows:
        unit = unit_of(row.label) if "(" in row.label else None
        if unit is not None:
            return unit
    in_cells = {cell.unit for ways in parsed for cell in ways[0] if cell is not None and cell.unit is not None}
    return in_cells.pop() if len(in_cells) == 1 else None


def _is_money(raw: RawTable, heading: str, parsed: Sequence[_Ways], unit: MoneyUnit | None) -> bool:
    words = fold(" ".join((heading, raw.title, raw.label_heading, *raw.headers, *(row.label for row in raw.rows))))
    if unit is not None or (_MONEY.search(words) and not _PEOPLE.search(fold(f"{raw.title} {raw.label_heading}"))):
        return True
    if _PEOPLE.search(words):
        return False
    return _biggest(parsed, ()) >= 1000


def _biggest(parsed: Sequence[_Ways], columns: Sequence[Column]) -> Decimal:
    usable = [index for index, column in enumerate(columns) if column.kind is ColumnKind.FIGURE] if columns else None
    amounts = (
        abs(cell.amount)
        for ways in parsed
        for index, cell in enumerate(ways[0])
        if cell is not None and cell.amount is not None and (usable is None or index in usable)
    )
    return max(amounts, default=Decimal(0))


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

_Value = TypeVar("_Value")


def _ore(number: ParsedNumber, unit: MoneyUnit | None) -> int | None:
    if number.amount is None:
        return 0 if number.state is ValueState.NOTHING else None
    factor = (number.unit or unit).ore if unit is not None and (number.unit or unit) else 1
    return int((number.amount * factor).to_integral_value())


def _step(number: ParsedNumber, unit: MoneyUnit | None) -> int:
    if unit is None or number.amount is None:
        return 0
    smallest = (number.unit or unit).ore // int(10**number.decimals)
    return max(1, smallest)


def _is_open(cell: ParsedNumber | None) -> bool:
    return cell is not None and cell.state in (ValueState.UNREADABLE, ValueState.SUPPRESSED)


def _padded(way: Sequence[_Value], width: int) -> tuple[_Value | None, ...]:
    """The placing with one entry per column."""
    return (*way, *([None] * (width - len(way))))[:width]


def _is_counted(label: str, unit: MoneyUnit | None) -> bool:
    """True for a row of counts or shares in a table of money: "Antal anställda"."""
    return unit is not None and _COUNT_ROW.search(fold(label)) is not None


def _open_row(row: RawRow, ways: _Ways, columns: Sequence[Column], unit: MoneyUnit | None) -> OpenRow:
    is_counted = _is_counted(row.label, unit)

    def number(cell: ParsedNumber | None, column: Column) -> Number | None:
        if cell is None or cell.is_percent or is_counted or column.kind is not ColumnKind.FIGURE:
            return None
        amount = _ore(cell, unit)
        return None if amount is None else Number(amount, _step(cell, unit))

    padded = [_padded(way, len(columns)) for way in ways]
    unknown = frozenset(index for way in padded[:1] for index, cell in enumerate(way) if _is_open(cell))
    numbers = tuple(tuple(map(number, way, columns)) for way in padded)
    figures = [index for index, column in enumerate(columns) if column.kind is not ColumnKind.NOTE]
    is_lost = len({tuple(way[index] is None for index in figures) for way in padded}) > 1
    return OpenRow(row.label, numbers, unknown, is_lost)


def _row_ids(kind: str, table_id: str, rows: Sequence[RawRow]) -> list[str]:
    """A name from our statements where the label has one; the first of several rows with the same label keeps it."""
    names: list[str] = []
    for number, row in enumerate(rows, 1):
        has_numbers = any(cell is not None for cell in row.choices[0])
        name = row_name(kind, row.label) if kind and has_numbers else ""
        names.append(name if name and name not in names else f"{table_id}.r{number}")
    return names


def _row(
    index: int,
    raw: RawRow,
    ways: _Ways,
    placed: PlacedRow,
    sums: dict[int, FoundSum],
    names: Sequence[str],
    columns: Sequence[Column],
    unit: MoneyUnit | None,
) -> Row:
    way = _padded(raw.choices[placed.way], len(columns))
    parsed = _padded(ways[placed.way], len(columns))
    is_counted = _is_counted(raw.label, unit)
    cells = tuple(
        _cell(cell, number, column, is_doubtful=place in placed.doubtful, is_counted=is_counted, unit=unit)
        for place, (cell, number, column) in enumerate(zip(way, parsed, columns, strict=True))
    )
    found = sums.get(index)
    is_guessed = found is not None and not found.is_proven
    is_usable = found is not None and (found.is_proven or (len(found.failed) == 1 and not found.held))
    terms = tuple(RowTerm(names[term.row], term.sign) for term in found.terms) if found and is_usable else ()
    has_numbers = any(isinstance(cell, FigureCell) for cell in cells)
    role = RowRole.ITEM
    if not has_numbers and not any(isinstance(cell, TextCell) for cell in cells):
        role = RowRole.HEADING
    elif terms or is_sum_label(raw.label):
        role = RowRole.TOTAL if is_result_label(raw.label) else RowRole.SUBTOTAL
    empty = [column for cell, column in zip(way, columns, strict=True) if cell is None]
    lost = sum(column.kind is not ColumnKind.NOTE for column in empty) if len(raw.choices) > 1 else 0
    return Row(names[index], raw.label or UNNAMED, cells, role, 0, terms, placed.fitting, lost, is_guessed)


def _cell(
    cell: RawCell | None,
    number: ParsedNumber | None,
    column: Column,
    *,
    is_doubtful: bool,
    is_counted: bool,
    unit: MoneyUnit | None,
) -> Cell:
    if cell is None or number is None or not cell.text.strip():
        if is_doubtful and column.kind is ColumnKind.FIGURE:
            return FigureCell(None, 1, "", None, ValueState.UNREADABLE)
        return EmptyCell()
    if column.kind is ColumnKind.NOTE:
        digits = re.findall(r"\d+", cell.text)
        return NoteCell(int(digits[0])) if _SMALL_NOTE.match(cell.text.strip()) and digits else TextCell(cell.text)
    if column.kind is ColumnKind.TEXT or number.is_percent or is_counted:
        return TextCell(cell.text)
    if is_doubtful:
        return FigureCell(None, 1, cell.text, None, ValueState.UNREADABLE, cell.place)
    amount = _ore(number, unit) if number.state is ValueState.STATED else None
    if number.state is ValueState.STATED and amount is None:
        return TextCell(cell.text)
    return FigureCell(None, 1, cell.text, amount, number.state, cell.place, number.decimals)
