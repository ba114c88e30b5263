"""What can we still grant? The plan, its versions, and a draft from its first amount to the board's decision."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.planning import actions
from samverk.apps.planning.ground import ground_of
from samverk.apps.planning.line_changes import LinesChanged
from samverk.apps.planning.models import BudgetVersion
from samverk.apps.planning.perms import CHANGE_PLAN, SEE_PLAN
from samverk.apps.planning.plans import plan_of
from samverk.apps.planning.queries import scenario_facts
from samverk.core.money import MoneyUnit
from samverk.core.planning.proposals import Proposal
from samverk.reports.plan.xlsx import PlanWorkbook
from samverk.reports.plan.xlsx import render as render_workbook
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.entry import Entry, read_entry, with_proposals
from samverk.web.planning.found import version_at, version_to_show
from samverk.web.planning.grid import GridInput, make_grid
from samverk.web.planning.plan_page import Answer, left_of, made_for, open_proposals, scenario_asked, show_version
from samverk.web.planning.refused import words_of
from samverk.web.planning.standing import standing_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(SEE_PLAN)
def plan(request: AssociationRequest) -> HttpResponse:
    """The newest budget and plan; how to begin when there is none."""
    version = version_to_show(ground_of(request.association))
    if version is None:
        return render(request, "planning/empty.html", {"may_change": CHANGE_PLAN.holds(request.actor)})
    return show_version(request, version)


@page(SEE_PLAN, post=True, change=CHANGE_PLAN)
def budget_version(request: AssociationRequest, pk: int) -> HttpResponse:
    """One version; a draft is written here. A press on "ta förslaget" saves what is typed as well."""
    version = version_at(request.association, pk)
    if request.method != "POST":
        return show_version(request, version)
    made = made_for(request, version)
    entry = read_entry(request.POST.dict(), made)
    if "add" in request.POST:
        return show_version(request, version, Answer(entry))
    taken = _taken(request.POST.get("take", ""), open_proposals(made)) if "take" in request.POST else {}
    entry = with_proposals(entry, taken, MoneyUnit(version.budget.unit))
    if entry.problems:
        return show_version(request, version, Answer(entry, status=422))
    return _save(request, version, entry, "Förslaget är taget och sparat." if taken else "Budgeten är sparad.")


def _taken(wanted: str, proposed: Mapping[str, Proposal]) -> dict[str, Proposal]:
    """The proposals of one line ("cost.aktiv"), or every one ("*")."""
    return {name: each for name, each in proposed.items() if wanted in ("*", name.rpartition(".")[0])}


def _save(request: AssociationRequest, version: BudgetVersion, entry: Entry, told: str) -> HttpResponse:
    try:
        actions.change_lines(request.actor, version, entry.changes)
    except LinesChanged as changed:
        answer = Answer(entry, changed, str(changed), 409)
        return show_version(request, version_at(request.association, version.pk), answer)
    except (RefusedChange, ValidationError) as refused:
        return show_version(request, version, Answer(entry, refused=words_of(refused), status=422))
    messages.success(request, told)
    return redirect("budget_version", association=request.association.slug, pk=version.pk)


@page(CHANGE_PLAN, post=True)
def budget_sums(request: AssociationRequest, pk: int) -> HttpResponse:
    """What the fields come to while someone types; nothing is saved."""
    version = version_at(request.association, pk)
    made = made_for(request, version)
    entry = read_entry(request.POST.dict(), made)
    left = left_of(open_proposals(made), entry.plan)
    context = {
        "cells": list(make_grid(made, GridInput(entry.plan, is_open=True)).reckoned()),
        "standing": standing_of(made, entry.plan, made.ground.floor.floor_ore, left),
        "version": version,
    }
    return render(request, "planning/sums.html", context)


@page(SEE_PLAN)
def budget_workbook(request: AssociationRequest, pk: int) -> HttpResponse:
    """The plan as a workbook that goes on reckoning; text in it is never a formula."""
    version = version_at(request.association, pk)
    made = plan_of(ground_of(request.association), version)
    scenario = scenario_asked(request, list(version.budget.scenarios.prefetch_related("deltas")))
    content = PlanWorkbook(
        plan=made.plan,
        association=request.association.name,
        day=today(),
        unit=MoneyUnit(version.budget.unit),
        floor_ore=made.ground.floor.floor_ore,
        ceilings=made.ceilings,
        scenario=scenario_facts(scenario) if scenario else None,
        note="Utkast" if version.is_draft else "",
    )
    answer = HttpResponse(render_workbook(content), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="budget-{made.year}.xlsx"'
    return answer
