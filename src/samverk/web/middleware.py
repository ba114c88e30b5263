"""What surrounds every page: nothing undeclared is answered, and refusals are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from samverk.apps.audit.door import EditConflict
from samverk.apps.users.permission import PermissionRefused
from samverk.web import errors

Answer = Callable[[HttpRequest], HttpResponse]

_LET_THROUGH = ("allauth.", "django.contrib.staticfiles.")
_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


class PermissionsPolicyMiddleware:
    """Turns off what no page needs of the browser."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and add the header."""
        answer = self.get_response(request)
        answer.setdefault("Permissions-Policy", _POLICY)
        return answer


class DenyByDefaultMiddleware:
    """A view that is not declared a page (web.page) is refused, whoever asks."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Refuse what is undeclared."""
        if hasattr(view, "access") or view.__module__.startswith(_LET_THROUGH):
            return None
        return errors.not_found(request)


class ToldErrorsMiddleware:
    """Turns refusals of permissions and changes into pages that say why."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Tell a refusal; anything else goes on to Django."""
        if isinstance(exception, PermissionRefused):
            return errors.refused(request, exception)
        if isinstance(exception, EditConflict):
            return errors.conflict(request, exception)
        return errors.database_trouble(request, exception)
