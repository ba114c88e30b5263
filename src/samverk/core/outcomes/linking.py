"""From tables of outcomes to linked cells of `core.disclosure`, and from controlled cells to a return.

The key of a cell says who is counted, and nothing of which table it stands in: a margin that stands in four tables, or
in an earlier return that was corrected, is one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from samverk.core.disclosure.bounds import CellRange, CellTotal, known
from samverk.core.disclosure.control import ControlledTables, SuppressionReason, control
from samverk.core.disclosure.linked import LinkedCell, LinkedTables, MeanCell
from samverk.core.disclosure.optimal import SuppressionEffort
from samverk.core.disclosure.releases import Release, ReleasedCell, ReleaseRegister
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.count_tables import Coordinates, CountTable
from samverk.core.outcomes.definitions import DEFINITIONS
from samverk.core.outcomes.returned import (
    HiddenBecause,
    Return,
    ReturnCell,
    ReturnCellState,
    ReturnSummary,
    ReturnTable,
    UsedDefinition,
)
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.table_kinds import ALL, SUB_PROJECT, TABLE_KINDS, TableDimension, TableKind

_PLAIN = ("gender", "age", SUB_PROJECT)
"""Dimensions that say nothing sensitive of those they count."""


def cell_key(measure: str, span: Span, kind: TableKind, at: Coordinates) -> str:
    """The name of those a cell counts, the same in every table and every return."""
    told = {dimension.id: code for dimension, code in zip(kind.dimensions, at, strict=True) if code != ALL}
    counted = told.pop(SUB_PROJECT, measure)
    codes = (f"{dimension}={told[dimension]}" for dimension in sorted(told))
    return "|".join((counted, f"{span.first}--{span.last}", kind.population, *codes))


def cell_label(kind: TableKind, at: Coordinates) -> str:
    """What a reader calls a cell: "Inskrivna efter kön: Kvinna"."""
    named = (
        dimension.names.get(code, code) for dimension, code in zip(kind.dimensions, at, strict=True) if code != ALL
    )
    return f"{kind.title}: {', '.join(named) or 'alla'}"


def sums(
    measure: str, span: Span, kind: TableKind, places: Iterable[Coordinates], sub_projects: Sequence[str] = ()
) -> Iterator[CellTotal[str]]:
    """Every sum in a table: a margin and its parts."""
    for at in places:
        for number, (dimension, code) in enumerate(zip(kind.dimensions, at, strict=True)):
            if code == ALL:
                codes = sub_projects if dimension.id == SUB_PROJECT else dimension.codes
                parts = ((*at[:number], each, *at[number + 1 :]) for each in codes)
                yield CellTotal(
                    cell_key(measure, span, kind, at), tuple(cell_key(measure, span, kind, each) for each in parts)
                )


def roll_ups(measure: str, span: Span, kinds: Sequence[TableKind], keys: Iterable[str]) -> Iterator[CellTotal[str]]:
    """Sums between tables: a code that is many codes of another dimension, where both are there."""
    there = frozenset(keys)
    dimensions = {dimension.id: dimension for kind in kinds for dimension in kind.dimensions}
    for rolled in (each for each in dimensions.values() if each.rolls_up):
        for key in sorted(there):
            code = _code_in(key, rolled)
            if code is not None:
                parts = tuple(_with_code(key, rolled, each) for each in rolled.members[code])
                if there.issuperset(parts):
                    yield CellTotal(key, parts)


def _code_in(key: str, dimension: TableDimension) -> str | None:
    begun = f"{dimension.id}="
    return next((part.removeprefix(begun) for part in key.split("|")[3:] if part.startswith(begun)), None)


def _with_code(key: str, dimension: TableDimension, code: str) -> str:
    counted = key.split("|")
    codes = [part for part in counted[3:] if not part.startswith(f"{dimension.id}=")]
    return "|".join((*counted[:3], *sorted([*codes, f"{dimension.rolls_up}={code}"])))


def linked(
    measure: str, span: Span, tables: Sequence[CountTable], summaries: Sequence[ReturnSummary] = ()
) -> LinkedTables:
    """The tables of a measure as linked cells. Raises LinkedTablesError when they contradict each other."""
    cells: dict[str, LinkedCell] = {}
    totals: list[CellTotal[str]] = []
    for table in tables:
        is_category = any(each.id not in _PLAIN for each in table.kind.dimensions)
        for at, count in table.counts.items():
            key = cell_key(measure, span, table.kind, at)
            cells.setdefault(key, LinkedCell(key, count, label=cell_label(table.kind, at), is_category=is_category))
        totals += sums(measure, span, table.kind, table.counts, table.sub_projects)
    totals += roll_ups(measure, span, [table.kind for table in tables], cells)
    means = tuple(mean_cell(measure, span, each) for each in summaries)
    return LinkedTables(tuple(cells.values()), tuple(dict.fromkeys(totals)), means=means)


def mean_cell(measure: str, span: Span, summary: ReturnSummary) -> MeanCell:
    """A summary as disclosure control knows it. A median is a variable of its own in its own cell."""
    base = cell_key(measure, span, TABLE_KINDS[summary.table], summary.at)
    is_mean = DEFINITIONS[summary.definition].is_mean
    variable = summary.definition if is_mean else f"{summary.definition} {base}"
    return MeanCell(f"{summary.definition} {base}", variable, base, Decimal(summary.tenths) / 10)


def make_return(
    association: str,
    measure: str,
    span: Span,
    tables: Sequence[CountTable],
    rule: DisclosureRule,
    *,
    summaries: Sequence[ReturnSummary] = (),
    register: ReleaseRegister | None = None,
    number: int = 1,
    replaces: str | None = None,
    effort: SuppressionEffort | None = None,
) -> tuple[Return, ControlledTables]:
    """A return with as little as possible hidden, and the control behind it, which stays in the register.

    `register` holds what was released before. Raises LinkedTablesError when the tables contradict each other.
    """
    controlled = control(linked(measure, span, tables, summaries), rule, register, effort)
    kept = {mean.key for mean in controlled.means}
    shown = tuple(each for each in summaries if mean_cell(measure, span, each).key in kept)
    made = tuple(_returned(measure, span, table, controlled) for table in tables)
    codes = {table.kind.definition for table in tables} | {each.definition for each in shown}
    used = tuple(UsedDefinition(code, DEFINITIONS[code].version) for code in DEFINITIONS if code in codes)
    return Return(association, measure, span, made, used, rule, shown, number, replaces), controlled


def _returned(measure: str, span: Span, table: CountTable, controlled: ControlledTables) -> ReturnTable:
    cells = []
    for at in table.counts:
        cell = controlled.cell(cell_key(measure, span, table.kind, at))
        if cell.count is None:
            is_unknown = cell.reason is SuppressionReason.UNKNOWN
            reason = HiddenBecause.UNKNOWN if is_unknown else HiddenBecause.PROTECTED
            cells.append(ReturnCell(at, ReturnCellState.SUPPRESSED, reason=reason))
        elif cell.count == 0:
            cells.append(ReturnCell(at, ReturnCellState.ZERO))
        else:
            cells.append(ReturnCell(at, ReturnCellState.SHOWN, cell.count))
    return ReturnTable(table.kind.id, tuple(cells), table.sub_projects)


def released(given: Return, name: str) -> Release:
    """What a return says, as a release that the attack can try. Raises KeyError for an unknown kind of table."""
    cells: dict[str, ReleasedCell] = {}
    totals: list[CellTotal[str]] = []
    for table in given.tables:
        kind = TABLE_KINDS[table.table]
        for cell in table.cells:
            key = cell_key(given.measure, given.span, kind, cell.at)
            count = CellRange() if cell.value is None else known(cell.value)
            cells.setdefault(key, ReleasedCell(key, count, label=cell_label(kind, cell.at)))
        places = [cell.at for cell in table.cells]
        totals += sums(given.measure, given.span, kind, places, table.sub_projects)
    totals += roll_ups(given.measure, given.span, [TABLE_KINDS[each.table] for each in given.tables], cells)
    means = tuple(mean_cell(given.measure, given.span, each) for each in given.summaries)
    return Release(name, tuple(cells.values()), tuple(dict.fromkeys(totals)), means=means)


def contradictions(given: Return) -> list[str]:
    """Cells that a return tells in two ways, by name, and sums that its open cells do not bear out."""
    told: dict[str, int | None] = {}
    found = []
    for table in given.tables:
        kind = TABLE_KINDS[table.table]
        for cell in table.cells:
            key = cell_key(given.measure, given.span, kind, cell.at)
            if told.setdefault(key, cell.value) != cell.value:
                found.append(cell_label(kind, cell.at))
    release = released(given, "")
    names: Mapping[str, str] = {cell.key: cell.name for cell in release.cells}
    for total in release.totals:
        parts = [told[key] for key in total.addends]
        whole = told[total.total]
        if whole is not None and None not in parts and whole != sum(part or 0 for part in parts):
            found.append(names[total.total])
    return list(dict.fromkeys(found))
