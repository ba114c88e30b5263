"""Measures by name, other name, owner or project code."""

from __future__ import annotations

from samverk.apps.measures.models import Measure
from samverk.apps.organisation.models import Association
from samverk.apps.search import Hit, best_first, matches


def search(association: Association, words: list[str]) -> list[Hit]:
    """Measures that answer to every word."""
    rows = Measure.objects.filter(association=association).select_related("parent")
    return best_first(
        words,
        (
            Hit("measure", row.name, f"del av {row.parent.name}" if row.parent else row.owner, {"pk": row.pk})
            for row in rows
            if matches(words, row.name, row.owner, *row.aliases, *row.projects)
        ),
    )
