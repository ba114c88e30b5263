"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.users"
    label = "users"
    verbose_name = "Användare"
