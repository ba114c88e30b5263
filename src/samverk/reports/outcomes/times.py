"""Means and medians of a return, in months, each with those it is of."""

from __future__ import annotations

from samverk.core.document.tree import Cell, Column, ColumnKind, FigureCell, Row, Table, TextCell
from samverk.core.money import DASH, NBSP
from samverk.core.outcomes.definitions import DEFINITIONS
from samverk.core.outcomes.returned import Return, ReturnSummary
from samverk.core.outcomes.table_kinds import ALL, TABLE_KINDS


def times_table(given: Return) -> Table | None:
    """Every mean and median in the return's order; None when it has none."""
    if not given.summaries:
        return None
    rows = tuple(
        Row(f"tid-{number}", DEFINITIONS[each.definition].name, _cells(each))
        for number, each in enumerate(given.summaries, start=1)
    )
    columns = (
        Column("vilka", "Vilka", ColumnKind.TEXT),
        Column("manader", "Månader"),
        Column("osakerhet", "Osäkerhet"),
    )
    footnote = f"Osäkerheten är ett intervall på 95{NBSP}% och finns för medianer."
    return Table("tider", "Tider", columns, rows, None, "Vad", footnote=footnote)


def _cells(summary: ReturnSummary) -> tuple[Cell, ...]:
    times = (_months(summary.tenths), _interval(summary))
    return (TextCell(_who(summary)), *(FigureCell(None, 1, text) for text in times))


def _who(summary: ReturnSummary) -> str:
    dimensions = TABLE_KINDS[summary.table].dimensions
    named = [each.names.get(code, code) for each, code in zip(dimensions, summary.at, strict=True) if code != ALL]
    return ", ".join(named) or "Alla"


def _months(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}" if rest else str(whole)


def _interval(summary: ReturnSummary) -> str:
    low, high = summary.low_tenths, summary.high_tenths
    if low is None and high is None:
        return DASH
    if high is None:
        return f"minst {_months(low or 0)}"
    return f"{_months(low or 0)}–{_months(high)}"
