"""Restoring a backup: unpacked beside, opened, upgraded, its trail proved; only then put in place of what was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections

from samverk.apps.audit.chain import verify
from samverk.apps.audit.models import AuditChain, AuditEvent
from samverk.apps.upkeep import manifest
from samverk.apps.upkeep.backup import STAMP, digest_of
from samverk.apps.upkeep.databases import FILE_PARTS, SQLITE, close_all, opened_copy, sqlite_file, vendor
from samverk.apps.upkeep.manifest import Manifest, read_manifest
from samverk.apps.upkeep.refused import UpkeepRefused
from samverk.apps.upkeep.schema import check_kind, unknown_of
from samverk.apps.upkeep.standing_lock import held_alone
from samverk.formats.refusals import reason

_VENDORS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place. `kept` is where the former database is, "" when there was none.

    `has_key` is False when the backup was made with another key than the one the installation has now.
    """

    manifest: Manifest
    events: int
    kept: str
    has_key: bool


def restore(backup: Path, step: Callable[[str], None] = lambda _: None) -> Restored:
    """Put a backup in place. Raises UpkeepRefused; then what stood there still stands."""
    described = read_manifest(backup)
    _check_fits(described)
    data = Path(settings.ENVIRONMENT.data)
    stamp = f"{datetime.now(UTC):{STAMP}}"
    with held_alone(data), tempfile.TemporaryDirectory(prefix=".samverk-restore-", dir=data) as folder:
        try:
            unpacked = Path(folder) / described.database
            if digest_of(backup, described, unpacked) != described.sha256:
                raise UpkeepRefused(f"{backup} stämmer inte med sin kontrollsumma. Välj en annan säkerhetskopia.")
            step("Packade upp kopian; kontrollsumman stämmer")
            put_in_place = _restore_sqlite if vendor() == SQLITE else _restore_postgresql
            events, kept = put_in_place(unpacked, described, stamp, step)
            has_key = _put_key_in_place(backup, described, data, stamp)
        except OSError as error:
            raise UpkeepRefused(f"Kopian gick inte att återställa i {data}: {reason(error)}.") from error
    return Restored(described, events, kept, has_key)


def _check_fits(described: Manifest) -> None:
    if described.vendor != vendor():
        raise UpkeepRefused(
            f"Säkerhetskopian är gjord av en installation med {_VENDORS.get(described.vendor, described.vendor)}, men "
            f"den här använder {_VENDORS[vendor()]}. Ange rätt databas i DATABASE_URL."
        )
    unknown = unknown_of(described.migrations)
    check_kind(unknown)
    if unknown:
        raise UpkeepRefused(
            f"Säkerhetskopian är gjord av en nyare version av Samverk ({described.version}; den har {unknown[0]}). "
            "Installera den versionen först. Ingenting har ändrats."
        )


def _restore_sqlite(unpacked: Path, described: Manifest, stamp: str, step: Callable[[str], None]) -> tuple[int, str]:
    with opened_copy(str(unpacked)) as alias:
        _check_opens(alias)
        events = _made_ready(alias, described, step)
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    close_all()
    place = sqlite_file()
    kept = _kept_beside(place, stamp)
    unpacked.chmod(0o600)
    os.replace(unpacked, place)
    return events, kept


def _check_opens(alias: str) -> None:
    message = "Databasen i säkerhetskopian är skadad. Välj en annan säkerhetskopia. Ingenting har ändrats."
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(1)")
            found = cursor.fetchone()[0]
            cursor.execute("PRAGMA foreign_key_check")
            broken = cursor.fetchone()
    except DatabaseError:
        raise UpkeepRefused(message) from None
    if found != "ok" or broken is not None:
        raise UpkeepRefused(message)


def _kept_beside(place: Path, stamp: str) -> str:
    """Keep the database under a name that tells when it was replaced, so that at no moment there is none.

    Its journal goes along: left behind it would be played into the database that comes.
    """
    if not place.exists():
        return ""
    kept = place.with_name(f"{place.name}.fore-{stamp}")
    with suppress(sqlite3.Error):  # a damaged database keeps its journal
        _fold_journal(place)
    try:
        os.link(place, kept)
    except OSError:  # a file system without links
        shutil.copy2(place, kept)
    for part in FILE_PARTS[1:]:
        with suppress(FileNotFoundError):
            os.replace(f"{place}{part}", f"{kept}{part}")
    return str(kept)


def _fold_journal(place: Path) -> None:
    """Write what the journal holds into the database."""
    with closing(sqlite3.connect(place)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _restore_postgresql(dump: Path, described: Manifest, stamp: str, step: Callable[[str], None]) -> tuple[int, str]:
    from samverk.apps.upkeep import postgresql  # psycopg is an extra

    suffix = stamp.replace("-", "")
    new, kept = f"samverk_ny_{suffix}", f"samverk_fore_{suffix}"
    try:
        postgresql.restore_into(new, dump)
        with opened_copy(new) as alias:
            events = _made_ready(alias, described, step)
        postgresql.put_in_place(new, kept)
    except BaseException:
        postgresql.drop(new)
        raise
    return events, kept


def _made_ready(alias: str, described: Manifest, step: Callable[[str], None]) -> int:
    """Upgrade the copy, prove every chain in it and end its sessions; the number of events."""
    step("Öppnade databasen; den är hel")
    call_command("migrate", database=alias, interactive=False, verbosity=0)
    events = 0
    for end in described.chains:
        verdict = verify(end.association_id, using=alias)
        seen = AuditEvent.objects.using(alias).filter(association_id=end.association_id, sequence=end.sequence)
        if verdict.is_whole and (not end.sequence or seen.filter(hash=end.hash).exists()):
            events += verdict.events
            continue
        raise UpkeepRefused(
            f"Händelsekedjan för förbund {end.association_id} i säkerhetskopian är inte hel. "
            f"{verdict.problem or 'Den slutar inte där innehållsförteckningen säger.'} Ingenting har ändrats."
        )
    if {end.association_id for end in described.chains} != _chains(alias):
        raise UpkeepRefused("Säkerhetskopian har händelsekedjor som inte står i dess innehållsförteckning.")
    step(f"Prövade {len(described.chains)} händelsekedjor med {events} händelser; alla är hela")
    with connections[alias].cursor() as cursor:
        cursor.execute("DELETE FROM django_session")  # nobody is signed in by an old session
    return events


def _chains(alias: str) -> set[int]:
    return set(AuditChain.objects.using(alias).values_list("association_id", flat=True))


def _put_key_in_place(backup: Path, described: Manifest, data: Path, stamp: str) -> bool:
    """Use the backup's key when it brings one and the installation keeps its own in a file."""
    if described.key_print == manifest.key_print():
        return True
    place = data / manifest.KEY
    with zipfile.ZipFile(backup) as file:
        if manifest.KEY not in file.namelist() or "SAMVERK_SECRET_KEY" in os.environ:
            return False
        key = file.read(manifest.KEY)
    if place.exists():
        shutil.copy2(place, place.with_name(f"{place.name}.fore-{stamp}"))
    new = place.with_name(f".{place.name}.ny")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(key)
    os.replace(new, place)
    return True
