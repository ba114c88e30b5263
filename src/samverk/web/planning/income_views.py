"""Where the money comes from and when it is in the bank: members by share, the state's notices, grants in arrears."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.planning import income_actions
from samverk.apps.planning.cash import cash_of, contributions_of
from samverk.apps.planning.ground import Ground, ground_of
from samverk.apps.planning.models import AllocationNotice, ExternalGrant
from samverk.apps.planning.perms import CHANGE_PLAN, SEE_PLAN
from samverk.apps.planning.plans import VersionPlan, plan_of
from samverk.apps.planning.queries import grant_facts, lines_known_to, settings_of
from samverk.core.document.present import exact_percent
from samverk.core.planning.income import notice_history
from samverk.core.planning.plan import LineSide
from samverk.core.statements.outcome import BLOCK_LABELS
from samverk.reports.plan.charts import cash_chart
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.drawing import drawn
from samverk.web.planning.forms import FloorForm, GrantForm, NoticeForm
from samverk.web.planning.found import version_with_amounts
from samverk.web.planning.refused import words_of
from samverk.web.planning.tables import cash_months, contribution_rows


@page(SEE_PLAN)
def income_engine(request: AssociationRequest) -> HttpResponse:
    """Contributions, notices, grants, and cash by month with its low point."""
    ground = ground_of(request.association)
    version = version_with_amounts(ground)
    context: dict[str, Any] = {
        "version": version,
        "notices": list(
            AllocationNotice.objects.filter(association=request.association).order_by("-year", "-day", "-pk")
        ),
        "grants": _grants(ground),
    }
    if version is not None:
        context |= _planned(request, plan_of(ground, version))
    return render(request, "planning/income.html", context)


def _planned(request: AssociationRequest, made: VersionPlan) -> dict[str, Any]:
    cash, notices = cash_of(made), made.ground.notices
    asked = request.GET.get("ar", "")
    year = int(asked) if asked in {str(each) for each in made.plan.years} else made.year
    planned = contributions_of(made, today())
    names = {line.id: line.label for line in made.plan.lines}
    return {
        "made": made,
        "planned": planned,
        "contribution_rows": contribution_rows(planned),
        "histories": [found for each in made.plan.years if (found := notice_history(notices, each))],
        "cash": cash,
        "cash_year": year,
        "cash_months": cash_months(cash.liquidity, year),
        "cash_chart": drawn(cash_chart(cash.liquidity, year)),
        "uncovered": [(names.get(key, key), ore) for key, ore in cash.liquidity.uncovered.items()],
    }


def _grants(ground: Ground) -> list[dict[str, Any]]:
    names = {source.id: source.row_name for source in ground.association.income_sources}
    costs = {**BLOCK_LABELS, **{measure.id: measure.name for measure in ground.measures}}
    return [
        {
            "row": row,
            "name": names.get(row.key, row.key),
            "share": exact_percent(row.share),
            "costs": ", ".join(costs.get(key, key) for key in row.cost_lines),
            "first": date(row.first // 100, row.first % 100, 1),
            "last": date(row.last // 100, row.last % 100, 1),
        }
        for row in ground.grant_rows
    ]


@page(CHANGE_PLAN, post=True)
def note_allocation(request: AssociationRequest) -> HttpResponse:
    """Note a notice from the state."""
    form = NoticeForm(request.POST or None, initial={"day": today(), "year": today().year + 1})
    if request.method == "POST" and form.is_valid():
        try:
            income_actions.note_allocation(request.actor, **form.cleaned_data)
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, words_of(refused))
        else:
            messages.success(request, "Beskedet är noterat. Förslagen i nya budgetar räknar med det.")
            return _back(request)
    context = {"form": form, "title": "Notera besked från staten", "deed": "Notera beskedet"}
    return render(request, "planning/form.html", context, status=422 if form.errors else 200)


@page(CHANGE_PLAN, post=True)
def remove_notice(request: AssociationRequest, pk: int) -> HttpResponse:
    """Take away a notice noted by mistake."""
    notice = get_object_or_404(AllocationNotice, association=request.association, pk=pk)
    if request.method == "POST":
        income_actions.remove_notice(request.actor, notice)
        messages.success(request, "Beskedet är borttaget.")
    return _back(request)


@page(CHANGE_PLAN, post=True)
def add_grant(request: AssociationRequest) -> HttpResponse:
    """Note a grant that is paid in arrears."""
    return _grant(request, None)


@page(CHANGE_PLAN, post=True)
def change_grant(request: AssociationRequest, pk: int) -> HttpResponse:
    """Change what is noted about a grant, or take it away."""
    row = get_object_or_404(ExternalGrant, association=request.association, pk=pk)
    if request.method == "POST" and "remove" in request.POST:
        income_actions.remove_grant(request.actor, row)
        messages.success(request, "Bidraget är borttaget. Budgeten är orörd.")
        return _back(request)
    return _grant(request, row)


def _grant(request: AssociationRequest, row: ExternalGrant | None) -> HttpResponse:
    known = lines_known_to(request.association)
    sources, costs = ([(key, name) for (own, key), name in known.items() if own is side] for side in LineSide)
    form = GrantForm(request.POST or None, initial=_initial(row), sources=sources, costs=costs)
    if request.method == "POST" and form.is_valid():
        try:
            if row is None:
                income_actions.add_grant(request.actor, form.grant())
            else:
                income_actions.change_grant(request.actor, row, form.cleaned_data["version"] or 0, form.grant())
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, words_of(refused))
        else:
            messages.success(request, "Bidraget är sparat.")
            return _back(request)
    title = "Externt bidrag som betalas i efterskott"
    context = {"form": form, "title": title, "deed": "Spara bidraget", "removable": row is not None}
    return render(request, "planning/form.html", context, status=422 if form.errors else 200)


def _initial(row: ExternalGrant | None) -> dict[str, Any]:
    if row is None:
        return {}
    facts = grant_facts(row)
    names = ("cost_lines", "share", "first", "last", "request_months", "lag_months", "most_ore", "source")
    return {"version": row.version, "key": facts.id, **{name: getattr(facts, name) for name in names}}


@page(CHANGE_PLAN, post=True)
def grant_floor(request: AssociationRequest) -> HttpResponse:
    """How much saved funds the board wants left."""
    row = settings_of(request.association)
    initial = {"version": row.version, "floor_ore": row.floor_ore, "decided": row.decided, "source": row.source}
    form = FloorForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            income_actions.set_floor(
                request.actor, said["version"], said["floor_ore"] or 0, said["decided"], said["source"]
            )
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, words_of(refused))
        else:
            messages.success(request, "Golvet är sparat. Utrymmet är räknat om.")
            return redirect("plan", association=request.association.slug)
    context = {"form": form, "title": "Golv för sparade medel", "deed": "Spara golvet"}
    return render(request, "planning/form.html", context, status=422 if form.errors else 200)


def _back(request: AssociationRequest) -> HttpResponse:
    return redirect("income_engine", association=request.association.slug)
