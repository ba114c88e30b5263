"""Budget versions by name, year, kind or the day they were decided."""

from __future__ import annotations

from samverk.apps.organisation.models import Association
from samverk.apps.planning.models import BudgetVersion
from samverk.apps.search import Hit, best_first, matches


def search(association: Association, words: list[str]) -> list[Hit]:
    """Budget versions that answer to every word."""
    rows = BudgetVersion.objects.filter(budget__association=association).select_related("budget")
    found = []
    for row in rows.order_by("-budget__year", "position"):
        decided = f"beslutad {row.decided.isoformat()}" if row.decided else row.get_state_display()
        year = str(row.budget.year)
        title = row.name if year in row.name else f"{row.name}, {year}"
        if matches(words, "budget", title, row.get_kind_display(), decided):
            found.append(Hit("budget", title, f"{row.get_kind_display()}, {decided}", {"pk": row.pk}))
    return best_first(words, found)
