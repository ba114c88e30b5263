"""A register behind a live server: the same stage as the table of access is tried on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import override_settings
from django.urls import clear_url_caches
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from samverk.apps.users.actor import Actor
from samverk.apps.users.models import User
from tests.browser.served import database_in_a_file, sign_in
from tests.web.participants.access.objects import DAY, Stage, staged


@pytest.fixture(scope="module")
def stage(browser: Browser, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Stage]:
    """The register's rows and people, once for the tests of a file."""
    directory = tmp_path_factory.mktemp("register")
    a_register = override_settings(
        ROOT_URLCONF="samverk.config.register_urls",
        SAMVERK_FRAME="samverk.web.participants.frame.frame",
        SAMVERK_REQUIRE_TOTP=False,
        SAMVERK_DEMO_DAY=DAY,
    )
    with database_in_a_file(directory, django_db_blocker), a_register:
        clear_url_caches()
        yield staged()
    clear_url_caches()


@pytest.fixture(scope="module")
def server(stage: Stage) -> Iterator[str]:
    """The address of a live server with the register."""
    running = LiveServer("localhost")
    running._live_server_modified_settings.enable()
    yield running.url
    running._live_server_modified_settings.disable()
    running.stop()


@pytest.fixture
def browse(server: str, browser: Browser) -> Iterator[Callable[[Actor], Page]]:
    """`browse(stage.own)` opens a page signed in as that person. What the console says is kept."""
    with ExitStack() as opened:

        def open_page(actor: Actor) -> Page:
            context = browser.new_context(
                base_url=server, viewport={"width": 1280, "height": 900}, locale="sv-SE", reduced_motion="reduce"
            )
            opened.callback(context.close)
            sign_in(context, server, User.objects.get(pk=actor.user_id))
            page = context.new_page()
            page.said = []  # type: ignore[attr-defined]
            page.on("console", lambda said: page.said.append(said.text) if said.type == "error" else None)  # type: ignore[attr-defined]
            page.on("pageerror", lambda fault: page.said.append(str(fault)))  # type: ignore[attr-defined]
            return page

        yield open_page
