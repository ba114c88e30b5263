"""Addresses of the demo's doors into the register, in a demo only (config.register_urls)."""

from __future__ import annotations

from django.urls import path

from samverk.web.demo.views import door
from samverk.web.participants.demo_views import register_doors

urlpatterns = [path("", register_doors, name="demo"), path("in/<str:token>/", door, name="demo_door")]
