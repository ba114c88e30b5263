"""Our own small SVG writer: calm charts that print, scale and can be heard."""

from __future__ import annotations

from samverk.core.document.tree import Chart, ChartKind
from samverk.reports.charts import bars, flow, lines, stacks
from samverk.reports.charts.canvas import MAX_SERIES
from samverk.reports.charts.datatable import data_table

__all__ = ["data_table", "svg"]

_DRAWERS = {
    ChartKind.BARS: bars.draw,
    ChartKind.GROUPED_BARS: bars.draw,
    ChartKind.STACKED_BARS: stacks.draw,
    ChartKind.LINES: lines.draw,
    ChartKind.FLOW: flow.draw,
}


def svg(chart: Chart, accent: str = "") -> str:
    """Draw `chart` as one SVG element, the same text every time; `accent` is "#rrggbb" or "" for petrol.

    The picture holds only the plot. The message (`title`) and the measure with its unit (`subtitle`) are set by the
    page, the PDF and the Word file as the figure's heading; here they are `<title>`, and `alt` is `<desc>`.
    The picture has no background: it is made for white paper.
    Raises ValueError (Swedish) when the chart has no series, more than five (a flow: eight), a series with another
    number of points than there are categories, or an accent that is not a colour.
    """
    most = flow.MOST_FLOWS if chart.kind is ChartKind.FLOW else MAX_SERIES
    if not 1 <= len(chart.series) <= most:
        raise ValueError(
            f"Diagrammet {chart.id} har {len(chart.series)} serier. Det ska ha minst en och högst {most}: "
            "slå ihop de minsta serierna eller dela upp diagrammet i två."
        )
    for series in chart.series:
        if len(series.points) != len(chart.categories):
            raise ValueError(
                f"Diagrammet {chart.id}, serien {series.label}, har {len(series.points)} värden men diagrammet har "
                f"{len(chart.categories)} kategorier. Ge serien ett värde för varje kategori; ett värde får saknas."
            )
    return _DRAWERS[chart.kind](chart, accent)
