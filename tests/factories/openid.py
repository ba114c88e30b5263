"""A provider of OpenID Connect to sign in at: a real server in a thread, which the tests play the person before."""

from __future__ import annotations

import base64
import hashlib
import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import requests

from samverk.config.environment import OpenIdProvider

with warnings.catch_warnings(record=True):  # it stands on a part of authlib that is to move
    from oidc_provider_mock import run_server_in_thread

CALLBACK = "/konto/oidc/organisation/login/callback/"


@dataclass
class Provider:
    """`asked` are the queries of those who were sent here, in order."""

    address: str
    client_id: str = ""
    secret: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)

    def settings(self, **changes: object) -> OpenIdProvider:
        """What an installation is told of it."""
        told: dict[str, object] = {
            "name": "Logga in med Storsjö kommun",
            "server": self.address,
            "client_id": self.client_id,
            "secret": self.secret,
        }
        return OpenIdProvider(**told | changes)  # type: ignore[arg-type]

    def knows(self, number: str, **claims: object) -> str:
        """A person who can sign in here; the number."""
        requests.put(f"{self.address}/users/{number}", json=claims, timeout=10).raise_for_status()
        return number

    def has_seen_challenge_of(self, form: Mapping[str, list[str]]) -> bool:
        """True when the verifier in the form is that of someone who was sent here."""
        digest = hashlib.sha256(form.get("code_verifier", [""])[0].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return ("S256", challenge) in [
            (asked.get("code_challenge_method"), asked.get("code_challenge")) for asked in self.asked
        ]

    def answer(self, address: str, **form: str) -> str:
        """Answer the provider's page as a person; where one is sent back to, without the host."""
        answer = requests.post(address, form, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"].removeprefix("http://testserver")


@contextmanager
def running_provider(site: str = "http://testserver") -> Iterator[Provider]:
    """A provider that knows Samverk by a secret and refuses a code that comes without the verifier of its challenge."""
    with warnings.catch_warnings(), run_server_in_thread(require_client_registration=True) as server:
        provider = Provider(f"http://localhost:{server.server_port}")
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="authlib")
        serve = server.app

        def proving_the_challenge(environ: dict[str, Any], start: Any) -> Any:
            if environ["PATH_INFO"] == "/oauth2/authorize":
                asked = parse_qs(environ["QUERY_STRING"])
                provider.asked.append({name: values[0] for name, values in asked.items()})
            if environ["PATH_INFO"] == "/oauth2/token" and not provider.has_seen_challenge_of(_form(environ)):
                start("400 Bad Request", [("Content-Type", "application/json")])
                return [b'{"error": "invalid_grant"}']
            return serve(environ, start)

        server.app = proving_the_challenge
        client = {"redirect_uris": [f"{site}{CALLBACK}"]}
        made = requests.post(f"{provider.address}/oauth2/clients", json=client, timeout=10).json()
        provider.client_id, provider.secret = made["client_id"], made["client_secret"]
        yield provider


def _form(environ: dict[str, Any]) -> dict[str, list[str]]:
    """The form of a request, which is left to be read once more."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    environ["wsgi.input"] = io.BytesIO(body)
    return parse_qs(body.decode())
