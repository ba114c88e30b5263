"""Running headers and footers: what stands at the same place on most pages, but for its numbers."""

from __future__ import annotations

import re
from collections import Counter

from samverk.formats.pdf.lines import PrintedLine
from samverk.formats.pdf.pieces import PrintedPage

_EDGE = 0.12  # of the page's height: no header or footer stands nearer the middle
_MOST_LINES = 4  # at each edge
_STEP = 4.0  # points: the same place
_SHARE = 0.4  # of the pages: a header may differ between left and right pages
_LEAST_PAGES = 3
_NUMBER = re.compile(r"\d+|(?<![a-z])[ivxl]{1,6}(?![a-z])")
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(sida|sidan|page|s\.)?\s*#\s*((av|of|/|\()\s*#\s*\)?)?[-–—|\s]*")

_Key = tuple[str, int]


def without_running_lines(pages: list[tuple[PrintedPage, list[PrintedLine]]]) -> list[list[PrintedLine]]:
    """The lines of each page, in the order given, without headers, footers and page numbers."""
    edges = [_edge_lines(page, lines) for page, lines in pages]
    count = Counter(key for found in edges for key in {key for key, _ in found})
    with_text = sum(bool(lines) for _, lines in pages)
    least = max(_LEAST_PAGES, _SHARE * with_text)
    return [
        _without(lines, {id(line) for key, line in found if _is_running(key, count, least)})
        for (_, lines), found in zip(pages, edges, strict=True)
    ]


def _is_running(key: _Key, count: Counter[_Key], least: float) -> bool:
    text, at = key
    pages = max(count[key] + count[text, at + 1], count[key] + count[text, at - 1])
    return pages >= least or (pages > 1 and _PAGE_NUMBER.fullmatch(text) is not None)


def _edge_lines(page: PrintedPage, lines: list[PrintedLine]) -> list[tuple[_Key, PrintedLine]]:
    """Lines near the top and bottom with their text, numbers left out, and how far from that edge they stand."""
    found = []
    for line in [*lines[:_MOST_LINES], *lines[_MOST_LINES:][-_MOST_LINES:]]:
        from_foot = page.height - line.depth
        if min(line.depth, from_foot) <= _EDGE * page.height:
            at = line.depth if line.depth < from_foot else -from_foot
            found.append(((_NUMBER.sub("#", line.text.lower()), round(at / _STEP)), line))
    return found


def _without(lines: list[PrintedLine], left_out: set[int]) -> list[PrintedLine]:
    return [line for line in lines if id(line) not in left_out]
