"""The secret address of a person's calendar feed: made, closed, and recognised."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date

from samverk.apps.audit.door import Act, action
from samverk.apps.users.models import CalendarFeed, User
from samverk.apps.users.perms import ENTER


@action(ENTER)
def open_feed(act: Act) -> str:
    """Give the actor a feed for the association and return its token, which is told once; an older one stops."""
    user = User.objects.get(pk=act.actor.user_id)
    CalendarFeed.objects.filter(user=user, association=act.association).delete()
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(user=user, association=act.association, token_hash=hashed(token), made_at=act.at)
    feed.full_clean()
    feed.save()
    act.tell(feed, f"{user.name} öppnade ett kalenderflöde.")
    return token


@action(ENTER)
def close_feed(act: Act) -> None:
    """Close the actor's feed for the association."""
    feed = CalendarFeed.objects.filter(user_id=act.actor.user_id, association=act.association).first()
    if feed is None:
        act.nothing()
        return
    act.tell(feed, f"{feed.user.name} stängde sitt kalenderflöde.")
    feed.delete()


def feed_of(token: str, day: date) -> CalendarFeed | None:
    """The feed with that token, while its person may sign in and has a role in the association on `day`."""
    feed: CalendarFeed | None = (
        CalendarFeed.objects.filter(token_hash=hashed(token), user__is_active=True)
        .select_related("user", "association")
        .first()
    )
    if feed is None or not feed.user.roles.on(day).filter(association=feed.association).exists():
        return None
    return feed


def hashed(token: str) -> str:
    """What is kept of a token: SHA-256 in hex. The token itself has 256 bits of chance and needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
