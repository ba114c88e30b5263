"""Whether the installation works, for whoever watches it. Says nothing about associations, people or secrets."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.utils import timezone

from samverk.apps.upkeep.backup import latest_note
from samverk.apps.upkeep.databases import SQLITE, vendor
from samverk.apps.upkeep.schema import schema_state

LEAST_FREE = 200_000_000
_WAIT_MS = 2000
_TIMEOUT_MS = 20_000


@dataclass(frozen=True, slots=True)
class Health:
    """`is_up` is False when people cannot work. The words are Swedish; bytes are bytes, hours are whole."""

    is_up: bool
    database: str
    disk: str
    disk_free: int
    schema: str
    backup: str
    backup_hours: int | None


def look() -> Health:
    """Read, write, and look at the disk, the tables and the latest backup."""
    database, is_up = _database()
    free = shutil.disk_usage(Path(settings.ENVIRONMENT.data)).free
    hours = _backup_hours()
    return Health(
        is_up=is_up,
        database=database,
        disk="ont om plats" if free < LEAST_FREE else "plats finns",
        disk_free=free,
        schema=_schema() if is_up else "okänt",
        backup="ingen ännu" if hours is None else "finns",
        backup_hours=hours,
    )


def _database() -> tuple[str, bool]:
    """What the database answers, and whether people can work with it. That someone else writes is no trouble."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return "svarar inte", False
    try:
        _write()
    except DatabaseError as error:
        busy = "locked" in str(error).lower() or "lock timeout" in str(error).lower()
        return ("läser; någon annan skriver just nu", True) if busy else ("går att läsa men inte att skriva", False)
    return "läser och skriver", True


def _write() -> None:
    """Write a session that is nobody's and long over, without waiting long for one who writes."""
    waits = vendor() == SQLITE
    values = {"session_data": "", "expire_date": timezone.now() - timedelta(days=1)}
    try:
        if waits:
            _busy_timeout(_WAIT_MS)
        Session.objects.update_or_create(session_key="samverk.health", defaults=values)
    finally:
        if waits:
            _busy_timeout(_TIMEOUT_MS)


def _busy_timeout(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={milliseconds:d}")


def _schema() -> str:
    state = schema_state()
    if state.unknown:
        return "databasen är nyare än programmet"
    return "uppgradering väntar" if state.pending else "stämmer med programmet"


def _backup_hours() -> int | None:
    try:
        return int((time.time() - latest_note().stat().st_mtime) // 3600)
    except FileNotFoundError:
        return None
