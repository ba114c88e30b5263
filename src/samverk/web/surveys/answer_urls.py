"""Addresses that anyone with the link may open."""

from __future__ import annotations

from django.urls import path

from samverk.web.surveys import answer_views

urlpatterns = [
    path("<str:code>/", answer_views.answer_survey, name="answer_survey"),
    path("<str:code>/tack/", answer_views.survey_thanks, name="survey_thanks"),
]
