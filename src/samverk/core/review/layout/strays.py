"""Numbers of pages that stand alone on a line in the middle of anything, and belong to no row of a table."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from samverk.core.review.layout.lines import MOST_COLUMNS, LineKind, PrintedLine, digit_width
from samverk.core.review.numbers import counts_of

PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
_NOTE = re.compile(r"[1-9][0-9]?")
_FEWEST_FULL = 3
_FULL_PER_SHORT = 6
_LARGE = 5
_FEW_PAGES, _MANY_PAGES, _MOST = 3, 8, 2 / 3
_LINES_A_PAGE, _USUAL_LINES = (10, 160), (20, 80)


class Lone(NamedTuple):
    """A small whole number alone on a line: which line of the file it is, counted with and without blank ones."""

    line: int
    place: int
    page: int


@dataclass(frozen=True, slots=True)
class PageChain:
    """Lone numbers that count the pages of a file from first to last; empty when nothing does."""

    links: tuple[Lone, ...] = ()

    def fits(self, number: Lone) -> bool:
        """True when a lone number goes between the page numbers before and after it, or where a page of its own may."""
        following = bisect_left(self.links, number.line, key=lambda link: link.line)
        before = self.links[following - 1].page if following else 0
        if following < len(self.links):
            return before <= number.page <= self.links[following].page
        return before <= number.page and _is_likely(number, _USUAL_LINES if not self.links else _LINES_A_PAGE)


def _is_likely(number: Lone, lines: tuple[int, int]) -> bool:
    """True when pages of so many lines, least and most, can have come to the number."""
    least, most = lines
    return number.place <= most * number.page and number.page <= number.place / least + 2


def page_chain(parted: Sequence[Lone]) -> PageChain:
    """The page numbers among lone numbers that blank lines part from the text around them.

    They never fall, most of the parted numbers are among them, and they are as far apart as pages are.
    """
    likely = [number for number in parted if _is_likely(number, _LINES_A_PAGE)]
    longest = _never_falling(likely)
    is_counting = len({number.page for number in longest}) > 1
    enough = (
        len(likely)
        if len(likely) < _FEW_PAGES
        else _MOST * len(likely)
        if len(likely) < _MANY_PAGES
        else len(likely) / 2
    )
    return PageChain(tuple(longest)) if is_counting and len(longest) >= enough else PageChain()


def _never_falling(numbers: Sequence[Lone]) -> list[Lone]:
    """The longest run of the numbers, in order and with gaps, that never falls."""
    tails: list[int] = []  # the last page of the best run of each length
    at: list[int] = []
    for number in numbers:
        length = bisect_right(tails, number.page)
        tails[length : length + 1] = [number.page]
        at.append(length)
    found: list[Lone] = []
    wanted = len(tails) - 1
    for number, length in zip(reversed(numbers), reversed(at), strict=True):
        if length == wanted and (not found or number.page <= found[-1].page):
            found.append(number)
            wanted -= 1
    return found[::-1]


# ── rows on a line each ───────────────────────────────────────────────────────────────────────────────────────────


def _is_page_number(line: PrintedLine) -> bool:
    """True for a small whole number and nothing else."""
    return line.kind is LineKind.NUMBERS and len(line.tail) == 1 and PAGE_NUMBER.fullmatch(line.text) is not None


def stray_lines(body: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """The lone page numbers of a table whose rows stand on lines of their own."""
    return tuple(line for number, line in enumerate(body) if _is_lone_number(body, number))


def _is_lone_number(body: Sequence[PrintedLine], number: int) -> bool:
    """True for a small whole number alone on a line between full rows of several numbers: the number of a page."""
    line = body[number]
    if not _is_page_number(line):
        return False
    if _stands_with_labels(body, line):
        return True
    before = body[number - 1] if number else None
    after = body[number + 1] if number + 1 < len(body) else None
    if before is None or before.kind is not LineKind.ROW or (after is not None and after.kind is LineKind.NUMBERS):
        return False
    return min(counts_of(tuple(word.term for word in before.tail), MOST_COLUMNS), default=0) > 1


def _stands_with_labels(body: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """True when the columns are parted by wide gaps, and the number stands to the left where the labels begin."""
    rows = [other for other in body if other.kind is LineKind.ROW]
    parted = [other for other in rows if other.tail[0].gap]
    if not rows or len(parted) * 2 < len(rows):
        return False
    return line.words[-1].right <= min(other.tail[0].left for other in parted) - 4 * digit_width(line.line)


# ── one cell per line ─────────────────────────────────────────────────────────────────────────────────────────────


def stray_cells(body: Sequence[PrintedLine], count: int, *, note_column: bool) -> tuple[PrintedLine, ...]:
    """The lone page numbers of a table of `count` columns whose cells stand under each other.

    A row with one number too many has a page number among its own, and so has a heading with a number where the rows
    are full. Where several could be it, the pages of the file tell which. A column of notes is filled in few rows.
    """

    def room(run: Sequence[PrintedLine]) -> int:
        return count - 1 if note_column and _NOTE.fullmatch(run[0].text) is None else count

    runs = _runs(body)
    is_large = _are_large(body)
    full = sum(len(run) == room(run) for run in runs)
    short = sum(len(run) < room(run) and not _is_one_page(run) for run in runs)
    is_full = full >= _FEWEST_FULL and full * 2 >= len(runs)
    found: list[PrintedLine] = []
    for run in runs:
        over = len(run) - room(run)
        pages = [line for line in run if _is_page_number(line)]
        counting = [line for line in pages if line.may_be_page]
        if 0 < over == len(counting) or (0 < over == len(pages) and over < count and is_full):
            found += counting if over == len(counting) else pages
        elif over > 0 and len({line.text for line in counting}) == 1:
            found += counting[:over]
        elif len(run) == len(counting) == 1 and (
            is_large if over == 0 else over < 0 and full >= _FULL_PER_SHORT * short
        ):
            found += counting
    return tuple(found)


def _runs(body: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The numbers that follow each label, or stand before the first one."""
    runs: list[list[PrintedLine]] = []
    before: PrintedLine | None = None
    for line in body:
        if line.kind is LineKind.NUMBERS:
            if before is None or before.kind is not LineKind.NUMBERS:
                runs.append([])
            runs[-1].append(line)
        before = line
    return runs


def _are_large(body: Sequence[PrintedLine]) -> bool:
    """True when every number of a table but zeros and those that may be pages has so many digits that no page has."""
    sizes = [sum(letter.isdigit() for letter in line.text) for line in body if line.kind is LineKind.NUMBERS]
    return sum(size >= _LARGE for size in sizes) >= _FEWEST_FULL and not any(size in (3, 4) for size in sizes)


def _is_one_page(run: Sequence[PrintedLine]) -> bool:
    return len(run) == 1 and _is_page_number(run[0])
