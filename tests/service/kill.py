"""Kills an import at random moments and looks at what is left: the old books whole, or the new, and a whole trail.

    python -m tests.service.kill --moments 20 --vouchers 100000

kills a process of its own with SIGKILL at as many moments, drawn evenly over the time that an undisturbed import takes.
The rows are written in the last second or so, in one transaction; so as many again are killed while the journal grows.
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
from collections.abc import Callable, Iterator
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
    """An installation with old books, the new ones as a file, and the number of rows in every table with either.

    An undisturbed import takes so many seconds, and its journal grows to so many bytes.
    """

    data: Path
    books: Path
    seconds: float
    journal_bytes: int
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
    seconds, journal = _import(trial, new)
    return Ground(installation.data, new, seconds, journal, row_counts(installation.data), row_counts(trial))


def _start(data: Path, books: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.service.importing", str(books)]
    process = subprocess.Popen(command, env=surroundings(data, SETTINGS), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


def _import(data: Path, books: Path) -> tuple[float, int]:
    """Take books in to the end; the seconds it took and the most bytes of its journal."""
    with _start(data, books) as process:
        began, most = time.monotonic(), 0
        while process.poll() is None:
            most = max(most, _journal_bytes(data))
            time.sleep(0.001)
        assert process.communicate()[0] == "done\n"
        return time.monotonic() - began, most


def _journal_bytes(data: Path) -> int:
    try:
        return (data / f"{DATABASE}{JOURNAL}").stat().st_size
    except FileNotFoundError:
        return 0


def kill_after(ground: Ground, seconds: float, folder: Path) -> Killed:
    """Kill an import of the new books so long after it began, and look."""
    return _killed(ground, folder, lambda _data, since: since >= seconds)


def kill_writing(ground: Ground, journal_bytes: int, folder: Path) -> Killed:
    """Kill an import of the new books when its journal has grown so large, and look."""
    return _killed(ground, folder, lambda data, _since: _journal_bytes(data) >= journal_bytes)


def _killed(ground: Ground, folder: Path, is_time: Callable[[Path, float], bool]) -> Killed:
    """Kill when it is time. Raises AssertionError for anything broken."""
    data = folder / "data"
    shutil.copytree(ground.data, data)
    with _start(data, ground.books) as process:
        began = time.monotonic()
        while process.poll() is None and not is_time(data, time.monotonic() - began):
            time.sleep(0.0005)
        process.send_signal(signal.SIGKILL)
    since, size = time.monotonic() - began, _journal_bytes(data)
    counts = row_counts(data)
    assert counts in (ground.old, ground.new), f"neither old nor new: {counts}"
    return Killed(since, size, "new" if counts == ground.new else "old")


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


def drawn(most: float, count: int, dice: random.Random) -> Iterator[float]:
    """Numbers from 0 to `most`, one in each of `count` equal parts."""
    return (most * (part + dice.random()) / count for part in range(count))


def main() -> None:
    """Kill as often as asked, and tell each."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--moments", type=int, default=20)
    asked.add_argument("--vouchers", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=time.time_ns())
    chosen = asked.parse_args()
    dice = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as name:
        ground = prepare(Path(name), chosen.vouchers)
        size = ground.journal_bytes / 1e6
        _tell(f"undisturbed: {ground.seconds:.1f} s, {size:.1f} MB in the journal; seed {chosen.seed}")
        for seconds in drawn(ground.seconds, chosen.moments, dice):
            _look_at(name, lambda folder, at=seconds: kill_after(ground, at, folder))
        for journal_bytes in drawn(ground.journal_bytes, chosen.moments, dice):
            _look_at(name, lambda folder, at=journal_bytes: kill_writing(ground, int(at) + 1, folder))
    _tell(f"{2 * chosen.moments} of {2 * chosen.moments}: opens, whole, one version, chains proved")


def _look_at(name: str, kill: Callable[[Path], Killed]) -> None:
    with tempfile.TemporaryDirectory(dir=name) as folder:
        killed = kill(Path(folder))
        check_chains([Path(folder) / "data"])
    journal = f"{killed.journal_bytes / 1e6:.1f} MB in the journal"
    _tell(f"killed after {killed.after:.2f} s, {journal}: {killed.left} books whole")


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
