"""The register's pages: its own addresses and frame, and a client for whoever works in it."""

from __future__ import annotations

import pytest
from django.test import Client

from samverk.apps.users.actor import Actor
from samverk.apps.users.models import User


@pytest.fixture(autouse=True)
def _register_installation(settings):
    """The pages are those of a register."""
    settings.ROOT_URLCONF = "samverk.config.register_urls"
    settings.SAMVERK_FRAME = "samverk.web.participants.frame.frame"
    settings.SAMVERK_REQUIRE_TOTP = False


@pytest.fixture
def as_actor():
    """`as_actor(officer(measure))` is a client signed in as that person."""

    def signed_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return signed_in
