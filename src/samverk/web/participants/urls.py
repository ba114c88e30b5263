"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from samverk.web.participants.views import register_home

urlpatterns = [path("", register_home, name="register_home")]
