"""The five kinds of things an association is made of, edited alike: a list, a form for a new one, a form for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.door import Action, RefusedChange
from samverk.apps.organisation import actions, queries
from samverk.apps.organisation.models import Charter, IncomeSource, Mandate, Member, Officer
from samverk.apps.organisation.perms import CHANGE_ASSOCIATION
from samverk.web.organisation import forms
from samverk.web.organisation.facts_form import FactsForm
from samverk.web.page import AssociationRequest, View, page


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row: its model, form and actions, the name of its list page, and its words."""

    name: str
    model: type[Any]
    form: Callable[..., FactsForm]
    facts: Callable[[Any], Any]
    add: Action[Any, Any]
    change: Action[Any, Any]
    remove: Action[Any, Any]
    up: str
    room: str  # the list's heading
    new_title: str
    add_deed: str
    keep: str  # what to do instead of removing

    @property
    def remove_view(self) -> str:
        """The name of the page that removes one."""
        return f"{self.name}_remove"


MEMBER = Kind(
    "member",
    Member,
    forms.MemberForm,
    queries.member,
    actions.add_member,
    actions.change_member,
    actions.remove_member,
    "members",
    "Medlemmar",
    "Ny medlem",
    "Lägg till medlemmen",
    "En medlem som lämnar förbundet ska stå kvar: ange sista dagen under Medlem till.",
)
INCOME_SOURCE = Kind(
    "income_source",
    IncomeSource,
    forms.IncomeSourceForm,
    queries.income_source,
    actions.add_income_source,
    actions.change_income_source,
    actions.remove_income_source,
    "income_sources",
    "Intäktskällor",
    "Ny intäktskälla",
    "Lägg till intäktskällan",
    "En källa som en budget har en rad för kan inte tas bort.",
)
CHARTER = Kind(
    "charter",
    Charter,
    forms.CharterForm,
    queries.charter,
    actions.add_charter,
    actions.change_charter,
    actions.remove_charter,
    "charters",
    "Förbundsordning",
    "Ny lydelse av förbundsordningen",
    "Lägg till lydelsen",
    "En lydelse som har gällt ska stå kvar: lägg till en ny lydelse i stället.",
)
MANDATE = Kind(
    "mandate",
    Mandate,
    forms.MandateForm,
    queries.mandate,
    actions.add_mandate,
    actions.change_mandate,
    actions.remove_mandate,
    "board",
    "Styrelse",
    "Nytt mandat",
    "Lägg till mandatet",
    "Ett uppdrag som har slutat ska stå kvar: ange sista dagen under Till och med.",
)
OFFICER = Kind(
    "officer",
    Officer,
    forms.OfficerForm,
    queries.officer,
    actions.add_officer,
    actions.change_officer,
    actions.remove_officer,
    "officers",
    "Funktionärer",
    "Ny funktionär",
    "Lägg till personen",
    "Den som har slutat ska stå kvar: ange sista dagen under Till och med.",
)


def new(kind: Kind) -> View:
    """The page with a form for a new one."""

    @page(CHANGE_ASSOCIATION, post=True)
    def answer(request: AssociationRequest) -> HttpResponse:
        form = kind.form(request.POST or None, association=request.association)
        if request.method == "POST" and form.is_valid():
            try:
                kind.add(request.actor, form.facts)
            except (RefusedChange, ValidationError) as refused:
                form.refuse(refused)
            else:
                messages.success(request, "Sparat.")
                return redirect(kind.up, association=request.association.slug)
        return _shown(request, kind, form, None)

    answer.__doc__ = f"A new {kind.name}."
    return answer


def edit(kind: Kind) -> View:
    """The page with a form for one that is there."""

    @page(CHANGE_ASSOCIATION, post=True)
    def answer(request: AssociationRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(kind.model, association=request.association, pk=pk)
        form = kind.form(request.POST or None, association=request.association, shown=kind.facts(row), seen=row.version)
        if request.method == "POST" and form.is_valid():
            try:
                kind.change(request.actor, row, form.seen_version, form.facts)
            except (RefusedChange, ValidationError) as refused:
                form.refuse(refused)
            else:
                messages.success(request, "Ändringen är sparad.")
                return redirect(kind.up, association=request.association.slug)
        return _shown(request, kind, form, row)

    answer.__doc__ = f"One {kind.name}."
    return answer


def remove(kind: Kind) -> View:
    """Takes the form that removes one."""

    @page(CHANGE_ASSOCIATION, post=True)
    def answer(request: AssociationRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(kind.model, association=request.association, pk=pk)
        if request.method == "POST":
            seen = request.POST.get("seen", "")
            try:
                kind.remove(request.actor, row, int(seen) if seen.isdecimal() else 0)
            except RefusedChange as refused:
                messages.error(request, str(refused))
                return redirect(f"{kind.name}_edit", association=request.association.slug, pk=pk)
            messages.success(request, "Borttaget.")
        return redirect(kind.up, association=request.association.slug)

    answer.__doc__ = f"Remove one {kind.name}."
    return answer


def _shown(request: AssociationRequest, kind: Kind, form: FactsForm, row: Any) -> HttpResponse:
    context = {"kind": kind, "form": form, "row": row}
    status = 422 if form.is_bound and form.has_faults else 200
    return render(request, "organisation/edit.html", context, status=status)
