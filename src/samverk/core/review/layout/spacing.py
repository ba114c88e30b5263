"""The lines of a file in order: blank lines counted, doubled spacing undone, page heads and feet set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from samverk.core.review.layout.lines import LineKind, PrintedLine, printed_line
from samverk.core.review.layout.strays import PAGE_NUMBER, Lone, page_chain
from samverk.core.review.layout.vocabulary import fold
from samverk.core.review.numbers import is_number
from samverk.core.review.source import Grid, Line

_FEWEST_PAIRS = 12
_PARAGRAPH_LINE = 130
_PAGE_NUMBER = re.compile(
    r"(?:[-–]\s?)?(?:(?:sida|sid\.?|s\.)\s?)?([0-9]{1,3})(?:\s?(?:\(\s?[0-9]{1,3}\s?\)|/\s?[0-9]{1,3}|av\s[0-9]{1,3}))?(?:\s?[-–])?",
    re.IGNORECASE,
)
_FEWEST_PAGES = 3
_PAGE_APART = 12
_UNEVEN = 3
_PAGES_OFF = 3
_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class TextFlow:
    """The blocks of a file in order; `page_lines` are heads, feet and page numbers, which part no table or sentence."""

    blocks: tuple[PrintedLine | Grid, ...]
    page_lines: tuple[PrintedLine, ...]


def flow_of(blocks: Sequence[Line | Grid]) -> TextFlow:
    """Count the blank lines before each line, look at it on its own, and set aside what belongs to the page."""
    doubled = _is_doubled(blocks)
    aside = _page_lines(blocks)
    lone = {number.line: number for number in _lone_numbers(blocks) if number.line not in aside}
    chain = page_chain([number for number in lone.values() if _is_parted(blocks, number.line, doubled=doubled)])
    strays = {link.line for link in chain.links if not (doubled and _is_among_numbers(blocks, link.line))}
    found: list[PrintedLine | Grid] = []
    page_lines: list[PrintedLine] = []
    blank, own = 0, 0
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            found.append(block)
            blank = 1
        elif not block.text.strip() and not block.words:
            blank, own = blank + 1 - own, 0
        elif index in aside:
            page_lines.append(printed_line(block, index, blank))
        elif index in strays:  # a blank line on either side of it is its own
            page_lines.append(printed_line(block, index, blank))
            blank, own = max(0, blank - 1), 1
        else:
            line = printed_line(block, index, max(0, blank - doubled))
            may_be_page = index in lone and chain.fits(lone[index])
            found.append(replace(line, may_be_page=True) if may_be_page else line)
            blank, own = 0, 0
    return TextFlow(tuple(found), tuple(page_lines))


def _is_doubled(blocks: Sequence[Line | Grid]) -> bool:
    """True when nearly every printed line is followed by a blank one, as when a page is copied line by line."""
    single = none = 0
    lengths: list[int] = []
    blank: int | None = None
    for block in blocks:
        if isinstance(block, Grid) or block.is_paragraph:
            blank = None
        elif not block.text.strip():
            blank = None if blank is None else blank + 1
        else:
            none += blank == 0
            single += blank == 1
            lengths.append(len(block.text))
            blank = 0
    if single + none < _FEWEST_PAIRS or none * 9 > single:
        return False
    return sorted(lengths)[len(lengths) // 2] <= _PARAGRAPH_LINE


def _lone_numbers(blocks: Sequence[Line | Grid]) -> Iterator[Lone]:
    """Small whole numbers alone on a line."""
    place = 0
    for index, block in enumerate(blocks):
        text = block.text.strip() if isinstance(block, Line) else ""
        place += bool(text)
        if PAGE_NUMBER.fullmatch(text):
            yield Lone(index, place, int(text))


def _is_parted(blocks: Sequence[Line | Grid], index: int, *, doubled: bool) -> bool:
    """True when blank lines part a line from both neighbours, or where every line is so, when not by one each."""
    before, after = _blanks(blocks, index, -1), _blanks(blocks, index, 1)
    return (before, after) != (1, 1) if doubled else bool(before and after)


def _is_among_numbers(blocks: Sequence[Line | Grid], index: int) -> bool:
    """True when the printed line before or after is a number as well: its table tells which of them is a page."""
    for step in (-1, 1):
        other = index + step * (_blanks(blocks, index, step) + 1)
        block = blocks[other] if 0 <= other < len(blocks) else None
        if isinstance(block, Line) and is_number(block.text.strip()):
            return True
    return False


def _blanks(blocks: Sequence[Line | Grid], index: int, step: int) -> int:
    """How many blank lines stand before or after a line, 2 at most."""
    count = 0
    for other in range(index + step, index + 3 * step, step):
        block = blocks[other] if 0 <= other < len(blocks) else None
        if not isinstance(block, Line) or block.text.strip() or block.words:
            break
        count += 1
    return count


def _page_lines(blocks: Sequence[Line | Grid]) -> frozenset[int]:
    """The lines that are page numbers, or heads and feet that come again on page after page."""
    lines = [(index, block) for index, block in enumerate(blocks) if isinstance(block, Line) and block.text.strip()]
    numbers = _page_numbers(lines)
    near = {place for place, (index, _line) in enumerate(lines) if index in numbers}
    edges = {edge for place in near for edge in (place - 1, place + 1, place + 2) if 0 <= edge < len(lines)}
    edges |= _page_edges(lines)
    masks = Counter(_mask(lines[place][1].text) for place in edges - near)
    often = {mask for mask, count in masks.items() if count >= _FEWEST_PAGES and mask.strip("# ")}
    often |= {_mask(line.text) for _index, line in lines[:_TITLE_LINES]}  # the file's own title comes again
    heads = {
        lines[place][0]
        for place in edges - set(range(_TITLE_LINES))
        if _mask(lines[place][1].text) in often and "\t" not in lines[place][1].text and _is_prose_like(lines[place][1])
    }
    return frozenset(numbers | heads)


def _is_prose_like(line: Line) -> bool:
    """False for what may be a head of a table that goes on: rows and headers come again too."""
    return printed_line(line, 0, 0).kind in (LineKind.PROSE, LineKind.WORDS) and not line.heading


def _mask(text: str) -> str:
    return re.sub(r"[0-9]+", "#", " ".join(fold(text).split()))


def _page_edges(lines: Sequence[tuple[int, Line]]) -> set[int]:
    """The first and the last line of every page, where the file tells pages."""
    edges = set()
    for place in range(1, len(lines)):
        before, after = lines[place - 1][1].place.page, lines[place][1].place.page
        if before is not None and after is not None and before != after:
            edges |= {place - 1, place}
    return edges


def _page_numbers(lines: Sequence[tuple[int, Line]]) -> set[int]:
    """Lines with nothing but a page number: in words or dashes, or else numbers that count pages evenly apart."""
    chains: dict[int, list[tuple[int, int]]] = {}
    sure: set[int] = set()
    often = Counter(line.text for _index, line in lines)
    for place, (index, line) in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line.text.strip())
        if not match or match[1] == "0":
            continue
        if len(match[0]) > len(match[1]):
            sure.add(index)
        elif _ends_page(lines, place) or often[lines[place + 1][1].text] >= _FEWEST_PAGES:
            chain = chains.pop(int(match[1]) - 1, [])
            if not chain or place - chain[-1][0] >= _PAGE_APART:
                longer = [*chain, (place, index)]
                if len(longer) > len(chains.get(int(match[1]), [])):
                    chains[int(match[1])] = longer
    worded = _sure_chain(lines, sure) or _before_titles(lines)
    if worded:
        return worded
    counted = [chain for number, chain in chains.items() if _counts_pages(chain, number, len(lines))]
    return {index for _place, index in max(counted, key=len, default=[])}


def _before_titles(lines: Sequence[tuple[int, Line]]) -> set[int]:
    """Numbers that count up by one, each right before the title of the file come again."""
    titles = {line.text.strip() for _index, line in lines[:_TITLE_LINES]}
    found = [
        (index, int(line.text.strip()))
        for (index, line), (_following, after) in pairwise(lines[_TITLE_LINES:])
        if PAGE_NUMBER.fullmatch(line.text.strip()) and after.text.strip() in titles
    ]
    is_counting = all(other == one + 1 for (_index, one), (_other, other) in pairwise(found))
    return {index for index, _page in found} if is_counting else set()


def _ends_page(lines: Sequence[tuple[int, Line]], place: int) -> bool:
    """True when a page may end after a line: what follows is a blank line, another page, or nothing."""
    if place + 1 == len(lines):
        return True
    (index, line), (following, after) = lines[place], lines[place + 1]
    return following > index + 1 or line.place.page != after.place.page


def _counts_pages(chain: Sequence[tuple[int, int]], last: int, count: int) -> bool:
    """True when the numbers stand about as far apart as pages do, and as far into the file as they say."""
    steps = [after[0] - before[0] for before, after in pairwise(chain)]
    if len(chain) < _FEWEST_PAGES or max(steps) > _UNEVEN * min(steps):
        return False
    each = sorted(steps)[len(steps) // 2]
    if abs(chain[-1][0] / each - last) > _PAGES_OFF:
        return False
    return (chain[-1][0] - chain[0][0] + 2 * max(steps)) * 2 >= count


def _sure_chain(lines: Sequence[tuple[int, Line]], sure: set[int]) -> set[int]:
    """Page numbers in words or dashes ("Sida 3", "– 3 –"): several of the same form, or one in all."""
    masks = Counter(_mask(line.text) for index, line in lines if index in sure)
    least = 1 if len(masks) == 1 and not any("/" in mask for mask in masks) else 2
    return {
        index for index, line in lines if index in sure and masks[_mask(line.text)] >= least and _is_worded(line.text)
    }


def _is_worded(text: str) -> bool:
    """True for "Sida 3", "3 (24)" and "– 3 –"; "-3" and "(3)" are amounts."""
    return re.fullmatch(r"\s*(?:[-–]\s?[0-9]+\s?[-–]|[0-9]+\s?\([0-9 ]+\)|.*[A-Za-z/].*)\s*", text) is not None
