"""Addresses of the auditor's room."""

from __future__ import annotations

from django.urls import path

from samverk.web.audit.views import event, export, room, trail_page, verify_chain

urlpatterns = [
    path("", room, name="audit_room"),
    path("handelser/", trail_page, name="trail"),
    path("handelser/<int:sequence>/", event, name="event"),
    path("kedjan/", verify_chain, name="verify_chain"),
    path("export/", export, name="export_trail"),
]
