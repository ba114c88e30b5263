"""The frame of a register's pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from samverk.apps.participants.queries import the_register
from samverk.apps.users.actor import Actor
from samverk.web.frame import House, May, entries
from samverk.web.participants.rooms import ROOMS


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of every page of a register; whoever is not signed in sees no name of it."""
    actor: Actor | None = getattr(request, "actor", None)
    register = the_register() if actor else None
    house = House(
        f"Deltagarregistret, {register.party}" if register else "Deltagarregistret",
        reverse("register_home"),
        "Till registret",
        entries(request, actor, ROOMS, {}, "register_home") if actor else [],
        foot=f"{register.party} är personuppgiftsansvarig" if register else "",
        demo_words="Demo: alla personer är påhittade. Summorna är de som Finsam Lund har publicerat.",
    )
    return {"association": None, "actor": actor, "house": house, "may": May(actor)}
