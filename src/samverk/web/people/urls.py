"""Addresses of people and roles."""

from __future__ import annotations

from django.urls import path

from samverk.web.people.views import people, privacy_register

urlpatterns = [path("", people, name="people"), path("personuppgifter/", privacy_register, name="privacy_register")]
