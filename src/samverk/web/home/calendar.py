"""The year wheel in people's own calendars: a feed with a secret address, made, shown once, and closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from samverk.apps.audit.clock import today
from samverk.apps.publishing.wheel import wheel_state
from samverk.apps.users.feeds import close_feed, feed_of, open_feed
from samverk.apps.users.models import CalendarFeed
from samverk.apps.users.perms import ENTER
from samverk.core.year_wheel.wheel import deadlines
from samverk.formats.ics import write_calendar
from samverk.web.page import AssociationRequest, page, public_page

_KEPT = "calendar_token"
_REMINDERS = (7,)  # days before


@page(ENTER, post=True)
def calendar_feed(request: AssociationRequest) -> HttpResponse:
    """One's own feed for the association: open it, see its address once, close it."""
    if request.method == "POST":
        if request.POST.get("deed") == "stang":
            close_feed(request.actor)
            messages.success(request, "Kalenderflödet är stängt. Kalendrar som läser det får inget mer.")
        else:
            request.session[_KEPT] = open_feed(request.actor)
        return redirect("calendar_feed", association=request.association.slug)
    token = request.session.pop(_KEPT, "")
    address = request.build_absolute_uri(reverse("calendar", kwargs={"token": token})) if token else ""
    mine = CalendarFeed.objects.filter(association=request.association, user=request.user).first()
    return render(request, "home/calendar_feed.html", {"address": address, "feed": mine})


@public_page
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The feed itself. The address is the key; it opens nothing but the days."""
    day = today()
    feed = feed_of(token, day)
    if feed is None:
        raise Http404
    association = feed.association

    def link(_deadline: object) -> str:
        return request.build_absolute_uri(reverse("home", kwargs={"association": association.slug}))

    content = write_calendar(
        deadlines(wheel_state(association, day)),
        name=f"{association.name}: årshjul",
        domain=f"{association.slug}.{request.get_host().partition(':')[0]}",
        stamp=timezone.now(),
        alarm_days=_REMINDERS,
        link=link,
    )
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{association.slug}.ics"'
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
