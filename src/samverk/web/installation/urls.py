"""Addresses outside every association."""

from __future__ import annotations

from django.urls import path

from samverk.web.installation.views import accessibility, associations, health

urlpatterns = [
    path("", associations, name="associations"),
    path("halsa/", health, name="health"),
    path("tillganglighet/", accessibility, name="accessibility"),
]
