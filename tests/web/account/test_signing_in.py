"""Signing in: the lock-out, what a new person must do, sessions that end, and Swedish throughout."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client

from samverk.apps.users.actions import password_link
from samverk.apps.users.enums import Role
from tests.factories.clients import signed_in
from tests.factories.people import PASSWORD, association, person


@pytest.fixture(autouse=True)
def _no_earlier_attempts():
    cache.clear()


@pytest.fixture
def tuva():
    return person("Tuva Rimfrost", Role.DIRECTOR, of=association(slug="storsjo"))


def _try(client, user, password):
    return client.post("/konto/logga-in/", {"login": user.email, "password": password})


def test_five_wrong_passwords_close_the_account_for_five_minutes_also_to_the_right_one(tuva):
    client = Client()
    for _ in range(5):
        assert "Adressen eller lösenordet stämmer inte." in _try(client, tuva, "fel").content.decode()
    answer = _try(client, tuva, PASSWORD)
    assert "Fem försök har misslyckats. Försök igen om fem minuter." in answer.content.decode()
    other = person("Moa Lingon")
    assert _try(Client(), other, PASSWORD).status_code == 302


def test_an_unknown_address_is_told_the_same_as_a_wrong_password(tuva):
    known = _try(Client(), tuva, "fel").content.decode()
    tuva.email = "ingen@example.se"
    assert "Adressen eller lösenordet stämmer inte." in known
    assert "Adressen eller lösenordet stämmer inte." in _try(Client(), tuva, "fel").content.decode()


def test_a_new_person_goes_from_link_to_authenticator_without_writing_the_password_again(tuva):
    client = Client()
    form = client.get(password_link(tuva), follow=True)
    chosen = {"password1": "ramsan som hittades på", "password2": "ramsan som hittades på"}
    client.post(form.redirect_chain[-1][0], chosen)
    answer = client.get("/storsjo/", follow=True)
    assert answer.redirect_chain[-1][0] == "/konto/tvasteg/app/"
    assert "Slå på tvåstegsinloggning" in answer.content.decode()


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("kort", "Lösenordet är för kort. Det ska ha minst 12 tecken."),
        ("Tuva  Rimfrost", "Lösenordet liknar ditt namn eller din e-postadress."),
        ("qwertyuiop123", "Lösenordet är ett av de vanligaste."),
    ],
)
def test_a_password_that_will_not_do_is_told_in_plain_words(tuva, password, words):
    client = Client()
    address = client.get(password_link(tuva), follow=True).redirect_chain[-1][0]
    answer = client.post(address, {"password1": password, "password2": password}).content.decode()
    assert words in answer
    assert "personliga information" not in answer


def test_no_page_opens_before_the_authenticator_is_set_up(tuva):
    client = signed_in(tuva)
    for address in ("/", "/storsjo/", "/konto/", "/storsjo/personer/"):
        assert client.get(address)["Location"] == "/konto/tvasteg/app/"
    TOTP.activate(tuva, generate_totp_secret())
    assert client.get("/storsjo/").status_code == 200


def test_the_secret_is_not_kept_in_clear(tuva):
    secret = generate_totp_secret()
    TOTP.activate(tuva, secret)
    assert secret not in str(Authenticator.objects.values())


def test_a_password_changed_elsewhere_ends_the_session(tuva):
    client = signed_in(tuva)
    tuva.set_password("en annan ramsa än förut")
    tuva.save()
    assert client.get("/storsjo/")["Location"].startswith("/konto/logga-in/")


def test_signing_out_asks_first_and_ends_the_session(tuva):
    client = signed_in(tuva)
    assert "Du loggas ut ur Samverk" in client.get("/konto/logga-ut/").content.decode()
    assert client.post("/konto/logga-ut/")["Location"] == "/konto/logga-in/"
    assert client.get("/konto/")["Location"].startswith("/konto/logga-in/")


def test_a_link_that_leads_elsewhere_after_signing_in_is_not_followed(tuva):
    address = "/konto/logga-in/?next=https://example.com/"
    answer = Client().post(address, {"login": tuva.email, "password": PASSWORD, "next": "https://example.com/"})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("address", ["/konto/logga-in/", "/konto/losenord/glomt/", "/konto/stangt/"])
def test_pages_before_signing_in_are_swedish(address):
    page = Client().get(address).content.decode()
    assert '<html lang="sv">' in page
    for english in ("Password", "Sign In", "Login", "Email", "Forgot"):
        assert english not in page


def test_the_code_is_asked_for_in_plain_words_and_a_wrong_one_is_told(tuva):
    TOTP.activate(tuva, generate_totp_secret())
    client = Client()
    assert _try(client, tuva, PASSWORD)["Location"] == "/konto/tvasteg/kod/"
    assert ">Koden</label>" in client.get("/konto/tvasteg/kod/").content.decode()
    answer = client.post("/konto/tvasteg/kod/", {"code": "000000"})
    assert "Koden stämmer inte. Vänta på nästa kod i appen" in answer.content.decode()
    assert client.get("/storsjo/")["Location"].startswith("/konto/logga-in/")
