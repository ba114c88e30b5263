"""What can be found by name: hits, and how words are compared. Each app finds its own in `<app>/search.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

MOST = 8
"""So many hits of a kind are enough; whoever wants more writes more."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. `kind` decides which page it leads to, with `arguments` of its address; `about` says more."""

    kind: str
    title: str
    about: str = ""
    arguments: Mapping[str, int | str] = field(default_factory=dict)


def words_in(text: str) -> list[str]:
    """The words of a question, at most six."""
    return text.casefold().split()[:6]


def matches(words: Iterable[str], *texts: str) -> bool:
    """True when every word is a part of some text, whatever its case. For tables that are read whole."""
    joined = "\n".join(texts).casefold()
    return all(word in joined for word in words)


def best_first(words: list[str], hits: Iterable[Hit]) -> list[Hit]:
    """The `MOST` best: titles that begin with the question, then those with a word that does, then the rest."""
    whole = " ".join(words)

    def order(hit: Hit) -> tuple[int, str]:
        title = hit.title.casefold()
        if title.startswith(whole):
            return 0, title
        begins = any(part.startswith(words[0]) for part in title.split())
        return 1 if begins else 2, title

    return sorted(hits, key=order)[:MOST]


def containing(column: str, words: Iterable[str]) -> Q:
    """Rows whose column has every word. SQLite knows case only in a–z, so å, ä and ö are asked for in both."""
    found = Q()
    for word in words:
        forms = {word, word.capitalize(), word.upper()}
        either = Q()
        for form in sorted(forms):
            either |= Q(**{f"{column}__icontains": form})
        found &= either
    return found
