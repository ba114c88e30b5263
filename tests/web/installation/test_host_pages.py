"""The host's pages: associations and accounts, and nothing of what associations write."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from samverk.apps.organisation.actions import TAKEN_ADDRESSES
from samverk.apps.organisation.models import Association
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from tests.factories.clients import client_of, signed_in
from tests.factories.people import association, person


@pytest.fixture(autouse=True)
def _without_authenticators(settings):
    settings.SAMVERK_REQUIRE_TOTP = False


@pytest.fixture
def host():
    return signed_in(person("Dan Driftvärd", is_host=True))


def test_a_new_association_gets_its_first_director_by_a_link(host):
    form = {"name": "Finsam Storsjö", "org_number": "222000-9999", "slug": "storsjo"}
    assert host.post("/installation/forbund/nytt/", form)["Location"] == "/installation/forbund/storsjo/"
    assert "har ingen förbundschef" in host.get("/installation/forbund/storsjo/").content.decode()
    chosen = {"email": "chef@example.se", "name": "Tuva Rimfrost"}
    page = host.post("/installation/forbund/storsjo/", chosen, follow=True).content.decode()
    assert "/konto/losenord/valj/" in page
    assert signed_in(User.objects.get(email="chef@example.se")).get("/storsjo/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"slug": "konto"}, "används av Samverk själv"),
        ({"slug": "Stor sjö"}, "Använd bara små bokstäver a–z"),
        ({"org_number": "12"}, "Skriv tio siffror med bindestreck"),
        ({"org_number": "222000-1111"}, "har redan"),
    ],
)
def test_what_cannot_be_added_is_told(host, changes, told):
    known = association()
    form = {"name": "Finsam Storsjö", "org_number": "222000-9999", "slug": "storsjo"} | changes
    if told == "har redan":
        form["org_number"] = known.org_number
    answer = host.post("/installation/forbund/nytt/", form)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Association.objects.filter(name="Finsam Storsjö", slug="storsjo").exists()


def test_no_association_takes_an_address_of_the_installation():
    own = {str(each.pattern).split("/")[0] for each in _first(get_resolver().url_patterns)}
    assert {each for each in own if each and "<" not in each} <= TAKEN_ADDRESSES


def _first(patterns):
    for each in patterns:
        if isinstance(each, URLResolver) and not str(each.pattern):
            yield from each.url_patterns
        else:
            yield each


def test_the_host_sees_no_room_of_an_association(host):
    association(slug="storsjo")
    for address in ("/storsjo/", "/storsjo/bokforing/", "/storsjo/personer/", "/storsjo/revision/"):
        assert host.get(address).status_code == 404


def test_an_account_is_made_closed_and_given_a_new_link(host):
    page = host.post("/installation/konton/nytt/", {"email": "a@example.se", "name": "Moa Lingon"}, follow=True)
    assert "/konto/losenord/valj/" in page.content.decode()
    moa = User.objects.get(email="a@example.se")
    own = f"/installation/konton/{moa.pk}/"
    assert "Kontot är stängt." in host.post(own, {"deed": "stang"}, follow=True).content.decode()
    assert not User.objects.get(pk=moa.pk).is_active
    assert "Kontot är öppet." in host.post(own, {"deed": "oppna"}, follow=True).content.decode()
    assert "/konto/losenord/valj/" in host.post(own, {"deed": "lank"}, follow=True).content.decode()
    assert "Stängde kontot för Moa Lingon." in host.get(own).content.decode()


def test_another_host_is_made_and_told_of(host):
    form = {"email": "drift@example.se", "name": "Siv Driftlind", "is_host": "on"}
    host.post("/installation/konton/nytt/", form)
    assert User.objects.get(email="drift@example.se").is_host


@pytest.mark.parametrize("address", ["/installation/", "/installation/forbund/nytt/", "/installation/konton/nytt/"])
def test_a_director_is_no_host(address):
    answer = client_of(association(), Role.DIRECTOR).get(address)
    assert answer.status_code == 403
    assert "Det kan driftansvarig." in answer.content.decode()


def test_the_gallery_shows_every_component():
    page = Client().get("/galleri/").content.decode()
    for part in ("message error", "state late", 'class="total"', "dropzone", "empty", "crumbs", "details", "pages"):
        assert part in page
