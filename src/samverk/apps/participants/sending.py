"""Sending a signed return to the association over HTTPS, and what it answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from django.utils import timezone

from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.enums import ReturnState
from samverk.apps.participants.perms import RELEASE_RETURNS
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import MeasureReturn
from samverk.apps.participants.return_actions import note_answer
from samverk.apps.users.actor import Actor

TIMEOUT = 20
_LONGEST_ANSWER = 20_000
_MOST_TOLD = 2_000
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the association said. `is_refused` when it has tried the return and does not take it."""

    words: str
    is_refused: bool


class _NoRedirects(HTTPRedirectHandler):
    """A redirect is not followed: a return goes to the address that the register has, or nowhere."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def check_push_address(address: str) -> None:
    """Raise RefusedChange, in Swedish, for an address that a return may not be sent to."""
    parts = urlsplit(address)
    if not address:
        raise RefusedChange(
            "Registret har ingen adress att sända till. Ange den under Inställningar, eller hämta filen."
        )
    if parts.username or parts.password or parts.fragment:
        raise RefusedChange(
            "Adressen får inte ha användarnamn, lösenord eller #. Ange den som förbundet har lämnat den."
        )
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise RefusedChange("Adressen ska börja med https://. Utan kryptering sänds ingen återrapport.")


def push(address: str, data: bytes) -> Answer:
    """Send the file. Raises RefusedChange, in Swedish, when nobody has answered whether it is taken."""
    check_push_address(address)
    request = Request(address, data, {"Content-Type": "application/json", "User-Agent": "Samverk"}, method="POST")  # noqa: S310 - the scheme is checked above
    opener = build_opener(ProxyHandler(), HTTPSHandler(), _NoRedirects())
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            return Answer(told(response.read(_LONGEST_ANSWER)) or "mottagen", is_refused=False)
    except HTTPError as error:
        words = told(error.read(_LONGEST_ANSWER))
        if error.code == 422:
            return Answer(words or "Förbundet avvisade återrapporten utan att säga varför.", is_refused=True)
        said = words.replace("\n", ": ", 1).replace("\n", " ")
        raise RefusedChange(
            f"Förbundet tog inte emot återrapporten (svar {error.code}). {said} Försök igen senare, eller hämta filen "
            "och lämna den på annat sätt."
        ) from None
    except (URLError, OSError, HTTPException, ValueError) as error:
        why = getattr(error, "reason", None) or error
        raise RefusedChange(
            f"Det gick inte att nå {urlsplit(address).hostname}: {why}. Kontrollera adressen, och försök igen senare "
            "eller hämta filen."
        ) from None


def told(body: bytes) -> str:
    """The association's answer as lines of plain text: the reasons it gives, or nothing when it is not ours."""
    try:
        content: Any = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(content, dict):
        return ""
    reasons = content.get("skal")
    lines = [str(content.get("besked", "")), *(str(each) for each in (reasons if isinstance(reasons, list) else []))]
    plain = ["".join(sign for sign in line if sign.isprintable()) for line in lines]
    return "\n".join(line for line in plain if line)[:_MOST_TOLD]


def send_return(actor: Actor, row: MeasureReturn, seen: int) -> Answer:
    """Send a released return and keep the answer. Raises PermissionRefused, RefusedChange, EditConflict.

    The network is waited for outside the transaction. A return that was taken but whose answer was lost can be sent
    again: the association knows it by its hash.
    """
    RELEASE_RETURNS.check(actor)
    register = the_register()
    if register is None or row.state != ReturnState.RELEASED or row.file is None:
        raise RefusedChange("Bara en lämnad återrapport går att sända. Lämna den först.")
    answer = push(register.push_address, bytes(row.file))
    note_answer(actor, row, seen, answer.words, answer.is_refused, timezone.now())
    return answer
