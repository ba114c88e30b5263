"""Pages that say what could not be done, why, and what to do next."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.apps.audit.door import EditConflict, plain, snapshot
from samverk.apps.users.permission import PermissionRefused


def _told(request: HttpRequest, status: int, title: str, message: str, **more: Any) -> HttpResponse:
    return render(request, "errors/told.html", {"title": title, "message": message, "rows": (), **more}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here, or nothing that the person may know of."""
    message = "Adressen leder ingenstans, eller så hör sidan till ett förbund där du inte har någon roll."
    return _told(request, 404, "Sidan finns inte", message)


def refused(request: HttpRequest, exception: PermissionRefused) -> HttpResponse:
    """The person is known but may not."""
    return _told(request, 403, "Det har du inte behörighet till", str(exception))


def conflict(request: HttpRequest, exception: EditConflict) -> HttpResponse:
    """Two people edited the same thing: both texts are shown, nothing is overwritten."""
    now = snapshot(exception.row)
    names = {each.attname: str(each.verbose_name) for each in exception.row._meta.concrete_fields}
    rows = [
        (names[name], plain(value), now[name])
        for name, value in exception.wanted.items()
        if name in now and plain(value) != now[name]
    ]
    message = (
        f"{exception} Ingenting har skrivits över. Gå tillbaka, ladda om sidan och gör ändringen igen om den "
        "fortfarande behövs."
    )
    return _told(request, 409, "Någon hann före", message, rows=rows)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection against forgery did not hold."""
    message = (
        "Formuläret hade legat öppet för länge eller kom från en annan sida. Gå tillbaka, ladda om och försök igen."
    )
    return _told(request, 403, "Formuläret gick inte att ta emot", message)


def database_trouble(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """A database that is locked or a disk that is full, told as such; None for every other exception."""
    words = str(exception).lower()
    if not isinstance(exception, DatabaseError | OSError):
        return None
    if "locked" in words or "lock timeout" in words:
        message = "Någon annan skriver just nu. Ingenting har ändrats. Vänta en stund och försök igen."
        return _told(request, 503, "Databasen är upptagen", message)
    if "full" in words or "no space" in words:
        message = (
            "Det finns ingen plats kvar på disken, så ändringen sparades inte. Det som fanns är orört. "
            "Den som sköter datorn behöver frigöra utrymme."
        )
        return _told(request, 507, "Disken är full", message)
    return None


def fault(request: HttpRequest) -> HttpResponse:
    """Something in the program itself."""
    message = (
        "Det är ett fel i programmet, inte i det du gjorde. Ingenting har sparats. Försök igen, och säg till den som "
        "sköter datorn om det upprepas; felet är antecknat med klockslag."
    )
    return _told(request, 500, "Samverk kunde inte visa sidan", message)
