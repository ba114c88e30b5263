"""The data of a chart as a table, to stand beside it in a page."""

from __future__ import annotations

from samverk.core.document.figures import ValueState
from samverk.core.document.tree import Chart, Column, FigureCell, Point, Row, Table
from samverk.core.money import MINUS, NBSP, MoneyUnit
from samverk.reports.charts.wording import printed


def data_table(chart: Chart) -> Table:
    """One row per category, one figure column per series, with the values as printed and the figures they show."""
    columns = tuple(Column(f"serie-{rank}", series.label) for rank, series in enumerate(chart.series, 1))
    rows = tuple(
        Row(
            f"rad-{index + 1}",
            category,
            tuple(_cell(series.points[index], chart.unit) for series in chart.series),
        )
        for index, category in enumerate(chart.categories)
    )
    return Table(f"{chart.id}-data", chart.title, columns, rows, chart.unit)


def _cell(point: Point, unit: MoneyUnit | None) -> FigureCell:
    shown = printed(point, unit)
    state = ValueState.STATED if point.value is not None else _STATES.get(shown, ValueState.NOT_STATED)
    return FigureCell(point.figure_id, -1 if point.turned else 1, shown, _amount(shown, unit), state)


_STATES = {"–": ValueState.NOTHING, "oläsligt": ValueState.UNREADABLE, "··": ValueState.SUPPRESSED}


def _amount(shown: str, unit: MoneyUnit | None) -> int | None:
    """What the printed whole number says, in öre (count without unit); None for words."""
    digits = shown.replace(NBSP, "").replace(MINUS, "-")
    return int(digits) * (unit.ore if unit else 1) if digits.lstrip("-").isdecimal() else None
