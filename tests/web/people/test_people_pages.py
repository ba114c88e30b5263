"""Personer: who sees what, a link that is shown once, and what a director may not reach."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from samverk.apps.users.actions import give_role
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.models import RoleAssignment, User
from tests.factories.clients import client_of, signed_in
from tests.factories.people import association, person


@pytest.fixture(autouse=True)
def _without_authenticators(settings):
    settings.SAMVERK_REQUIRE_TOTP = False


@pytest.fixture
def storsjo():
    return association(slug="storsjo")


@pytest.fixture
def director(storsjo):
    return client_of(storsjo, Role.DIRECTOR)


def _role(**changes):
    return {"email": "ny@example.se", "name": "Moa Lingon", "role": "office", "valid_from": "2026-11-29", **changes}


def test_a_new_person_gets_a_link_that_is_shown_once_and_works_once(director):
    answer = director.post("/storsjo/personer/ny/", _role(), follow=True)
    link = re.search(r'value="http://testserver(/konto/losenord/valj/[^"]+)"', answer.content.decode())[1]
    again = director.get(answer.redirect_chain[-1][0]).content.decode()
    assert "visas bara en gång" in again
    assert link not in again
    newcomer = Client()
    form = newcomer.get(link, follow=True)
    assert "Välj lösenord" in form.content.decode()
    chosen = {"password1": "ramsan som hittades på", "password2": "ramsan som hittades på"}
    assert newcomer.post(form.redirect_chain[-1][0], chosen).status_code == 302
    assert User.objects.get(email="ny@example.se").check_password("ramsan som hittades på")
    assert "Länken gäller inte längre" in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "Adressen är ny i Samverk. Skriv också personens namn."),
        ({"role": "auditor"}, "En revisors tillgång är tidsbegränsad: ange sista dagen."),
        ({"valid_to": "2026-01-01"}, "Rollen måste sluta samma dag som den börjar eller senare."),
        ({"valid_from": "i går"}, "Skriv dagen som 2026-11-30."),
    ],
)
def test_what_cannot_be_given_is_told_and_nothing_is_made(director, changes, told):
    answer = director.post("/storsjo/personer/ny/", _role(**changes))
    assert told in answer.content.decode()
    assert not User.objects.filter(email="ny@example.se").exists()


def test_a_known_person_gets_no_link(director):
    known = person("Alva Björksav")
    answer = director.post("/storsjo/personer/ny/", _role(email=known.email, name=""), follow=True)
    assert answer.redirect_chain[-1][0] == f"/storsjo/personer/{known.pk}/"
    assert "/losenord/valj/" not in answer.content.decode()


def test_names_are_text_wherever_they_come_from(director):
    answer = director.post("/storsjo/personer/ny/", _role(name="<script>alert(1)</script>"), follow=True)
    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;alert(1)" in director.get("/storsjo/personer/").content.decode()


def test_a_person_of_another_association_is_not_known_here(director):
    other = association("Finsam Annanstans")
    stranger = person("Någon Annan", Role.OFFICE, of=other)
    role = stranger.roles.get()
    theirs = f"/storsjo/personer/{stranger.pk}/"
    assert director.get(theirs).status_code == 404
    assert director.post(f"{theirs}konto/", {"deed": "lank"}).status_code == 404
    assert director.post(f"{theirs}roll/{role.pk}/", {"last_day": "2026-11-29"}).status_code == 404
    assert RoleAssignment.objects.get(pk=role.pk).valid_to is None


def test_a_closed_account_is_out_at_once_and_an_ended_role_too(storsjo, director):
    moa, alva = (person(name, Role.OFFICE, of=storsjo) for name in ("Moa Lingon", "Alva Björksav"))
    closed, ended = signed_in(moa), signed_in(alva)
    assert closed.get("/storsjo/").status_code == ended.get("/storsjo/").status_code == 200
    director.post(f"/storsjo/personer/{moa.pk}/konto/", {"deed": "stang"})
    director.post(f"/storsjo/personer/{alva.pk}/roll/{alva.roles.get().pk}/", {"last_day": "2020-06-30"})
    assert closed.get("/storsjo/")["Location"].startswith("/konto/logga-in/")
    assert ended.get("/storsjo/").status_code == 404
    director.post(f"/storsjo/personer/{moa.pk}/konto/", {"deed": "oppna"})
    assert signed_in(User.objects.get(pk=moa.pk)).get("/storsjo/").status_code == 200


def test_an_account_that_opens_more_is_left_to_the_host(storsjo, director):
    alva = person("Alva Björksav", Role.OFFICE, of=storsjo)
    give_role(command_line(association("Finsam Annanstans")), alva, Role.OFFICE, date(2026, 1, 1))
    answer = director.post(f"/storsjo/personer/{alva.pk}/konto/", {"deed": "lank"}, follow=True)
    assert "har roller i fler förbund" in answer.content.decode()
    assert "/losenord/valj/" not in answer.content.decode()


@pytest.mark.parametrize("role", [Role.OFFICE, Role.AUDITOR])
def test_office_and_auditor_read_and_change_nothing(storsjo, role):
    client = client_of(storsjo, role, name="Vera Blåklint")
    page = client.get("/storsjo/personer/")
    assert "Vera Blåklint" in page.content.decode()
    assert "Ge någon en roll" not in page.content.decode()
    assert client.get("/storsjo/personer/ny/").status_code == 403


def test_the_register_has_every_field_that_says_something_of_a_person(director):
    page = director.get("/storsjo/personer/personuppgifter/").content.decode()
    for words in ("artikel 30", "e-postadress", "pekar ut en person", "åtta timmar", "visa vem som ändrade vad"):
        assert words in page
