"""Addresses of surveys, under Uppföljning."""

from __future__ import annotations

from django.urls import path

from samverk.web.surveys import import_views, views

urlpatterns = [
    path("", views.surveys, name="surveys"),
    path("excel/", views.survey_file, name="survey_file"),
    path("las-in/", import_views.import_survey, name="import_survey"),
    path("las-in/mall/", import_views.survey_template, name="survey_template"),
    path("<int:year>/ta-bort/", import_views.remove_survey_year, name="remove_survey_year"),
    path("minsta-antal/", views.survey_minimum, name="survey_minimum"),
    path("minsta-antal/<int:pk>/ta-bort/", views.remove_survey_minimum, name="remove_survey_minimum"),
]
