"""The demo's doors: one press signs in as one of its invented people."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.users.doors import opened_by
from samverk.apps.users.models import RoleAssignment, User
from samverk.web.page import public_page

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public_page
def doors(request: HttpRequest) -> HttpResponse:
    """Everyone there is to be, by association; a press signs in."""
    _require_demo()
    if request.method == "POST":
        user = chosen(request)
        return sign_in(request, user) if user else redirect("demo")
    by_association: dict[str, dict[User, list[str]]] = {}
    for role in RoleAssignment.objects.on(today()).select_related("user", "association").filter(user__is_active=True):
        people = by_association.setdefault(role.association.name, {})
        people.setdefault(role.user, []).append(str(role.get_role_display()))
    context = {
        "associations": {name: list(people.items()) for name, people in by_association.items()},
        "hosts": User.objects.filter(is_host=True, is_active=True),
    }
    return render(request, "demo/doors.html", context)


@public_page
def door(request: HttpRequest, token: str) -> HttpResponse:
    """The link that the terminal printed."""
    _require_demo()
    user = opened_by(token)
    return sign_in(request, user) if user else redirect("demo")


def _require_demo() -> None:
    if not settings.SAMVERK_DEMO:
        raise Http404


def chosen(request: HttpRequest) -> User | None:
    """Whom the pressed button names; None when there is no such person."""
    return User.objects.filter(pk=_number(request.POST.get("user", "")), is_active=True).first()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """Sign the person in and show the first page."""
    login(request, user, backend=_BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)
