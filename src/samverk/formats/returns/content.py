"""From the shape of a return to its value: every code is of its list, every table whole and in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samverk.core.disclosure.rule import DisclosureRule, ZeroRule
from samverk.core.outcomes.count_tables import all_coordinates
from samverk.core.outcomes.definitions import DEFINITIONS, SUMMARISED
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
from samverk.core.outcomes.table_kinds import SUB_PROJECT, TABLE_KINDS
from samverk.formats.returns.wire import CellShape, PeriodShape, ReturnShape, SummaryShape, TableShape

_LONGEST_YEARS = 5


class ContentError(ValueError):
    """A return that does not say what a return may. `code` is the end of the problem's code; the message is Swedish."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def return_of(shape: ReturnShape, measures: frozenset[str]) -> Return:
    """The value of a shape. `measures` are the ids the register may tell of. Raises ContentError in Swedish."""
    if shape.measure not in measures:
        raise ContentError("INSATS", "Registret får inte rapportera insatsen. Lägg till insatsen på registrets nyckel.")
    tables = tuple(_table(each, measures) for each in shape.tables)
    if len({each.table for each in tables}) < len(tables):
        raise ContentError("TABELL", "Samma tabell finns två gånger. Be registret sända återrapporten igen.")
    summaries = tuple(_summary(each, tables) for each in shape.summaries)
    if len({(each.definition, each.table, each.at) for each in summaries}) < len(summaries):
        raise ContentError("TABELL", "Samma medelvärde eller median finns två gånger. Be om en ny återrapport.")
    return Return(
        shape.association,
        shape.measure,
        _span(shape.period),
        tables,
        _definitions(shape, tables, summaries),
        DisclosureRule(
            threshold=shape.rule.threshold,
            zeros=ZeroRule(shape.rule.zeros),
            width=shape.rule.width,
            hides_alike=shape.rule.hides_alike,
        ),
        summaries,
        shape.number,
        shape.replaces,
    )


def _span(period: PeriodShape) -> Span:
    try:
        span = Span(date.fromisoformat(period.first), date.fromisoformat(period.last))
    except ValueError as error:
        raise ContentError("PERIOD", "Perioden är inte möjlig. Ange två dagar, den första först.") from error
    if span.last.year - span.first.year >= _LONGEST_YEARS:
        raise ContentError("PERIOD", f"Perioden är längre än {_LONGEST_YEARS} år. Be registret dela den.")
    return span


def _table(shape: TableShape, measures: frozenset[str]) -> ReturnTable:
    kind = TABLE_KINDS.get(shape.table)
    if kind is None:
        raise ContentError("TABELL", f"En tabell finns inte i den slutna listan med {len(TABLE_KINDS)} tabeller.")
    sub_projects = tuple(shape.sub_projects)
    has_sub_projects = any(each.id == SUB_PROJECT for each in kind.dimensions)
    if bool(sub_projects) != has_sub_projects or len(set(sub_projects)) < len(sub_projects):
        raise ContentError(
            "TABELL", f"Tabellen {kind.title} har fel delprojekt. Be registret sända återrapporten igen."
        )
    if not measures.issuperset(sub_projects):
        raise ContentError("INSATS", "Registret får inte rapportera delprojektet. Lägg till det på registrets nyckel.")
    cells = tuple(_cell(each) for each in shape.cells)
    if [each.at for each in cells] != all_coordinates(kind, sub_projects):
        raise ContentError(
            "TABELL", f"Tabellen {kind.title} har inte sina celler, var och en en gång och i ordning. Be om en ny fil."
        )
    return ReturnTable(kind.id, cells, sub_projects)


def _cell(shape: CellShape) -> ReturnCell:
    reason = None if shape.reason is None else HiddenBecause(shape.reason)
    try:
        return ReturnCell(tuple(shape.at), ReturnCellState(shape.state), shape.count, reason)
    except ValueError as error:
        raise ContentError(
            "CELL", "En cell säger emot sig själv. En visad cell har ett antal, en dold ett skäl. Be om en ny fil."
        ) from error


def _summary(shape: SummaryShape, tables: Iterable[ReturnTable]) -> ReturnSummary:
    if shape.definition not in SUMMARISED:
        raise ContentError("DEFINITION", f"Ett medelvärde eller en median ska vara ett av: {', '.join(SUMMARISED)}.")
    at = tuple(shape.at)
    base = next((cell for table in tables if table.table == shape.table for cell in table.cells if cell.at == at), None)
    if base is None or base.state is not ReturnCellState.SHOWN:
        raise ContentError("CELL", "Ett medelvärde eller en median gäller en cell som inte visas. Be om en ny fil.")
    low, high = shape.low_tenths, shape.high_tenths
    if (low is not None and low > shape.tenths) or (high is not None and high < shape.tenths):
        raise ContentError("CELL", "Ett intervall håller inte sitt eget värde. Be registret sända återrapporten igen.")
    return ReturnSummary(shape.definition, shape.table, at, shape.tenths, low, high)


def _definitions(
    shape: ReturnShape, tables: Iterable[ReturnTable], summaries: Iterable[ReturnSummary]
) -> tuple[UsedDefinition, ...]:
    codes = {TABLE_KINDS[each.table].definition for each in tables} | {each.definition for each in summaries}
    wanted = tuple(UsedDefinition(code, DEFINITIONS[code].version) for code in DEFINITIONS if code in codes)
    told = tuple(UsedDefinition(each.code, each.version) for each in shape.definitions)
    if told != wanted:
        raise ContentError(
            "DEFINITION",
            "Återrapporten är gjord efter andra definitioner än förbundets. Uppgradera den installation som är äldst.",
        )
    return told
