"""Sign-in at the organisation's own provider, over OpenID Connect: what is believed, whom it signs in, what is kept.

django-allauth walks the steps: discovery, code, PKCE, tokens. Here is what it leaves open: a nonce; that both of the
provider's answers tell of the same person; that an address signs in whoever has it only when it is vouched for; and
that nothing of the answers is kept but the issuer and a hash of the person's number there.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect

from samverk.apps.audit.clock import today
from samverk.apps.users.actions import connect_provider
from samverk.apps.users.actor import actor_of
from samverk.apps.users.models import User

PROVIDER = "organisation"
_CODE = re.compile(r"[a-z_]{1,40}")
_ERROR_CODE = re.compile(r'"error": ?"([a-z_]{1,40})"')


class Reason(StrEnum):
    """Why someone was not signed in."""

    CANCELLED = "cancelled"
    EXPIRED = "expired"
    PROVIDER = "provider"
    UNVERIFIED = "unverified"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    TAKEN = "taken"  # this sign-in opens another account
    OTHER = "other"  # this account is opened by another sign-in


class SignInRefused(Exception):  # noqa: N818 - an answer to a person, not a fault
    """The provider's answer signs nobody in. `detail` is for the log: codes and kinds of faults, never a person."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.detail = detail


class OrganisationProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider as django-allauth knows it."""

    def redirect(self, request: HttpRequest, process: str, next_url: str | None = None, **kwargs: Any) -> Any:
        """Send the person there with a number that must come back inside the signed answer."""
        nonce = secrets.token_urlsafe(24)
        sent = {**self.get_auth_params(), "nonce": nonce}
        return super().redirect(request, process, next_url, auth_params=sent, nonce=nonce, **kwargs)

    def sociallogin_from_response(self, request: HttpRequest, response: Mapping[str, Any]) -> Any:
        """What the provider says, with `claims` that are not kept. Raises SignInRefused when its answers differ."""
        signed, asked = response.get("id_token") or {}, response.get("userinfo") or {}
        if not signed.get("sub") or signed["sub"] != asked.get("sub"):
            raise SignInRefused(Reason.PROVIDER, "another subject in userinfo than in the id token")
        login = super().sociallogin_from_response(request, response)
        login.claims = {**asked, **signed}
        return login

    def extract_uid(self, data: Mapping[str, Any]) -> str:
        """A hash of the person's number, which is unique with its issuer only."""
        signed = data["id_token"]
        return hashlib.sha256(f"{signed['iss']}\n{signed['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, str]:
        """What is kept beside it."""
        return {"issuer": data["id_token"]["iss"]}


class OrganisationAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The steps, with our provider."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, PROVIDER)

    @property
    def basic_auth(self) -> bool:
        """How the secret is sent: as the provider says, and by the protocol's own way when it says nothing."""
        ways = self.openid_config.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return "client_secret_post" not in ways

    def get_provider(self) -> OrganisationProvider:
        """The provider. Raises SocialApp.DoesNotExist when the installation has none."""
        return OrganisationProvider(self.request, app=get_adapter().get_app(self.request, provider=PROVIDER))


def vouched_address(claims: Mapping[str, Any]) -> str:
    """The mail address that the provider vouches for. Raises SignInRefused.

    A provider that says nothing of its addresses is believed about those of SAMVERK_OIDC_DOMAINS.
    """
    address = str(claims.get("email") or "").strip().lower()
    said = claims.get("email_verified")
    is_own = address.rpartition("@")[2] in settings.SAMVERK_OIDC_DOMAINS
    if not address or not (said in (True, "true") or (said is None and is_own)):
        raise SignInRefused(Reason.UNVERIFIED, "" if address else "no e-mail claim")
    return address


def recognise(request: HttpRequest, sociallogin: Any) -> None:
    """Find the account that the provider's answer opens, and connect it the first time. Raises SignInRefused."""
    nonce = sociallogin.state.get("nonce")
    if not nonce or sociallogin.claims.get("nonce") != nonce:
        raise SignInRefused(Reason.PROVIDER, "another nonce than the one sent")
    if sociallogin.state["process"] == AuthProcess.CONNECT:
        _connect_own(request.user, sociallogin)
        raise ImmediateHttpResponse(redirect("account"))
    if not sociallogin.is_existing:
        user = _account_of(vouched_address(sociallogin.claims))
        _connect(user, sociallogin)
        sociallogin.user = user


def _account_of(address: str) -> User:
    user = User.objects.filter(email=address).first()
    if user is None:
        raise SignInRefused(Reason.UNKNOWN)
    if not user.is_active:
        raise SignInRefused(Reason.CLOSED)
    return user


def _connect_own(user: object, sociallogin: Any) -> None:
    """Connect the sign-in to the account of whoever is signed in, whatever address the provider has."""
    if not isinstance(user, User):
        raise SignInRefused(Reason.EXPIRED)
    if not sociallogin.is_existing:
        _connect(user, sociallogin)
    elif sociallogin.user != user:
        raise SignInRefused(Reason.TAKEN)


def _connect(user: User, sociallogin: Any) -> None:
    """Connect an account to its first sign-in; an address that has come to another person opens nothing."""
    issuer = sociallogin.account.extra_data["issuer"]
    if SocialAccount.objects.filter(user=user, extra_data__issuer=issuer).exists():
        raise SignInRefused(Reason.OTHER)
    connect_provider(actor_of(user, None, today()), sociallogin.account)


def refuse(
    request: HttpRequest,
    error: AuthError = AuthError.UNKNOWN,
    exception: Exception | None = None,
    extra_context: Mapping[str, Any] | None = None,
) -> NoReturn:
    """Tell what went wrong on the way. Raises SignInRefused."""
    if error == AuthError.CANCELLED:
        raise SignInRefused(Reason.CANCELLED)
    if exception is None and "state" not in (extra_context or {}):
        raise SignInRefused(Reason.EXPIRED)
    if exception is None:
        said = request.GET.get("error", "")
        raise SignInRefused(Reason.PROVIDER, said if _CODE.fullmatch(said) else "no code and no error")
    raise SignInRefused(Reason.PROVIDER, detail_of(exception)) from exception


def detail_of(exception: Exception) -> str:
    """The kind of a fault, and the code by which the provider or its server named it."""
    codes = _ERROR_CODE.findall(str(exception))
    status = getattr(getattr(exception, "response", None), "status_code", None)
    return " ".join([type(exception).__name__, *codes, *([str(status)] if status else [])])
