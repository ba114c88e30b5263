"""Links that are handed over: kept in the giver's own session until the next page shows them, once."""

from __future__ import annotations

from django.http import HttpRequest

_KEY = "handed_link"


def keep_link(request: HttpRequest, user_id: int, path: str) -> None:
    """Keep the link for the page that follows."""
    request.session[_KEY] = [user_id, path]


def taken_link(request: HttpRequest, user_id: int) -> str:
    """The whole address of the kept link for that person, and forget it; "" when there is none."""
    whose, path = request.session.get(_KEY, (0, ""))
    if whose != user_id:
        return ""
    del request.session[_KEY]
    return request.build_absolute_uri(path)
