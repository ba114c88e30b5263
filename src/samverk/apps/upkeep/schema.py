"""The tables of the database against those the program knows: what an upgrade would do, and whether it may."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from samverk.apps.audit.models import AuditChain
from samverk.apps.upkeep.databases import SQLITE, sqlite_file, vendor
from samverk.apps.upkeep.refused import UpkeepRefused


@dataclass(frozen=True, slots=True)
class SchemaState:
    """`pending` are migrations to run, `unknown` those that a newer program has run; "app.name" both.

    `is_new` is True while nothing can have been done in it: there are no tables, or not yet one for events.
    """

    is_new: bool
    pending: tuple[str, ...]
    unknown: tuple[str, ...]

    def check(self) -> None:
        """Raise UpkeepRefused when the database is another kind of installation's, or newer than the program."""
        check_kind(self.unknown)
        if self.unknown:
            raise UpkeepRefused(
                f"Databasen är gjord av en nyare version av Samverk (den har {self.unknown[0]}, som den här versionen "
                "inte känner till). Ingenting har ändrats. Installera den nyare versionen, eller återställ en "
                "säkerhetskopia från tiden före uppgraderingen."
            )


_ONE_PAGE = 4096
_OF_OTHERS = {
    "participants": "ett register över deltagare. Använd samverk register i stället",
    "accounting": "ett förbunds kontor, inte till ett register. Använd kommandot utan register",
}
"""An app that only one kind of installation has → what a database with it belongs to, and what to do."""


DATABASE_FILES = {"participants": "register.sqlite3", "accounting": "samverk.sqlite3"}
"""The same apps → the file of their installation's database, as the settings name it."""


def check_kind(unknown: tuple[str, ...]) -> None:
    """Raise UpkeepRefused when migrations that the program does not know are of another kind of installation."""
    labels = {name.partition(".")[0] for name in unknown}
    for label, words in _OF_OTHERS.items():
        if label in labels and not apps.is_installed(f"samverk.apps.{label}"):
            raise UpkeepRefused(
                f"Databasen hör till {words}, eller ange rätt katalog med --data. Ingenting har ändrats."
            )


def check_directory() -> None:
    """Raise UpkeepRefused when the data directory is another kind of installation's, and nothing of ours lies there.

    A word that is forgotten on the command line must not begin a second, empty installation beside the first: its
    backups would be empty too.
    """
    ours = sqlite_file()
    if vendor() != SQLITE or _holds_something(ours):
        return
    for label, name in DATABASE_FILES.items():
        if name != ours.name and _holds_something(ours.with_name(name)):
            raise UpkeepRefused(f"Katalogen hör till {_OF_OTHERS[label]}, eller ange rätt katalog med --data.")


def _holds_something(file: Path) -> bool:
    """True when there are tables: a database that was only looked at is one page."""
    parts = [Path(f"{file}{part}") for part in ("", "-wal")]
    return sum(part.stat().st_size for part in parts if part.exists()) > _ONE_PAGE


def schema_state(using: str = DEFAULT_DB_ALIAS) -> SchemaState:
    """Compare the database with the program."""
    executor = MigrationExecutor(connections[using])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    pending = tuple(f"{migration.app_label}.{migration.name}" for migration, _backwards in plan)
    applied = tuple(f"{app}.{name}" for app, name in executor.loader.applied_migrations)
    is_new = AuditChain._meta.db_table not in connections[using].introspection.table_names()
    return SchemaState(is_new, pending, unknown_of(applied, executor.loader))


def unknown_of(applied: tuple[str, ...], loader: MigrationLoader | None = None) -> tuple[str, ...]:
    """The migrations that this program does not have, neither as they are nor inside a squashed one."""
    loader = loader or MigrationLoader(None)
    known = set(loader.disk_migrations)
    known |= {replaced for migration in loader.disk_migrations.values() for replaced in migration.replaces}
    return tuple(sorted(set(applied) - {f"{app}.{name}" for app, name in known}))


def applied_migrations(using: str = DEFAULT_DB_ALIAS) -> tuple[str, ...]:
    """Every migration that has been run, "app.name", sorted."""
    loader = MigrationLoader(connections[using])
    return tuple(sorted(f"{app}.{name}" for app, name in loader.applied_migrations))
