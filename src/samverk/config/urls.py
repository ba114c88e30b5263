"""Every address: the installation's own first, then one association's rooms. Swedish and ASCII."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

rooms: list[URLPattern | URLResolver] = [
    path("", include("samverk.web.home.urls")),
    path("bokforing/", include("samverk.web.accounting.urls")),
    path("budget/", include("samverk.web.planning.urls")),
    path("insatser/", include("samverk.web.measures.urls")),
    path("uppfoljning/", include("samverk.web.outcomes.urls")),
    path("uppfoljning/enkater/", include("samverk.web.surveys.urls")),
    path("svara/", include("samverk.web.surveys.answer_urls")),
    path("rapport/", include("samverk.web.publishing.urls")),
    path("granska/", include("samverk.web.review.urls")),
    path("forbundet/", include("samverk.web.organisation.urls")),
    path("personer/", include("samverk.web.people.urls")),
    path("revision/", include("samverk.web.audit.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samverk.web.installation.urls")),
    path("konto/", include("samverk.web.account.urls")),
    path("galleri/", include("samverk.web.components.urls")),
    path("<slug:association>/", include(rooms)),
]
if settings.SAMVERK_DEMO:
    urlpatterns.insert(0, path("demo/", include("samverk.web.demo.urls")))

handler403 = "samverk.web.errors.forbidden"
handler404 = "samverk.web.errors.not_found"
handler500 = "samverk.web.errors.fault"
