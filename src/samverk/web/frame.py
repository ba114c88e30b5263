"""What every page's frame shows: the house one is in, the rooms a person may enter, who is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string

from samverk.apps.privacy.perms import SEE_REGISTER
from samverk.apps.users.actor import Actor
from samverk.apps.users.permission import Permission
from samverk.apps.users.perms import SEE_PEOPLE
from samverk.web.rooms import ROOMS, Room


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the navigation."""

    word: str
    address: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """What a page says of the installation it belongs to. `search` is "" where there is nothing to search."""

    name: str
    address: str
    way_home: str
    rooms: Sequence[Entry] = ()
    menu: Sequence[Entry] = ()
    search: str = ""
    foot: str = ""
    demo_words: str = ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of every page, as the installation's own frame gives it (settings.SAMVERK_FRAME)."""
    context: dict[str, Any] = import_string(settings.SAMVERK_FRAME)(request)
    return {"is_demo": settings.SAMVERK_DEMO, **context}


def association_frame(request: HttpRequest) -> dict[str, Any]:
    """The frame of an association's office; pages outside an association have no rooms."""
    actor: Actor | None = getattr(request, "actor", None)
    association = actor.association if actor else None
    demo_words = "Demo med påhittade personer och enkäter. Ekonomin är Finsam Lunds egen, publicerad 2025."
    if actor is None or association is None:
        house = House(
            "Samverk", reverse("associations"), "Till mina förbund", menu=_menu(request, actor), demo_words=demo_words
        )
    else:
        inside = {"association": association.slug}
        house = House(
            association.name,
            reverse("home", kwargs=inside),
            "Till Hem",
            entries(request, actor, ROOMS, inside, "home"),
            _menu(request, actor),
            reverse("search", kwargs=inside),
            f"{association.full_name or association.name} · organisationsnummer {association.org_number}",
            demo_words,
        )
    return {"association": association, "actor": actor, "house": house, "may": May(actor)}


def entries(
    request: HttpRequest, actor: Actor, rooms: Sequence[Room], inside: dict[str, str], home: str
) -> list[Entry]:
    """The rooms that the actor may enter; the first page, `home`, is here only when it is shown itself."""
    found = []
    for room in rooms:
        if room.permission.holds(actor):
            address = reverse(room.view, kwargs=inside)
            here = request.path == address or (room.view != home and request.path.startswith((address, *room.also)))
            found.append(Entry(room.word, address, here))
    return found


def _menu(request: HttpRequest, actor: Actor | None) -> list[Entry]:
    """What lies behind the person's name."""
    found = []
    if actor is not None and actor.association is not None:
        inside = {"association": actor.association.slug}
        if SEE_PEOPLE.holds(actor):
            found.append(Entry("Personer och roller", reverse("people", kwargs=inside)))
        if SEE_REGISTER.holds(actor):
            found.append(Entry("Personuppgifter", reverse("privacy_register", kwargs=inside)))
    found.append(Entry("Byt förbund", f"{reverse('associations')}?alla"))
    if getattr(request.user, "is_host", False):
        found.append(Entry("Installationen", reverse("installation")))
    return found


class May:
    """`{% if may.accounting_import %}` in a template: whether the person may, by the permission's code."""

    def __init__(self, actor: Actor | None) -> None:
        self.actor = actor

    def __getitem__(self, code: str) -> bool:
        from samverk.apps.users.permission import PERMISSIONS

        needed: Permission = PERMISSIONS[code.replace("_", ".", 1)]
        return self.actor is not None and needed.holds(self.actor)
