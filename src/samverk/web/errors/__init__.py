"""Pages that say what could not be done, why, and what to do next."""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.apps.audit.door import EditConflict, plain, snapshot
from samverk.apps.upkeep.trouble import Trouble, trouble_of
from samverk.apps.users.permission import PermissionRefused
from samverk.web import unsent


def _told(request: HttpRequest, status: int, title: str, message: str, **more: Any) -> HttpResponse:
    return render(
        request,
        "errors/told.html",
        {"title": title, "message": message, "rows": (), "words": (), "again": "", **more},
        status=status,
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here, or nothing that the person may know of."""
    message = "Adressen leder ingenstans, eller så hör sidan till ett förbund där du inte har någon roll."
    return _told(request, 404, "Sidan finns inte", message)


def refused(request: HttpRequest, exception: PermissionRefused) -> HttpResponse:
    """The person is known but may not."""
    return _told(request, 403, "Det har du inte behörighet till", str(exception))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Refused by a package of ours, without a reason of its own: signing in anew is what it asks for."""
    message = (
        "Det går inte att göra med den inloggning du har. Logga ut, logga in igen med lösenord och försök på nytt."
    )
    return _told(request, 403, "Logga in igen först", message)


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
        f"{exception} Ingenting har skrivits över. Öppna sidan på nytt, och gör ändringen igen om den fortfarande "
        "behövs."
    )
    return _told(request, 409, "Någon hann före", message, rows=rows, again=request.path)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection against forgery did not hold."""
    message = (
        "Formuläret hade legat öppet för länge, eller så har du loggat in igen i en annan flik. Öppna sidan på nytt "
        "och försök igen. Ingenting har sparats."
    )
    words = unsent.long_words(unsent.own_fields(request))
    return _told(request, 403, "Formuläret gick inte att ta emot", message, words=words, again=request.path)


def database_trouble(request: HttpRequest, exception: BaseException | None) -> HttpResponse | None:
    """A database that is locked or a disk that is full, told as such; None for every other exception."""
    trouble = trouble_of(exception)
    if trouble is None:
        return None
    status, title = (503, "Databasen är upptagen") if trouble is Trouble.BUSY else (507, "Disken är full")
    return _told(request, status, title, trouble.value)


def fault(request: HttpRequest) -> HttpResponse:
    """Something in the program itself, or trouble that came outside every view, such as when a session was saved."""
    told = database_trouble(request, sys.exc_info()[1])
    if told is not None:
        return told
    message = (
        "Det är ett fel i programmet, inte i det du gjorde. Ingenting har sparats. Försök igen, och säg till den som "
        "sköter datorn om det upprepas; felet är antecknat med klockslag."
    )
    return _told(request, 500, "Samverk kunde inte visa sidan", message)
