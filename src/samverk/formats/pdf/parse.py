"""The bytes of a PDF → a `Source`. Runs in the child process: PDFium and qpdf are C++ and the file may be hostile."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from samverk.core.problems import Problem
from samverk.core.review.source import Line, Source, SourceKind
from samverk.formats.pdf import messages
from samverk.formats.pdf.glyphs import Letters, LockedFileError, UnreadableFileError
from samverk.formats.pdf.layout import Lines, lay_out, printed_lines
from samverk.formats.pdf.pieces import PageState, PrintedPage
from samverk.formats.pdf.tagged import Block, TaggedText, kept_pages
from samverk.formats.pdf.wire import Outcome

MOST_PAGES = 1000
_LEAST_GOOD = 0.5  # of the letters: below this the tags of the other pages are not worth the mixture


def parse(data: bytes, seconds: float) -> Outcome:
    """Read the file; places have no file name. Pages that are not reached within `seconds` are told and left out.

    Raises MemoryError when the file wants more than the process has.
    """
    end = time.monotonic() + seconds
    try:
        with Letters(data) as letters:
            count = letters.count
            pages: list[PrintedPage] = []
            while len(pages) < min(count, MOST_PAGES) and (not pages or time.monotonic() < end):
                pages.append(letters.page(len(pages)))
    except LockedFileError:
        return None, (messages.locked(),)
    except UnreadableFileError:
        return None, (messages.broken(),)
    refused = _refused(pages)
    if refused is not None:
        return None, (refused,)
    printed = [(page, printed_lines(page)) for page in pages]
    unreadable = tuple(page.number for page in pages if page.state > PageState.EMPTY)
    return Source("", SourceKind.PDF, _blocks(data, printed), count, unreadable), _problems(pages, count)


def _blocks(data: bytes, printed: list[tuple[PrintedPage, Lines]]) -> tuple[Block, ...]:
    """What the tags say of the pages where they can be trusted, the printed lines of the others."""
    tagged = _tagged(data, printed)
    if tagged is None:
        return tuple(line for page in lay_out(printed, "") for line in page)
    others = {
        page.number: lines
        for (page, _), lines in zip(printed, lay_out(printed, ""), strict=True)
        if page.number not in tagged.good_pages and lines
    }
    return tuple(_in_page_order(kept_pages(tagged.blocks, tagged.good_pages), others))


def _tagged(data: bytes, printed: list[tuple[PrintedPage, Lines]]) -> TaggedText | None:
    if not any(piece.mark >= 0 for page, _ in printed for piece in page.pieces):
        return None
    from samverk.formats.pdf.tags import tag_tree

    tree = tag_tree(data)
    if tree is None:
        return None
    tagged = TaggedText(tree, printed)
    letters = {page.number: sum(len(piece.text) for piece in page.pieces) for page, _ in printed}
    good = sum(letters[number] for number in tagged.good_pages)
    return tagged if good >= _LEAST_GOOD * sum(letters.values()) else None


def _in_page_order(blocks: Iterable[Block], others: dict[int, list[Line]]) -> Iterator[Block]:
    waiting = sorted(others)
    for block in blocks:
        while waiting and block.place.page is not None and waiting[0] < block.place.page:
            yield from others[waiting.pop(0)]
        yield block
    for number in waiting:
        yield from others[number]


def _refused(pages: list[PrintedPage]) -> Problem | None:
    states = {page.state for page in pages}
    if PageState.READ in states:
        return None
    for state, problem in (
        (PageState.UNMAPPED, messages.no_letters()),
        (PageState.PICTURE, messages.no_text(len(pages))),
        (PageState.CROWDED, messages.too_heavy()),
        (PageState.BROKEN, messages.broken()),
    ):
        if state in states:
            return problem
    return messages.empty()


def _problems(pages: list[PrintedPage], count: int) -> tuple[Problem, ...]:
    found = []
    for states, tell in (
        ((PageState.PICTURE,), messages.pictures),
        ((PageState.UNMAPPED,), messages.unmapped),
        ((PageState.BROKEN, PageState.CROWDED), messages.unopened),
    ):
        numbers = [page.number for page in pages if page.state in states]
        if numbers:
            found.append(tell(numbers))
    if count > len(pages):
        found.append(messages.too_many_pages(count, len(pages)))
    return tuple(found)
