"""Address of the gallery."""

from __future__ import annotations

from django.urls import path

from samverk.web.components.views import gallery

urlpatterns = [path("", gallery, name="gallery")]
