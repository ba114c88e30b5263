"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.measures"
    label = "measures"
    verbose_name = "Insatser"
