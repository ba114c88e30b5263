"""Addresses outside every association."""

from __future__ import annotations

from django.urls import path

from samverk.web.home.calendar import calendar
from samverk.web.installation import host
from samverk.web.installation.views import accessibility, associations, health

urlpatterns = [
    path("", associations, name="associations"),
    path("kalender/<str:token>.ics", calendar, name="calendar"),
    path("installation/", host.installation, name="installation"),
    path("installation/forbund/nytt/", host.new_association, name="new_association"),
    path("installation/forbund/<slug:slug>/", host.host_association, name="host_association"),
    path("installation/konton/nytt/", host.new_account, name="new_account"),
    path("installation/konton/<int:pk>/", host.host_account, name="host_account"),
    path("installation/konton/<int:pk>/lank/", host.host_link, name="host_link"),
    path("halsa/", health, name="health"),
    path("tillganglighet/", accessibility, name="accessibility"),
]
