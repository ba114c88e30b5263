"""Does it help? The measures and what their registers have told."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samverk.apps.outcomes.perms import SEE_OUTCOMES
from samverk.apps.outcomes.queries import taken_visible_to
from samverk.core.outcomes.told import table_of
from samverk.reports.outcomes.tables import return_table
from samverk.web.outcomes.return_views import shown
from samverk.web.page import AssociationRequest, page


@page(SEE_OUTCOMES)
def outcomes(request: AssociationRequest) -> HttpResponse:
    """One row per measure that has reported."""
    latest = [each for each in taken_visible_to(request.actor) if each.is_latest]
    tables = [
        (each, shown(return_table(table, {}, prefix=f"insats-{each.row.pk}")))
        for each in latest
        if (table := table_of(each.given, "enrolled_by_gender")) is not None
    ]
    return render(request, "outcomes/outcomes.html", {"tables": tables})
