"""Läs in resultat: first what each row would do, then, once confirmed, done. No page repeats a number of the file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.surveys.actions import ResultFate, TriedResult, import_results, remove_year, try_results
from samverk.apps.surveys.perms import CHANGE_SURVEYS
from samverk.core.outcomes.surveys import RESPONDENT_GROUPS, indicator_name
from samverk.formats.grid.columns import RowFault
from samverk.formats.surveys.columns import COLUMNS
from samverk.formats.surveys.read import ResultTable, read_results
from samverk.formats.surveys.write import template
from samverk.web.carried import carried, carried_back
from samverk.web.page import AssociationRequest, page
from samverk.web.surveys.forms import ResultFileForm

REFUSED = "avvisas"


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A row of the dry run in words."""

    row: int
    about: str
    fate: str
    cell: str = ""
    reason: str = ""


@page(CHANGE_SURVEYS, post=True)
def import_survey(request: AssociationRequest) -> HttpResponse:
    """Choose a file; what it would do; do it."""
    whose = (request.user.pk, request.association.pk)
    if "content" in request.POST:
        return _confirmed(request, carried_back(request.POST["content"], whose))
    form = ResultFileForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        table = read_results(data, "filen")
        if not table.refusal:
            kept = json.dumps(form.cleaned_data["source"]).encode() + b"\n" + data
            return _tried(request, table, carried(kept, whose))
        form.add_error("file", table.refusal)
    context: dict[str, Any] = {"form": form, "columns": COLUMNS}
    return render(request, "surveys/import.html", context, status=422 if form.errors else 200)


def _tried(request: AssociationRequest, table: ResultTable, content: str) -> HttpResponse:
    tried = try_results(request.association, table.rows)
    rows = sorted([*map(_shown, tried), *map(_shown, table.faults)], key=lambda each: (each.row, each.cell))
    kinds = [(each, len({row.row for row in rows if row.fate == each})) for each in (*ResultFate, REFUSED)]
    does_something = any(each.fate is not ResultFate.SAME for each in tried)
    context = {"rows": rows, "kinds": kinds, "content": content, "does_something": does_something}
    return render(request, "surveys/import_tried.html", context)


def _shown(each: TriedResult | RowFault) -> ShownResult:
    if isinstance(each, RowFault):
        return ShownResult(each.row, "", REFUSED, each.cell, each.message)
    indicator, group, year = each.place
    about = f"{indicator_name(indicator)}, {RESPONDENT_GROUPS.name_of(group)}, {year}"
    return ShownResult(each.row, about, each.fate.value)


def _confirmed(request: AssociationRequest, kept: bytes | None) -> HttpResponse:
    if kept is None:
        messages.error(request, "Filen låg kvar för länge eller har ändrats. Välj den igen.")
        return redirect("import_survey", association=request.association.slug)
    source, _, data = kept.partition(b"\n")
    found = import_results(request.actor, read_results(data, "filen").rows, json.loads(source))
    done = sum(each.fate is not ResultFate.SAME for each in found)
    messages.success(request, f"Inlästa rader: {done}.")
    return redirect("surveys", association=request.association.slug)


@page(CHANGE_SURVEYS)
def survey_template(_request: AssociationRequest) -> HttpResponse:
    """The template to fill in."""
    answer = HttpResponse(template(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="indikatorer-mall.csv"'
    return answer


@page(CHANGE_SURVEYS, post=True)
def remove_survey_year(request: AssociationRequest, year: int) -> HttpResponse:
    """Take away what was read in for a year."""
    if request.method == "POST":
        remove_year(request.actor, year)
        messages.success(request, f"Resultaten för {year} är borttagna.")
    return redirect("surveys", association=request.association.slug)
