"""The lock of the data directory: many may serve it, one alone may change what they stand on."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from samverk.apps.upkeep.refused import UpkeepRefused

NAME = "samverk.lock"


class StandingLock:
    """Held by a server (shared) or by an upgrade or restore (alone). The system lets go when the process ends."""

    def __init__(self, data: Path) -> None:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.file: IO[bytes] = (data / NAME).open("ab")

    def share(self) -> None:
        """Hold it together with others. Raises UpkeepRefused while someone has it alone."""
        self._take(fcntl.LOCK_SH, "Databasen håller på att uppgraderas eller återställas. Vänta tills det är klart.")

    def alone(self) -> None:
        """Hold it alone. Raises UpkeepRefused while a server runs."""
        message = "Samverk är igång på samma katalog. Stoppa servern först, och kör kommandot igen."
        self._take(fcntl.LOCK_EX, message)

    def _take(self, how: int, message: str) -> None:
        try:
            fcntl.flock(self.file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UpkeepRefused(message) from None

    def close(self) -> None:
        """Let go."""
        self.file.close()


@contextmanager
def held_alone(data: Path) -> Iterator[None]:
    """Hold the data directory alone. Raises UpkeepRefused while a server runs."""
    lock = StandingLock(data)
    try:
        lock.alone()
        yield
    finally:
        lock.close()
