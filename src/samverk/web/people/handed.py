"""Links that are handed over: kept in the giver's own session until the next page shows them, once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.apps.users.models import User

_KEY = "handed_link"


def keep_link(request: HttpRequest, user_id: int, path: str) -> None:
    """Keep the link for the page that follows."""
    request.session[_KEY] = [user_id, path]


def link_page(request: HttpRequest, account: User, room: tuple[str, str], back: str) -> HttpResponse:
    """The page that shows the link, once. `room` is the word and address of the list, `back` the account's own page."""
    context = {
        "account": account,
        "link": _taken_link(request, account.pk),
        "back": back,
        "crumbs": [room, (account.name, back), ("Länk", "")],
    }
    return render(request, "people/link.html", context)


def _taken_link(request: HttpRequest, user_id: int) -> str:
    """The whole address of the kept link for that person, and forget it; "" when there is none."""
    whose, path = request.session.get(_KEY, (0, ""))
    if whose != user_id:
        return ""
    del request.session[_KEY]
    return request.build_absolute_uri(path)
