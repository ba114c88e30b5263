"""PostgreSQL's own programs and the database's name: dump, restore into a new one, put it in place."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import psycopg.errors
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from psycopg import sql

from samverk.apps.upkeep.databases import close_all, opened_copy
from samverk.apps.upkeep.refused import UpkeepRefused

MAINTENANCE = "postgres"
"""The database that is always there, from which others are made and renamed."""


def _program(name: str) -> str:
    """The newest of the machine's programs: those of an older PostgreSQL refuse a newer server."""
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    found = max(versions, key=lambda path: int(re.sub(r"\D", "", path.parts[-3]) or 0), default=None)
    program = str(found) if found else shutil.which(name)
    if program is None:
        raise UpkeepRefused(
            f"Programmet {name} saknas på datorn. Installera PostgreSQL:s klientprogram och försök igen."
        )
    return program


def _run(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs against the installation's server; the password is never an argument."""
    own = connections[DEFAULT_DB_ALIAS].settings_dict
    places = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {variable: str(own[setting]) for variable, setting in places.items() if own.get(setting)}
    done = subprocess.run(  # noqa: S603 - a program of the machine, arguments of our own
        [_program(name), *arguments], env={**os.environ, **given}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [f"kod {done.returncode}"])[-1]
        raise UpkeepRefused(f"Programmet {name} kunde inte göra sitt arbete: {said}")


@contextmanager
def dumped(target: Path) -> Iterator[str]:
    """Dump the database into `target`; the alias that is given sees exactly what was dumped."""
    name = str(connections[DEFAULT_DB_ALIAS].settings_dict["NAME"])
    with opened_copy(name) as alias, transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = str(cursor.fetchone()[0])
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}", "--dbname", name)
        yield alias


def restore_into(name: str, dump: Path) -> None:
    """Make a database and fill it with a dump."""
    with _maintenance() as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name)))
    _run("pg_restore", "--no-owner", "--exit-on-error", "--dbname", name, str(dump))


def drop(name: str) -> None:
    """Remove a database that was being tried."""
    with _maintenance() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def put_in_place(new: str, kept: str) -> None:
    """Give the installation's database the name `kept` and the new one its name.

    Raises UpkeepRefused, with everything as it was, while anyone is connected.
    """
    name = str(connections[DEFAULT_DB_ALIAS].settings_dict["NAME"])
    close_all()
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    try:
        with _maintenance() as server, server.transaction():
            server.execute(rename.format(sql.Identifier(name), sql.Identifier(kept)))
            server.execute(rename.format(sql.Identifier(new), sql.Identifier(name)))
    except psycopg.errors.ObjectInUse:
        raise UpkeepRefused(
            f"Databasen {name} används. Stoppa Samverk och allt annat som är anslutet till den, och försök igen. "
            "Ingenting har ändrats."
        ) from None


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection]:
    """A connection outside every database of ours, where each statement stands on its own."""
    with opened_copy(MAINTENANCE) as alias:
        connections[alias].ensure_connection()
        yield connections[alias].connection
