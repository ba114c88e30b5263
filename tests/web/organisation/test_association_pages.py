"""Förbundet: every page shows what is there, changes go through the door, and nobody sees another association's."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samverk.apps.organisation.models import Charter, Mandate, Member
from samverk.apps.users.enums import Role
from tests.factories.facts import lund
from tests.factories.people import association, person

PAGES = (
    "association",
    "association_edit",
    "members",
    "member_new",
    "board",
    "mandate_new",
    "charters",
    "charter_new",
    "officers",
    "officer_new",
    "income_sources",
    "income_source_new",
    "facts",
)


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    settings.SAMVERK_REQUIRE_TOTP = False


@pytest.fixture
def finsam():
    return lund()


def client_of(of, *roles: Role) -> Client:
    client = Client()
    client.force_login(person("Tuva Rimfrost", *roles, of=of))
    return client


def address(of, name: str, **more: object) -> str:
    return reverse(name, kwargs={"association": of.slug, **more})


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_much_and_with_nothing(name, finsam, django_assert_max_num_queries):
    for of in (finsam, association("Finsam Nytt", "nytt")):
        client = client_of(of, Role.DIRECTOR)
        with django_assert_max_num_queries(25):
            assert client.get(address(of, name)).status_code == 200
