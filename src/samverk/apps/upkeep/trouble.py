"""What a database or a disk that says no means: someone else writes, or there is no room."""

from __future__ import annotations

import errno
import shutil
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

_LITTLE = 1_000_000


class Trouble(Enum):
    """Troubles that pass, or that whoever runs the machine can mend. The values are for pages and terminals alike."""

    BUSY = "Någon annan skriver just nu. Ingenting har ändrats. Vänta en stund och försök igen."
    FULL = (
        "Det finns ingen plats kvar på disken, så ändringen sparades inte. Det som fanns är orört. Den som sköter "
        "datorn behöver frigöra utrymme."
    )


def trouble_of(exception: BaseException | None) -> Trouble | None:
    """Which trouble an exception tells of; None for every other exception."""
    if not isinstance(exception, DatabaseError | OSError):
        return None
    words = str(exception).lower()
    if "is locked" in words or "lock timeout" in words or "deadlock detected" in words:
        return Trouble.BUSY
    if getattr(exception, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
        return Trouble.FULL
    if "disk is full" in words or "no space left" in words or ("disk i/o error" in words and _is_full()):
        return Trouble.FULL
    return None


def _is_full() -> bool:
    """SQLite calls a full disk an input error where its journal's index is concerned."""
    return shutil.disk_usage(Path(settings.ENVIRONMENT.data)).free < _LITTLE
