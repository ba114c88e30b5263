"""Signing in at the organisation's own provider: there, back again, and what is said when it does not go well."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.core.ratelimit import consume_or_429
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.users.actions import disconnect_provider
from samverk.apps.users.actor import actor_of
from samverk.apps.users.openid import OrganisationAdapter, Reason, SignInRefused, detail_of
from samverk.web.page import HostRequest, public_page, signed_in_page

LOGGER = logging.getLogger("samverk.sign_in")
_UNREADABLE = (RequestException, OAuth2Error, KeyError, TypeError, ValueError)
"""What is raised by a provider that does not answer, or answers with something else than OpenID Connect."""
_TOLD = {
    Reason.CANCELLED: (200, "Inloggningen avbröts", "Du avbröt hos inloggningstjänsten. Ingenting har hänt."),
    Reason.EXPIRED: (
        400,
        "Börja om inloggningen",
        "Svaret från inloggningstjänsten hör inte ihop med en inloggning som pågår här. Så blir det när sidan har "
        "legat öppen i mer än tio minuter, eller när man går bakåt i webbläsaren.",
    ),
    Reason.PROVIDER: (
        502,
        "Inloggningstjänsten svarar inte som den ska",
        "Det går inte att logga in med organisationens inloggning just nu. Försök igen om en stund, eller logga in med "
        "lösenord om du har ett. Säg till den som sköter Samverk om felet står kvar; orsaken står i loggen.",
    ),
    Reason.UNVERIFIED: (
        403,
        "Din e-postadress är inte bekräftad",
        "Inloggningstjänsten intygar inte att e-postadressen är din. Be den som sköter tjänsten att bekräfta den, "
        "eller logga in med lösenord om du har ett.",
    ),
    Reason.UNKNOWN: (
        403,
        "Du har inget konto här",
        "Inloggningstjänsten känner dig, men inget konto i Samverk har den e-postadress som den intygar. Konton läggs "
        "upp i Samverk, så fråga den som gör det hos er. Har du ett konto med en annan adress? Logga in där med "
        "lösenord och koppla ihop dem under Min inloggning.",
    ),
    Reason.CLOSED: (403, "Kontot är stängt", "Fråga den som lägger upp konton hos er om du ska ha tillgång."),
    Reason.TAKEN: (
        409,
        "Inloggningen hör till ett annat konto",
        "Din inloggning hos tjänsten är kopplad till ett annat konto i Samverk. Logga in på det och koppla bort den "
        "först.",
    ),
    Reason.OTHER: (
        403,
        "Kontot har en annan inloggning",
        "Kontot med din e-postadress är kopplat till en annan inloggning hos tjänsten. Be den som lägger upp konton om "
        "en länk till lösenordet, logga in med det och koppla om under Min inloggning.",
    ),
}
View = Callable[..., HttpResponseBase]


def _answering(view: View) -> View:
    """Tell what signs nobody in. The log has the reason and codes, never who."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, **kwargs)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        except SignInRefused as error:
            refused = error
        except _UNREADABLE as error:
            refused = SignInRefused(Reason.PROVIDER, detail_of(error))
        LOGGER.warning("sign-in at the provider refused: %s", " ".join([refused.reason, refused.detail]).strip())
        status, title, message = _TOLD[refused.reason]
        way_on = "account" if request.user.is_authenticated else "account_login"
        context = {"title": title, "message": message, "way_on": way_on}
        return render(request, "account/openid_refused.html", context, status=status)

    return answer


@public_page
@require_POST
@_answering
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the provider, to be signed in when one comes back."""
    limited: HttpResponseBase | None = consume_or_429(request, action="login")
    return limited or _away(request, AuthProcess.LOGIN)


@signed_in_page
@require_POST
@reauthentication_required
@_answering
def connect(request: HttpRequest) -> HttpResponseBase:
    """To the provider, to connect what one has there with the account that is signed in."""
    return _away(request, AuthProcess.CONNECT)


def _away(request: HttpRequest, process: str) -> HttpResponse:
    """A page that leads on at once. A redirect would be a form's, which the page's policy lets reach no one else."""
    sent = OrganisationAdapter(request).get_provider().redirect(request, process, get_next_redirect_url(request))
    answer = render(request, "account/openid_away.html", {"address": sent["Location"]})
    answer["Refresh"] = f"0;url={sent['Location']}"
    return answer


@public_page
@require_GET
@_answering
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the provider."""
    answer: HttpResponseBase = OAuth2CallbackView.adapter_view(OrganisationAdapter(request))(request)
    return answer


@signed_in_page
@require_POST
@reauthentication_required
def disconnect(request: HostRequest) -> HttpResponseBase:
    """Leave the password as the only way in."""
    try:
        disconnect_provider(actor_of(request.user, None, today()))
    except RefusedChange as refused:
        messages.error(request, str(refused))
    return redirect("account")
