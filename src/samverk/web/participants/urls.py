"""Addresses of the register."""

from __future__ import annotations

from django.urls import path, register_converter

from samverk.web.participants import (
    count_views,
    intake_views,
    keeping_urls,
    list_views,
    paper_views,
    participation_views,
    question_views,
    rating_views,
    status_views,
    views,
)
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
    path(f"{_MEASURE}ko/", count_views.queue, name="queue"),
    path("ko/<int:pk>/", count_views.queue_leave, name="queue_leave"),
    path(f"{_MEASURE}anonyma/", count_views.anonymous, name="anonymous"),
    path(f"{_MEASURE}vald/", count_views.violence, name="violence"),
    path(f"{_MEASURE}blankett/<slug:kind>/", paper_views.paper_form, name="paper_form"),
    path("fragor/", question_views.questions, name="questions"),
    path("fragor/ny/", question_views.question_new, name="question_new"),
    path("fragor/<int:pk>/", question_views.question, name="question"),
    path(_PARTICIPATION, participation_views.participation, name="participation"),
    path(f"{_PARTICIPATION}andra/", intake_views.participation_edit, name="participation_edit"),
    path(f"{_PARTICIPATION}lage/<moment:moment>/", status_views.participation_status, name="participation_status"),
    path(f"{_PARTICIPATION}avsluta/", status_views.participation_exit, name="participation_exit"),
    path(f"{_PARTICIPATION}oppna-igen/", participation_views.participation_reopen, name="participation_reopen"),
    path(f"{_PARTICIPATION}skattning/", rating_views.participation_rating, name="participation_rating"),
    path(f"{_PARTICIPATION}skattning/<slug:day>/ta-bort/", rating_views.rating_remove, name="rating_remove"),
    path(f"{_PARTICIPATION}aterkalla/", participation_views.consent_withdraw, name="consent_withdraw"),
    *keeping_urls.urlpatterns,
]
