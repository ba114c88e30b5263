"""Sending a return: to a real server on this machine, and to addresses that must not be sent to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest

from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.sending import check_push_address, push, told


class _Association(BaseHTTPRequestHandler):
    """Answers as an association does."""

    def do_POST(self) -> None:
        self.server.taken.append(self.rfile.read(int(self.headers["Content-Length"])))
        status, headers, body = self.server.answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def association() -> Iterator[SimpleNamespace]:
    server = HTTPServer(("127.0.0.1", 0), _Association)
    server.taken = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()

    def answers(status: int, content: object, **headers: str) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        server.answer = (status, headers, body)  # type: ignore[attr-defined]

    address = f"http://127.0.0.1:{server.server_port}/lund/uppfoljning/ta-emot/"
    yield SimpleNamespace(address=address, answers=answers, taken=server.taken)  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_taken_return(association):
    association.answers(201, {"besked": "mottagen", "nummer": 1, "skal": []})
    answer = push(association.address, b"{}")
    assert (answer.words, answer.is_refused) == ("mottagen", False)
    assert association.taken == [b"{}"]


def test_a_refused_return_tells_the_reasons(association):
    association.answers(422, {"besked": "avvisad", "nummer": None, "skal": ["Regeln är svagare.", "Fel nummer."]})
    answer = push(association.address, b"{}")
    assert (answer.words, answer.is_refused) == ("avvisad\nRegeln är svagare.\nFel nummer.", True)


@pytest.mark.parametrize("status", [404, 413, 429, 500, 503])
def test_what_is_neither_taken_nor_refused_can_be_tried_again(association, status):
    association.answers(status, {"besked": "avvisad", "skal": ["Vänta en timme."]})
    with pytest.raises(RefusedChange, match=f"svar {status}.*Vänta en timme"):
        push(association.address, b"{}")


def test_a_redirect_is_not_followed(association):
    association.answers(302, b"", Location=association.address)
    with pytest.raises(RefusedChange, match="svar 302"):
        push(association.address, b"{}")
    assert len(association.taken) == 1


def test_nobody_there():
    with pytest.raises(RefusedChange, match="gick inte att nå localhost"):
        push("http://localhost:1/", b"{}")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://finsam.example.se/ta-emot/",
        "ftp://localhost/",
        "file:///etc/hostname",
        "https://namn:ord@example.se/",
        "http://localhost.example.se/",
        "http://127.0.0.1@example.se/",
    ],
)
def test_addresses_that_nothing_is_sent_to(address):
    with pytest.raises(RefusedChange):
        check_push_address(address)


@pytest.mark.parametrize("address", ["https://finsam.example.se/lund/uppfoljning/ta-emot/", "http://localhost:8000/a/"])
def test_addresses_that_are_sent_to(address):
    assert check_push_address(address) is None


def test_a_strange_answer_is_no_text_of_ours():
    assert told(b"<html>") == ""
    assert told(b"[1]") == ""
    assert told(json.dumps({"besked": "av\x1b[31mvisad", "skal": "nej"}).encode()) == "av[31mvisad"
    assert len(told(json.dumps({"besked": "x" * 50_000}).encode())) == 2_000
