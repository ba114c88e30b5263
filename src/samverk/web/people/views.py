"""Who has which role, and what is kept about people."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samverk.apps.privacy.perms import SEE_REGISTER
from samverk.apps.users.perms import SEE_PEOPLE
from samverk.web.page import AssociationRequest, page


@page(SEE_PEOPLE)
def people(request: AssociationRequest) -> HttpResponse:
    """People and their roles."""
    return render(request, "people/people.html", {"roles": request.association.roles.select_related("user")})


@page(SEE_REGISTER)
def privacy_register(request: AssociationRequest) -> HttpResponse:
    """The register of personal data."""
    return render(request, "people/privacy.html")
