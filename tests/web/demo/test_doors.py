"""The demo's doors: they open in a demo, and are not there at all elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, clear_url_caches, include, path

from samverk.apps.users.actions import close_account
from samverk.apps.users.actor import command_line
from samverk.apps.users.doors import door_path
from samverk.apps.users.enums import Role
from samverk.config import urls
from tests.factories.clients import signed_in
from tests.factories.people import association, person


@pytest.fixture
def demo(settings, monkeypatch):
    settings.SAMVERK_DEMO = True
    settings.SAMVERK_REQUIRE_TOTP = False
    monkeypatch.setattr(urls, "urlpatterns", [path("demo/", include("samverk.web.demo.urls")), *urls.urlpatterns])
    clear_url_caches()
    yield
    clear_url_caches()


def test_elsewhere_there_are_no_doors(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    with pytest.raises(NoReverseMatch):
        door_path(person())
    assert signed_in(person()).get("/demo/").status_code == 404
    assert Client().get("/demo/in/x/").status_code == 404


def test_a_door_that_is_routed_by_mistake_stays_shut(demo, settings):
    settings.SAMVERK_DEMO = False
    link = door_path(person())
    assert Client().get("/demo/").status_code == Client().get(link).status_code == 404


def test_a_press_signs_in(demo):
    tuva = person("Tuva Rimfrost", Role.DIRECTOR, of=association(slug="storsjo"))
    client = Client()
    assert "förbundschef" in client.get("/demo/").content.decode()
    assert client.post("/demo/", {"user": tuva.pk}, follow=True).redirect_chain[-1][0] == "/storsjo/"


def test_the_printed_link_signs_in_and_a_forged_or_aged_one_does_not(demo, monkeypatch):
    tuva = person("Tuva Rimfrost", Role.DIRECTOR, of=association(slug="storsjo"))
    link = door_path(tuva)
    assert Client().get(link, follow=True).redirect_chain[-1][0] == "/storsjo/"
    forged = link[:-2] + ("A" if link[-2] != "A" else "B") + "/"
    assert Client().get(forged)["Location"] == "/demo/"
    monkeypatch.setattr("samverk.apps.users.doors._AGE", -1)
    assert Client().get(link)["Location"] == "/demo/"


@pytest.mark.parametrize("user", ["", "x", "999999", "²"])
def test_nobody_in_particular_stays_outside(demo, user):
    assert Client().post("/demo/", {"user": user})["Location"] == "/demo/"


def test_a_closed_account_has_no_door(demo):
    storsjo = association(slug="storsjo")
    moa = person("Moa Lingon", Role.OFFICE, of=storsjo)
    close_account(command_line(storsjo), moa)
    assert Client().get(door_path(moa))["Location"] == "/demo/"
    assert "Moa Lingon" not in Client().get("/demo/").content.decode()
