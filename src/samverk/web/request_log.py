"""A line in the log for every answered request: which page, how it went, how long it took. Never who or what."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LOGGER = logging.getLogger("samverk.request")
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestLogMiddleware:
    """Gives every request a number, X-Request-ID, that the answer carries and the log names.

    A page that `leaves_no_trace` (web.page) is not told at all: a line has a time and may have an address.
    The page is told as its pattern ("<slug:association>/bokforing/"), not as the address that was asked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and write the line."""
        started = time.perf_counter()
        number = _number(request)
        answer = self.get_response(request)
        answer["X-Request-ID"] = number
        match = request.resolver_match
        if match is not None and getattr(match.func, "leaves_no_trace", False):
            return answer
        fields = {
            "request": number,
            "method": request.method,
            "route": match.route if match else "",
            "status": answer.status_code,
            "ms": round((time.perf_counter() - started) * 1000),
        }
        if settings.SAMVERK_LOG_IP:
            fields["ip"] = address_of(request)
        LOGGER.info(
            "%s %s %d, %d ms", *(fields[name] for name in ("method", "route", "status", "ms")), extra={"fields": fields}
        )
        return answer


def _number(request: HttpRequest) -> str:
    """The number that the web server in front gave the request, else one of our own."""
    given = request.headers.get("X-Request-ID", "") if settings.SAMVERK_PROXIES else ""
    return given if _GIVEN.fullmatch(given) else uuid.uuid4().hex


def address_of(request: HttpRequest) -> str:
    """Where the request came from, as the outermost web server of our own saw it."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    nearest: str = request.META.get("REMOTE_ADDR", "")
    return ([nearest, *reversed(forwarded)][: settings.SAMVERK_PROXIES + 1])[-1].strip()
