"""The bytes of a PDF → a `Source`. Runs in the child process: PDFium and qpdf are C++ and the file may be hostile."""

from __future__ import annotations

from samverk.core.problems import Problem
from samverk.core.review.source import Grid, Line, Source, SourceKind
from samverk.formats.pdf import messages
from samverk.formats.pdf.glyphs import Letters, LockedFileError, UnreadableFileError
from samverk.formats.pdf.layout import Lines, lay_out, printed_lines
from samverk.formats.pdf.pieces import PageState, PrintedPage
from samverk.formats.pdf.wire import Outcome

MOST_PAGES = 1000


def parse(data: bytes) -> Outcome:
    """Read the file; places have no file name. Raises MemoryError when the file wants more than the process has."""
    try:
        with Letters(data) as letters:
            count = letters.count
            pages = [letters.page(index) for index in range(min(count, MOST_PAGES))]
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


def _blocks(data: bytes, printed: list[tuple[PrintedPage, Lines]]) -> tuple[Line | Grid, ...]:
    return tuple(line for page in lay_out(printed, "") for line in page)


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
