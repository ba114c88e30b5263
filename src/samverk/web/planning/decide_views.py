"""What the board should know before it decides, and the decision. A finding never stops it; a warning asks why."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.planning import actions
from samverk.apps.planning.findings import CheckedBudget, findings_of
from samverk.apps.planning.models import BudgetVersion
from samverk.apps.planning.perms import CHANGE_PLAN
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.forms import DecideForm
from samverk.web.planning.found import version_at
from samverk.web.planning.refused import words_of


@page(CHANGE_PLAN, post=True)
def decide_budget(request: AssociationRequest, pk: int) -> HttpResponse:
    """Check the draft as it would be decided, and note the decision."""
    version = version_at(request.association, pk)
    if not version.is_draft:
        messages.error(request, f"{version.name} är redan beslutad.")
        return redirect("budget_version", association=request.association.slug, pk=pk)
    form = DecideForm(request.POST or None, initial={"version": version.version, "day": today()})
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and "check" not in request.POST and _decided(request, version, form):
        messages.success(request, f"{version.name} är beslutad. Den ändras inte mer; en ändring blir en ny version.")
        return redirect("budget_version", association=request.association.slug, pk=pk)
    checked = _checked(version, form.cleaned_data if is_sent else {})
    context = {"form": form, "version": version, "checked": checked}
    return render(request, "planning/decide.html", context, status=422 if form.errors else 200)


def _decided(request: AssociationRequest, version: BudgetVersion, form: DecideForm) -> bool:
    said = form.cleaned_data
    try:
        actions.decide_budget(
            request.actor, version, said["version"], said["day"], said["consultation"], said["motive"]
        )
    except (RefusedChange, ValidationError) as refused:
        form.add_error(None, words_of(refused))
        return False
    return True


def _checked(version: BudgetVersion, said: dict[str, object]) -> CheckedBudget:
    day, consultation = said.get("day"), said.get("consultation")
    return findings_of(
        version,
        day if isinstance(day, date) else today(),
        consultation if isinstance(consultation, date) else None,
        str(said.get("motive", "")),
    )
