"""Addresses of what leaves and keeps the register: returns, settings, people, the read log, disposal, import."""

from __future__ import annotations

from django.urls import path

from samverk.web.participants import (
    disposal_views,
    extract_views,
    import_views,
    return_views,
    scb_views,
    setting_views,
    staff_views,
    trail_views,
)

urlpatterns = [
    path("aterrapporter/", return_views.register_returns, name="register_returns"),
    path("aterrapporter/ny/", return_views.register_return_new, name="register_return_new"),
    path("aterrapporter/<int:pk>/", return_views.register_return, name="register_return"),
    path("aterrapporter/<int:pk>/fil/", return_views.register_return_file, name="register_return_file"),
    path("nyckel/", return_views.register_key, name="register_key"),
    path("nyckel/publik/", return_views.register_public_key, name="register_public_key"),
    path("installningar/", setting_views.register_settings, name="register_settings"),
    path("installningar/registret/", setting_views.register_settings_edit, name="register_settings_edit"),
    path("installningar/insatser/ny/", setting_views.register_measure_new, name="register_measure_new"),
    path("installningar/insatser/<int:pk>/", setting_views.register_measure_edit, name="register_measure_edit"),
    path("gallring/", disposal_views.register_disposal, name="register_disposal"),
    path("laslogg/", trail_views.register_reads, name="register_reads"),
    path("handelser/", trail_views.register_trail, name="register_trail"),
    path("handelser/prova/", trail_views.register_trail_proof, name="register_trail_proof"),
    path("deltagande/<int:pk>/utdrag/", extract_views.participant_extract, name="participant_extract"),
    path("deltagande/<int:pk>/utdrag/fil/", extract_views.participant_extract_file, name="participant_extract_file"),
    path("insats/<int:measure>/las-in/", import_views.import_file, name="import_file"),
    path("insats/<int:measure>/scb/", scb_views.scb, name="scb"),
    path("insats/<int:measure>/scb/<int:month>/", scb_views.scb_month, name="scb_month"),
    path("insats/<int:measure>/las-in/mall/", import_views.import_template, name="import_template"),
    path("personal/", staff_views.register_staff, name="register_staff"),
    path("personal/ny/", staff_views.register_staff_new, name="register_staff_new"),
    path("personal/<int:pk>/", staff_views.register_person, name="register_person"),
    path("personal/<int:pk>/konto/", staff_views.register_account, name="register_account"),
    path("personal/<int:pk>/lank/", staff_views.register_link, name="register_link"),
    path("personal/<int:pk>/roll/<int:role>/", staff_views.register_role_end, name="register_role_end"),
]
