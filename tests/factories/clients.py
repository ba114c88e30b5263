"""Signed-in clients for the tests of pages."""

from __future__ import annotations

from django.test import Client

from samverk.apps.organisation.models import Association
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from tests.factories.people import person


def signed_in(user: User) -> Client:
    """A client signed in as that person. Set settings.SAMVERK_REQUIRE_TOTP to False, or give them an authenticator."""
    client = Client()
    client.force_login(user)
    return client


def client_of(of: Association, *roles: Role, name: str = "Tuva Rimfrost") -> Client:
    """A client of a person with the roles."""
    return signed_in(person(name, *roles, of=of))
