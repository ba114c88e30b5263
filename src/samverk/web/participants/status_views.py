"""How it stands: at the start, at the exit, and 3, 6 and 12 months later."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.enums import AskedAt, Moment
from samverk.apps.participants.follow_actions import note_exit, note_status
from samverk.apps.participants.models import Participation
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS
from samverk.apps.participants.queries import questions_on
from samverk.apps.participants.waiting import steps_of
from samverk.web.participants.forms import ExitForm, MomentForm
from samverk.web.participants.found import own_participation
from samverk.web.participants.page import RegisterRequest, register_page


@register_page(CHANGE_PARTICIPANTS, post=True)
def participation_status(request: RegisterRequest, pk: int, moment: Moment) -> HttpResponse:
    """Note or correct how it stands at a moment whose day has come; the exit has a page of its own."""
    row = own_participation(request, pk)
    step = next((each for each in steps_of(row, today()) if each.moment == moment), None)
    if step is None or moment == Moment.EXIT:
        raise Http404
    if not step.may_be_noted:
        messages.info(request, f"Uppföljningen {step.moment.label} görs {step.words}.")
        return redirect("participation", pk=pk)
    is_follow_up = bool(step.moment.months)
    form = MomentForm(
        request.POST or None,
        note=step.note,
        is_follow_up=is_follow_up,
        initial={"seen": step.note.version if step.note else 0, **({} if step.note else {"day": today()})},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        status = form.status_on(told["day"] if is_follow_up else row.start)
        try:
            note_status(
                request.actor, row, step.moment, told["seen"], status, is_unreached=told.get("is_unreached", False)
            )
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Läget {step.moment.label} är sparat.")
            return redirect("participation", pk=pk)
    context = {"row": row, "form": form, "step": step}
    return render(request, "participants/status.html", context, status=422 if form.errors else 200)


@register_page(CHANGE_PARTICIPANTS, post=True)
def participation_exit(request: RegisterRequest, pk: int) -> HttpResponse:
    """Note the exit, with how it stands and the own questions, or correct it."""
    row = own_participation(request, pk)
    form = _exit_form(request, row)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        status = form.status_on(told["exit"])
        is_told = bool(status.support or status.occupied)
        try:
            note_exit(
                request.actor,
                row,
                told["seen"],
                told["exit"],
                told["exit_reason"],
                status if is_told else None,
                answers=form.answers,
            )
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Avslutet är sparat.")
            return redirect("participation", pk=pk)
    context = {"row": row, "form": form}
    return render(request, "participants/exit.html", context, status=422 if form.errors else 200)


def _exit_form(request: RegisterRequest, row: Participation) -> ExitForm:
    return ExitForm(
        request.POST or None,
        note=row.notes.filter(moment=Moment.EXIT).first(),
        questions=questions_on(row.measure, AskedAt.EXIT, row.exit or today()),
        answers=dict(row.answers.values_list("question", "answer")),
        initial={"seen": row.version, "exit": row.exit or today(), "exit_reason": row.exit_reason},
    )
