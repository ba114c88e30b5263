"""Addresses outside every association."""

from __future__ import annotations

from django.urls import path

from samverk.web.home.calendar import calendar
from samverk.web.installation.views import accessibility, associations, health

urlpatterns = [
    path("", associations, name="associations"),
    path("kalender/<str:token>.ics", calendar, name="calendar"),
    path("halsa/", health, name="health"),
    path("tillganglighet/", accessibility, name="accessibility"),
]
