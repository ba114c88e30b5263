"""What every page's frame shows: the association, the rooms a person may enter, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from samverk.apps.users.actor import Actor
from samverk.apps.users.permission import Permission
from samverk.web.rooms import ROOMS


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the navigation."""

    word: str
    address: str
    is_here: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; pages outside an association have no rooms."""
    actor: Actor | None = getattr(request, "actor", None)
    association = actor.association if actor else None
    return {
        "association": association,
        "actor": actor,
        "rooms": _rooms(request, actor) if actor and association else [],
        "is_demo": settings.SAMVERK_DEMO,
        "may": _May(actor),
    }


def _rooms(request: HttpRequest, actor: Actor) -> list[Entry]:
    assert actor.association is not None  # noqa: S101 - the caller asked
    entries = []
    for room in ROOMS:
        if room.permission.holds(actor):
            address = reverse(room.view, kwargs={"association": actor.association.slug})
            here = request.path == address or (room.view != "home" and request.path.startswith(address))
            entries.append(Entry(room.word, address, here))
    return entries


class _May:
    """`{% if may.accounting_import %}` in a template: whether the person may, by the permission's code."""

    def __init__(self, actor: Actor | None) -> None:
        self.actor = actor

    def __getitem__(self, code: str) -> bool:
        from samverk.apps.users.permission import PERMISSIONS

        needed: Permission = PERMISSIONS[code.replace("_", ".", 1)]
        return self.actor is not None and needed.holds(self.actor)
