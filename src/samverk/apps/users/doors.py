"""The demo's doors: a link that signs one of its invented people in. Only a demo answers it (config.urls)."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from samverk.apps.users.models import User

_SALT = "samverk.demo.door"
_AGE = 7 * 24 * 60 * 60  # seconds


def door_path(user: User) -> str:
    """The path that signs `user` in, for a week. Raises NoReverseMatch where the installation is no demo."""
    return reverse("demo_door", kwargs={"token": signing.dumps(user.pk, salt=_SALT)})


def opened_by(token: str) -> User | None:
    """Whom the token signs in; None when it is forged, has aged, or the account is closed."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=_AGE)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()
