"""Rows that are edited alike: a form for a new one, a form for one that is there, a button that removes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.door import Action, RefusedChange
from samverk.apps.users.permission import Permission
from samverk.web.organisation.facts_form import FactsForm
from samverk.web.page import AssociationRequest, View, page


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row: its model, form and actions, who may change it, its pages and its words.

    `up` is the view of the list, `room` its heading; `opens` the view of a page that shows one, "" when only the list
    does. `keep` says what to do instead of removing.
    """

    name: str
    permission: Permission
    model: type[Any]
    form: Callable[..., FactsForm]
    facts: Callable[[Any], Any]
    add: Action[Any, Any]
    change: Action[Any, Any]
    remove: Action[Any, Any]
    up: str
    room: str
    new_title: str
    add_deed: str
    keep: str
    opens: str = ""
    is_of_association: bool = True

    @property
    def remove_view(self) -> str:
        """The name of the page that removes one."""
        return f"{self.name}_remove"


def pages_of(kind: Kind) -> tuple[View, View, View]:
    """The pages that add one, change one and remove one."""
    return _new(kind), _edit(kind), _remove(kind)


def _new(kind: Kind) -> View:
    """The page with a form for a new one."""

    @page(kind.permission, post=True)
    def answer(request: AssociationRequest) -> HttpResponse:
        form = kind.form(request.POST or None, association=request.association)
        if request.method == "POST" and form.is_valid():
            try:
                row = kind.add(request.actor, form.facts)
            except (RefusedChange, ValidationError) as refused:
                form.refuse(refused)
            else:
                messages.success(request, f"{row} är sparad.")
                return _done(request, kind, row)
        return _shown(request, kind, form, None)

    answer.__doc__ = f"A new {kind.name}."
    return answer


def _edit(kind: Kind) -> View:
    """The page with a form for one that is there."""

    @page(kind.permission, post=True)
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
                return _done(request, kind, row)
        return _shown(request, kind, form, row)

    answer.__doc__ = f"One {kind.name}."
    return answer


def _remove(kind: Kind) -> View:
    """Takes the form that removes one."""

    @page(kind.permission, post=True)
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


def _done(request: AssociationRequest, kind: Kind, row: Any) -> HttpResponse:
    if kind.opens:
        return redirect(kind.opens, association=request.association.slug, pk=row.pk)
    return redirect(kind.up, association=request.association.slug)


def _shown(request: AssociationRequest, kind: Kind, form: FactsForm, row: Any) -> HttpResponse:
    context = {"kind": kind, "form": form, "row": row, "here": str(row or kind.new_title)}
    status = 422 if form.is_bound and form.has_faults else 200
    return render(request, "organisation/edit.html", context, status=status)
