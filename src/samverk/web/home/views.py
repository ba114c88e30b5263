"""The home page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samverk.apps.users.perms import ENTER
from samverk.web.page import AssociationRequest, page


@page(ENTER)
def home(request: AssociationRequest) -> HttpResponse:
    """What to do next."""
    return render(request, "home/home.html")


@page(ENTER)
def search(request: AssociationRequest) -> HttpResponse:
    """Everything that can be found by name."""
    return render(request, "home/home.html")
