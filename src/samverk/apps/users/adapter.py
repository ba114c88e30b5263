"""How django-allauth behaves here: nobody signs up, accounts are given; a provider signs in people who are known."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

from samverk.apps.users import openid


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the director or the host."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Kontot är stängt. Fråga förbundschefen om du ska ha tillgång.",
        "email_password_mismatch": "Adressen eller lösenordet stämmer inte. Efter fem försök får du vänta fem minuter.",
        "enter_current_password": "Det är inte ditt nuvarande lösenord.",
        "incorrect_password": "Lösenordet stämmer inte.",
        "incorrect_code": "Koden stämmer inte. Vänta på nästa kod i appen och försök igen.",
        "invalid_or_expired_key": "Länken gäller inte längre.",
        "rate_limited": "Det blev för många försök på kort tid. Vänta i fem minuter och försök igen.",
        "too_many_login_attempts": "Fem försök har misslyckats. Försök igen om fem minuter.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_stages(self) -> list[str]:
        """Those of django-allauth, with our own word on who is asked for a code."""
        own = {"allauth.mfa.stages.AuthenticateStage": "samverk.apps.users.stages.CodeStage"}
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever signed in a moment ago has just shown who it is, also by a one-time link."""
        return super().is_reauthentication_required(app=app) and not _signed_in_lately(self.request)


def _signed_in_lately(request: HttpRequest) -> bool:
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(record["at"] > since for record in get_authentication_records(request, request.user))


class KnownPersonAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider vouches for a mail address that an account already has; it opens no account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account. Raises SignInRefused."""
        openid.recognise(request, sociallogin)

    def on_authentication_error(self, request: HttpRequest, provider: object, **told: Any) -> None:
        """The provider, or the way back from it, said no. Raises SignInRefused."""
        openid.refuse(request, **told)


class KeptSecretAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of authenticators are encrypted with a key made of the installation's own."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Koden stämmer inte. Vänta på nästa kod i appen och försök igen.",
        "cannot_generate_recovery_codes": "Slå på tvåstegsinloggningen först, sedan finns det reservkoder.",
    }

    def encrypt(self, text: str) -> str:
        """The text as it is stored."""
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The text that was stored."""
        return _cipher().decrypt(encrypted_text.encode("ascii")).decode()


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"samverk.mfa:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
