"""Figure names made of Swedish words: ASCII, lower case, underscores."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def slug(words: str) -> str:
    """ "Övriga upplupna kostnader" → "ovriga_upplupna_kostnader"."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "rad"


def distinct_slugs(names: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """A slug for each name, none twice and none in `taken`: a second one that spells alike gets _2."""
    used = set(taken)
    slugs: dict[str, str] = {}
    for name in names:
        base = candidate = slug(name)
        number = 1
        while candidate in used:
            number += 1
            candidate = f"{base}_{number}"
        used.add(candidate)
        slugs[name] = candidate
    return slugs
