"""Addresses of the home page."""

from __future__ import annotations

from django.urls import path

from samverk.web.home.views import home, search

urlpatterns = [path("", home, name="home"), path("sok/", search, name="search")]
