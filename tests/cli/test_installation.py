"""The commands of whoever runs the installation: the same actions as the pages, told in the same trail."""

from __future__ import annotations

import json
import os

import pytest
from django.db import connection
from django.test import Client

from samverk.apps.audit.models import INSTALLATION, AuditEvent
from samverk.apps.organisation.models import Association
from samverk.apps.users.models import User
from samverk.cli.main import samverk
from samverk.cli.swedish import run
from tests.factories.people import association, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(capfd):
    """`say("user", "list")` gives the code and what was written on stdout and stderr."""
    umask = os.umask(0o077)

    def say(*arguments: str) -> tuple[int, str, str]:
        code = run(samverk, arguments)
        return (code, *capfd.readouterr())

    yield say
    os.umask(umask)


def test_the_tests_use_the_database_that_was_asked_for():
    assert connection.vendor == ("postgresql" if os.environ.get("SAMVERK_TEST_POSTGRESQL") else "sqlite")


def test_an_address_that_cannot_be_one_is_told_with_what_is_allowed(say):
    code, _, told = say("association", "add", "Stor_Sjö", "--name", "Finsam Storsjö", "--org-number", "222000-0001")
    assert code != 0
    assert "Adressen ”Stor_Sjö” går inte att använda. Skriv små bokstäver a–z" in told
    assert not Association.objects.exists()


@pytest.mark.parametrize(
    ("slug", "number", "words"),
    [
        ("storsjo", "222000-0002", "Adressen storsjo har redan Finsam Storsjö."),
        ("lillsjo", "222000-0001", "Organisationsnumret 222000-0001 har redan Finsam Storsjö."),
    ],
)
def test_an_association_that_is_there_already_is_named(say, slug, number, words):
    say("association", "add", "storsjo", "--name", "Finsam Storsjö", "--org-number", "222000-0001")
    code, _, told = say("association", "add", slug, "--name", "Finsam Lillsjö", "--org-number", number)
    assert (code, words in told) == (2, True)


def test_an_association_is_added_and_listed(say):
    code, said, _ = say("association", "add", "storsjo", "--name", "Finsam  Storsjö", "--org-number", "222000-0001")
    assert code == 0
    assert "får adressen /storsjo/" in said
    assert Association.objects.get().name == "Finsam Storsjö"
    assert "storsjo              222000-0001  Finsam Storsjö (0 personer)" in say("association", "list")[1]
    event = AuditEvent.objects.get(association_id=INSTALLATION)
    assert (event.actor_name, event.sentence) == ("kommandoraden", "La upp förbundet Finsam Storsjö.")


def test_what_is_wrong_with_an_association_is_told(say):
    association(slug="storsjo")
    for slug, number, words in (("ny", "222000", "Skriv tio siffror"), ("storsjo", "222000-0001", "har redan Finsam")):
        code, said, error = say("association", "add", slug, "--name", "Finsam", "--org-number", number)
        assert (code, said) == (2, "")
        assert error.startswith("Fel: ")
        assert words in error
        assert "--help" not in error


def test_a_person_gets_a_role_and_a_link_that_works_once(say, settings):
    association(slug="storsjo")
    role = ("--association", "storsjo", "--role", "director", "--from", "2025-01-01")
    code, said, _ = say("user", "add", "Tuva@example.se", "--name", "Tuva Rimfrost", *role)
    assert code == 0
    assert "Tuva Rimfrost är förbundschef i Finsam Storsjö från och med 1 januari 2025." in said.replace("\xa0", " ")
    user = User.objects.get(email="tuva@example.se")
    assert not user.has_usable_password()
    link = said.split()[-1]
    assert link.startswith("http://localhost:8000/konto/losenord/valj/")
    client = Client()
    page = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    words = {"password1": "en ramsa som ingen gissar", "password2": "en ramsa som ingen gissar"}
    client.post(page.redirect_chain[-1][0], words)
    user.refresh_from_db()
    assert user.check_password("en ramsa som ingen gissar")
    assert (
        "Länken gäller inte längre"
        in client.get(link.removeprefix("http://localhost:8000"), follow=True).content.decode()
    )


def test_nobody_is_half_added(say):
    association(slug="storsjo")
    code, said, error = say(
        "user", "add", "rev@example.se", "--name", "Rev", "--association", "storsjo", "--role", "auditor"
    )
    assert (code, said) == (2, "")
    assert "En revisors tillgång är tidsbegränsad: ange sista dagen." in error
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("user", "link", "ingen@example.se"), "Ingen person har adressen ingen@example.se"),
        (("user", "role", "ingen@example.se", "--association", "x", "--role", "office"), "Ingen person"),
        (("user", "add", "a@example.se", "--name", "A", "--role", "office"), "--association och --role hör ihop"),
        (("user", "add", "a@example.se", "--name", "A", "--role", "chef", "--association", "x"), "Välj bland director"),
        (("user", "add", "inte-en-adress", "--name", "A"), "e-postadress"),
        (("audit", "verify", "finns-inte"), "Inget förbund har adressen finns-inte"),
    ],
)
def test_what_is_not_there_is_told(say, arguments, words):
    code, _, error = say(*arguments)
    assert code == 2
    assert words in error


def test_a_role_is_given_and_ended(say):
    of = association(slug="storsjo")
    person("Tuva Rimfrost", of=of)
    email = User.objects.get().email
    role = ("--association", "storsjo", "--role", "office")
    assert say("user", "role", email, *role, "--from", "2025-01-01")[0] == 0
    assert "kansli i storsjo" in say("user", "list")[1]
    assert say("user", "role", email, *role, "--end", "--to", "2025-06-30")[1] == "Rollen slutar 2025-06-30.\n"
    assert "ingen roll" in say("user", "list")[1]
    assert "har inte rollen office" in say("user", "role", email, *role, "--end")[2]


def test_an_account_is_closed_and_a_host_is_made(say):
    say("user", "add", "drift@example.se", "--name", "Drift", "--host")
    assert "driftansvarig" in say("user", "list")[1]
    assert say("user", "forget-totp", "drift@example.se")[0] == 0
    assert say("user", "close", "drift@example.se")[1] == "Kontot för Drift är stängt.\n"
    assert "stängt konto" in say("user", "list")[1]


def test_a_chain_that_someone_has_touched_is_found(say):
    of = association("Finsam Storsjö", slug="storsjo")
    person(of=of)
    assert say("audit", "verify")[0] == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET sentence = 'x' WHERE association_id = %s", [of.pk])
    code, said, error = say("audit", "verify")
    assert code == 1
    assert "installationen: kedjan är hel (1 händelse)." in said
    assert "Finsam Storsjö: Händelse 1 har ändrats efter att den skrevs." in said
    assert "Minst en kedja är bruten" in error


def test_the_trail_is_handed_out_once_per_file(say, tmp_path):
    of = association(slug="storsjo")
    person(of=of)
    out = tmp_path / "handelser.jsonl"
    assert say("audit", "export", "storsjo", "--format", "jsonl", "--out", str(out))[0] == 0
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line["sequence"] for line in lines] == list(range(1, len(lines) + 1))
    assert lines[-1]["sentence"].startswith("Exporterade händelserna")
    assert "finns redan" in say("audit", "export", "storsjo", "--out", str(out))[2]
