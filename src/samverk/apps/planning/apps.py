"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.planning"
    label = "planning"
    verbose_name = "Budget och plan"
