"""Running headers and footers: what stands at the same place on most pages, but for its numbers."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from samverk.formats.pdf.lines import PrintedLine
from samverk.formats.pdf.pieces import PrintedPage

_EDGE = 0.12  # of the page's height: no header or footer stands nearer the middle
_MOST_LINES = 4  # at each edge
_STEP = 4.0  # points: the same place
_SHARE = 0.4  # of the pages: a header may differ between left and right pages
_LEAST_PAGES = 3
_NUMBER = re.compile(r"(\d{1,6})")
_MOST_NUMBERS = 3  # "Årsredovisning 2024, sida 3 (25)"
_PAGE = "\x00"  # stands for a number that follows the page's own
_PAGE_NUMBER = re.compile(rf"[-–—|\s]*(sida|sidan|page|s\.)?\s*{_PAGE}-?\d+\s*((av|of|/|\()\s*\d+\s*\)?)?[-–—|\s]*")

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
    pages = count[key] + max(count[text, at + 1], count[text, at - 1])
    return pages >= least or (pages > 1 and _PAGE_NUMBER.fullmatch(text) is not None)


def _edge_lines(page: PrintedPage, lines: list[PrintedLine]) -> list[tuple[_Key, PrintedLine]]:
    """Lines near the top and bottom: what they may have in common with other pages, how far from that edge they are."""
    found = []
    for line in [*lines[:_MOST_LINES], *lines[_MOST_LINES:][-_MOST_LINES:]]:
        from_foot = page.height - line.depth
        if min(line.depth, from_foot) <= _EDGE * page.height:
            at = round((line.depth if line.depth < from_foot else -from_foot) / _STEP)
            found += [((text, at), line) for text in _readings(line.text.lower(), page.number)]
    return found


def _readings(text: str, page: int) -> list[str]:
    """The text with each number as it is, or as its distance from the page's number: a page number follows it."""
    parts = _NUMBER.split(text)
    if len(parts) > 2 * _MOST_NUMBERS + 1:
        return [text]
    ways = [[part, f"{_PAGE}{int(part) - page}"] if index % 2 else [part] for index, part in enumerate(parts)]
    return ["".join(way) for way in itertools.product(*ways)]


def _without(lines: list[PrintedLine], left_out: set[int]) -> list[PrintedLine]:
    return [line for line in lines if id(line) not in left_out]
