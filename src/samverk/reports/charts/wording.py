"""The words of a chart: printed values, labels of marks, what is missing."""

from __future__ import annotations

from samverk.core.document.tree import Chart, Point
from samverk.core.money import DASH, NBSP, MoneyUnit
from samverk.reports.charts.scale import tick_label


def printed(point: Point, unit: MoneyUnit | None) -> str:
    """What stands in print for the point: its number as in the tables, or in words why there is none."""
    if point.shown:
        return point.shown
    return "uppgift saknas" if point.value is None else tick_label(point.value, unit)


def mark_label(chart: Chart, rank: int, index: int) -> str:
    """The label of one mark for those who hear the chart or point at it: IRIS USB, Utfall: 14 151 tkr."""
    point = chart.series[rank].points[index]
    words = printed(point, chart.unit)
    unit = f"{NBSP}{chart.unit.value}" if chart.unit is not None and point.value is not None else ""
    name = f", {chart.series[rank].label}" if len(chart.series) > 1 else ""
    return f"{chart.categories[index]}{name}: {words}{unit}"


def missing_remarks(chart: Chart) -> list[str]:
    """One sentence per series with gaps: which categories have no value, and why."""
    remarks = []
    for series in chart.series:
        gaps: dict[str, list[str]] = {}
        for category, point in zip(chart.categories, series.points, strict=True):
            if point.value is None:
                gaps.setdefault(_reason(printed(point, chart.unit)), []).append(category)
        remarks += [f"{series.label}, {_listing(names)}: {reason}." for reason, names in gaps.items()]
    return remarks


def _reason(shown: str) -> str:
    """A sign that only a table can carry, said in words."""
    return {DASH: "inget belopp", "··": "visas inte"}.get(shown, shown)


def _listing(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
