"""Which returns a person may see, and what there is to say of them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from samverk.apps.participants.enums import RegisterRole, ReturnState
from samverk.apps.participants.queries import measures_of
from samverk.apps.participants.register_models import MeasureReturn, RegisterMeasure
from samverk.apps.users.actor import Actor
from samverk.core.outcomes.span import Span

UNDER_WAY = (ReturnState.DRAFT, ReturnState.REVIEWED)
STANDING = (ReturnState.RELEASED, ReturnState.REFUSED, ReturnState.WITHDRAWN)
"""States of a released return that nothing has replaced."""


def returned_measures_of(actor: Actor, day: date) -> QuerySet[RegisterMeasure]:
    """The measures whose returns the actor sees: a keeper's are all, for a return has no person in it."""
    if RegisterRole.REGISTER_KEEPER in actor.roles:
        return RegisterMeasure.objects.all()  # type: ignore[no-any-return]
    return measures_of(actor, day)


def returns_of(actor: Actor, day: date) -> QuerySet[MeasureReturn]:
    """The returns the actor sees, the latest period first."""
    rows = MeasureReturn.objects.filter(measure__in=returned_measures_of(actor, day)).defer("file")
    return rows.select_related("measure", "drafted_by", "reviewed_by", "released_by")  # type: ignore[no-any-return]


def returns_about(measure: RegisterMeasure, span: Span) -> QuerySet[MeasureReturn]:
    """Every return of a measure and a period, the latest number first."""
    rows = MeasureReturn.objects.filter(measure=measure, first=span.first, last=span.last)
    return rows.order_by("-number")  # type: ignore[no-any-return]
