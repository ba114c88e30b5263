"""Row labels, folded so that spelling, case and the damage of scanning do not hide that two labels say the same."""

from __future__ import annotations

import re
from functools import lru_cache

_PLAIN = str.maketrans("åäàáâæ&@öøóòôéèêëüúûíìç", "aaaaaaaaoooooeeeeuuuiic")
_JUNK = re.compile(r"[^a-z0-9%+]+")
_NOTE_MARK = re.compile(r"(?:\s*\(?not\s*\d+\)?|[*¹²³]+|\s\d\)|\(\d\))\s*$", re.IGNORECASE)
_LOST = str.maketrans("", "", "aoed06")  # å, ä and ö come out of a scanner as any of these
_STROKES = str.maketrans("1ij|", "llll")
_LONG_ENOUGH = 6


@lru_cache(maxsize=20_000)
def fold(label: str) -> str:
    """Lower case, without diacritics, punctuation and footnote marks: "Årets resultat*" → "arets resultat"."""
    bare = _NOTE_MARK.sub("", label.strip())
    return _JUNK.sub(" ", bare.lower().translate(_PLAIN)).strip()


@lru_cache(maxsize=20_000)
def skeleton(label: str) -> str:
    """What is left of a label when the letters that a scanner mistakes are gone; "" when too little is left to tell.

    "ldngsiktiga" and "långsiktiga" have the same skeleton.
    """
    bones = fold(label).replace(" ", "").translate(_LOST).translate(_STROKES)
    return bones if len(bones) >= _LONG_ENOUGH else ""


def same_label(first: str, second: str) -> bool:
    """True when two labels say the same, letter for letter or but for the damage of scanning."""
    if fold(first) == fold(second):
        return True
    bones = skeleton(first)
    return bool(bones) and bones == skeleton(second)
