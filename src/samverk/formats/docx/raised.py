"""Raised letters (footnote marks) kept apart from the numbers they stand at: "3 685" with a raised 1 is never 36851."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

_NUMBER = re.compile(r"[-–−‐+(]?[\s\u00a0]*\d[\d\s.,'\u2019]*[-–−]?\)?[\s]*%?")
_MARK = re.compile(r"[(\[]?(?:[a-zåäö]|\d{1,3}(?:[,\s]+\d{1,3})*)[)\]]?", re.IGNORECASE)
_METRES = re.compile(r"(?:^|[\s\d])(?:[kdcm]?m)$")
_POWERS = frozenset({"2", "3"})
_LONGEST_NUMBER = 40  # characters; the pattern is never tried on more
_TAIL = 8


class Piece(NamedTuple):
    """Letters of one look; `is_raised` for superscript."""

    text: str
    is_raised: bool = False


def put_together(pieces: Iterable[Piece]) -> str:
    """The text of a paragraph, a cell or a rich string.

    A text that is a number loses its marks. Elsewhere a mark after a digit, and a mark of digits after anything but
    metres, or of one letter, stands after a space and with a bracket: "Lokaler 1)", "3 685 a)", but "m2".
    """
    groups = [
        (is_raised, "".join(piece.text for piece in group))
        for is_raised, group in groupby(pieces, key=lambda piece: piece.is_raised)
    ]
    plain = "".join(text for is_raised, text in groups if not is_raised)
    if len(groups) < 2 or _is_number(plain):
        return plain if plain.strip() else "".join(text for _, text in groups)
    parts: list[str] = []
    tail, after_mark = "", False
    for is_raised, text in groups:
        if is_raised and text.strip():
            part = _mark(text.strip(), tail)
        else:
            part = f" {text}" if after_mark and text[:1].isalnum() else text
        after_mark = is_raised
        parts.append(part)
        tail = (tail + part)[-_TAIL:]
    return "".join(parts)


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text.strip()) is not None


def _mark(mark: str, before: str) -> str:
    """A raised mark as it is written on the line. `before` is the end of what stands before it."""
    if mark == "*" * len(mark) or (mark in _POWERS and _METRES.search(before)):
        return mark
    if before[-1:].isdigit() or before.endswith(("%", ")")) or _MARK.fullmatch(mark):
        bracket = "" if mark.endswith((")", "]")) else ")"
        return f"{'' if not before or before[-1].isspace() else ' '}{mark}{bracket}"
    return mark
