"""What stacked bars and lines share: an upright plot with a value axis to the left and categories below."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.core.document.tree import Chart
from samverk.reports.charts.canvas import LINE_HEIGHT, SMALL_SIZE, TEXT_SIZE, WIDTH, Canvas
from samverk.reports.charts.colours import GRID, INK, QUIET_INK
from samverk.reports.charts.lettering import text_width, wrap
from samverk.reports.charts.scale import Scale, Span, tick_label

TOP = 24.0  # room above the plot for the value of its highest point
HEIGHT = 190.0
GAP = 10.0
NAME_WIDTH = 150.0  # the column of series names to the right
_NARROW = 44.0  # a band below this leans its labels
_LONGEST_LEANING = 170.0
_SLOPE = 0.71  # width and height of a line that leans 45°, as a share of its length


@dataclass(frozen=True, slots=True)
class Plot:
    """Where things stand: the plot's edges, the value scale (growing upwards), the first category and the step."""

    left: float
    right: float
    scale: Scale
    first: float
    band: float

    def middle(self, index: int) -> float:
        """The middle of category `index`."""
        return self.first + self.band * index


def lay_out(chart: Chart, span: Span, name_width: float, edge: float | None = None) -> Plot:
    """Make room for tick labels to the left and series names to the right.

    `edge` is the room outside the first and last category; without it they get half a band, as bars need.
    """
    left = max(text_width(tick_label(tick, chart.unit), SMALL_SIZE) for tick in span.ticks) + GAP
    right = WIDTH - name_width
    count = max(len(chart.categories), 1)
    if _leans(chart, (right - left) / count):
        left = max(left, _leaning_width(chart) * _SLOPE)
    band = (right - left) / count
    if edge is not None and count > 1:
        edge = min(edge, band / 2)
        band = (right - left - 2 * edge) / (count - 1)
        return Plot(left, right, Scale(span, TOP + HEIGHT, TOP), left + edge, band)
    return Plot(left, right, Scale(span, TOP + HEIGHT, TOP), left + band / 2, band)


def axes(canvas: Canvas, chart: Chart, plot: Plot) -> float:
    """Draw gridlines, tick labels and category labels; gives the place below them."""
    for tick in plot.scale.span.ticks:
        y = plot.scale.place(tick)
        canvas.rule(plot.left, y, plot.right, y, GRID if tick else INK)
        canvas.text(
            plot.left - GAP, y + SMALL_SIZE * 0.34, tick_label(tick, chart.unit),
            anchor="end", size=SMALL_SIZE, fill=QUIET_INK,
        )  # fmt: skip
    return _categories(canvas, chart, plot)


def _categories(canvas: Canvas, chart: Chart, plot: Plot) -> float:
    bottom = TOP + HEIGHT + 6
    if _leans(chart, plot.band):
        return _leaning(canvas, chart, plot, bottom)
    deepest = 0
    for index, category in enumerate(chart.categories):
        middle = plot.middle(index)
        lines = wrap(category, min(plot.band - 8, 2 * middle, 2 * (WIDTH - middle)), TEXT_SIZE)
        for rank, line in enumerate(lines):
            canvas.text(middle, bottom + LINE_HEIGHT * (rank + 1), line, anchor="middle")
        deepest = max(deepest, len(lines))
    return bottom + LINE_HEIGHT * deepest + 6


def _leans(chart: Chart, band: float) -> bool:
    """True when the categories are so many that their labels must lean."""
    return band < _NARROW and any(text_width(category, TEXT_SIZE) > band - 4 for category in chart.categories)


def _leaning_width(chart: Chart) -> float:
    return min(max(text_width(category, SMALL_SIZE) for category in chart.categories), _LONGEST_LEANING)


def _leaning(canvas: Canvas, chart: Chart, plot: Plot, bottom: float) -> float:
    width = _leaning_width(chart)
    for index, category in enumerate(chart.categories):
        label = wrap(category, width, SMALL_SIZE, lines=1)[0]
        canvas.text(plot.middle(index) + 4, bottom + 8, label, anchor="end", size=SMALL_SIZE, turned=True)
    return bottom + width * _SLOPE + LINE_HEIGHT


def name_column(names: list[str]) -> tuple[list[tuple[str, ...]], float]:
    """The names broken into lines and the width of their column. A third line keeps the value at the end of a name."""
    broken = [wrap(name, NAME_WIDTH, TEXT_SIZE, lines=3) for name in names]
    widest = max((text_width(line, TEXT_SIZE) for lines in broken for line in lines), default=0)
    return broken, widest
