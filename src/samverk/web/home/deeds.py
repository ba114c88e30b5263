"""Where the work of a deadline is done: the words of its button, the page, and who may enter."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.urls import reverse

from samverk.apps.accounting.perms import IMPORT_BOOKS
from samverk.apps.audit.perms import SEE_TRAIL
from samverk.apps.measures.perms import SEE_MEASURES
from samverk.apps.organisation.perms import SEE_ASSOCIATION
from samverk.apps.outcomes.perms import SEE_OUTCOMES
from samverk.apps.planning.perms import CHANGE_PLAN, SEE_PLAN
from samverk.apps.publishing.perms import SEE_REPORTS
from samverk.apps.users.actor import Actor
from samverk.apps.users.permission import Permission
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.kinds import Destination


@dataclass(frozen=True, slots=True)
class Deed:
    """A button."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class _Place:
    words: str
    view: str
    permission: Permission
    arguments: Callable[[Deadline], dict[str, int]] = lambda _deadline: {}


def _year(deadline: Deadline) -> dict[str, int]:
    """The accounting year of the deadline's subject ("annual_report:2026")."""
    return {"year": int(deadline.subject.split(":")[1])}


PLACES = {
    Destination.BOOKS: _Place("Läs in bokföringen", "books_import", IMPORT_BOOKS),
    Destination.ANNUAL_REPORT: _Place("Öppna årsredovisningen", "report", SEE_REPORTS, _year),
    Destination.AUDIT: _Place("Öppna Revisorns rum", "audit_room", SEE_TRAIL),
    Destination.CONSULTATION: _Place("Öppna budgeten", "plan", SEE_PLAN),
    Destination.BUDGET: _Place("Öppna budgeten", "plan", SEE_PLAN),
    Destination.STATE_ALLOCATION: _Place("Skriv in beskedet", "note_allocation", CHANGE_PLAN),
    Destination.MANDATES: _Place("Öppna styrelsen", "board", SEE_ASSOCIATION),
    Destination.AUDITORS: _Place("Öppna funktionärerna", "officers", SEE_ASSOCIATION),
    Destination.MEMBERS: _Place("Öppna medlemmarna", "members", SEE_ASSOCIATION),
    Destination.CHARTER: _Place("Öppna förbundsordningen", "charters", SEE_ASSOCIATION),
    Destination.RETURNS: _Place("Öppna återrapporterna", "returns", SEE_OUTCOMES),
    Destination.ESF: _Place("Öppna insatserna", "measures", SEE_MEASURES),
}
"""Destinations whose room is built. For the others there is no button."""


def deed_of(deadline: Deadline, actor: Actor, years: Collection[int]) -> Deed | None:
    """The button for a deadline; None when its room is not built or not open, or has nothing of the year (`years`)."""
    place = PLACES.get(deadline.destination)
    if place is None or actor.association is None or not place.permission.holds(actor):
        return None
    if deadline.destination is Destination.ANNUAL_REPORT and _year(deadline)["year"] not in years:
        return None
    address = reverse(place.view, kwargs={"association": actor.association.slug, **place.arguments(deadline)})
    return Deed(place.words, address)
