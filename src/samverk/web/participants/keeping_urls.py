"""Addresses of what leaves and keeps the register: returns, settings, people, the read log, disposal, import."""

from __future__ import annotations

from django.urls import path

from samverk.web.participants import return_views

urlpatterns = [
    path("aterrapporter/", return_views.register_returns, name="register_returns"),
    path("aterrapporter/ny/", return_views.register_return_new, name="register_return_new"),
    path("aterrapporter/<int:pk>/", return_views.register_return, name="register_return"),
    path("aterrapporter/<int:pk>/fil/", return_views.register_return_file, name="register_return_file"),
    path("nyckel/", return_views.register_key, name="register_key"),
    path("nyckel/publik/", return_views.register_public_key, name="register_public_key"),
]
