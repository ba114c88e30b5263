"""The queue of a measure, its anonymous participants, and answers about violence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.cards import proposed_card
from samverk.apps.participants.count_actions import (
    count_anonymous,
    count_violence,
    join_queue,
    leave_queue,
    remove_queue_place,
)
from samverk.apps.participants.models import EARLIEST_YEAR, AnonymousTally, QueuePlace, ViolenceTally
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS, COUNT_OTHERS
from samverk.apps.participants.queries import measures_of
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.core.outcomes.code_lists import ANSWERS, VIOLENCE_DEFINITIONS
from samverk.web.participants.count_forms import AnonymousForm, LeaveForm, QueueForm, ViolenceForm
from samverk.web.participants.found import own_measure
from samverk.web.participants.page import RegisterRequest, register_page

_SHOWN_YEARS = 4


@register_page(CHANGE_PARTICIPANTS, post=True)
def queue(request: RegisterRequest, measure: int) -> HttpResponse:
    """Who waits for a place in a measure, and for how long; somebody new is put last."""
    row, day = own_measure(request, measure), today()
    form = QueueForm(request.POST or None, initial={"card": proposed_card(), "queued": day})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            join_queue(request.actor, row, told["card"], told["gender"], told["queued"])
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{told['card']} står i kö.")
            return redirect("queue", measure=measure)
    waiting = QueuePlace.objects.filter(measure=row, started__isnull=True, left__isnull=True)
    context = {
        **_around(request, row),
        "form": form,
        "places": [(place, (day - place.queued).days) for place in waiting],
    }
    return render(request, "participants/queue.html", context, status=422 if form.errors else 200)


@register_page(CHANGE_PARTICIPANTS, post=True)
def queue_leave(request: RegisterRequest, pk: int) -> HttpResponse:
    """Somebody leaves the queue without a place, or was entered by mistake."""
    place = get_object_or_404(QueuePlace, pk=pk, measure__in=measures_of(request.actor, today()))
    form = LeaveForm(request.POST or None, initial={"seen": place.version, "left": today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            if "felregistrerad" in request.POST:
                remove_queue_place(request.actor, place, told["seen"])
            else:
                leave_queue(request.actor, place, told["seen"], told["left"])
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{place.card} står inte längre i kö.")
            return redirect("queue", measure=place.measure_id)
    context = {"place": place, "form": form}
    return render(request, "participants/queue_leave.html", context, status=422 if form.errors else 200)


@register_page(COUNT_OTHERS, post=True)
def anonymous(request: RegisterRequest, measure: int) -> HttpResponse:
    """How many anonymous participants a measure has in a year."""
    row, year = own_measure(request, measure), _year(request)
    rows = {each.gender: each for each in AnonymousTally.objects.filter(measure=row, year=year)}
    form = AnonymousForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            count_anonymous(request.actor, row, year, form.counts)
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Antalet anonyma deltagare {year} är sparat.")
            return redirect(request.get_full_path())
    context = {**_around(request, row), "form": form, "year": year, "years": _years(), "is_noted": bool(rows)}
    return render(request, "participants/anonymous.html", context, status=422 if form.errors else 200)


@register_page(COUNT_OTHERS, post=True)
def violence(request: RegisterRequest, measure: int) -> HttpResponse:
    """How many answered the questions about violence in a year, by one definition."""
    row, year = own_measure(request, measure), _year(request)
    noted = ViolenceTally.objects.filter(measure=row)
    definition = _definition(request, noted.order_by("year").values_list("definition", flat=True).last())
    rows = {(each.gender, each.answer): each for each in noted.filter(year=year, definition=definition)}
    form = ViolenceForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            count_violence(request.actor, row, year, definition, form.counts)
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Svaren om våld {year} är sparade.")
            return redirect(request.get_full_path())
    context = {
        **_around(request, row),
        "form": form,
        "year": year,
        "years": _years(),
        "definition": definition,
        "definitions": VIOLENCE_DEFINITIONS.codes,
        "answers": ANSWERS.codes,
        "is_noted": bool(rows),
    }
    return render(request, "participants/violence.html", context, status=422 if form.errors else 200)


def _around(request: RegisterRequest, row: RegisterMeasure) -> dict[str, Any]:
    return {"measure": row, "measures": measures_of(request.actor, today())}


def _years() -> list[int]:
    return list(range(today().year, max(today().year - _SHOWN_YEARS, EARLIEST_YEAR - 1), -1))


def _year(request: RegisterRequest) -> int:
    """The year that is asked for, else this one."""
    asked = request.GET.get("ar", "")
    return int(asked) if asked.isdecimal() and EARLIEST_YEAR <= int(asked) <= today().year else today().year


def _definition(request: RegisterRequest, latest: str | None) -> str:
    """The definition that is asked for, else the one used latest, else the first."""
    known = [each.code for each in VIOLENCE_DEFINITIONS.codes]
    asked = request.GET.get("definition", "")
    return asked if asked in known else latest or known[0]
