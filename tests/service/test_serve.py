"""`samverk serve` as it is met: first start, pages and files, production, refusals, a stop that loses nothing."""

from __future__ import annotations

import json
import re
import signal
import socket
import stat
import time

import pytest

from tests.service.running import PATIENCE

PRODUCTION = {"SAMVERK_HOSTS": "localhost,127.0.0.1", "SAMVERK_HTTPS": "nej"}


def test_the_first_start_needs_nothing_and_says_where(empty):
    with empty.serving() as server:
        assert re.search(
            r"^Samverk är igång på http://127\.0\.0\.1:\d+/ – stoppa med Ctrl\+C$", "".join(server.lines), re.M
        )
        assert server.get("/")["Location"] == "/konto/logga-in/?next=/"
        page = server.get("/konto/logga-in/")
        assert page.status == 200, "".join(server.lines)
        assert page["Content-Type"] == "text/html; charset=utf-8"
        assert "nonce-" in page["Content-Security-Policy"]
        sheet = re.search(r'href="(/static/[^"]+\.css)"', page.body.decode())
        assert sheet is not None
        assert server.get(sheet[1]).status == 200
        assert server.stop(signal.SIGINT) == 0
    assert server.lines == [f"La upp en ny installation i {empty.data}\n", server.lines[-1]]
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in empty.data.iterdir() if path.is_file()}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(empty.data.stat().st_mode) == 0o700


def test_production_serves_hashed_compressed_files_and_a_log_that_names_no_one(installation):
    with installation.serving("--production", **PRODUCTION) as server:
        page = server.get("/konto/logga-in/?next=/storsjo/hemligt/", X_Request_ID="utifran-1234", Referer="http://x/")
        sheet = re.search(r'href="(/static/\S+\.[0-9a-f]{12}\.css)"', page.body.decode())
        assert sheet is not None
        style = server.get(sheet[1], Accept_Encoding="gzip")
        assert style["Content-Encoding"] == "gzip"
        assert "immutable" in style["Cache-Control"]
        number = server.get("/storsjo/personer/")["X-Request-ID"]
    lines = [json.loads(line) for line in server.lines if line.startswith("{")]
    asked = next(line for line in lines if line["request"] == number)
    assert re.fullmatch(r"[0-9a-f]{32}", number)
    assert (asked["method"], asked["status"], asked["route"]) == ("GET", 302, "<slug:association>/personer/")
    assert set(asked) == {"time", "level", "logger", "message", "request", "method", "route", "status", "ms"}
    told = "".join(server.lines)
    assert not [word for word in ("storsjo", "hemligt", "utifran", "127.0.0.1 ", "tuva") if word in told]


def test_the_address_of_who_asks_is_in_the_log_only_when_that_is_decided(installation):
    with installation.serving("--production", **PRODUCTION, SAMVERK_LOG_IP="ja", SAMVERK_PROXIES="1") as server:
        server.get("/halsa/", X_Forwarded_For="198.51.100.9, 192.0.2.7", X_Request_ID="caddy-0123456789")
    line = next(json.loads(line) for line in server.lines if '"halsa/"' in line)
    assert (line["ip"], line["request"]) == ("192.0.2.7", "caddy-0123456789")


def test_health_says_how_it_is_and_nothing_else(installation):
    with installation.serving() as server:
        answer = server.get("/halsa/")
        assert server.get("/halsa/", Host="samverk.example.org").status == 400
    found = json.loads(answer.body)
    assert answer.status == 200
    assert found.pop("disk_free") > 0
    assert found == {
        "status": "i drift",
        "version": "0.1.0",
        "is_up": True,
        "database": "läser och skriver",
        "disk": found["disk"],
        "schema": "stämmer med programmet",
        "backup": "ingen ännu",
        "backup_hours": None,
    }
    assert installation.rows("SELECT count(*) FROM django_session WHERE session_key = 'samverk.health'") == [(1,)]


def test_a_request_under_way_is_answered_before_the_server_stops(installation):
    with installation.serving("--production", **PRODUCTION) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
            body = b"login=tuva%40example.se&password=fel"
            kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
            head = b"POST /konto/logga-in/ HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n" + kind
            line.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body))
            assert line.recv(1000).startswith(b"HTTP/1.1 100")  # the body is being read now
            server.process.send_signal(signal.SIGTERM)
            time.sleep(2)  # whoever would cut it off has done so
            line.sendall(body)
            answer = line.recv(100_000)
        assert answer.startswith(b"HTTP/1.1 403")  # no token against forgery: told, not cut off
        assert server.process.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "SAMVERK_HOSTS saknas"),
        ({"SAMVERK_HOSTS": "samverk.example.se"}, "SAMVERK_HTTPS är inte bestämt"),
    ],
)
def test_production_does_not_start_undecided(empty, variables, said):
    assert said in empty.refuse("serve", "--production", **variables)
    assert not empty.data.exists()


def test_a_taken_port_is_told(installation):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = installation.refuse("serve", "--port", str(port))
    assert f"Det går inte att lyssna på 127.0.0.1 port {port}" in said
