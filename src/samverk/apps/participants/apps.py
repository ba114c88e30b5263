"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.participants"
    label = "participants"
    verbose_name = "Register över deltagare"
