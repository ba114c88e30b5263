"""The reading order of a page's lines: columns of prose are read one after the other, a table straight across.

Both look alike from afar: words, an empty strip, words. But the lines of prose fill their column and their spaces are
narrow, and the entries of a table are short and have air around them.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from statistics import median

from samverk.formats.pdf.lines import PrintedLine, PrintedWord

_STRIP = 0.8  # em: no space between two words of prose is so wide
_LEAST_LINES = 5  # so many lines on each side make columns
_LEAST_WORDS = 3  # a line of prose
_FULL = 0.62  # of the column's width: how far a line of prose reaches
_MOST_DIGITS = 0.35
_FAR = 3.5  # em: lines so far apart are not of the same columns
_APART = 1.25  # of the usual step between two lines
_MARGIN = 0.15  # of the page's text: no column is narrower
_DEEPEST = 4  # columns beside each other


def in_reading_order(lines: list[PrintedLine], depth: int = 0) -> list[PrintedLine]:
    """The lines, those across two columns parted, in the order they are read; from the top down when no columns."""
    ordered: list[PrintedLine] = []
    rest = lines
    while depth < _DEEPEST and len(rest) >= _LEAST_LINES:
        found = _columns(rest)
        if found is None:
            break
        start, end, left, right = found
        ordered += rest[:start]
        ordered += in_reading_order(left, depth + 1)
        ordered += in_reading_order(right, depth + 1)
        rest = rest[end:]
    return ordered + rest


def _columns(lines: list[PrintedLine]) -> tuple[int, int, list[PrintedLine], list[PrintedLine]] | None:
    """The first stretch of lines that are two columns: where it starts and ends, and the lines of each."""
    runs = [_runs(line) for line in lines]
    for at in _edges(runs):
        for start, end in _stretches(lines, runs, at):
            left, right = _parted(lines[start:end], at)
            if _is_prose(left) and _is_prose(right):
                return start, end, left, right
    return None


def _runs(line: PrintedLine) -> list[tuple[float, float]]:
    """Left and right of the words that stand together."""
    found: list[tuple[float, float]] = []
    for word in line.words:
        if found and word.left - found[-1][1] < _STRIP * word.size:
            found[-1] = (found[-1][0], max(word.right, found[-1][1]))
        else:
            found.append((word.left, word.right))
    return found


def _edges(runs: list[list[tuple[float, float]]]) -> list[float]:
    """Where the right one of two columns may begin, the most common edge first."""
    least = min(run[0][0] for run in runs)
    width = max(run[-1][1] for run in runs) - least
    count = Counter(round(left) for run in runs for left, _ in run)
    edges = [
        (count[edge] + count.get(edge + 1, 0), edge - 1.0)
        for edge in count
        if _MARGIN * width < edge - least < (1 - _MARGIN) * width
    ]
    return [edge for lines, edge in sorted(edges, reverse=True)[:6] if lines >= _LEAST_LINES]


def _stretches(lines: list[PrintedLine], runs: list[list[tuple[float, float]]], at: float) -> Iterator[tuple[int, int]]:
    """Start and end of the lines in a row that leave the strip at `at` free and stand on both sides of it."""
    start = 0
    for index in range(len(lines) + 1):
        is_cut = index == len(lines) or any(left < at < right for left, right in runs[index])
        is_far = 0 < index < len(lines) and lines[index].depth - lines[index - 1].depth > _FAR * lines[index].size
        if is_cut or is_far:
            begun = [
                next((k for k in range(start, index) if any((left >= at) is side for left, _ in runs[k])), index)
                for side in (False, True)
            ]
            if index - max(begun) >= _LEAST_LINES:
                yield max(begun), _end(lines, runs, at, max(begun), index)
            start = index + 1 if is_cut else index


def _end(lines: list[PrintedLine], runs: list[list[tuple[float, float]]], at: float, start: int, end: int) -> int:
    """Where the columns end: short lines below them, a little apart, are not of the left one."""
    last = max(index for index in range(start, end) if runs[index][-1][1] > at)
    left = [lines[index].depth for index in range(start, last + 1) if runs[index][0][0] < at]
    usual = median(after - depth for depth, after in itertools.pairwise(left)) if len(left) > 1 else lines[start].size
    for index in range(last + 1, end):
        if lines[index].depth - left[-1] > _APART * usual:
            return index
        left.append(lines[index].depth)
    return end


def _parted(lines: list[PrintedLine], at: float) -> tuple[list[PrintedLine], list[PrintedLine]]:
    sides: tuple[list[PrintedLine], list[PrintedLine]] = ([], [])
    for line in lines:
        for side in (0, 1):
            words = [word for word in line.words if (word.left >= at) is bool(side)]
            if words:
                sides[side].append(PrintedLine(words, line.depth, words[0].size, line.number))
    return sides


def _is_prose(lines: list[PrintedLine]) -> bool:
    if len(lines) < _LEAST_LINES:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(line.right - line.left >= _FULL * width for line in lines)
    if 2 * full < len(lines) or median(len(line.words) for line in lines) < _LEAST_WORDS:
        return False
    if any(_widest(line.words) > 2 * _STRIP for line in lines if len(line.words) > _LEAST_WORDS and _is_figures(line)):
        return False
    text = "".join(word.text for line in lines for word in line.words)
    return sum(sign.isdigit() for sign in text) < _MOST_DIGITS * len(text)


def _widest(words: list[PrintedWord]) -> float:
    return max((word.left - before.right) / word.size for before, word in itertools.pairwise(words))


def _is_figures(line: PrintedLine) -> bool:
    return line.words[-1].text[-1:].isdigit()
