"""Addresses of Granska."""

from __future__ import annotations

from django.urls import path

from samverk.web.review.views import review_page

urlpatterns = [path("", review_page, name="review")]
