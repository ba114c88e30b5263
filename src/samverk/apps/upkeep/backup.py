"""Backups: the database as it stands, while people work, in one file that can be told right from wrong."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from samverk import __version__
from samverk.apps.audit.models import AuditChain
from samverk.apps.upkeep import manifest
from samverk.apps.upkeep.databases import POSTGRESQL, SQLITE, opened_copy, vendor
from samverk.apps.upkeep.manifest import ChainEnd, Manifest
from samverk.apps.upkeep.refused import UpkeepRefused
from samverk.apps.upkeep.schema import applied_migrations
from samverk.formats.refusals import reason

MEMBERS = {SQLITE: "database.sqlite3", POSTGRESQL: "database.dump"}
STAMP = "%Y-%m-%d-%H%M%S"
_NAME = re.compile(r"samverk-\d{4}-\d\d-\d\d-\d{6}\.zip")
_UNFINISHED = ".samverk-backup-"
_A_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made."""

    path: Path
    manifest: Manifest
    removed: tuple[Path, ...] = ()


def make_backup(out: Path, *, with_key: bool = False, keep: int | None = None, name: str = "") -> Backup:
    """Make a backup in the directory `out` and prove that the file holds what was copied.

    `with_key` puts the installation's key in it, without which authenticator apps must be set up anew after a restore
    on another machine. `keep` removes all but that many of the newest, once the new one is safe.
    Raises UpkeepRefused.
    """
    now = datetime.now(UTC)
    target = out / (name or f"samverk-{now:{STAMP}}.zip")
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(out)
        with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=out) as folder:
            made = _written(Path(folder), target, now, with_key)
    except (OSError, sqlite3.Error) as error:
        said = reason(error) if isinstance(error, OSError) else str(error)
        raise UpkeepRefused(f"Säkerhetskopian gick inte att skriva i {out}: {said}. Ingen kopia har gjorts.") from error
    _note(target)
    removed = _remove_old(out, keep) if keep else ()
    return Backup(target, made, removed)


def _written(folder: Path, target: Path, now: datetime, with_key: bool) -> Manifest:
    member = MEMBERS[vendor()]
    copy, packed = folder / member, folder / "packed"
    with _copied(copy) as alias:
        chains = tuple(
            ChainEnd(*row) for row in AuditChain.objects.using(alias).values_list("association_id", "sequence", "hash")
        )
        migrations = applied_migrations(alias)
    descriptor = os.open(packed, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as handle:
        with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as file:
            with copy.open("rb") as source, file.open(member, "w", force_zip64=True) as part:
                digest = manifest.copy_hashed(source, part)  # type: ignore[arg-type]
            made = Manifest(
                schema=manifest.SCHEMA,
                made_at=now.isoformat(timespec="seconds"),
                version=__version__,
                vendor=vendor(),
                migrations=migrations,
                chains=chains,
                database=member,
                size=copy.stat().st_size,
                sha256=digest,
                key_print=manifest.key_print(),
            )
            if with_key:
                file.writestr(manifest.KEY, settings.SECRET_KEY)
            file.writestr(manifest.MEMBER, made.text())
        handle.flush()
        os.fsync(handle.fileno())
    if manifest.read_manifest(packed) != made or digest_of(packed, made) != made.sha256:
        raise UpkeepRefused("Säkerhetskopian gick inte att läsa tillbaka. Kontrollera disken.")
    os.replace(packed, target)
    return made


@contextmanager
def _copied(target: Path) -> Iterator[str]:
    """Copy the database to a file; the alias that is given reads the copy."""
    if vendor() == POSTGRESQL:
        from samverk.apps.upkeep import postgresql  # psycopg is an extra

        with postgresql.dumped(target) as alias:
            yield alias
        return
    own = connections[DEFAULT_DB_ALIAS]
    own.ensure_connection()
    copy = sqlite3.connect(target)
    try:
        own.connection.backup(copy)
    finally:
        copy.close()
    with opened_copy(str(target)) as alias:
        yield alias


def digest_of(backup: Path, described: Manifest, into: Path | None = None) -> str:
    """The SHA-256 of the database in a backup, which is unpacked to `into` when that is given.

    Raises UpkeepRefused when the file is damaged.
    """
    try:
        with (
            zipfile.ZipFile(backup) as file,
            file.open(described.database) as source,
            (into or Path(os.devnull)).open("wb") as target,
        ):
            return manifest.copy_hashed(source, target)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError):
        raise UpkeepRefused(f"{backup} är skadad och går inte att återställa. Välj en annan säkerhetskopia.") from None


def _note(path: Path) -> None:
    """Remember in the data directory when the latest backup was made, for the health page."""
    note = latest_note()
    note.write_text(path.name, encoding="utf-8")


def latest_note() -> Path:
    """The file whose time is that of the latest backup."""
    return Path(settings.ENVIRONMENT.data) / "latest-backup"


def _remove_old(out: Path, keep: int) -> tuple[Path, ...]:
    ours = sorted(path for path in out.iterdir() if _NAME.fullmatch(path.name))
    old = tuple(ours[:-keep])
    for path in old:
        path.unlink()
    return old


def _sweep(out: Path) -> None:
    """Remove what backups that were cut off left behind."""
    for path in out.glob(f"{_UNFINISHED}*"):
        if path.stat().st_mtime < time.time() - _A_DAY:
            shutil.rmtree(path, ignore_errors=True)
