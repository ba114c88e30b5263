"""Pieces of text → the printed lines of a page, each with its words and where they stand."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from samverk.formats.pdf.pieces import Piece

_SAME_LINE = 0.25  # em: baselines so near are one line
WORD_GAP = 0.15  # em: the space of a narrow typeface in a tightly set line
SOFT_HYPHEN = "\u00ad"
_SMALL = 0.82  # of the letters beside: a mark set as a superscript is smaller than this
_HIGHEST = 0.75  # em above the baseline
_LOWEST = 0.4  # em below it
_MARK_LETTERS = 4  # a note mark is "1", "12", "a)" or "***"
_SPACED_LETTERS = 6  # so many letters standing apart are a letter-spaced heading
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class PrintedWord:
    """A word as printed. `gap` is what parts it from the word before, in points; a note mark stands apart."""

    text: str
    left: float
    right: float
    size: float
    is_bold: bool
    gap: float = 0.0


@dataclass(slots=True)
class PrintedLine:
    """A line as printed. `number` is its number on the page from 1; columns side by side share their numbers."""

    words: list[PrintedWord]
    depth: float
    size: float
    number: int = 0

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return max(word.right for word in self.words)

    @property
    def text(self) -> str:
        """The words with one space between."""
        return " ".join(word.text for word in self.words)

    @property
    def is_bold(self) -> bool:
        """True when most letters are bold."""
        bold = sum(len(word.text) for word in self.words if word.is_bold)
        return 2 * bold > sum(len(word.text) for word in self.words)


def lines_of(pieces: Iterable[Piece]) -> list[PrintedLine]:
    """The lines from the top down. The pieces must have the same turn."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.depth, piece.left)):
        if rows and piece.depth - rows[-1][0].depth <= _SAME_LINE * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    _bring_marks_home(rows)
    lines = [PrintedLine(_words(row), *_baseline(row)) for row in rows if row]
    return [line for line in lines if line.words]


def printed(text: str) -> str:
    """Letters and their accents as one sign; a soft hyphen that is printed is a hyphen."""
    return unicodedata.normalize("NFC", text).replace(SOFT_HYPHEN, "-")


def superscript(text: str) -> str:
    """Digits as superscripts, so that a note mark is never read as a part of the number before it."""
    return text.translate(_SUPERSCRIPTS)


def is_raised_beside(mark: Piece, word: Piece) -> bool:
    """True when `mark` is a small piece set a little higher, right after `word`."""
    return _is_beside(mark, word) and 0.1 * word.size < word.depth - mark.depth < _HIGHEST * word.size


def _is_beside(mark: Piece, word: Piece) -> bool:
    return (
        len(mark.text) <= _MARK_LETTERS
        and mark.size < _SMALL * word.size
        and -0.1 * word.size < mark.left - word.right < 0.4 * word.size
    )


def _bring_marks_home(rows: list[list[Piece]]) -> None:
    """Move raised and lowered small pieces into the line whose words they stand beside."""
    largest = [max(piece.size for piece in row) for row in rows]
    for index, row in enumerate(rows):
        most = _SMALL * max(largest[max(0, index - 2) : index + 3])
        for piece in [piece for piece in row if piece.size < most and len(piece.text) <= _MARK_LETTERS]:
            below = [other for other in rows[index + 1 : index + 3] if any(is_raised_beside(piece, w) for w in other)]
            if below:
                piece.is_raised = True
            else:
                below = [
                    other
                    for other in rows[max(0, index - 2) : index]
                    if any(_is_beside(piece, w) and piece.depth - w.depth < _LOWEST * w.size for w in other)
                ]
            if below:
                row.remove(piece)
                below[0].append(piece)


def _baseline(row: list[Piece]) -> tuple[float, float]:
    """Depth and size of the largest letters of the row that are not few."""
    letters: dict[tuple[float, float], int] = {}
    for piece in row:
        key = (piece.depth, piece.size)
        letters[key] = letters.get(key, 0) + len(piece.text)
    return max(letters, key=lambda key: (letters[key], key[1]))


def _words(row: list[Piece]) -> list[PrintedWord]:
    row.sort(key=lambda piece: piece.left)
    least = _least_gap(row)
    words: list[PrintedWord] = []
    before: Piece | None = None
    for piece in row:
        if before is not None and _is_shadow(piece, before):
            continue
        gap = piece.left - words[-1].right if words else 0.0
        parted = before is None or before.has_space_after or piece.is_raised != before.is_raised
        if parted or gap > least * max(piece.size, words[-1].size):
            text = superscript(piece.text) if piece.is_raised else piece.text
            words.append(PrintedWord(text, piece.left, piece.right, piece.size, piece.is_bold, gap))
        else:
            words[-1].text += superscript(piece.text) if piece.is_raised else piece.text
            words[-1].right = max(words[-1].right, piece.right)
        before = piece
    for word in words:
        if not word.text.isascii():
            word.text = printed(word.text)
    return words


def _is_shadow(piece: Piece, before: Piece) -> bool:
    """True for a piece printed twice, a little apart, to look bold or shadowed."""
    near = 0.15 * piece.size
    return piece.text == before.text and abs(piece.left - before.left) < near and abs(piece.right - before.right) < near


def _least_gap(row: list[Piece]) -> float:
    """The gap in em that parts two words; larger in a line whose letters are set apart."""
    single = [
        (after.left - before.right) / before.size
        for before, after in itertools.pairwise(row)
        if len(before.text) == len(after.text) == 1 and before.text.isalpha() and after.text.isalpha()
    ]
    if len(single) < _SPACED_LETTERS or 2 * len(single) < len(row):
        return WORD_GAP
    return max(WORD_GAP, 1.7 * median(single))
