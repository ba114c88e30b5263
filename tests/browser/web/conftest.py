"""The demo behind a live server, and pages of it in Debian's Chromium, signed in as one of its people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from samverk.apps.organisation.models import Association
from samverk.apps.publishing.demo import DEMO_DAY, PEOPLE, load_demo
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from tests.browser.served import database_in_a_file, sign_in
from tests.factories.facts import directory
from tests.factories.lund import LUND
from tests.web.access.objects import add_what_the_demo_lacks


@pytest.fixture(scope="module")
def own_database(browser: Browser, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[None]:
    """A database in a file, for the tests of a file."""
    with database_in_a_file(tmp_path_factory.mktemp("webb"), django_db_blocker):
        yield


@pytest.fixture(scope="module")
def demo(own_database: None) -> Iterator[Association]:
    """The demo's association, with a row of every kind, once for the tests of a file."""
    with override_settings(SAMVERK_DEMO_DAY=DEMO_DAY):
        association = load_demo(directory(LUND))
        add_what_the_demo_lacks(association)
        yield association


@pytest.fixture(scope="module")
def server(demo: Association) -> Iterator[str]:
    """The address of a live server with the demo."""
    running = LiveServer("localhost")
    running._live_server_modified_settings.enable()
    yield running.url
    running._live_server_modified_settings.disable()
    running.stop()


def person_with(role: Role) -> User:
    """The demo's person in that role."""
    return User.objects.get(email=next(each.address for each in PEOPLE if each.role == role))


@pytest.fixture
def client_as(demo: Association) -> Iterator[Callable[[Role], Client]]:
    """`client_as(Role.DIRECTOR)`: a client without a browser, signed in; no authenticator is asked for."""
    with override_settings(SAMVERK_REQUIRE_TOTP=False):

        def signed_in(role: Role) -> Client:
            client = Client()
            client.force_login(person_with(role))
            return client

        yield signed_in


@pytest.fixture
def browse(server: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`browse()` opens a page of nobody; `browse(Role.DIRECTOR)` one signed in. What the console says is kept."""
    with ExitStack() as opened:
        opened.enter_context(override_settings(SAMVERK_REQUIRE_TOTP=False))

        def open_page(role: Role | None = None, *, host: bool = False, width: int = 1280, **options: Any) -> Page:
            context = browser.new_context(
                base_url=server,
                viewport={"width": width, "height": 900},
                locale="sv-SE",
                reduced_motion="reduce",
                **options,
            )
            opened.callback(context.close)
            if role is not None:
                sign_in(context, server, person_with(role))
            if host:
                sign_in(context, server, User.objects.get(is_host=True))
            page = context.new_page()
            page.said = []  # type: ignore[attr-defined]
            page.on("console", lambda said: page.said.append(said.text) if said.type == "error" else None)  # type: ignore[attr-defined]
            page.on("pageerror", lambda fault: page.said.append(str(fault)))  # type: ignore[attr-defined]
            return page

        yield open_page
