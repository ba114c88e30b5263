"""Addresses of the home page."""

from __future__ import annotations

from django.urls import path

from samverk.web.home.calendar import calendar_feed
from samverk.web.home.search import search
from samverk.web.home.views import forget_day, home, record_day, record_leaving, record_meeting, year_days

urlpatterns = [
    path("", home, name="home"),
    path("kalender/", calendar_feed, name="calendar_feed"),
    path("sok/", search, name="search"),
    path("arshjul/<int:year>/", year_days, name="year_days"),
    path("arshjul/anteckna/", record_day, name="record_day"),
    path("arshjul/sammantrade/", record_meeting, name="record_meeting"),
    path("arshjul/uppsagning/", record_leaving, name="record_leaving"),
    path("arshjul/antecknad/<int:pk>/", forget_day, name="forget_day"),
]
