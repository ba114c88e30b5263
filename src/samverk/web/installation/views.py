"""The associations of the person, the health of the installation, the accessibility statement."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from samverk import __version__
from samverk.apps.audit.clock import today
from samverk.apps.organisation.models import Association
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
    """200 when the database answers and can be written, 503 when not; nothing about content."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "databasen svarar inte"}, status=503)
    return JsonResponse({"status": "i drift", "version": __version__})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (lag 2018:1937, 13 §)."""
    return render(request, "installation/accessibility.html")
