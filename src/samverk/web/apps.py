"""The pages as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The name under which template tags and static files are found."""

    name = "samverk.web"
    label = "web"
    verbose_name = "Webben"
