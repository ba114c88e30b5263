"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.audit"
    label = "audit"
    verbose_name = "Händelser"
