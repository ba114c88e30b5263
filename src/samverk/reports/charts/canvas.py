"""An SVG drawing, mark by mark: plain presentation attributes, no style, no script, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from samverk.reports.charts.colours import INK, QUIET_INK, WHITE, mix, palette, text_on

WIDTH = 680
TEXT_SIZE = 13.0
SMALL_SIZE = 12.0
LINE_HEIGHT = 15.0
FAMILY = "Source Sans Pro, sans-serif"

MAX_SERIES = 5
_DASHES = ("", "7 4", "2 3", "10 3 2 3", "4 2")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Look:
    """How the marks of one series differ from those of the others, by more than colour.

    Bars alternate between a full fill and a light fill with an outline; lines have their own dash and marker.
    """

    colour: str
    fill: str
    dash: str
    marker: int


def looks(accent: str, count: int) -> tuple[Look, ...]:
    """The looks of `count` series, at most MAX_SERIES. Raises ValueError for an accent that is not "#rrggbb"."""
    return tuple(
        Look(colour, mix(colour, WHITE, 0.84) if index % 2 else colour, _DASHES[index], index)
        for index, colour in enumerate(palette(accent)[:count])
    )


def number(value: float) -> str:
    """A coordinate with at most one decimal; never −0."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


class Canvas:
    """Collects elements; `finish` wraps them in an `<svg>` of the height they needed."""

    def __init__(self, chart_id: str, title: str, description: str) -> None:
        self.id = _NOT_IN_ID.sub("-", chart_id) or "diagram"
        self._head = (
            f'<title id="{self.id}-titel">{escape(title)}</title><desc id="{self.id}-text">{escape(description)}</desc>'
        )
        self._elements: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        fill: str = INK,
        size: float = TEXT_SIZE,
        turned: bool = False,
        halo: bool = False,
    ) -> None:
        """Words with their baseline at y.

        `turned` leans them 45° upwards to the right, ending at the point; `halo` lifts them off lines behind them.
        """
        lifted = f' paint-order="stroke" stroke="{WHITE}" stroke-width="4"' if halo else ""
        turn = f' transform="rotate(-45 {number(x)} {number(y)})"' if turned else ""
        self._elements.append(
            f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" font-size="{number(size)}" fill="{fill}"'
            f"{lifted}{turn}>{escape(words)}</text>"
        )

    def lines_of_text(self, x: float, middle: float, lines: Sequence[str], *, anchor: str = "start") -> None:
        """Several lines, centred on `middle`."""
        top = middle - LINE_HEIGHT * (len(lines) - 1) / 2 + TEXT_SIZE * 0.34
        for index, line in enumerate(lines):
            self.text(x, top + LINE_HEIGHT * index, line, anchor=anchor)

    def rule(self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1) -> None:
        """A straight thin line that carries no value."""
        self._elements.append(
            f'<path d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" stroke="{stroke}"'
            f' stroke-width="{number(width)}" fill="none"/>'
        )

    def bar(self, x: float, y: float, width: float, height: float, look: Look, label: str) -> None:
        """A bar with its label; the outline lies inside, so that the bar's end is where the value is."""
        inset = 0.75
        self._elements.append(
            f'<rect x="{number(x + inset)}" y="{number(y + inset)}" width="{number(max(width - 2 * inset, 0.1))}"'
            f' height="{number(max(height - 2 * inset, 0.1))}" fill="{look.fill}" stroke="{look.colour}"'
            f' stroke-width="1.5"><title>{escape(label)}</title></rect>'
        )

    def block(self, x: float, y: float, width: float, height: float) -> None:
        """A plain block that carries no value of its own, such as where flows meet."""
        if height > 0:
            place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
            self._elements.append(f'<rect {place} fill="{INK}"/>')

    def ribbon(
        self, start: tuple[float, float], end: tuple[float, float], height: float, look: Look, label: str
    ) -> None:
        """A band of one height from the corner `start` to the corner `end`, with its label."""
        lower = ((end[0], end[1] + height), (start[0], start[1] + height))
        self._elements.append(
            f'<path d="M{_bend(start, end)}L{_bend(*lower)}Z" fill="{look.fill}" stroke="{look.colour}"'
            f' stroke-width="0.8"><title>{escape(label)}</title></path>'
        )

    def thread(self, start: tuple[float, float], end: tuple[float, float], look: Look, label: str) -> None:
        """A dashed line for a flow whose width is not told, with its label."""
        self._elements.append(
            f'<path d="M{_bend(start, end)}" fill="none" stroke="{look.colour}" stroke-width="1.2"'
            f' stroke-dasharray="3 4"><title>{escape(label)}</title></path>'
        )

    def curve(self, points: Sequence[tuple[float, float]], look: Look, label: str) -> None:
        """A line through `points`, dashed as its series is."""
        self._line(points, look, f"<title>{escape(label)}</title>")

    def marker(self, x: float, y: float, look: Look, label: str) -> None:
        """A point of a line, shaped as its series is: disc, square, triangle, diamond, ring."""
        self._shape(x, y, look, f"<title>{escape(label)}</title>")

    def _line(self, points: Sequence[tuple[float, float]], look: Look, title: str) -> None:
        dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
        path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self._elements.append(
            f'<path d="M{path}" fill="none" stroke="{look.colour}" stroke-width="2.2" stroke-linejoin="round"{dash}>'
            f"{title}</path>"
        )

    def _shape(self, x: float, y: float, look: Look, title: str) -> None:
        fill = WHITE if look.marker % 2 or look.marker == MAX_SERIES - 1 else look.colour
        self._elements.append(
            f'<path d="{_marker_path(x, y, look.marker)}" fill="{fill}" stroke="{look.colour}" stroke-width="1.8">'
            f"{title}</path>"
        )

    def sample(self, x1: float, x2: float, middle: float, look: Look) -> None:
        """A short piece of a series' line with its marker, to stand before its name."""
        self._line([(x1, middle), (x2, middle)], look, "")
        self._shape((x1 + x2) / 2, middle, look, "")

    def swatch(self, x: float, middle: float, look: Look) -> None:
        """A small sample of a series' bars, to stand before its name."""
        self._elements.append(
            f'<rect x="{number(x)}" y="{number(middle - 5)}" width="10" height="10" fill="{look.fill}"'
            f' stroke="{look.colour}" stroke-width="1.5"/>'
        )

    def value_on(self, x: float, y: float, words: str, look: Look) -> None:
        """A value printed inside a bar, centred, in the ink that reads on its fill."""
        self.text(x, y + SMALL_SIZE * 0.34, words, anchor="middle", size=SMALL_SIZE, fill=text_on(look.fill))

    def remarks(self, y: float, lines: Sequence[str]) -> float:
        """Remarks below the plot, such as what is missing; gives the place below them."""
        for index, line in enumerate(lines):
            self.text(0, y + LINE_HEIGHT * (index + 1), line, size=SMALL_SIZE, fill=QUIET_INK)
        return y + LINE_HEIGHT * len(lines) + (4 if lines else 0)

    def finish(self, height: float) -> str:
        """The whole drawing. In a page it scales with its width; it has no background of its own."""
        tall = number(height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall}" width="{WIDTH}" height="{tall}"'
            f' role="img" aria-labelledby="{self.id}-titel {self.id}-text" font-family="{FAMILY}">'
            f"{self._head}{''.join(self._elements)}</svg>\n"
        )


def _bend(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A path that leaves `start` and meets `end` level."""
    (x1, y1), (x2, y2) = start, end
    middle = number((x1 + x2) / 2)
    return f"{number(x1)} {number(y1)}C{middle} {number(y1)} {middle} {number(y2)} {number(x2)} {number(y2)}"


def _marker_path(x: float, y: float, shape: int) -> str:
    def at(dx: float, dy: float) -> str:
        return f"{number(x + dx)} {number(y + dy)}"

    if shape in (0, MAX_SERIES - 1):
        return f"M{at(-4, 0)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"
    corners = {
        1: ((-3.6, -3.6), (3.6, -3.6), (3.6, 3.6), (-3.6, 3.6)),
        2: ((0, -4.8), (4.6, 3.6), (-4.6, 3.6)),
        3: ((0, -5), (5, 0), (0, 5), (-5, 0)),
    }[shape]
    return "M" + "L".join(at(dx, dy) for dx, dy in corners) + "Z"
