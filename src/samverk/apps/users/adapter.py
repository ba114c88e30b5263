"""How django-allauth behaves here: nobody signs up, accounts are given; a provider signs in people who are known."""

from __future__ import annotations

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the director or the host."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class KnownPersonAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider vouches for a mail address that an account already has; it opens no account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Never."""
        return False


class KeptSecretAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of authenticators are encrypted with a key made of the installation's own."""

    def encrypt(self, text: str) -> str:
        """The text as it is stored."""
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The text that was stored."""
        return _cipher().decrypt(encrypted_text.encode("ascii")).decode()


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"samverk.mfa:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
