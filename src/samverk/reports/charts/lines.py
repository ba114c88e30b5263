"""Lines over time: gaps where a value is missing, the series named at their ends."""

from __future__ import annotations

from samverk.core.document.tree import Chart, Series
from samverk.reports.charts.canvas import LINE_HEIGHT, TEXT_SIZE, Canvas, Look, looks
from samverk.reports.charts.scale import nice_span, spread
from samverk.reports.charts.upright import GAP, HEIGHT, TOP, Plot, axes, lay_out, name_column
from samverk.reports.charts.wording import mark_label, missing_remarks, printed

_LABELLED_POINTS = 12  # up to so many points of a single line carry their value
_SAMPLE = 36.0  # a short piece of the line before its name
_EDGE = 30.0  # room outside the first and the last point


def draw(chart: Chart, accent: str) -> str:
    """The chart as SVG. A single line has its values printed at the points, several have theirs at the ends."""
    canvas = Canvas(chart.id, chart.title, chart.alt)
    styles = looks(accent, len(chart.series))
    sample = _SAMPLE if len(chart.series) > 1 else 0
    names, width = name_column([_end_name(chart, series) for series in chart.series])
    values = [point.value for series in chart.series for point in series.points if point.value is not None]
    plot = lay_out(chart, nice_span(values, chart.unit, from_zero=False), width + GAP + sample, _EDGE)
    below = axes(canvas, chart, plot)
    for rank, series in enumerate(chart.series):
        _line(canvas, chart, plot, rank, styles[rank])
        if len(chart.series) == 1 and len(series.points) <= _LABELLED_POINTS:
            _values(canvas, chart, plot, series)
    _names(canvas, chart, plot, names, styles)
    return canvas.finish(canvas.remarks(below, missing_remarks(chart)) + 4)


def _end_name(chart: Chart, series: Series) -> str:
    """The name at a line's end, with the last value when the points do not carry theirs."""
    last = next((point for point in reversed(series.points) if point.value is not None), None)
    if len(chart.series) == 1 or last is None:
        return series.label
    return f"{series.label} {printed(last, chart.unit)}"


def _line(canvas: Canvas, chart: Chart, plot: Plot, rank: int, look: Look) -> None:
    series = chart.series[rank]
    for run in _runs(series):
        if len(run) > 1:
            canvas.curve([(plot.middle(index), plot.scale.place(value)) for index, value in run], look, series.label)
        for index, value in run:
            canvas.marker(plot.middle(index), plot.scale.place(value), look, mark_label(chart, rank, index))


def _runs(series: Series) -> list[list[tuple[int, int]]]:
    """Unbroken runs of points: (index of category, value); a missing value ends a run."""
    runs: list[list[tuple[int, int]]] = [[]]
    for index, point in enumerate(series.points):
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append((index, point.value))
    return [run for run in runs if run]


def _values(canvas: Canvas, chart: Chart, plot: Plot, series: Series) -> None:
    """Each value above its point, or below where the line turns upwards from it and the plot has room."""
    stated = [(index, point) for index, point in enumerate(series.points) if point.value is not None]
    for rank, (index, point) in enumerate(stated):
        around = [stated[other][1].value or 0 for other in (rank - 1, rank + 1) if 0 <= other < len(stated)]
        is_valley = bool(around) and all((point.value or 0) < value for value in around)
        at = plot.scale.place(point.value or 0)
        y = at + TEXT_SIZE + 8 if is_valley and at + TEXT_SIZE + 8 <= TOP + HEIGHT else at - 10
        canvas.text(plot.middle(index), y, printed(point, chart.unit), anchor="middle", halo=True)


def _names(canvas: Canvas, chart: Chart, plot: Plot, names: list[tuple[str, ...]], styles: tuple[Look, ...]) -> None:
    """Names at the height of each line's last point, after a sample of the line when there are several.

    A line without points has none to stand beside; the remark below the plot names it.
    """
    ends = [
        (next(point.value for point in reversed(series.points) if point.value is not None), lines, style)
        for series, lines, style in zip(chart.series, names, styles, strict=True)
        if any(point.value is not None for point in series.points)
    ]
    tallest = max((len(lines) for _, lines, _ in ends), default=1)
    places = spread([plot.scale.place(end) for end, _, _ in ends], LINE_HEIGHT * tallest + 2, TOP - 4, TOP + HEIGHT)
    x = plot.right + GAP
    for place, (_, lines, style) in zip(places, ends, strict=True):
        if len(chart.series) > 1:
            canvas.sample(x, x + _SAMPLE - 8, place, style)
        canvas.lines_of_text(x + (_SAMPLE if len(chart.series) > 1 else 0), place, lines)
