"""A return as the register shows it: tables with rows and columns, and why each hidden cell is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samverk.core.disclosure.control import REASON_WORDS, SuppressionReason
from samverk.core.document.figures import ValueState
from samverk.core.document.present import STATE_WORDS
from samverk.core.outcomes.definitions import DEFINITIONS
from samverk.core.outcomes.linking import cell_key
from samverk.core.outcomes.returned import Return, ReturnCellState, ReturnTable
from samverk.core.outcomes.table_kinds import ALL, SUB_PROJECT, TABLE_KINDS, TableDimension

_LETTERS = {reason: "abcdefgh"[at] for at, reason in enumerate(SuppressionReason)}
HIDDEN = STATE_WORDS[ValueState.SUPPRESSED]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What stands in a cell, and the letter of the reason when it is hidden."""

    words: str
    letter: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table."""

    name: str
    cells: list[ShownCell]
    is_total: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of a return. `reasons` are (letter, words) of what is hidden in it."""

    title: str
    heading: str
    columns: list[str]
    rows: list[ShownRow]
    hidden: int
    reasons: list[tuple[str, str]]


def shown_tables(given: Return, hidden: Mapping[str, Any], measures: Mapping[str, str]) -> list[ShownTable]:
    """Every table of a return. `hidden` as MeasureReturn keeps it; `measures` are id → name."""
    return [_shown(given, each, hidden, measures) for each in given.tables]


def _shown(given: Return, table: ReturnTable, hidden: Mapping[str, Any], measures: Mapping[str, str]) -> ShownTable:
    kind = TABLE_KINDS[table.table]
    cells: dict[tuple[str, ...], ShownCell] = {}
    reasons: dict[str, str] = {}
    for cell in table.cells:
        why = hidden.get(cell_key(given.measure, given.span, kind, cell.at))
        letter = ""
        if cell.state is ReturnCellState.SUPPRESSED and why is not None:
            letter, words = _LETTERS[SuppressionReason(why["reason"])], _reason(why)
            reasons[letter] = words
        shown = HIDDEN if cell.value is None else str(cell.value)
        cells[cell.at] = ShownCell(shown, letter, reasons.get(letter, ""))
    rows = _names(kind.dimensions[0], table.sub_projects, measures)
    columns = _names(kind.dimensions[1], table.sub_projects, measures) if len(kind.dimensions) > 1 else {}
    return ShownTable(
        kind.title,
        kind.dimensions[0].name,
        list(columns.values()) or ["Antal"],
        [
            ShownRow(name, [cells[code, each] for each in columns] or [cells[(code,)]], code == ALL)
            for code, name in rows.items()
        ],
        sum(cell.state is ReturnCellState.SUPPRESSED for cell in table.cells),
        sorted(reasons.items()),
    )


def _reason(why: Mapping[str, Any]) -> str:
    words = REASON_WORDS[SuppressionReason(why["reason"])]
    return f"{words} Det är {why['release']}." if why.get("release") else words


def _names(dimension: TableDimension, sub_projects: Sequence[str], measures: Mapping[str, str]) -> dict[str, str]:
    """Code → name, everyone last."""
    if dimension.id == SUB_PROJECT:
        return {**{code: measures.get(code, code) for code in sub_projects}, ALL: "Alla"}
    return {**dimension.names, ALL: "Alla"}


@dataclass(frozen=True, slots=True)
class ShownSummary:
    """A mean or median in months, of whom."""

    name: str
    of: str
    months: str
    interval: str


def shown_summaries(given: Return) -> list[ShownSummary]:
    """Every mean and median of a return."""
    found = []
    for each in given.summaries:
        named = zip(TABLE_KINDS[each.table].dimensions, each.at, strict=True)
        who = ", ".join(dimension.names.get(code, code) for dimension, code in named if code != ALL) or "alla"
        ends = [_months(end) for end in (each.low_tenths, each.high_tenths) if end is not None]
        found.append(ShownSummary(DEFINITIONS[each.definition].name, who, _months(each.tenths), "–".join(ends)))
    return found


def _months(tenths: int) -> str:
    whole, part = divmod(tenths, 10)
    return f"{whole},{part}" if part else str(whole)


def differences(old: Return, new: Return, measures: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What a correction says otherwise: (cell, before, now)."""
    before = dict(_labelled(old, measures))
    now = dict(_labelled(new, measures))
    return [
        (label, before.get(label, "–"), now.get(label, "–"))
        for label in dict.fromkeys([*before, *now])
        if before.get(label) != now.get(label)
    ]


def _labelled(given: Return, measures: Mapping[str, str]) -> list[tuple[str, str]]:
    found = []
    for table in given.tables:
        kind = TABLE_KINDS[table.table]
        for cell in table.cells:
            named = zip(kind.dimensions, cell.at, strict=True)
            codes = [
                measures.get(code, code) if dimension.id == SUB_PROJECT else dimension.names.get(code, code)
                for dimension, code in named
                if code != ALL
            ]
            found.append(
                (f"{kind.title}: {', '.join(codes) or 'alla'}", HIDDEN if cell.value is None else str(cell.value))
            )
    summaries = shown_summaries(given)
    return [*found, *((f"{each.name}: {each.of}", f"{each.months} månader") for each in summaries)]
