"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samverk.web.planning import (
    decide_views,
    income_views,
    outcome_views,
    paste_views,
    scenario_views,
    version_views,
    views,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.plan, name="plan"),
    path("ny/", version_views.start_budget, name="start_budget"),
    path("versioner/", version_views.budget_versions, name="budget_versions"),
    path("version/<int:pk>/", views.budget_version, name="budget_version"),
    path("version/<int:pk>/summor/", views.budget_sums, name="budget_sums"),
    path("version/<int:pk>/excel/", views.budget_workbook, name="budget_workbook"),
    path("version/<int:pk>/klistra/", paste_views.paste_budget, name="paste_budget"),
    path("version/<int:pk>/besluta/", decide_views.decide_budget, name="decide_budget"),
    path("version/<int:pk>/revidera/", version_views.revise_budget, name="revise_budget"),
    path("version/<int:pk>/namn/", version_views.change_budget_words, name="change_budget_words"),
    path("version/<int:pk>/ta-bort/", version_views.discard_draft, name="discard_draft"),
    path("scenarier/<int:year>/nytt/", scenario_views.add_scenario, name="add_scenario"),
    path("scenario/<int:pk>/", scenario_views.change_scenario, name="change_scenario"),
    path("intakter/", income_views.income_engine, name="income_engine"),
    path("intakter/besked/", income_views.note_allocation, name="note_allocation"),
    path("intakter/besked/<int:pk>/ta-bort/", income_views.remove_notice, name="remove_notice"),
    path("intakter/bidrag/", income_views.add_grant, name="add_grant"),
    path("intakter/bidrag/<int:pk>/", income_views.change_grant, name="change_grant"),
    path("golv/", income_views.grant_floor, name="grant_floor"),
    path("prognos/", outcome_views.latest_forecast, name="latest_forecast"),
    path("prognos/<int:year>/", outcome_views.budget_forecast, name="budget_forecast"),
    path("utfall/", outcome_views.latest_outcome, name="latest_outcome"),
    path("utfall/<int:year>/", outcome_views.budget_outcome, name="budget_outcome"),
]
