"""The pieces of a tagged element → its text, lines joined as they were before they were broken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverk.formats.pdf.lines import SOFT_HYPHEN, WORD_GAP, is_raised_beside, printed, superscript
from samverk.formats.pdf.pieces import Piece

_SAME_LINE = 0.25  # em
_BACK = 1.0  # em: a piece set so far back is not the next letters of a word
_HANGING = re.compile(r"(och|eller|samt|respektive|till|som|men|resp)\b")  # "ekonomi- och verksamhetsstyrning"


def flowing_text(pieces: Sequence[Piece]) -> str:
    """One line of text. A word hyphenated at a line's end is whole again; a note mark stands apart as superscripts."""
    parts: list[str] = []
    before: Piece | None = None
    was_mark = False
    for piece in pieces:
        is_mark = piece.is_raised or (before is not None and is_raised_beside(piece, before))
        text = superscript(piece.text) if is_mark else piece.text
        if before is None:
            parts.append(text)
        elif is_mark is not was_mark and abs(piece.depth - before.depth) < before.size:
            parts += [" ", text]
        elif abs(piece.depth - before.depth) > _SAME_LINE * max(piece.size, before.size) and not was_mark:
            _join_lines(parts, text, before.has_space_after)
        else:
            gap = piece.left - before.right
            is_parted = before.has_space_after or gap > WORD_GAP * piece.size or gap < -_BACK * piece.size
            parts += [" ", text] if is_parted else [text]
        before, was_mark = piece, is_mark
    text = "".join(parts)
    return text if text.isascii() else printed(text)


def is_bold(pieces: Sequence[Piece]) -> bool:
    """True when most letters are bold."""
    return 2 * sum(len(piece.text) for piece in pieces if piece.is_bold) > sum(len(piece.text) for piece in pieces)


def _join_lines(parts: list[str], text: str, has_space: bool) -> None:
    end = "".join(parts[-2:])[-2:]  # a hyphen may be a piece of its own
    if not has_space and len(end) == 2 and end[0].isalnum() and text[0].isalnum():
        is_soft = end[1] == SOFT_HYPHEN or (end[1] == "-" and end[0].isalpha() and text[0].islower())
        if is_soft and not _HANGING.match(text):
            parts[-1] = parts[-1][:-1]
            parts.append(text)
            return
        if end[1] == "-" and not is_soft:
            parts.append(text)
            return
    parts += [" ", text]
