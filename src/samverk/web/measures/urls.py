"""Addresses of Insatser."""

from __future__ import annotations

from django.urls import path

from samverk.web.measures import from_books_views, views

urlpatterns = [
    path("", views.measures, name="measures"),
    path("ny/", views.measure_new, name="measure_new"),
    path("ur-bokforingen/", from_books_views.measures_from_books, name="measures_from_books"),
    path("<int:pk>/", views.measure, name="measure"),
    path("<int:pk>/andra/", views.measure_edit, name="measure_edit"),
    path("<int:pk>/avsluta/", views.measure_close, name="measure_close"),
    path("<int:pk>/personer/", views.measure_owners, name="measure_owners"),
    path("<int:pk>/ta-bort/", views.measure_remove, name="measure_remove"),
]
