"""Returns: what has come, what each tells, taking one as a file."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.outcomes.actions import take_file
from samverk.apps.outcomes.models import ReceivedReturn, RefusedReturn
from samverk.apps.outcomes.perms import RECEIVE_RETURNS, SEE_OUTCOMES, SEE_RELEASES
from samverk.apps.outcomes.queries import TakenReturn, taken_visible_to
from samverk.core.document.figures import FigureBook
from samverk.core.document.tree import Table
from samverk.core.outcomes.definitions import DEFINITIONS, Definition
from samverk.core.outcomes.returned import Return
from samverk.reports.outcomes.tables import return_table
from samverk.reports.outcomes.times import times_table
from samverk.web.components.figure_table import FigureTable, figure_table
from samverk.web.outcomes.forms import ReturnFileForm
from samverk.web.page import AssociationRequest, page

_SHOWN_REFUSALS = 20


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not taken, on the page that took it."""

    reasons: tuple[str, ...]


@page(SEE_OUTCOMES)
def returns(request: AssociationRequest) -> HttpResponse:
    """Every return that was taken, the latest first, and the files that were refused."""
    refused = RefusedReturn.objects.filter(association=request.association).order_by("-pk")
    context = {
        "taken": taken_visible_to(request.actor)[::-1],
        "refused": refused[:_SHOWN_REFUSALS] if SEE_RELEASES.holds(request.actor) else (),
    }
    return render(request, "outcomes/returns.html", context)


@page(RECEIVE_RETURNS, post=True)
def receive_return(request: AssociationRequest) -> HttpResponse:
    """Take a return as a file; a refused one is told of on the same page."""
    form = ReturnFileForm(request.POST or None, request.FILES or None, label_suffix="")
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        row = take_file(request.actor, form.cleaned_data["file"].read())
        if isinstance(row, ReceivedReturn):
            messages.success(request, f"Återrapport {row.number} för {row.measure.name} finns här.")
            return redirect("return", association=request.association.slug, pk=row.pk)
        refusal = Refusal(tuple(row.reasons))
    failed = request.method == "POST"
    return render(request, "outcomes/receive.html", {"form": form, "refusal": refusal}, status=422 if failed else 200)


def found_return(request: AssociationRequest, pk: int) -> TakenReturn:
    """The return, when the person may know of it. Raises Http404."""
    found = next((each for each in taken_visible_to(request.actor) if each.row.pk == pk), None)
    if found is None:
        raise Http404
    return found


@page(SEE_OUTCOMES)
def one_return(request: AssociationRequest, pk: int) -> HttpResponse:
    """All that one return tells, as it was sent."""
    taken = found_return(request, pk)
    names = dict(request.association.measures.values_list("code", "name"))
    others = [
        each
        for each in taken_visible_to(request.actor)
        if each.row.pk != pk and (each.given.measure, each.given.span) == (taken.given.measure, taken.given.span)
    ]
    tables = [shown(return_table(each, names)) for each in taken.given.tables]
    times = times_table(taken.given)
    context = {
        "taken": taken,
        "tables": [*tables, *([shown(times)] if times else [])],
        "others": others,
        "definitions": definitions_of(taken.given),
    }
    return render(request, "outcomes/return.html", context)


def definitions_of(given: Return) -> list[tuple[Definition, int]]:
    """What the figures of a return mean, with the version that was used."""
    return [(DEFINITIONS[each.code], each.version) for each in given.definitions]


def shown(table: Table) -> FigureTable:
    """A table of a document as a page shows it; its counts open nothing more."""
    return figure_table(table, FigureBook(0), lambda _figure: "")


@page(SEE_OUTCOMES)
def return_file(request: AssociationRequest, pk: int) -> HttpResponse:
    """The file, byte for byte as it came."""
    row = found_return(request, pk).row
    answer = HttpResponse(bytes(row.content), content_type="application/json")
    name = f"aterrapport-{row.measure.code}-{row.first}-{row.last}-{row.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
