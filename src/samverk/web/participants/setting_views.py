"""Inställningar: the register itself and its measures."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants import staff_actions as actions
from samverk.apps.participants.perms import MANAGE_REGISTER
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.apps.participants.signing import has_key
from samverk.apps.participants.staff_queries import staff
from samverk.web.participants.page import RegisterRequest, register_page
from samverk.web.participants.setting_forms import RegisterForm, RegisterMeasureForm


@register_page(MANAGE_REGISTER)
def register_settings(request: RegisterRequest) -> HttpResponse:
    """Everything that is set, and what is not."""
    context = {
        "register": the_register(),
        "measures": RegisterMeasure.objects.select_related("parent").prefetch_related("staff__user"),
        "people": [each for each in staff(today()) if each.current],
        "today": today(),
        "has_key": has_key(),
    }
    return render(request, "participants/settings.html", context)


@register_page(MANAGE_REGISTER, post=True)
def register_settings_edit(request: RegisterRequest) -> HttpResponse:
    """Set up the register the first time, or change it."""
    row = the_register()
    form = RegisterForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            if row is None:
                actions.set_up_register(request.actor, **form.values)
            else:
                actions.change_register(request.actor, row, form.seen_version, **form.values)
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
        else:
            messages.success(request, "Inställningarna är sparade.")
            return redirect("register_settings")
    context = {"form": form, "title": "Registret", "deed": "Spara inställningarna"}
    return render(request, "participants/setting_form.html", context, status=422 if form.errors else 200)


@register_page(MANAGE_REGISTER, post=True)
def register_measure_new(request: RegisterRequest) -> HttpResponse:
    """Add a measure."""
    return _measure_form(request, None)


@register_page(MANAGE_REGISTER, post=True)
def register_measure_edit(request: RegisterRequest, pk: int) -> HttpResponse:
    """Change a measure."""
    return _measure_form(request, get_object_or_404(RegisterMeasure, pk=pk))


def _measure_form(request: RegisterRequest, row: RegisterMeasure | None) -> HttpResponse:
    form = RegisterMeasureForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            if row is None:
                actions.add_register_measure(request.actor, **form.values)
            else:
                actions.change_register_measure(request.actor, row, form.seen_version, **form.values)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, "Insatsen är sparad.")
            return redirect("register_settings")
    title = row.name if row is not None and row.pk else "Ny insats"
    context = {"form": form, "title": title, "deed": "Spara insatsen"}
    return render(request, "participants/setting_form.html", context, status=422 if form.errors else 200)
