"""Addresses of Uppföljning."""

from __future__ import annotations

from django.urls import path

from samverk.web.outcomes import push, register_views, release_views, return_views, views

urlpatterns = [
    path("", views.outcomes, name="outcomes"),
    path("insats/<int:pk>/", views.outcome_measure, name="outcome_measure"),
    path("insats/<int:pk>/mal/", views.outcome_targets, name="outcome_targets"),
    path("mal/<int:pk>/ta-bort/", views.remove_outcome_target, name="remove_outcome_target"),
    path("uppfoljning-finsam/", views.national_counts, name="national_counts"),
    path("aterrapporter/", return_views.returns, name="returns"),
    path("aterrapporter/ny/", return_views.receive_return, name="receive_return"),
    path("aterrapporter/<int:pk>/", return_views.one_return, name="return"),
    path("aterrapporter/<int:pk>/fil/", return_views.return_file, name="return_file"),
    path("ta-emot/", push.push_return, name="push_return"),
    path("offentliggoranden/", release_views.releases, name="releases"),
    path("offentliggoranden/nytt/", release_views.release_new, name="release_new"),
    path("offentliggoranden/fil/", release_views.releases_file, name="releases_file"),
    path("offentliggoranden/<int:pk>/", release_views.one_release, name="release"),
    path("offentliggoranden/<int:pk>/steg/", release_views.release_move, name="release_move"),
    path("register/", register_views.registers, name="registers"),
    path("register/nytt/", register_views.register_new, name="register_new"),
    path("register/<int:pk>/", register_views.register_change, name="register_change"),
    path("register/<int:pk>/stang/", register_views.register_close, name="register_close"),
    path("rojanderegel/", register_views.disclosure_rule, name="disclosure_rule"),
    path("rojanderegel/<int:pk>/ta-bort/", register_views.remove_rule, name="remove_rule"),
]
