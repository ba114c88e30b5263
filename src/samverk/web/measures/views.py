"""Insatser: how each is doing, and the whole story of one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.measures import actions
from samverk.apps.measures.from_books import projects_without_measure
from samverk.apps.measures.models import Measure
from samverk.apps.measures.overview import Overview
from samverk.apps.measures.perms import CHANGE_MEASURES, SEE_MEASURES
from samverk.apps.measures.queries import keys_visible_to, measure_facts, visible_to
from samverk.web.measures.forms import CloseForm, MeasureForm, OwnersForm
from samverk.web.organisation.editing import Kind, pages_of
from samverk.web.page import AssociationRequest, page

_SHOWN_YEARS = 6
_FEW = 20
"""So many measures or fewer: umbrella projects lie open."""


@page(SEE_MEASURES)
def measures(request: AssociationRequest) -> HttpResponse:
    """One row per measure; those that neither ran nor had money in the year are folded away."""
    told, day, asked = Overview(request.association), today(), request.GET.get("ar", "")
    year = int(asked) if asked.isdecimal() and int(asked) in told.years else told.year_to_show(day)
    groups = told.groups(keys_visible_to(request.actor), year, day)
    context = {
        "year": year,
        "years": told.years[:_SHOWN_YEARS],
        "groups": [group for group in groups if group.is_of_year],
        "others": [group for group in groups if not group.is_of_year],
        "lies_open": len(told.rows) <= _FEW,
        "may_change": CHANGE_MEASURES.holds(request.actor),
        "unclaimed": projects_without_measure(request.association) if CHANGE_MEASURES.holds(request.actor) else (),
    }
    return render(request, "measures/measures.html", context)


def _found(request: AssociationRequest, pk: int) -> Measure:
    """The measure, when the person may know of it. Raises Http404."""
    rows = visible_to(request.actor).select_related("parent").prefetch_related("owners")
    row: Measure = get_object_or_404(rows, pk=pk)
    return row


@page(SEE_MEASURES)
def measure(request: AssociationRequest, pk: int) -> HttpResponse:
    """One measure: facts, targets, money by year."""
    told, day, seen = Overview(request.association), today(), keys_visible_to(request.actor)
    row = told.row(pk, seen)
    if row is None:
        raise Http404
    around = [each for each in told.rows.values() if each.pk in seen]
    context = {
        "row": row,
        "parent": next((each for each in around if each.pk == row.parent_id), None),
        "parts": [each for each in around if each.parent_id == row.pk],
        "targets": row.targets.all(),
        "owners": [link.user for link in row.owners.select_related("user")],
        "money": told.money_by_year(row.code),
        "next_step": told.next_step(measure_facts(row), day),
        "is_over": row.end is not None and row.end < day,
        "may_change": CHANGE_MEASURES.holds(request.actor),
    }
    return render(request, "measures/measure.html", context)


@page(CHANGE_MEASURES, post=True)
def measure_close(request: AssociationRequest, pk: int) -> HttpResponse:
    """Let a measure end; its money and results stay."""
    row = _found(request, pk)
    form = CloseForm(
        request.POST or None, initial={"seen": row.version, "last_day": row.end or today()}, label_suffix=""
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_measure(request.actor, row, form.cleaned_data["seen"], form.cleaned_data["last_day"])
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, "Sista dagen är sparad. Insatsens pengar och resultat står kvar.")
            return redirect("measure", association=request.association.slug, pk=pk)
    context = {"row": row, "form": form}
    return render(request, "measures/close.html", context, status=422 if form.errors else 200)


@page(CHANGE_MEASURES, post=True)
def measure_owners(request: AssociationRequest, pk: int) -> HttpResponse:
    """Which people follow the measure as its owners."""
    row = _found(request, pk)
    known = [link.user_id for link in row.owners.all()]
    form = OwnersForm(request.POST or None, association=request.association, initial={"users": known}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        actions.set_measure_owners(request.actor, row, list(form.cleaned_data["users"]))
        messages.success(request, "Ändringen är sparad.")
        return redirect("measure", association=request.association.slug, pk=pk)
    has_choices = form.fields["users"].queryset.exists()  # type: ignore[attr-defined]
    context = {"row": row, "form": form, "has_choices": has_choices}
    return render(request, "measures/owners.html", context, status=422 if form.errors else 200)


measure_new, measure_edit, measure_remove = pages_of(
    Kind(
        name="measure",
        permission=CHANGE_MEASURES,
        model=Measure,
        form=MeasureForm,
        facts=measure_facts,
        add=actions.add_measure,
        change=actions.change_measure,
        remove=actions.remove_measure,
        up="measures",
        room="Insatser",
        new_title="Ny insats",
        add_deed="Lägg till insatsen",
        keep="En insats som har budget eller kostnader ska stå kvar: avsluta den i stället.",
        opens="measure",
        is_of_association=False,
    )
)
