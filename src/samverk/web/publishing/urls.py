"""Addresses of Rapport."""

from __future__ import annotations

from django.urls import path

from samverk.web.publishing.views import chapter, report, report_days, report_file, report_list, report_preview

urlpatterns = [
    path("", report_list, name="reports"),
    path("<int:year>/", report, name="report"),
    path("<int:year>/forhandsvisning/", report_preview, name="report_preview"),
    path("<int:year>/beslut/", report_days, name="report_days"),
    path("<int:year>/kapitel/<slug:name>/", chapter, name="report_chapter"),
    path("<int:year>/arsredovisning.<slug:kind>", report_file, name="report_file"),
]
