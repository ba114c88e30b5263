"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class ParticipantsConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.participants"
    label = "participants"
    verbose_name = "Register över deltagare"

    def ready(self) -> None:
        """Refuse to start with a key to personal identity numbers that cannot be used."""
        from samverk.apps.participants.identity import IdentityError, check_key

        try:
            check_key()
        except IdentityError as error:
            raise ImproperlyConfigured(str(error)) from error
