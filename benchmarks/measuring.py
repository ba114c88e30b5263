"""Measures and claims: what a benchmark file hands to run.py."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Claim:
    """`found` against `limit`: at most the limit, or at least it when `is_floor`. None: measured, nothing claimed."""

    text: str
    found: float
    limit: float | None = None
    is_floor: bool = False
    unit: str = "×"

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.found >= self.limit if self.is_floor else self.found <= self.limit


def least_seconds(works: dict[str, Callable[[], object]], rounds: int = 9) -> dict[str, float]:
    """The least time of each work. They take turns, so that a busy moment of the machine strikes them alike."""
    least = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            start = time.perf_counter()
            result = work()
            least[name] = min(least[name], time.perf_counter() - start)
            del result  # taking a large value apart again is no part of the work
    return least


def run_program(*command: str | Path) -> str:
    """Run a program to its end and return what it wrote. Raises CalledProcessError when it fails."""
    done = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    return done.stdout


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a database in a PostgreSQL of its own, durable as in service. Raises FileNotFoundError."""
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    from tests.postgresql.server import programs, running

    found = programs()
    if found is None:
        raise FileNotFoundError("PostgreSQL is not installed")
    with running(found, is_durable=True) as server:
        yield server.make("samverk")
