"""The demo's doors into the register: one press signs in as one of its invented people."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.participants.register_models import StaffRole
from samverk.apps.users.models import User
from samverk.web.demo.views import chosen, sign_in
from samverk.web.page import public_page


@public_page
def register_doors(request: HttpRequest) -> HttpResponse:
    """Everyone there is to be; a press signs in."""
    if not settings.SAMVERK_DEMO:
        raise Http404
    if request.method == "POST":
        user = chosen(request)
        return sign_in(request, user) if user else redirect("demo")
    people: dict[User, list[str]] = {}
    for held in StaffRole.objects.select_related("user", "measure").filter(user__is_active=True):
        where = f" för {held.measure.name}" if held.measure else ""
        people.setdefault(held.user, []).append(f"{held.get_role_display()}{where}")
    return render(request, "participants/doors.html", {"people": list(people.items())})
