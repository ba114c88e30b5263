"""The app as Django knows it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from samverk.apps.upkeep.serving import SERVING


class ParticipantsConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.participants"
    label = "participants"
    verbose_name = "Register över deltagare"

    def ready(self) -> None:
        """Nothing is served with a key to personal identity numbers that cannot be used."""
        register(_key_can_be_used, SERVING)


def _key_can_be_used(**_: Any) -> list[CheckMessage]:
    """A copy is taken, and the trail proved, whatever the key is."""
    from samverk.apps.participants.identity import IdentityError, check_key

    try:
        check_key()
    except IdentityError as error:
        return [Error(str(error), id="participants.E001")]
    return []
