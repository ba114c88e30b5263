"""The app of surveys."""

from __future__ import annotations

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Indicators and questionnaires."""

    name = "samverk.apps.surveys"
    label = "surveys"
    verbose_name = "Enkäter"
