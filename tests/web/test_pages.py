"""Every address has an access rule, and everyone who lacks it is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories.people import association, person


def _views(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, here)
        else:
            yield here, pattern


VIEWS = list(_views(get_resolver().url_patterns))


@pytest.mark.parametrize(("address", "pattern"), VIEWS, ids=[address for address, _ in VIEWS])
def test_every_address_has_an_access_rule(address, pattern):
    view = pattern.callback
    assert hasattr(view, "access") or view.__module__.startswith("allauth."), address


def test_someone_who_is_not_signed_in_is_sent_to_sign_in():
    storsjo = association(slug="storsjo")
    answer = Client().get(f"/{storsjo.slug}/")
    assert answer.status_code == 302
    assert answer["Location"] == "/konto/logga-in/?next=/storsjo/"


def test_an_association_where_one_has_no_role_does_not_exist(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    association(slug="storsjo")
    client = Client()
    client.force_login(person())
    assert client.get("/storsjo/").status_code == 404
