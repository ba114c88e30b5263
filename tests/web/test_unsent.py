"""What was written in a form when the session ended is given back to the one who wrote it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from samverk.apps.organisation.models import Member
from samverk.apps.users.enums import Role
from tests.factories.clients import signed_in
from tests.factories.people import PASSWORD, association, person

ADDRESS = "/storsjo/forbundet/medlemmar/ny/"
WORDS = "Kommunen som ligger längst bort från alla andra kommuner"
TYPED = {
    "seen": "0",
    "name": WORDS,
    "kind": "municipality",
    "paid_by": "",
    "joined": "",
    "left": "",
    "del-TOTAL_FORMS": "1",
    "del-INITIAL_FORMS": "0",
    "del-MIN_NUM_FORMS": "0",
    "del-MAX_NUM_FORMS": "1000",
    "del-0-share": "1/4",
    "del-0-valid_from": "2020-01-01",
    "del-0-valid_to": "",
}


@pytest.fixture
def storsjo():
    return association(slug="storsjo")


@pytest.fixture
def tuva(settings, storsjo):
    settings.SAMVERK_REQUIRE_TOTP = False
    return person("Tuva Rimfrost", Role.DIRECTOR, of=storsjo)


def _sent_too_late(user) -> Client:
    client = signed_in(user)
    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(minutes=1))
    answer = client.post(ADDRESS, TYPED)
    assert answer["Location"] == f"/konto/logga-in/?next={ADDRESS}"
    assert not Member.objects.exists()
    return client


def _sign_in(client: Client, user):
    return client.post(f"/konto/logga-in/?next={ADDRESS}", {"login": user.email, "password": PASSWORD}, follow=True)


def test_the_words_wait_for_their_writer_and_are_sent_once_more(tuva):
    client = _sent_too_late(tuva)
    page = _sign_in(client, tuva).content.decode()
    assert "Det du skrev finns kvar: spara det nu." in page
    assert f">{WORDS}</textarea>" in page
    assert '<input type="hidden" name="del-0-share" value="1/4">' in page
    assert "csrfmiddlewaretoken" in page
    assert client.post(ADDRESS, TYPED).status_code == 302
    assert Member.objects.get().name == WORDS
    assert "Det du skrev" not in client.get(ADDRESS).content.decode()


def test_the_words_wait_encrypted(tuva):
    _sent_too_late(tuva)
    assert not any(WORDS in str(row.get_decoded()) for row in Session.objects.all())


def test_nobody_else_meets_them(tuva, storsjo):
    client = _sent_too_late(tuva)
    page = _sign_in(client, person("Moa Lingon", Role.DIRECTOR, of=storsjo)).content.decode()
    assert "Ny medlem" in page
    assert WORDS not in page


def test_other_pages_open_meanwhile_and_the_words_can_be_thrown_away(tuva):
    client = _sent_too_late(tuva)
    _sign_in(client, tuva)
    assert "Medlemmar och andelar" in client.get("/storsjo/forbundet/medlemmar/").content.decode()
    assert WORDS in client.get(ADDRESS).content.decode()
    assert WORDS not in client.get(f"{ADDRESS}?borja-om").content.decode()
    assert WORDS not in client.get(ADDRESS).content.decode()


def test_after_signing_out_nothing_is_kept(tuva):
    client = signed_in(tuva)
    key = client.cookies["samverk_session"].value
    client.post("/konto/logga-ut/")
    client.cookies["samverk_session"] = key
    client.post(ADDRESS, TYPED)
    assert WORDS not in _sign_in(client, tuva).content.decode()


def test_a_form_with_an_old_token_gives_the_words_back_to_be_copied(tuva):
    client = Client(enforce_csrf_checks=True)
    client.force_login(tuva)
    answer = client.post(ADDRESS, {**TYPED, "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert f">{WORDS}</textarea>" in answer.content.decode()


def test_a_part_of_a_page_is_not_the_page_to_sign_in_on(tuva):
    assert Client().get("/storsjo/sok/?q=a", headers={"HX-Request": "true"}).status_code == 401
