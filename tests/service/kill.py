"""Kills an import at random moments and looks at what is left: the old books whole, or the new, and a whole trail.

    python -m tests.service.kill --moments 20 --vouchers 100000

kills a process of its own with SIGKILL at as many moments, drawn evenly over the time that an undisturbed import takes.
The tests do the same with fewer moments and vouchers.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ledger_maker import make_vouchers, sie_bytes

from tests.service.running import Installation, surroundings

SETTINGS = {"DJANGO_SETTINGS_MODULE": "samverk.config.settings.association"}
DATABASE, JOURNAL = "samverk.sqlite3", "-wal"
OLD_VOUCHERS = 200
PROVE = """
import django, sys
django.setup()
from samverk.apps.audit.chain import verify
from samverk.apps.audit.models import AuditChain
from samverk.apps.upkeep.databases import opened_copy
for path in sys.argv[1:]:
    with opened_copy(path) as alias:
        chains = AuditChain.objects.using(alias).values_list("pk", flat=True)
        print(sum(verify(number, using=alias).is_whole for number in list(chains)))
"""


@dataclass(frozen=True)
class Killed:
    """One killing: `after` seconds into the import, what the journal held then, and whose books are left."""

    after: float
    journal_bytes: int
    left: str


@dataclass(frozen=True)
class Ground:
    """An installation with old books, the new ones as a file, and the number of rows in every table with either."""

    data: Path
    books: Path
    seconds: float
    old: dict[str, int]
    new: dict[str, int]


def prepare(folder: Path, vouchers: int) -> Ground:
    """Take in old books, and once the new ones undisturbed to know how long it takes and what it gives."""
    installation = Installation(folder / "data", {})
    installation.do("upgrade")
    installation.do("association", "add", "storsjo", "--name", "Påhittat", "--org-number", "222000-0000")
    old, new = folder / "old.se", folder / "new.se"
    old.write_bytes(sie_bytes(make_vouchers(OLD_VOUCHERS)))
    new.write_bytes(sie_bytes(make_vouchers(vouchers)))
    _import(installation.data, old)
    trial = folder / "trial"
    shutil.copytree(installation.data, trial)
    seconds = _import(trial, new)
    return Ground(installation.data, new, seconds, row_counts(installation.data), row_counts(trial))


def _start(data: Path, books: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.service.importing", str(books)]
    process = subprocess.Popen(command, env=surroundings(data, SETTINGS), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


def _import(data: Path, books: Path) -> float:
    """Take books in to the end; the seconds it took."""
    with _start(data, books) as process:
        began = time.monotonic()
        assert process.communicate()[0] == "done\n"
        return time.monotonic() - began


def kill_at(ground: Ground, after: float, folder: Path) -> Killed:
    """Kill an import of the new books so long after it began, and look. Raises AssertionError for anything broken."""
    data = folder / "data"
    shutil.copytree(ground.data, data)
    with _start(data, ground.books) as process:
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
    journal = data / f"{DATABASE}{JOURNAL}"
    size = journal.stat().st_size if journal.exists() else 0
    counts = row_counts(data)
    assert counts in (ground.old, ground.new), f"neither old nor new: {counts}"
    return Killed(after, size, "new" if counts == ground.new else "old")


def row_counts(data: Path) -> dict[str, int]:
    """Open the database, check it from end to end, and count the rows of every table."""
    with closing(sqlite3.connect(data / DATABASE)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def check_chains(killed: list[Path]) -> None:
    """Prove every chain of each installation, in one process. Raises AssertionError for a broken one."""
    done = Installation(killed[0], {}).python(PROVE, *(str(data / DATABASE) for data in killed))
    assert done.stdout.split() == ["2"] * len(killed), done.stdout


def moments(ground: Ground, count: int, seed: int) -> Iterator[float]:
    """Moments of the import, one in each of `count` equal parts of it."""
    dice = random.Random(seed)
    return (ground.seconds * (part + dice.random()) / count for part in range(count))


def main() -> None:
    """Kill as often as asked, and tell each."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--moments", type=int, default=20)
    asked.add_argument("--vouchers", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=time.time_ns())
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        ground = prepare(Path(name), chosen.vouchers)
        _tell(f"undisturbed: {ground.seconds:.1f} s, seed {chosen.seed}")
        for number, after in enumerate(moments(ground, chosen.moments, chosen.seed)):
            with tempfile.TemporaryDirectory(dir=name) as folder:
                killed = kill_at(ground, after, Path(folder))
                check_chains([Path(folder) / "data"])
            journal = f"{killed.journal_bytes / 1e6:.1f} MB in the journal"
            _tell(f"{number + 1:>3}: killed after {killed.after:.2f} s, {journal}: {killed.left} books whole")
    _tell(f"{chosen.moments} of {chosen.moments}: opens, whole, one version, chains proved")


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
