"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.governance"
    label = "governance"
    verbose_name = "Styrning"
