"""A page of the register: a view that names the permission it needs, as in web.page.

A person without a role in the register gets 404. What is read about a participant is noted when the row is fetched
(`found.own_participation`).
"""

from __future__ import annotations

from typing import Any

from django.http import Http404

from samverk.apps.audit.clock import today
from samverk.apps.participants.actor import register_actor
from samverk.apps.users.actor import Actor
from samverk.apps.users.models import User
from samverk.apps.users.permission import Permission
from samverk.web.page import HostRequest, outside


class RegisterRequest(HostRequest):
    """A request in the register."""


def register_page(needed: Permission, *, post: bool = False, change: Permission | None = None) -> Any:
    """A page of the register. Reading needs `needed`; sending the form needs `change`, or `needed` when None."""
    return outside(_acting, needed, post=post, change=change)


def _acting(user: User) -> Actor:
    actor = register_actor(user, today())
    if not actor.roles:
        raise Http404
    return actor
