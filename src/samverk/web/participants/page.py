"""A page of the register: a view that names the permission it needs, as in web.page.

A person without a role in the register gets 404. What is read about a participant is noted when the row is fetched
(`found.own_participation`).
"""

from __future__ import annotations

import functools
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from samverk.apps.audit.clock import today
from samverk.apps.participants.actor import register_actor
from samverk.apps.users.actor import Actor
from samverk.apps.users.models import User
from samverk.apps.users.permission import Permission
from samverk.web.page import View, declared, methods, sent_away


class RegisterRequest(HttpRequest):
    """A request in the register."""

    user: User  # type: ignore[assignment]
    actor: Actor


def register_page(needed: Permission, *, post: bool = False, change: Permission | None = None) -> Any:
    """A page of the register. Reading needs `needed`; sending the form needs `change`, or `needed` when None."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            away = sent_away(request)
            if away is not None:
                return away
            user = request.user
            assert isinstance(user, User)  # noqa: S101 - sent_away answered for everyone else
            actor = register_actor(user, today())
            if not actor.roles:
                raise Http404
            needed.check(actor)
            if request.method not in methods(post):
                return HttpResponseNotAllowed(methods(post))
            if request.method == "POST" and change is not None:
                change.check(actor)
            request.actor = actor  # type: ignore[attr-defined]
            return view(request, **kwargs)

        return declared(answer, needed, change if post else None, post)

    return declare
