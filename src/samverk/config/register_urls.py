"""Every address of a register. Swedish and ASCII."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from samverk.web.installation.views import accessibility, health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samverk.web.participants.urls")),
    path("konto/", include("samverk.web.account.urls")),
    path("halsa/", health, name="health"),
    path("tillganglighet/", accessibility, name="accessibility"),
]
if settings.SAMVERK_DEMO:
    urlpatterns.insert(0, path("demo/", include("samverk.web.participants.demo_urls")))

handler403 = "samverk.web.errors.forbidden"
handler404 = "samverk.web.errors.not_found"
handler500 = "samverk.web.errors.fault"
