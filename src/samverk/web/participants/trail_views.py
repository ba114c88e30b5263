"""Läslogg and händelser: who has read about whom, everything that was done, and the proof that nothing is missing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from samverk.apps.audit.chain import verify
from samverk.apps.audit.clock import today
from samverk.apps.audit.models import INSTALLATION
from samverk.apps.audit.queries import TrailFilter, choices_of, trail
from samverk.apps.participants.perms import SEE_READS
from samverk.apps.participants.trail_actions import export_reads, readers, reads
from samverk.web.audit.forms import TrailForm
from samverk.web.components.fields import DayField
from samverk.web.participants.page import RegisterRequest, register_page

_ON_A_PAGE = 50


class ReadsForm(forms.Form):
    """A filter of the read log; nothing is required."""

    who = forms.ChoiceField(label="Vem som har läst", required=False)
    words = forms.CharField(label="Kortnummer", required=False, max_length=40)
    first_day = DayField(label="Från och med", required=False)
    last_day = DayField(label="Till och med", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["who"].choices = [("", "alla"), *((name, name) for name in readers())]  # type: ignore[attr-defined]

    def asked(self) -> TrailFilter:
        """The filter; what cannot be read narrows nothing."""
        self.is_valid()
        return TrailFilter(**{name: value for name, value in self.cleaned_data.items() if value})


@register_page(SEE_READS, post=True)
def register_reads(request: RegisterRequest) -> HttpResponseBase:
    """The read log, filtered; its form sends it as a file."""
    form = ReadsForm(request.GET)
    if request.method == "POST":
        answer = StreamingHttpResponse(
            export_reads(request.actor, form.asked()), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="laslogg-{today()}.csv"'
        return answer
    shown = Paginator(reads(form.asked()), _ON_A_PAGE).get_page(request.GET.get("sida"))
    kept = {name: value for name, value in request.GET.items() if value and name != "sida"}
    context = {"form": form, "page": shown, "query": urlencode(kept), "is_filtered": bool(kept)}
    return render(request, "participants/reads.html", context)


@register_page(SEE_READS)
def register_trail(request: RegisterRequest) -> HttpResponse:
    """Every event of the register as a sentence, filtered."""
    form = TrailForm(request.GET, choices_of(INSTALLATION))
    shown = Paginator(trail(INSTALLATION, form.asked()), _ON_A_PAGE).get_page(request.GET.get("sida"))
    kept = {name: value for name, value in request.GET.items() if value and name != "sida"}
    context = {"form": form, "page": shown, "query": urlencode(kept), "is_filtered": bool(kept)}
    return render(request, "participants/trail.html", context)


@register_page(SEE_READS)
def register_trail_proof(request: RegisterRequest) -> HttpResponse:
    """The whole chain proved, link by link."""
    context = {"verdict": verify(INSTALLATION), "now": timezone.localtime()}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "audit/verdict.html", context)
    return render(request, "participants/trail_proof.html", context)
