"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.publishing"
    label = "publishing"
    verbose_name = "Rapporter"
