"""Someone begins in a measure; what is known of the person is corrected."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.cards import proposed_card
from samverk.apps.participants.enums import AskedAt
from samverk.apps.participants.intake_actions import Person, change_participation, start_participation
from samverk.apps.participants.models import QueuePlace
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS
from samverk.apps.participants.queries import measures_of, questions_on, the_register
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.web.participants.forms import FactsForm, IntakeForm
from samverk.web.participants.found import own_measure, own_participation
from samverk.web.participants.page import RegisterRequest, register_page


@register_page(CHANGE_PARTICIPANTS, post=True)
def intake(request: RegisterRequest, measure: int) -> HttpResponse:
    """Begin a participation in one of the own measures, from the queue when the address names a place in it."""
    row, register = own_measure(request, measure), the_register()
    place = _place(request, row)
    shown = {"card": place.card, "gender": place.gender} if place else {"card": proposed_card()}
    form = IntakeForm(
        request.POST or None,
        allows_identity=bool(register and register.allows_identity),
        questions=questions_on(row, AskedAt.START, today()),
        initial={**shown, "consent_given": today(), "start": today()},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        person = Person(told["card"], told["gender"], told["birth_year"], told["is_known"], told.get("identity", ""))
        status = form.status_on(told["start"])
        try:
            made = start_participation(
                request.actor, row, person, status, answers=form.answers, place=place, **form.facts
            )
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Sparat. Kortet är {made.participant.card}: skriv det på deltagarens papper.")
            return redirect("participation", pk=made.pk)
    context = {"measure": row, "measures": measures_of(request.actor, today()), "form": form, "place": place}
    return render(request, "participants/intake.html", context, status=422 if form.errors else 200)


def _place(request: RegisterRequest, measure: RegisterMeasure) -> QueuePlace | None:
    asked = request.GET.get("ko", "")
    if not asked:
        return None
    if not asked.isdecimal():
        raise Http404
    row: QueuePlace = get_object_or_404(
        QueuePlace, pk=int(asked), measure=measure, started__isnull=True, left__isnull=True
    )
    return row


@register_page(CHANGE_PARTICIPANTS, post=True)
def participation_edit(request: RegisterRequest, pk: int) -> HttpResponse:
    """Correct the facts of a participation."""
    row, register = own_participation(request, pk), the_register()
    form = FactsForm(
        request.POST or None,
        row=row,
        allows_identity=bool(register and register.allows_identity),
        questions=questions_on(row.measure, AskedAt.START, row.start),
        answers=dict(row.answers.values_list("question", "answer")),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            change_participation(
                request.actor,
                row,
                told["seen"],
                told["person_seen"],
                person=form.person,
                start=told["start"],
                answers=form.answers,
                identity=told.get("identity", ""),
                **form.facts,
            )
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect("participation", pk=pk)
    context = {"row": row, "form": form}
    return render(request, "participants/edit.html", context, status=422 if form.errors else 200)
