"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.privacy"
    label = "privacy"
    verbose_name = "Personuppgifter"
