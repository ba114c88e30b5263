"""The associations of the person, the health of the installation, the accessibility statement."""

from __future__ import annotations

import functools
import time
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from samverk import __version__
from samverk.apps.audit.clock import today
from samverk.apps.organisation.models import Association
from samverk.apps.upkeep.health import Health, look
from samverk.web.page import public_page, signed_in_page


@signed_in_page
def associations(request: HttpRequest) -> HttpResponse:
    """The person's associations; straight into the only one."""
    day = today()
    mine = Association.objects.filter(roles__in=request.user.roles.on(day)).distinct()  # type: ignore[union-attr]
    if len(mine) == 1 and "alla" not in request.GET:
        return redirect("home", association=mine[0].slug)
    return render(request, "installation/associations.html", {"mine": mine})


@public_page
def health(request: HttpRequest) -> HttpResponse:
    """200 while people can work, 503 when not; nothing about content. Looked at afresh every five seconds at most."""
    found = _health(int(time.monotonic()) // 5)
    content = {"status": "i drift" if found.is_up else "ur drift", "version": __version__, **asdict(found)}
    return JsonResponse(content, status=200 if found.is_up else 503, json_dumps_params={"ensure_ascii": False})


@functools.lru_cache(maxsize=1)
def _health(_moment: int) -> Health:
    return look()


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (lag 2018:1937, 13 §)."""
    return render(request, "installation/accessibility.html")
