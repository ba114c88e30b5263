"""Which version of a budget is in force. Apart from the budget itself, whose models read facts files."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from samverk.core.periods import year_end

if TYPE_CHECKING:
    from samverk.core.planning.budget import BudgetVersion, BudgetYear


class BudgetKind(StrEnum):
    """Adopted by 30 November, or changed by a later decision."""

    ADOPTED = "faststalld"
    REVISED = "reviderad"


def version_in_force(budget: BudgetYear) -> BudgetVersion:
    """The latest version decided on or before the last day of its year, else the last one in the file."""
    dated = [
        version
        for version in budget.versions
        if version.decided is not None and version.decided <= year_end(budget.year)
    ]
    return max(dated, key=lambda version: version.decided or year_end(budget.year)) if dated else budget.versions[-1]
