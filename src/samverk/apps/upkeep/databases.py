"""The installation's database as files, sizes and copies, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from samverk.apps.upkeep.refused import UpkeepRefused

COPY = "copy"
"""The alias of a database that is being tried before it is put in place."""

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FILE_PARTS = ("", "-wal", "-shm")
"""What a SQLite database may consist of: the file, the changes not yet in it, and the readers' index."""


def vendor() -> str:
    """Which program keeps the database: SQLITE or POSTGRESQL."""
    return str(connections[DEFAULT_DB_ALIAS].vendor)


def sqlite_file() -> Path:
    """The file of a SQLite database."""
    return Path(str(connections[DEFAULT_DB_ALIAS].settings_dict["NAME"]))


def bytes_used() -> int:
    """How large the database is."""
    if vendor() == SQLITE:
        parts = (Path(f"{sqlite_file()}{part}") for part in FILE_PARTS)
        return sum(part.stat().st_size for part in parts if part.exists())
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


@contextmanager
def opened_copy(name: str) -> Iterator[str]:
    """Open another database of the same kind, by file or name, under the alias that is given."""
    own = connections[DEFAULT_DB_ALIAS].settings_dict
    options: dict[str, Any] = {key: value for key, value in own["OPTIONS"].items() if key != "pool"}
    connections.databases[COPY] = {**own, "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": 0}
    try:
        yield COPY
    finally:
        connections[COPY].close()
        del connections[COPY]
        del connections.databases[COPY]


def check_answers() -> None:
    """Raise UpkeepRefused at once, with the server's own reason, when PostgreSQL does not let us in.

    The pool that the program works with would try again for half a minute and then not say why.
    """
    if vendor() != POSTGRESQL:
        return
    database: Any = connections[DEFAULT_DB_ALIAS]
    try:
        database.Database.connect(**database.get_connection_params()).close()
    except database.Database.Error as error:
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise UpkeepRefused(
            "Databasen svarar inte. Kontrollera att PostgreSQL är igång och att DATABASE_URL stämmer. Ingenting "
            f"har ändrats. Den säger: {said}"
        ) from None


def close_all() -> None:
    """Close every connection and pool, before the process divides or the database is moved."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()
