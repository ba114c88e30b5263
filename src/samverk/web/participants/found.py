"""What an address is about, when the person may know of it; else it is not there."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from samverk.apps.audit.clock import today
from samverk.apps.participants.intake_actions import note_read
from samverk.apps.participants.models import Participation
from samverk.apps.participants.queries import measures_of, participations_of
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.web.participants.page import RegisterRequest


def own_measure(request: RegisterRequest, pk: int) -> RegisterMeasure:
    """One of the person's own measures. Raises Http404."""
    row: RegisterMeasure = get_object_or_404(measures_of(request.actor, today()), pk=pk)
    return row


def own_participation(request: RegisterRequest, pk: int) -> Participation:
    """A participation in one of the person's own measures; that it is shown is noted. Raises Http404."""
    row: Participation = get_object_or_404(participations_of(request.actor, today()), pk=pk)
    if request.method == "GET":
        note_read(request.actor, row)
    return row
