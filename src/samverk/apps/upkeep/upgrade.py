"""Bringing the database to the program's version: first asked whether it can be done, then copied, then done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections

from samverk.apps.upkeep.backup import STAMP, make_backup
from samverk.apps.upkeep.databases import POSTGRESQL, bytes_used, vendor
from samverk.apps.upkeep.refused import UpkeepRefused
from samverk.apps.upkeep.schema import SchemaState, schema_state
from samverk.apps.upkeep.standing_lock import held_alone

SPARE_BYTES = 50_000_000
_ADVISORY_LOCK = 7_300_417


@dataclass(frozen=True, slots=True)
class UpgradePlan:
    """What an upgrade would do, in bytes where it is about the disk."""

    state: SchemaState
    needed: int
    free: int

    @property
    def is_needed(self) -> bool:
        """True when there is anything to do."""
        return bool(self.state.pending)


def plan_upgrade() -> UpgradePlan:
    """Look at the database, the program and the disk. Raises UpkeepRefused when an upgrade cannot be done."""
    state = schema_state()
    state.check()
    data = Path(settings.ENVIRONMENT.data)
    needed = 0 if state.is_new or not state.pending else 2 * bytes_used() + SPARE_BYTES
    free = shutil.disk_usage(data).free
    if free < needed:
        raise UpkeepRefused(
            f"Uppgraderingen behöver {megabytes(needed)} ledigt i {data} för säkerhetskopia och nya tabeller, men där "
            f"finns {megabytes(free)}. Frigör utrymme och försök igen. Ingenting har ändrats."
        )
    wrong = [each for each in checks.run_checks() if each.level >= checks.ERROR]
    if wrong:
        raise UpkeepRefused(f"Programmet är inte helt: {wrong[0].msg} Installera Samverk på nytt.")
    return UpgradePlan(state, needed, free)


def upgrade(step: Callable[[str], None] = lambda _: None) -> UpgradePlan:
    """Do what `plan_upgrade` says, behind a backup when there is anything to lose. Raises UpkeepRefused."""
    plan = plan_upgrade()
    if not plan.is_needed:
        _make_cache_table()
        return plan
    data = Path(settings.ENVIRONMENT.data)
    with held_alone(data):
        if not plan.state.is_new:
            name = f"samverk-fore-uppgradering-{datetime.now(UTC):{STAMP}}.zip"
            made = make_backup(data / "backups", name=name)
            step(f"Säkerhetskopierade till {made.path}")
        _migrate()
        _make_cache_table()
        if not plan.state.is_new:
            step(f"Uppgraderade databasen i {len(plan.state.pending)} steg")
    return plan


def _migrate() -> None:
    """Run the migrations; of several machines on one PostgreSQL, one at a time."""
    connection = connections[DEFAULT_DB_ALIAS]
    if vendor() != POSTGRESQL:
        call_command("migrate", interactive=False, verbosity=0)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY_LOCK])


def _make_cache_table() -> None:
    call_command("createcachetable", verbosity=0)


def megabytes(size: int) -> str:
    """A size in bytes as it is told: "120 MB"."""
    return f"{max(1, round(size / 1_000_000))} MB"
