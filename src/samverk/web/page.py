"""A page: a view that names the permission it needs. What is not declared a page is not answered.

    @page(SEE_BOOKS)
    def statements(request: AssociationRequest, year: int) -> HttpResponse: ...

The view never sees the association's part of the address: it has `request.association` and `request.actor`. A person
without a role in the association gets 404, as if it did not exist; one whose roles do not reach gets 403 with a reason.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control

from samverk.apps.audit.clock import today
from samverk.apps.audit.remembered import sealed_association, under_one_seal
from samverk.apps.organisation.models import Association
from samverk.apps.users.actor import Actor, actor_of
from samverk.apps.users.models import User
from samverk.apps.users.permission import Permission
from samverk.apps.users.stages import came_in_two_steps
from samverk.web import unsent

View = Callable[..., HttpResponseBase]


class AssociationRequest(HttpRequest):
    """A request inside an association."""

    user: User  # type: ignore[assignment]
    actor: Actor
    association: Association


class HostRequest(HttpRequest):
    """A request about the installation or one's own account."""

    user: User  # type: ignore[assignment]
    actor: Actor


def page(needed: Permission, *, post: bool = False, change: Permission | None = None) -> Callable[[View], View]:
    """A page of an association. Reading needs `needed`; sending the form needs `change`, or `needed` when None.

    `post=True` lets it take a form; other methods than GET, HEAD and POST are never answered.
    """

    def declare(view: View) -> View:
        @functools.wraps(view)
        def answer(request: HttpRequest, association: str, **kwargs: Any) -> HttpResponseBase:
            away = sent_away(request)
            if away is not None:
                return away
            found = sealed_association(association)
            user = request.user
            if found is None or not isinstance(user, User):
                raise Http404
            actor = actor_of(user, found, today())
            if not actor.roles:
                raise Http404
            stopped = not_taken(request, actor, needed, post, change)
            if stopped is not None:
                return stopped
            request.association, request.actor = found, actor  # type: ignore[attr-defined]
            with under_one_seal(found):
                return view(request, **kwargs)

        return declared(answer, needed, change if post else None, post)

    return declare


def host_page(needed: Permission, *, post: bool = False) -> Callable[[View], View]:
    """A page of the installation, outside every association."""
    return outside(lambda user: actor_of(user, None, today()), needed, post=post)


def outside(
    acting: Callable[[User], Actor], needed: Permission, *, post: bool = False, change: Permission | None = None
) -> Callable[[View], View]:
    """A page outside every association, for whoever `acting` makes of the person who is signed in."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            away = sent_away(request)
            if away is not None:
                return away
            user = request.user
            assert isinstance(user, User)  # noqa: S101 - sent_away answered for everyone else
            actor = acting(user)
            stopped = not_taken(request, actor, needed, post, change)
            request.actor = actor  # type: ignore[attr-defined]
            return stopped or view(request, **kwargs)

        return declared(answer, needed, change if post else None, post)

    return declare


def not_taken(
    request: HttpRequest, actor: Actor, needed: Permission, post: bool, change: Permission | None
) -> HttpResponse | None:
    """The answer to a method that the page does not take. Raises PermissionRefused when the actor may not."""
    needed.check(actor)
    if request.method not in methods(post):
        return HttpResponseNotAllowed(methods(post))
    if request.method == "POST" and change is not None:
        change.check(actor)
    return None


def signed_in_page(view: View) -> View:
    """A page for everyone who is signed in, whatever their roles: one's own account, the list of associations."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return sent_away(request) or view(request, **kwargs)

    return declared(answer, None, None, True)


def public_page(view: View) -> View:
    """A page that anyone may see: health, the calendar feed with its own secret, the demo's doors."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def untraced_page(view: View) -> View:
    """A public page whose visits are in no log: where people answer without a name."""
    view.leaves_no_trace = True  # type: ignore[attr-defined]
    return public_page(view)


def methods(post: bool) -> list[str]:
    """What a page answers."""
    return ["GET", "HEAD", "POST"] if post else ["GET", "HEAD"]


def declared(answer: View, needed: Permission | None, change: Permission | None, post: bool) -> View:
    """Mark a view as a page: what it needs is told to DenyByDefaultMiddleware and to the tests of access."""
    wrapped: View = cache_control(private=True, no_store=True)(answer)
    wrapped.access = needed or "signed_in"  # type: ignore[attr-defined]
    wrapped.change = change or needed  # type: ignore[attr-defined]
    wrapped.takes_forms = post  # type: ignore[attr-defined]
    return wrapped


def sent_away(request: HttpRequest) -> HttpResponse | None:
    """To sign-in when nobody is signed in, to set up an authenticator when the installation asks for one, and to what
    one wrote when one's session ended. A part of a page is not fetched by someone who is signed out."""
    user = request.user
    if not isinstance(user, User):
        if "HX-Request" in request.headers:
            return HttpResponse(status=401)
        if request.method == "POST":
            unsent.keep(request)
        return redirect_to_login(request.get_full_path())
    if settings.SAMVERK_REQUIRE_TOTP and not is_mfa_enabled(user) and not came_in_two_steps(request, user):
        return redirect("mfa_activate_totp")
    return unsent.returned(request, user)
