"""The app of follow-up."""

from __future__ import annotations

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Returns, and what is made of them."""

    name = "samverk.apps.outcomes"
    label = "outcomes"
    verbose_name = "Uppföljning"
