"""The pieces of text of a page: runs of letters on one baseline, without a space, as the file sets them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class PageState(IntEnum):
    """What became of a page."""

    READ = 0
    EMPTY = 1  # nothing is printed
    PICTURE = 2  # something is printed, but no text
    UNMAPPED = 3  # the file does not say which letters its signs are
    BROKEN = 4  # the page cannot be opened
    CROWDED = 5  # more letters than a page can have


@dataclass(slots=True)
class Piece:
    """Letters without a space. Points: `left` and `right` from the left edge, `depth` of the baseline from the top.

    The edges are those of a reader who holds the page so that the text is level; `turn` is the quarter turns between
    that and the page's own axes. `mark` is the marked-content number that the tag tree refers to, -1 without one.
    """

    text: str
    left: float
    right: float
    depth: float
    size: float
    turn: int = 0
    mark: int = -1
    is_bold: bool = False
    is_raised: bool = False
    is_artifact: bool = False
    has_space_after: bool = False


@dataclass(slots=True)
class PrintedPage:
    """A page's pieces in the order the file sets them; `number` counts from 1, `height` in points as held."""

    number: int
    state: PageState
    pieces: list[Piece]
    height: float = 0.0
    width: float = 0.0
