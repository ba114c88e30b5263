"""Measures by name, other name, owner or project code."""

from __future__ import annotations

from samverk.apps.measures.queries import visible_to
from samverk.apps.search import Hit, best_first, matches
from samverk.apps.users.actor import Actor


def search(actor: Actor, words: list[str]) -> list[Hit]:
    """Measures that answer to every word, of those the actor may see."""
    rows = visible_to(actor).select_related("parent")
    return best_first(
        words,
        (
            Hit("measure", row.name, f"del av {row.parent.name}" if row.parent else row.owner, {"pk": row.pk})
            for row in rows
            if matches(words, row.name, row.owner, *row.aliases, *row.projects)
        ),
    )
