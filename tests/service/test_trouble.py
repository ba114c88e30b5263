"""A full disk and a locked database: told in Swedish on the page and in the terminal, and nothing is half done."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.service.running import Answer, Installation, Server

ROOT = Path(__file__).parents[2]
SETTINGS = """
from samverk.config.settings.association import *
from samverk.config.settings.association import DATABASES

DATABASES["default"]["OPTIONS"]["timeout"] = 0.2
DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA max_page_count=1"  # no more than there are
SAMVERK_REQUIRE_TOTP = False
"""
SIGN_IN = """
import django; django.setup()
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from samverk.apps.users.models import User
user = User.objects.get()
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""
ADD_MANY = """
from samverk.cli.main import samverk
from samverk.cli.swedish import run
print([run(samverk, ["user", "add", f"p{n}@example.se", "--name", "P" * 200]) for n in range(40)])
"""


@pytest.fixture
def cramped(installation: Installation, tmp_path: Path) -> Installation:
    """An installation whose database may not grow, and whose programs wait for no one."""
    (tmp_path / "cramped_settings.py").write_text(SETTINGS)
    path = f"{ROOT / 'src'}:{ROOT}:{tmp_path}"
    return Installation(installation.data, {"DJANGO_SETTINGS_MODULE": "cramped_settings", "PYTHONPATH": path})


class SignedIn:
    """A browser of the director's."""

    def __init__(self, server: Server, session: str) -> None:
        self.server, self.session = server, session
        page = server.get("/storsjo/personer/ny/", Cookie=f"samverk_session={session}")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.body.decode())
        assert token is not None, page.status
        self.token = token[1]
        self.cookie = f"samverk_session={session}; {page['Set-Cookie'].partition(';')[0]}"

    def add_person(self, number: int) -> Answer:
        """Send the form that gives a new person a role."""
        form = {
            "csrfmiddlewaretoken": self.token,
            "email": f"person{number}@example.se",
            "name": "P" * 200,
            "role": "office",
            "valid_from": "2025-01-01",
            "valid_to": "",
        }
        kind = {"Content_Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        return self.server.ask("POST", "/storsjo/personer/ny/", urlencode(form), kind)


def _people(installation: Installation) -> int:
    return int(installation.rows("SELECT count(*) FROM users_user")[0][0])


def test_a_full_disk_is_told_in_the_terminal(cramped):
    done = cramped.python(ADD_MANY)
    codes = eval(done.stdout.splitlines()[-1])
    assert codes.count(2) > 20
    assert _people(cramped) == 1 + codes.count(0)
    assert "Fel: Det finns ingen plats kvar på disken, så ändringen sparades inte." in done.stderr
    assert "Traceback" not in done.stderr
    assert "kedjan är hel" in cramped.do("audit", "verify")


def test_a_full_disk_and_a_locked_database_are_told_on_the_page(cramped):
    session = cramped.python(SIGN_IN).stdout.strip()
    with cramped.serving() as server:
        browser = SignedIn(server, session)
        with closing(sqlite3.connect(cramped.data / "samverk.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            busy = browser.add_person(0)
            other.execute("ROLLBACK")
        assert busy.status == 503
        assert "Databasen är upptagen" in busy.body.decode()
        assert "Någon annan skriver just nu. Ingenting har ändrats." in busy.body.decode()
        answers = [browser.add_person(number) for number in range(40)]
        full = answers[-1]
        assert full.status == 507, full.body.decode()
        assert "Det finns ingen plats kvar på disken" in full.body.decode()
        assert {answer.status for answer in answers} <= {302, 507}
        assert _people(cramped) == 1 + [answer.status for answer in answers].count(302)
        assert server.get("/storsjo/personer/", Cookie=browser.cookie).status == 200  # reading goes on
    assert "kedjan är hel" in cramped.do("audit", "verify")


def test_a_locked_database_is_told_in_the_terminal(cramped):
    with closing(sqlite3.connect(cramped.data / "samverk.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = cramped.refuse("association", "add", "sen", "--name", "Finsam Sen", "--org-number", "222000-0002")
    assert said == "Fel: Någon annan skriver just nu. Ingenting har ändrats. Vänta en stund och försök igen.\n"
