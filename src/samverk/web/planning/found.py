"""Rows of this room by address: another association's do not exist."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from samverk.apps.organisation.models import Association
from samverk.apps.planning.ground import Ground, ground_of
from samverk.apps.planning.models import BudgetVersion, BudgetYear


def version_at(association: Association, pk: int) -> BudgetVersion:
    """A version of the association's; 404 when there is none."""
    found = next((version for version in ground_of(association).versions if version.pk == pk), None)
    if found is None:
        raise Http404
    return found


def year_at(association: Association, year: int) -> BudgetYear:
    """A budget year of the association's; 404 when there is none."""
    return get_object_or_404(BudgetYear.objects.select_related("association"), association=association, year=year)


def version_with_amounts(ground: Ground) -> BudgetVersion | None:
    """The newest version with anything in it, so that a draft just begun hides nothing."""
    return next((version for version in reversed(ground.versions) if version.lines.all()), None)


def version_to_show(ground: Ground) -> BudgetVersion | None:
    """What the room opens with: the newest year's draft, else its last version; None before there is any."""
    newest = [version for version in ground.versions if version.budget_id == ground.versions[-1].budget_id]
    return next((version for version in newest if version.is_draft), newest[-1] if newest else None)
