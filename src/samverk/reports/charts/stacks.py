"""Upright bars in parts: one bar per category, the parts named beside the last one."""

from __future__ import annotations

from samverk.core.document.tree import Chart
from samverk.reports.charts.canvas import LINE_HEIGHT, SMALL_SIZE, Canvas, Look, looks
from samverk.reports.charts.colours import QUIET_INK
from samverk.reports.charts.lettering import text_width
from samverk.reports.charts.scale import nice_span, spread
from samverk.reports.charts.upright import GAP, HEIGHT, TOP, Plot, axes, lay_out, name_column
from samverk.reports.charts.wording import mark_label, missing_remarks, printed

_WIDEST = 84.0
_LEAST_HEIGHT = 15.0  # a lower part has its value beside it
_LEADER = 22.0
_SWATCH = 17.0


def draw(chart: Chart, accent: str) -> str:
    """The chart as SVG. Positive parts grow up from zero in the order of the series, negative ones down."""
    canvas = Canvas(chart.id, chart.title, chart.alt)
    styles = looks(accent, len(chart.series))
    extents = [extent for index in range(len(chart.categories)) for extent in _extents(chart, index)]
    span = nice_span([end for _, end in extents], chart.unit)
    names, width = name_column([series.label for series in chart.series])
    plot = lay_out(chart, span, width + _LEADER + _SWATCH + GAP)
    below = axes(canvas, chart, plot)
    for index in range(len(chart.categories)):
        _column(canvas, chart, plot, index, styles)
    if chart.categories:
        _names(canvas, chart, plot, names, styles)
    return canvas.finish(canvas.remarks(below, missing_remarks(chart)) + 4)


def _extents(chart: Chart, index: int) -> list[tuple[int, int]]:
    """From where to where each part of category `index` reaches; a missing part reaches nowhere."""
    up = down = 0
    reaches = []
    for series in chart.series:
        value = series.points[index].value or 0
        start = up if value >= 0 else down
        up, down = (up + value, down) if value >= 0 else (up, down + value)
        reaches.append((start, start + value))
    return reaches


def _bar_width(plot: Plot) -> float:
    return min(_WIDEST, plot.band * 0.62)


def _column(canvas: Canvas, chart: Chart, plot: Plot, index: int, styles: tuple[Look, ...]) -> None:
    width, middle = _bar_width(plot), plot.middle(index)
    beside: list[tuple[float, str]] = []
    for rank, (start, end) in enumerate(_extents(chart, index)):
        point = chart.series[rank].points[index]
        if not point.value:
            continue
        top, bottom = sorted((plot.scale.place(start), plot.scale.place(end)))
        canvas.bar(middle - width / 2, top, width, bottom - top, styles[rank], mark_label(chart, rank, index))
        words = printed(point, chart.unit)
        if bottom - top >= _LEAST_HEIGHT and text_width(words, SMALL_SIZE) < width - 6:
            canvas.value_on(middle, (top + bottom) / 2, words, styles[rank])
        elif text_width(words, SMALL_SIZE) < plot.band - width - 6:
            beside.append(((top + bottom) / 2, words))
    places = spread([y for y, _ in beside], LINE_HEIGHT - 2, TOP, TOP + HEIGHT)
    for y, (_, words) in zip(places, beside, strict=True):
        canvas.text(middle + width / 2 + 4, y + SMALL_SIZE * 0.34, words, size=SMALL_SIZE, fill=QUIET_INK, halo=True)


def _names(canvas: Canvas, chart: Chart, plot: Plot, names: list[tuple[str, ...]], styles: tuple[Look, ...]) -> None:
    """Each series' name beside its part of the last bar, with a sample of it and a thin line from one to the other.

    A series without a part in the last bar has only the sample.
    """
    last = len(chart.categories) - 1
    middles = [plot.scale.place(start) / 2 + plot.scale.place(end) / 2 for start, end in _extents(chart, last)]
    tallest = max(len(lines) for lines in names)
    places = spread(middles, LINE_HEIGHT * tallest + 3, TOP, TOP + HEIGHT)
    x = plot.right + _LEADER
    for rank, (y, place, lines) in enumerate(zip(middles, places, names, strict=True)):
        if chart.series[rank].points[last].value:
            canvas.rule(plot.right + 2, y, x - 5, place, QUIET_INK, 0.6)
        canvas.swatch(x, place, styles[rank])
        canvas.lines_of_text(x + _SWATCH, place, lines)
