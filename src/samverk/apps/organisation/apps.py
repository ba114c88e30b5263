"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.organisation"
    label = "organisation"
    verbose_name = "Förbundet"
