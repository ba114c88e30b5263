"""What is asked for between the first proof of who one is and being signed in."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest

from samverk.apps.users.models import User


class CodeStage(AuthenticateStage):  # type: ignore[misc]
    """The code from an app, which a provider that asks for two steps itself has made up for."""

    def handle(self) -> tuple[object, bool]:
        """Ask, or go on."""
        if came_in_two_steps(self.request, self.login.user):
            return None, True
        answer: tuple[object, bool] = super().handle()
        return answer


def came_in_two_steps(request: HttpRequest, user: User) -> bool:
    """True when the person signs in at a provider of which the host has said that it always asks for two steps."""
    records = get_authentication_records(request, user) if settings.SAMVERK_OIDC_TWO_STEPS else []
    return any(record["method"] == "socialaccount" for record in records)
