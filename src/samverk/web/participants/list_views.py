"""Cards in lists: a measure's participations, and the search by card. No list shows more than cards and days."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.participants.perms import SEE_PARTICIPANTS
from samverk.apps.participants.queries import measures_of, participations_of
from samverk.apps.participants.waiting import next_step_of
from samverk.web.participants.forms import FindForm
from samverk.web.participants.found import own_measure
from samverk.web.participants.page import RegisterRequest, register_page

_ON_A_PAGE = 50


@register_page(SEE_PARTICIPANTS)
def participations(request: RegisterRequest) -> HttpResponse:
    """To the first of the own measures; an officer has one at least."""
    return redirect("measure_participations", measure=measures_of(request.actor, today())[0].pk)


@register_page(SEE_PARTICIPANTS)
def measure_participations(request: RegisterRequest, measure: int) -> HttpResponse:
    """A measure's participations: those that go on, or those that are over."""
    row, day = own_measure(request, measure), today()
    is_over = "avslutade" in request.GET
    found = participations_of(request.actor, day).filter(measure=row, exit__isnull=not is_over)
    page = Paginator(found.prefetch_related("notes"), _ON_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "measure": row,
        "measures": measures_of(request.actor, day),
        "is_over": is_over,
        "page": page,
        "lines": [(each, next_step_of(each, day)) for each in page],
    }
    return render(request, "participants/participations.html", context)


@register_page(SEE_PARTICIPANTS, post=True)
def find_card(request: RegisterRequest) -> HttpResponse:
    """Open the participation of a card, or choose between several. The card is sent in a form, never in an address."""
    form = FindForm(request.POST or None, label_suffix="")
    found = []
    if request.method == "POST" and form.is_valid():
        own = participations_of(request.actor, today())
        found = list(own.filter(participant__card=form.cleaned_data["card"]))
        if len(found) == 1:
            return redirect("participation", pk=found[0].pk)
        if not found:
            messages.info(request, "Kortet finns inte i någon av dina insatser. Läs av det igen.")
    context = {"form": form, "found": found}
    return render(request, "participants/find.html", context, status=422 if form.errors else 200)
