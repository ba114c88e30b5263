"""Registerutdrag: everything on a card, for the person to have."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from samverk.apps.audit.clock import today
from samverk.apps.participants.extract import Extract, extract_of
from samverk.apps.participants.perms import SEE_PARTICIPANTS
from samverk.apps.participants.queries import participations_of, the_register
from samverk.apps.participants.trail_actions import note_extract
from samverk.web.participants.page import RegisterRequest, register_page


@register_page(SEE_PARTICIPANTS)
def participant_extract(request: RegisterRequest, pk: int) -> HttpResponse:
    """The extract as a page to print."""
    context = {"extract": _made(request, pk), "pk": pk, "register": the_register()}
    return render(request, "participants/extract.html", context)


@register_page(SEE_PARTICIPANTS)
def participant_extract_file(request: RegisterRequest, pk: int) -> HttpResponse:
    """The extract as JSON."""
    made = _made(request, pk)
    answer = JsonResponse(made.content(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="registerutdrag-{made.card}.json"'
    return answer


def _made(request: RegisterRequest, pk: int) -> Extract:
    """The extract of a participation's person; that it was made is noted. Raises Http404."""
    row = get_object_or_404(participations_of(request.actor, today()), pk=pk)
    made = extract_of(request.actor, row.participant, today())
    note_extract(request.actor, made.participations)
    return made
