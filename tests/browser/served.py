"""A live server for the browser: its database in a file, and someone signed in without a form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import BrowserContext

from samverk.apps.users.models import User


@contextmanager
def database_in_a_file(directory: Path, django_db_blocker: Any) -> Iterator[None]:
    """A database in a file, which the server's threads open for themselves as in service. What tests write stays.

    The browser is started before and stopped after: Django keeps one set of connections for a thread while an event
    loop runs in it, and another while none does.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's own loop runs in this thread
    before, outside = connections["default"], settings.DATABASES["default"]["NAME"]
    settings.DATABASES["default"]["NAME"] = str(directory / "samverk.sqlite3")
    connections["default"] = connections.create_connection("default")
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        yield
        connections["default"].close()
    connections["default"] = before
    settings.DATABASES["default"]["NAME"] = outside
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def sign_in(context: BrowserContext, server: str, user: User) -> None:
    """Give the browser the cookie of someone signed in."""
    client = Client()
    client.force_login(user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server}])
