"""Scenarios: other ways the years may go, as changes to the plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from samverk.apps.audit.door import RefusedChange
from samverk.apps.planning import income_actions
from samverk.apps.planning.models import BudgetYear, Scenario
from samverk.apps.planning.perms import CHANGE_PLAN
from samverk.apps.planning.queries import lines_known_to
from samverk.core.planning.plan import PLAN_YEARS
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.forms import ScenarioForm
from samverk.web.planning.found import year_at
from samverk.web.planning.refused import words_of


@page(CHANGE_PLAN, post=True)
def add_scenario(request: AssociationRequest, year: int) -> HttpResponse:
    """Describe another way the years may go."""
    budget = year_at(request.association, year)
    form = _form(request, budget, {})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = income_actions.add_scenario(
                request.actor, budget, said["name"], form.deltas(), said["opening_ore"] or 0
            )
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, words_of(refused))
        else:
            messages.success(request, "Scenariot är sparat.")
            return _to(request, made)
    return _shown(request, form, None)


@page(CHANGE_PLAN, post=True)
def change_scenario(request: AssociationRequest, pk: int) -> HttpResponse:
    """Change a scenario, or take it away."""
    rows = Scenario.objects.select_related("budget").prefetch_related("deltas")
    scenario = get_object_or_404(rows, budget__association=request.association, pk=pk)
    if request.method == "POST" and "remove" in request.POST:
        income_actions.remove_scenario(request.actor, scenario)
        messages.success(request, f"{scenario.name} är borttaget. Planen är orörd.")
        return redirect("plan", association=request.association.slug)
    form = _form(request, scenario.budget, _initial(scenario))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            income_actions.change_scenario(
                request.actor, scenario, said["version"] or 0, said["name"], form.deltas(), said["opening_ore"] or 0
            )
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, words_of(refused))
        else:
            messages.success(request, "Scenariot är sparat.")
            return _to(request, scenario)
    return _shown(request, form, scenario)


def _form(request: AssociationRequest, budget: BudgetYear, initial: dict[str, Any]) -> ScenarioForm:
    lines = [(key, name) for (_, key), name in lines_known_to(request.association).items()]
    years = range(budget.year, budget.year + PLAN_YEARS)
    return ScenarioForm(request.POST or None, initial=initial, lines=lines, years=years)


def _initial(scenario: Scenario) -> dict[str, Any]:
    found: dict[str, Any] = {
        "version": scenario.version,
        "name": scenario.name,
        "opening_ore": scenario.opening_ore or None,
    }
    for row, delta in enumerate(scenario.deltas.all()):
        found |= {
            f"line_{row}": delta.key,
            f"year_{row}": str(delta.year or ""),
            f"amount_{row}": delta.amount_ore or None,
            f"share_{row}": delta.share or None,
        }
    return found


def _shown(request: AssociationRequest, form: ScenarioForm, scenario: Scenario | None) -> HttpResponse:
    context = {"form": form, "scenario": scenario}
    return render(request, "planning/scenario.html", context, status=422 if form.errors else 200)


def _to(request: AssociationRequest, scenario: Scenario) -> HttpResponse:
    version = scenario.budget.versions.order_by("-state", "-position").first()
    if version is None:
        return redirect("plan", association=request.association.slug)
    address = reverse("budget_version", kwargs={"association": request.association.slug, "pk": version.pk})
    return redirect(f"{address}?scenario={scenario.pk}")
