"""Förbundet, Årshjulet: what the association has chosen where no source says, with its source."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.governance.actions import set_year_wheel
from samverk.apps.governance.perms import SET_YEAR_WHEEL
from samverk.apps.governance.queries import settings_facts, settings_row
from samverk.apps.organisation.perms import SEE_ASSOCIATION
from samverk.web.organisation.wheel_form import WheelForm, in_words
from samverk.web.page import AssociationRequest, page


@page(SEE_ASSOCIATION)
def wheel_settings(request: AssociationRequest) -> HttpResponse:
    """Every setting of the year wheel."""
    row = settings_row(request.association)
    context = {
        "settings": in_words(settings_facts(row)),
        "may_change": SET_YEAR_WHEEL.holds(request.actor),
    }
    return render(request, "organisation/wheel.html", context)


@page(SET_YEAR_WHEEL, post=True)
def wheel_settings_edit(request: AssociationRequest) -> HttpResponse:
    """Choose them."""
    row = settings_row(request.association)
    form = WheelForm(request.POST or None, shown=settings_facts(row), seen=row.version if row else 0)
    if request.method == "POST" and form.is_valid():
        try:
            set_year_wheel(request.actor, form.cleaned_data["seen"], form.cleaned_data["chosen"])
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, "Årshjulets inställningar är sparade.")
            return redirect("wheel_settings", association=request.association.slug)
    return render(request, "organisation/wheel_edit.html", {"form": form}, status=422 if form.errors else 200)
