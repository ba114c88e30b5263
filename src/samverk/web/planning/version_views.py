"""The versions of the budget: begun, named, changed by a new version, thrown away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.planning import actions
from samverk.apps.planning.models import BudgetVersion
from samverk.apps.planning.perms import CHANGE_PLAN, SEE_PLAN
from samverk.apps.planning.queries import next_budget_year
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.forms import StartForm, WordsForm
from samverk.web.planning.found import version_at
from samverk.web.planning.refused import words_of


@page(SEE_PLAN)
def budget_versions(request: AssociationRequest) -> HttpResponse:
    """Every version of every year, the newest year first."""
    years = request.association.budget_years.order_by("-year").prefetch_related("versions")
    return render(request, "planning/versions.html", {"years": list(years)})


@page(CHANGE_PLAN, post=True)
def start_budget(request: AssociationRequest) -> HttpResponse:
    """Begin a budget for a year."""
    form = StartForm(request.POST or None, initial={"year": next_budget_year(request.association, today())})
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.start_budget(request.actor, form.cleaned_data["year"])
        except (RefusedChange, ValidationError) as refused:
            form.add_error("year", words_of(refused))
        else:
            messages.success(request, "Budgeten är påbörjad. Ta förslagen eller skriv egna belopp.")
            return _to(request, version)
    return render(request, "planning/start.html", {"form": form}, status=422 if form.errors else 200)


@page(SEE_PLAN, post=True, change=CHANGE_PLAN)
def revise_budget(request: AssociationRequest, pk: int) -> HttpResponse:
    """Begin a change of a decided budget."""
    version = version_at(request.association, pk)
    if request.method == "POST":
        try:
            draft = actions.revise_budget(request.actor, version)
        except RefusedChange as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, f"{draft.name} är påbörjad med samma belopp. {version.name} står kvar som den är."
            )
            return _to(request, draft)
    return _to(request, version)


@page(CHANGE_PLAN, post=True)
def change_budget_words(request: AssociationRequest, pk: int) -> HttpResponse:
    """The name and the remark of a draft."""
    version = version_at(request.association, pk)
    initial = {"version": version.version, "name": version.name, "remark": version.remark}
    form = WordsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_budget_words(request.actor, version, said["version"], said["name"], said["remark"])
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, words_of(refused))
        else:
            messages.success(request, "Namnet och anmärkningen är sparade.")
            return _to(request, version)
    return render(request, "planning/words.html", {"form": form, "version": version})


@page(CHANGE_PLAN, post=True)
def discard_draft(request: AssociationRequest, pk: int) -> HttpResponse:
    """Throw a draft away, after a question: it cannot be undone."""
    version = version_at(request.association, pk)
    if request.method == "POST":
        try:
            actions.discard_draft(request.actor, version, _number(request.POST.get("version", "")))
        except RefusedChange as refused:
            messages.error(request, str(refused))
            return _to(request, version)
        messages.success(request, f"{version.name} är borttagen.")
        return redirect("budget_versions", association=request.association.slug)
    return render(request, "planning/discard.html", {"version": version})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _to(request: AssociationRequest, version: BudgetVersion) -> HttpResponse:
    return redirect("budget_version", association=request.association.slug, pk=version.pk)
