"""A form that was sent when the session had ended: its words wait for the person who wrote them, and for nobody else.

They wait encrypted in the new session, for an hour. Signed in again, the person meets them where they were going and
sends them once more. Files are not kept: they are still where they were chosen.
"""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.apps.users.models import User
from samverk.web.carried import carried, carried_back

_KEY = "unsent"
_AWAY = "borja-om"
_MOST = 300_000
_LONG = 40
"""Signs: what is longer is shown as text of the person's own."""

Field = tuple[str, str]


def keep(request: HttpRequest) -> None:
    """Keep what was sent, when the cookie tells whose session it was."""
    fields = own_fields(request)
    user = _whose(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    if user is None or not fields or sum(len(name) + len(value) for name, value in fields) > _MOST:
        return
    content = json.dumps({"path": request.get_full_path(), "fields": fields}).encode()
    request.session[_KEY] = carried(content, (user, 0))


def returned(request: HttpRequest, user: User) -> HttpResponse | None:
    """The page that gives the words back, when the person is where they were going; None when there are none."""
    kept = request.session.get(_KEY)
    if kept is None:
        return None
    data = carried_back(kept, (user.pk, 0))
    content = json.loads(data) if data is not None else None
    here = content is not None and content["path"].partition("?")[0] == request.path
    if content is None or (here and (request.method == "POST" or _AWAY in request.GET)):
        del request.session[_KEY]
        return None
    if not here or request.method != "GET":
        return None
    context = {"fields": content["fields"], "path": content["path"], "words": long_words(content["fields"])}
    return render(request, "errors/unsent.html", {**context, "away": f"{request.path}?{_AWAY}"})


def own_fields(request: HttpRequest) -> list[Field]:
    """What a person sent, in order, without the token against forgery."""
    return [(name, str(each)) for name, values in request.POST.lists() for each in values if name != _TOKEN]


def long_words(fields: list[Field]) -> list[str]:
    """Those of the values that somebody wrote, to be read again."""
    return [value for _name, value in fields if len(value) > _LONG]


_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of the field, not a secret


def _whose(session_key: str) -> int | None:
    """Whose session it was that has ended by time; one that was ended by signing out is gone."""
    row = Session.objects.filter(session_key=session_key).first() if session_key else None
    user = row.get_decoded().get("_auth_user_id") if row else None
    return int(user) if user is not None else None
