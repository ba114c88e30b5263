"""Signing in at the organisation's own provider in a browser, which holds the page to its policy all the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from samverk.apps.users.enums import Role
from tests.browser.rules import faults
from tests.browser.web.conftest import person_with
from tests.factories.openid import Provider, running_provider


@pytest.fixture
def provider(server: str) -> Iterator[Provider]:
    with running_provider(server) as running:
        yield running


def test_a_person_goes_to_the_provider_and_back(provider, server, browse):
    page: Page = browse()
    page.context.clear_cookies()
    director = person_with(Role.DIRECTOR)
    provider.knows("4711", email=director.email, email_verified=True)
    told = {"SOCIALACCOUNT_PROVIDERS": provider.settings().for_allauth(), "SAMVERK_REQUIRE_TOTP": False}
    with override_settings(**told):
        page.goto(f"{server}/konto/logga-in/?next=/konto/")
        page.get_by_role("button", name="Logga in med Storsjö kommun").click()
        page.get_by_placeholder("sub").fill("4711")
        page.get_by_role("button", name="Authorize").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Min inloggning")
        expect(page.get_by_text("Kopplad", exact=True)).to_be_visible()
        assert not faults(page)
        page.locator("summary").click()
        page.get_by_role("button", name="Logga ut").click()
        page.get_by_role("button", name="Logga in med Storsjö kommun").click()
        page.get_by_role("button", name="Deny").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Börja om inloggningen")
        assert not faults(page)
        page.get_by_role("link", name="Till inloggningen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
        assert not faults(page)
    assert not [said for said in page.said if "Content Security Policy" in said]  # the rest is the provider's own
