"""Att göra: what waits in the register."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samverk.apps.audit.clock import today
from samverk.apps.participants.perms import ENTER_REGISTER
from samverk.apps.participants.queries import measures_of, the_register
from samverk.web.participants.page import RegisterRequest, register_page


@register_page(ENTER_REGISTER)
def register_home(request: RegisterRequest) -> HttpResponse:
    """What waits, for whoever asks."""
    context = {"register": the_register(), "measures": measures_of(request.actor, today())}
    return render(request, "participants/home.html", context)
