"""Addresses of surveys, under Uppföljning."""

from __future__ import annotations

from django.urls import path

from samverk.web.surveys import import_views, paper_views, questionnaire_views, round_views, views

urlpatterns = [
    path("", views.surveys, name="surveys"),
    path("excel/", views.survey_file, name="survey_file"),
    path("las-in/", import_views.import_survey, name="import_survey"),
    path("las-in/mall/", import_views.survey_template, name="survey_template"),
    path("<int:year>/ta-bort/", import_views.remove_survey_year, name="remove_survey_year"),
    path("minsta-antal/", views.survey_minimum, name="survey_minimum"),
    path("minsta-antal/<int:pk>/ta-bort/", views.remove_survey_minimum, name="remove_survey_minimum"),
    path("egna/", questionnaire_views.questionnaires, name="questionnaires"),
    path("egna/<int:pk>/", questionnaire_views.questionnaire, name="questionnaire"),
    path("egna/<int:pk>/fraga/", questionnaire_views.question_new, name="question_new"),
    path("egna/<int:pk>/fraga/<slug:key>/", questionnaire_views.question_edit, name="question_edit"),
    path("egna/<int:pk>/fraga/<slug:key>/ta-bort/", questionnaire_views.question_remove, name="question_remove"),
    path("egna/<int:pk>/sprak/", questionnaire_views.language_new, name="language_new"),
    path("egna/<int:pk>/sprak/<slug:code>/", questionnaire_views.language_edit, name="language_edit"),
    path("egna/<int:pk>/omgang/", questionnaire_views.round_new, name="round_new"),
    path("omgang/<int:pk>/", round_views.survey_round, name="survey_round"),
    path("omgang/<int:pk>/avsluta/", round_views.survey_round_end, name="survey_round_end"),
    path("omgang/<int:pk>/blankett/", paper_views.survey_round_form, name="survey_round_form"),
    path("omgang/<int:pk>/papper/", paper_views.survey_round_paper, name="survey_round_paper"),
]
