"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AccountingConfig(AppConfig):
    """Its name and its Swedish title."""

    name = "samverk.apps.accounting"
    label = "accounting"
    verbose_name = "Bokföring"
