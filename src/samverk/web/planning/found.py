"""Rows of this room by address: another association's do not exist."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from samverk.apps.organisation.models import Association
from samverk.apps.planning.models import BudgetVersion, BudgetYear


def version_at(association: Association, pk: int) -> BudgetVersion:
    """A version of the association's; 404 when there is none."""
    rows = BudgetVersion.objects.select_related("budget__association").prefetch_related("lines")
    return get_object_or_404(rows, budget__association=association, pk=pk)


def year_at(association: Association, year: int) -> BudgetYear:
    """A budget year of the association's; 404 when there is none."""
    return get_object_or_404(BudgetYear.objects.select_related("association"), association=association, year=year)


def version_to_show(association: Association) -> BudgetVersion | None:
    """What the room opens with: the newest year's draft, else its last version; None before there is any."""
    rows = BudgetVersion.objects.select_related("budget__association").prefetch_related("lines")
    found = rows.filter(budget__association=association).order_by("-budget__year", "state", "position", "pk")
    newest = list(found[:20])
    if not newest:
        return None
    own = [version for version in newest if version.budget_id == newest[0].budget_id]
    return next((version for version in own if version.is_draft), own[-1])
