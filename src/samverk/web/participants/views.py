"""Att göra: what waits in the register."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samverk.apps.audit.clock import today
from samverk.apps.participants.perms import ENTER_REGISTER, MANAGE_REGISTER, SEE_PARTICIPANTS
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.todo import not_set_up, work_of
from samverk.web.participants.forms import FindForm
from samverk.web.participants.page import RegisterRequest, register_page


@register_page(ENTER_REGISTER)
def register_home(request: RegisterRequest) -> HttpResponse:
    """What waits, for whoever asks: by measure for an officer, what is not set up for the keeper."""
    day = today()
    works = work_of(request.actor, day) if SEE_PARTICIPANTS.holds(request.actor) else []
    context = {
        "register": the_register(),
        "works": works,
        "waits": any(not work.is_empty for work in works),
        "sees_participants": SEE_PARTICIPANTS.holds(request.actor),
        "not_set_up": not_set_up(day) if MANAGE_REGISTER.holds(request.actor) else [],
        "manages": MANAGE_REGISTER.holds(request.actor),
        "find": FindForm(label_suffix=""),
        "is_january": day.month == 1,
        "day": day,
    }
    return render(request, "participants/home.html", context)
