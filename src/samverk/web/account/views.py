"""The pages of one's own sign-in that are not django-allauth's."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.web.page import public_page, signed_in_page


@signed_in_page
def own_account(request: HttpRequest) -> HttpResponse:
    """Name, address, password, authenticator, the organisation's own sign-in."""
    context = {
        "has_totp": is_mfa_enabled(request.user),
        "has_provider": bool(settings.SOCIALACCOUNT_PROVIDERS),
        "is_connected": SocialAccount.objects.filter(user=request.user).exists(),
    }
    return render(request, "account/own.html", context)


@public_page
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Who gives a new link. Nothing is sent by mail, so nobody can ask for one here."""
    return render(request, "account/forgotten.html")
