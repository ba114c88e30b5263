"""Lund's demo in the database, with a person in every role, and a second association that none of them knows."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from samverk.apps.organisation.models import Association
from samverk.apps.publishing.demo import DEMO_DAY, PEOPLE, load_demo
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from tests.factories.facts import directory
from tests.factories.lund import LUND
from tests.web.access.objects import add_what_the_demo_lacks


@pytest.fixture(scope="module")
def lund(django_db_setup, django_db_blocker):
    """Loaded once for the module and rolled back after it: every row of a table is tried on the same facts."""
    with django_db_blocker.unblock(), transaction.atomic():
        association = load_demo(directory(LUND))
        add_what_the_demo_lacks(association)
        yield Association.objects.get(pk=association.pk)
        transaction.set_rollback(True)


@pytest.fixture
def client_as(settings):
    """`client_as(Role.AUDITOR)` is signed in as the demo's person with that role."""
    settings.SAMVERK_REQUIRE_TOTP = False
    settings.SAMVERK_DEMO_DAY = DEMO_DAY
    addresses = {each.role: each.address for each in PEOPLE}

    def signed_in(role: Role) -> Client:
        client = Client()
        client.force_login(User.objects.get(email=addresses[role]))
        return client

    return signed_in
