"""Flows from categories on the left to series on the right: each as wide as its count, hidden ones as dashed lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from samverk.core.document.figures import ValueState
from samverk.core.document.present import STATE_WORDS
from samverk.core.document.tree import Chart, Point
from samverk.reports.charts.canvas import SMALL_SIZE, TEXT_SIZE, WIDTH, Canvas, Look, looks
from samverk.reports.charts.colours import QUIET_INK, WHITE, mix
from samverk.reports.charts.lettering import wrap
from samverk.reports.charts.scale import tick_label
from samverk.reports.charts.wording import mark_label, missing_remarks, printed

MOST_FLOWS = 8
"""The most categories, and the most series, that can be told apart."""

_HIDDEN = STATE_WORDS[ValueState.SUPPRESSED]
_NAME_WIDTH = 165.0
_NODE = 10.0  # how wide a node is
_LEFT, _RIGHT = _NAME_WIDTH + 8, WIDTH - _NAME_WIDTH - 8
_TOP = 12.0
_FLOWS = 250.0  # the height that all shown flows share
_AIR = 16.0  # between nodes
_LEAST_NODE = 22.0  # a node has room for its name
_DASHED = 9.0  # the height a hidden flow takes
_NUMBERED = 13.0  # a flow of this height has its count beside the node


@dataclass(frozen=True, slots=True)
class _Flow:
    source: int
    target: int
    height: float
    point: Point

    @property
    def is_hidden(self) -> bool:
        return self.point.value is None


def draw(chart: Chart, accent: str) -> str:
    """The chart as SVG. Who stays in a category is drawn in grey, who leaves it in the accent."""
    canvas = Canvas(chart.id, chart.title, chart.alt)
    flows = list(_flows(chart))
    left = _places([[flow.height for flow in flows if flow.source == at] for at in range(len(chart.categories))])
    right = _places([[flow.height for flow in flows if flow.target == at] for at in range(len(chart.series))])
    bottom = max(left.bottom, right.bottom)
    left, right = left.centred(bottom), right.centred(bottom)
    _names(canvas, chart, left, right)
    styles, begun, ended = _styles(accent), list(left.tops), list(right.tops)
    for flow in flows:
        _draw(canvas, chart, flow, begun[flow.source], ended[flow.target], styles)
        begun[flow.source] += flow.height
        ended[flow.target] += flow.height
    return canvas.finish(canvas.remarks(bottom, [*_hidden_remark(flows), *_missing(chart)]) + 6)


@dataclass(frozen=True, slots=True)
class _Places:
    tops: tuple[float, ...]
    heights: tuple[float, ...]
    bottom: float

    def centred(self, bottom: float) -> _Places:
        """The same nodes in the middle of a taller picture."""
        return replace(self, tops=tuple(top + (bottom - self.bottom) / 2 for top in self.tops))


def _places(nodes: Sequence[Sequence[float]]) -> _Places:
    """Where each node stands, from the top down."""
    tops, heights, y = [], [], _TOP
    for flows in nodes:
        tops.append(y)
        heights.append(sum(flows))
        y += max(sum(flows), _LEAST_NODE) + _AIR
    return _Places(tuple(tops), tuple(heights), y)


def _flows(chart: Chart) -> Iterator[_Flow]:
    """What is drawn: counts above nobody, and hidden ones. What is not stated has no line."""
    total = sum(max(point.value or 0, 0) for series in chart.series for point in series.points) or 1
    for source in range(len(chart.categories)):
        for target, series in enumerate(chart.series):
            point = series.points[source]
            if point.value is None and point.shown == _HIDDEN:
                yield _Flow(source, target, _DASHED, point)
            elif point.value:
                yield _Flow(source, target, max(1.5, abs(point.value) * _FLOWS / total), point)


def _styles(accent: str) -> tuple[Look, Look]:
    """How those who leave and those who stay look."""
    colour = looks(accent, 1)[0].colour
    return (
        Look(colour, mix(colour, WHITE, 0.72), "", 0),
        Look(QUIET_INK, mix(QUIET_INK, WHITE, 0.8), "", 0),
    )


def _draw(canvas: Canvas, chart: Chart, flow: _Flow, start: float, end: float, styles: tuple[Look, Look]) -> None:
    stays = chart.categories[flow.source] == chart.series[flow.target].label
    look = styles[1] if stays else styles[0]
    x1, x2 = _LEFT + _NODE, _RIGHT - _NODE
    label = mark_label(chart, flow.target, flow.source)
    if flow.is_hidden:
        middle = flow.height / 2
        canvas.thread((x1, start + middle), (x2, end + middle), look, label.replace(_HIDDEN, "visas inte"))
        return
    canvas.ribbon((x1, start), (x2, end), flow.height, look, label)
    if flow.height >= _NUMBERED:
        words = printed(flow.point, chart.unit)
        canvas.text(x1 + 6, start + flow.height / 2 + SMALL_SIZE * 0.34, words, size=SMALL_SIZE)


def _names(canvas: Canvas, chart: Chart, left: _Places, right: _Places) -> None:
    """Every node with its name and how many it holds."""
    for at, name in enumerate(chart.categories):
        points = [series.points[at] for series in chart.series]
        canvas.block(_LEFT, left.tops[at], _NODE, left.heights[at])
        middle = left.tops[at] + max(left.heights[at], _LEAST_NODE) / 2
        canvas.lines_of_text(_LEFT - 8, middle, _told(name, points, chart), anchor="end")
    for at, series in enumerate(chart.series):
        canvas.block(_RIGHT - _NODE, right.tops[at], _NODE, right.heights[at])
        middle = right.tops[at] + max(right.heights[at], _LEAST_NODE) / 2
        canvas.lines_of_text(_RIGHT + 8, middle, _told(series.label, series.points, chart))


def _told(name: str, points: Sequence[Point], chart: Chart) -> tuple[str, ...]:
    known = sum(point.value or 0 for point in points)
    count = tick_label(known, chart.unit)
    if any(point.value is None for point in points):
        count = f"minst {count}" if known else "visas inte"
    return wrap(f"{name}: {count}", _NAME_WIDTH, TEXT_SIZE)


def _hidden_remark(flows: Sequence[_Flow]) -> list[str]:
    hidden = sum(flow.is_hidden for flow in flows)
    if not hidden:
        return []
    number = "Ett flöde" if hidden == 1 else f"{hidden} flöden"
    return [f"{number} visas inte, för att skydda enskilda: de streckade linjerna."]


def _missing(chart: Chart) -> list[str]:
    """What is neither shown nor hidden, in words; the hidden ones have a remark of their own."""
    return [remark for remark in missing_remarks(chart) if not remark.endswith("visas inte.")]
