"""Gallring: what is past its day, and its removal once someone has typed how many."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.disposal import disposal_on
from samverk.apps.participants.disposal_actions import dispose_participations
from samverk.apps.participants.perms import DISPOSE
from samverk.apps.participants.queries import the_register
from samverk.web.participants.page import RegisterRequest, register_page


class DisposalForm(forms.Form):
    """How many will be removed, typed by hand: it cannot be undone."""

    through = forms.DateField(widget=forms.HiddenInput)
    count = forms.IntegerField(
        label="Skriv antalet deltaganden som ska gallras",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv antalet med siffror.", "required": "Skriv antalet."},
    )


@register_page(DISPOSE, post=True)
def register_disposal(request: RegisterRequest) -> HttpResponse:
    """What would be disposed of today, and a way to do it."""
    found = disposal_on(today())
    initial = {"through": found.through} if found else {}
    form = DisposalForm(request.POST or None, initial=initial, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            count = dispose_participations(request.actor, form.cleaned_data["through"], form.cleaned_data["count"])
        except RefusedChange as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Gallrade deltaganden: {count}. Det som har lämnats som antal finns kvar.")
            return redirect("register_disposal")
    context = {"form": form, "found": found, "register": the_register()}
    return render(request, "participants/disposal.html", context, status=422 if form.errors else 200)
