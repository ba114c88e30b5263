"""A PostgreSQL of the tests' own, made with the machine's initdb and gone when they end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

USER = "samverk"


def programs() -> Path | None:
    """The folder of the newest installed PostgreSQL's programs."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: int(re.sub(r"\D", "", path.parts[-3]) or 0), default=None)
    on_path = shutil.which("initdb")
    return newest.parent if newest else Path(on_path).parent if on_path else None


@dataclass(frozen=True)
class PostgresqlServer:
    """A server that answers on a socket in `folder`."""

    folder: Path

    def url(self, database: str) -> str:
        """The address of a database, as DATABASE_URL."""
        return f"postgresql://{USER}@{quote(str(self.folder), safe='')}/{database}"

    def make(self, database: str, like: str = "template1") -> str:
        """Make a database, empty or like another; its address."""
        self.run(f'CREATE DATABASE "{database}" TEMPLATE "{like}"')
        return self.url(database)

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run a statement; the rows of its answer."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running(programs: Path, is_durable: bool = False) -> Iterator[PostgresqlServer]:
    """Start a server in a folder of its own. As root it runs as the system user postgres, for initdb refuses root.

    Tests need nothing to outlive a power cut; who measures wants it `is_durable`, as in service.
    """
    folder = Path(tempfile.mkdtemp(prefix="samverk-pg-"))
    as_root = os.getuid() == 0
    if as_root:
        shutil.chown(folder, "postgres")

    def run(name: str, *arguments: str) -> None:
        other = ["runuser", "-u", "postgres", "--"] if as_root else []
        command = [*other, str(programs / name), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    run("initdb", "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
    if not is_durable:
        settings += " -c fsync=off -c full_page_writes=off"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", settings, "start")
    try:
        yield PostgresqlServer(folder)
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
