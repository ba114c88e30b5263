"""Addresses of Förbundet."""

from __future__ import annotations

from django.urls import path

from samverk.web.organisation import facts_views, income_views, views, wheel_views

urlpatterns = [
    path("", views.overview, name="association"),
    path("uppgifter/", views.own, name="association_edit"),
    path("medlemmar/", views.members, name="members"),
    path("medlemmar/ny/", views.member_new, name="member_new"),
    path("medlemmar/<int:pk>/", views.member_edit, name="member_edit"),
    path("medlemmar/<int:pk>/ta-bort/", views.member_remove, name="member_remove"),
    path("styrelse/", views.board, name="board"),
    path("styrelse/ny/", views.mandate_new, name="mandate_new"),
    path("styrelse/<int:pk>/", views.mandate_edit, name="mandate_edit"),
    path("styrelse/<int:pk>/ta-bort/", views.mandate_remove, name="mandate_remove"),
    path("forbundsordning/", views.charters, name="charters"),
    path("forbundsordning/ny/", views.charter_new, name="charter_new"),
    path("forbundsordning/<int:pk>/", views.charter_edit, name="charter_edit"),
    path("forbundsordning/<int:pk>/ta-bort/", views.charter_remove, name="charter_remove"),
    path("funktionarer/", views.officers, name="officers"),
    path("funktionarer/ny/", views.officer_new, name="officer_new"),
    path("funktionarer/<int:pk>/", views.officer_edit, name="officer_edit"),
    path("funktionarer/<int:pk>/ta-bort/", views.officer_remove, name="officer_remove"),
    path("intakter/", views.income_sources, name="income_sources"),
    path("intakter/ny/", views.source_new, name="income_source_new"),
    path("intakter/ur-bokforingen/", income_views.sources_from_books, name="income_sources_from_books"),
    path("intakter/<int:pk>/", views.source_edit, name="income_source_edit"),
    path("intakter/<int:pk>/ta-bort/", views.source_remove, name="income_source_remove"),
    path("arshjulet/", wheel_views.wheel_settings, name="wheel_settings"),
    path("arshjulet/andra/", wheel_views.wheel_settings_edit, name="wheel_settings_edit"),
    path("faktafiler/", facts_views.facts, name="facts"),
    path("faktafiler/<int:year>.zip", facts_views.facts_zip, name="facts_zip"),
]
