"""The page of one's own sign-in."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.web.page import signed_in_page


@signed_in_page
def own_account(request: HttpRequest) -> HttpResponse:
    """Name, address, password, authenticator."""
    return render(request, "account/own.html", {"has_totp": is_mfa_enabled(request.user)})
