"""Horizontal bars: one per category, or one per series in each category. The zero line is always there."""

from __future__ import annotations

from samverk.core.document.tree import Chart, Point
from samverk.reports.charts.canvas import (
    LINE_HEIGHT,
    SMALL_SIZE,
    TEXT_SIZE,
    WIDTH,
    Canvas,
    Look,
    looks,
)
from samverk.reports.charts.colours import GRID, INK, QUIET_INK
from samverk.reports.charts.lettering import text_width, wrap
from samverk.reports.charts.scale import Scale, nice_span, tick_label
from samverk.reports.charts.wording import mark_label, printed

_LABEL_WIDTH = 215.0
_NAME_WIDTH = 150.0
_GAP = 10.0
_MANY = 8  # more categories than this stand closer
_TOP = 6.0


def draw(chart: Chart, accent: str) -> str:
    """The chart as SVG: category, bar and value in one line, the series named at the first bars."""
    canvas = Canvas(chart.id, chart.title, chart.alt)
    styles = looks(accent, len(chart.series))
    labels = [wrap(category, _LABEL_WIDTH, TEXT_SIZE) for category in chart.categories]
    scale = _scale(chart, max((text_width(line, TEXT_SIZE) for lines in labels for line in lines), default=0))
    thickness, air = _density(chart)
    heights = [max(thickness * len(chart.series), LINE_HEIGHT * len(lines)) + air for lines in labels]
    bottom = _TOP + sum(heights)
    _grid(canvas, chart, scale, bottom)
    top = _TOP
    for index, lines in enumerate(labels):
        middle = top + heights[index] / 2
        canvas.lines_of_text(0, middle, lines)
        for rank, style in enumerate(styles):
            y = middle + thickness * (rank - len(styles) / 2)
            _bar(canvas, chart, (index, rank), scale, y, thickness - (2 if len(styles) > 1 else 0), style)
        top += heights[index]
    zero = scale.place(0)
    canvas.rule(zero, _TOP, zero, bottom, INK)
    return canvas.finish(bottom + 22)


def _density(chart: Chart) -> tuple[float, float]:
    """How thick a bar is and how much air stands between categories."""
    is_single = len(chart.series) == 1
    if len(chart.categories) > _MANY:
        return (14.0 if is_single else 12.0), 7.0
    return (18.0 if is_single else 14.0), 10.0


def _scale(chart: Chart, label_width: float) -> Scale:
    """The scale between the category labels and the room that the printed values need on either side."""
    ends = [(point, _end_text(chart, index, rank)) for rank, index, point in _points(chart)]
    right = max((text_width(text, TEXT_SIZE) for point, text in ends if (point.value or 0) >= 0), default=0)
    left = max((text_width(text, TEXT_SIZE) + _GAP for point, text in ends if (point.value or 0) < 0), default=0)
    span = nice_span([point.value for _, _, point in _points(chart) if point.value is not None], chart.unit)
    return Scale(span, label_width + _GAP * 1.5 + left, WIDTH - right - _GAP)


def _points(chart: Chart) -> list[tuple[int, int, Point]]:
    """Every point with the rank of its series and the index of its category."""
    return [
        (rank, index, point) for rank, series in enumerate(chart.series) for index, point in enumerate(series.points)
    ]


def _end_text(chart: Chart, index: int, rank: int) -> str:
    """What stands at the bar's end: the value, and in the first category also the name of the series."""
    value = printed(chart.series[rank].points[index], chart.unit)
    if index > 0 or len(chart.series) == 1:
        return value
    return f"{value}  {wrap(chart.series[rank].label, _NAME_WIDTH, TEXT_SIZE, lines=1)[0]}"


def _bar(
    canvas: Canvas, chart: Chart, place: tuple[int, int], scale: Scale, y: float, thickness: float, look: Look
) -> None:
    index, rank = place
    point = chart.series[rank].points[index]
    words, zero = _end_text(chart, index, rank), scale.place(0)
    baseline = y + thickness / 2 + TEXT_SIZE * 0.34
    if point.value is None:
        canvas.text(zero + 6, baseline, words, fill=QUIET_INK)
        return
    end = scale.place(point.value)
    canvas.bar(min(zero, end), y, abs(end - zero), thickness, look, mark_label(chart, rank, index))
    is_left = point.value < 0
    canvas.text(end - 6 if is_left else end + 6, baseline, words, anchor="end" if is_left else "start")


def _grid(canvas: Canvas, chart: Chart, scale: Scale, bottom: float) -> None:
    for tick in scale.span.ticks:
        x = scale.place(tick)
        canvas.rule(x, _TOP, x, bottom, GRID)
        canvas.text(x, bottom + 16, tick_label(tick, chart.unit), anchor="middle", size=SMALL_SIZE, fill=QUIET_INK)
