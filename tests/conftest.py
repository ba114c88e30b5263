"""What every test may ask for. A program that the machine lacks skips the test and says so; in CI it fails.

SAMVERK_TEST_POSTGRESQL=1 runs the tests that use the database on PostgreSQL instead of SQLite (`make postgresql`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import dj_database_url
import pytest
from django.db import connections
from hypothesis import HealthCheck, settings

from tests.postgresql.server import PostgresqlServer, programs, running


def _lacks(what: str, package: str) -> None:
    message = f"{what} finns inte på den här datorn; installera Debians paket {package} för att köra testet."
    if os.environ.get("SAMVERK_NO_SKIP"):
        pytest.fail(message)
    pytest.skip(message)


# tests never time anything: a busy machine is no fault of what is tried
settings.register_profile("samverk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("samverk")


@pytest.fixture(scope="session")
def program() -> Callable[[str, str], str]:
    """`program("pdftoppm", "poppler-utils")` gives the path of a program, or skips with the package that holds it.

    CI sets SAMVERK_NO_SKIP: there everything must be installed, and a missing program is a failure.
    """

    def find(name: str, package: str) -> str:
        path = shutil.which(name)
        if path is None:
            _lacks(name, package)
        return str(path)

    return find


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A PostgreSQL server of the tests' own, or a skip."""
    found = programs()
    if found is None:
        _lacks("initdb", "postgresql")
        return
    with running(found) as server:
        yield server


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Put the tests' database on PostgreSQL when that is asked for."""
    if not os.environ.get("SAMVERK_TEST_POSTGRESQL"):
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    connections.settings["default"] = dj_database_url.parse(server.url("postgres"))
    connections.settings = connections.configure_settings(connections.settings)
    del connections["default"]
