"""Addresses of this room, in a demo only (config.urls)."""

from __future__ import annotations

from django.urls import path

from samverk.web.demo.views import door, doors

urlpatterns = [path("", doors, name="demo"), path("in/<str:token>/", door, name="demo_door")]
