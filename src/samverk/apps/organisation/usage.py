"""What budgets point to by id: an income source or a measure that a budget has a line for does not go."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.apps.audit.door import RefusedChange
from samverk.apps.organisation.models import Association
from samverk.apps.planning.enums import Side
from samverk.apps.planning.models import BudgetLine


def budget_years_of(association: Association, side: Side, code: str) -> list[int]:
    """The years whose budgets have a line for `code`."""
    lines = BudgetLine.objects.filter(version__budget__association=association, side=side, key=code)
    return sorted(set(lines.values_list("version__budget__year", flat=True)))


def refuse_budgeted(association: Association, side: Side, gone: Mapping[str, str]) -> None:
    """Raise RefusedChange when a budget has a line for one of `gone`, names by id."""
    for code, name in gone.items():
        years = budget_years_of(association, side, code)
        if years:
            raise RefusedChange(
                f"”{name}” (id {code}) kan inte tas bort: budgeten {', '.join(map(str, years))} har en rad för den. "
                "Låt den vara kvar, eller ändra budgeten först."
            )
