"""Addresses of the register."""

from __future__ import annotations

from django.urls import path, register_converter

from samverk.web.participants import intake_views, keeping_urls, list_views, participation_views, status_views, views
from samverk.web.participants.addresses import MomentConverter

register_converter(MomentConverter, "moment")

_PARTICIPATION = "deltagande/<int:pk>/"
_MEASURE = "insats/<int:measure>/"

urlpatterns = [
    path("", views.register_home, name="register_home"),
    path("hitta/", list_views.find_card, name="find_card"),
    path("deltagare/", list_views.participations, name="participations"),
    path(f"{_MEASURE}deltagare/", list_views.measure_participations, name="measure_participations"),
    path(f"{_MEASURE}ny/", intake_views.intake, name="intake"),
    path(_PARTICIPATION, participation_views.participation, name="participation"),
    path(f"{_PARTICIPATION}andra/", intake_views.participation_edit, name="participation_edit"),
    path(f"{_PARTICIPATION}lage/<moment:moment>/", status_views.participation_status, name="participation_status"),
    path(f"{_PARTICIPATION}avsluta/", status_views.participation_exit, name="participation_exit"),
    path(f"{_PARTICIPATION}oppna-igen/", participation_views.participation_reopen, name="participation_reopen"),
    path(f"{_PARTICIPATION}aterkalla/", participation_views.consent_withdraw, name="consent_withdraw"),
    *keeping_urls.urlpatterns,
]
