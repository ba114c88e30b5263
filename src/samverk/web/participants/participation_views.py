"""One participation: the whole story, and what can be undone or withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.participants.enums import AskedAt
from samverk.apps.participants.follow_actions import reopen_participation, withdraw_consent
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS, SEE_PARTICIPANTS
from samverk.apps.participants.progress import progress_of
from samverk.apps.participants.waiting import steps_of
from samverk.web.participants.forms import SeenForm
from samverk.web.participants.found import own_participation
from samverk.web.participants.page import RegisterRequest, register_page


@register_page(SEE_PARTICIPANTS)
def participation(request: RegisterRequest, pk: int) -> HttpResponse:
    """The whole story of one participation."""
    row = own_participation(request, pk)
    answers = list(row.answers.select_related("question").order_by("question__asked_at", "question__position"))
    steps = steps_of(row, today())
    context = {
        "row": row,
        "steps": steps,
        "progress": progress_of(row),
        "next_step": next((step for step in steps if step.is_waiting), None),
        "at_start": [each for each in answers if each.question.asked_at == AskedAt.START],
        "at_exit": [each for each in answers if each.question.asked_at == AskedAt.EXIT],
    }
    return render(request, "participants/participation.html", context)


@register_page(CHANGE_PARTICIPANTS, post=True)
def participation_reopen(request: RegisterRequest, pk: int) -> HttpResponse:
    """Take back an exit that was entered by mistake."""
    row = own_participation(request, pk)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if row.exit is None:
        return redirect("participation", pk=pk)
    if request.method == "POST" and form.is_valid():
        reopen_participation(request.actor, row, form.cleaned_data["seen"])
        messages.success(request, "Avslutet är borttaget. Deltagandet pågår.")
        return redirect("participation", pk=pk)
    return render(request, "participants/reopen.html", {"row": row, "form": form})


@register_page(CHANGE_PARTICIPANTS, post=True)
def consent_withdraw(request: RegisterRequest, pk: int) -> HttpResponse:
    """Withdraw the consent, after the page has said what will happen."""
    row = own_participation(request, pk)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if request.method == "POST" and form.is_valid():
        measure = row.measure
        withdraw_consent(request.actor, row, form.cleaned_data["seen"])
        messages.success(request, "Allt om deltagandet är borttaget.")
        return redirect("measure_participations", measure=measure.pk)
    context = {"row": row, "form": form, "is_last": row.participant.participations.count() == 1}
    return render(request, "participants/withdraw.html", context)
