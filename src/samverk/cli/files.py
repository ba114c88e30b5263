"""Writing files so that nothing is lost: everything to a temporary name beside the target, then renamed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_all(directory: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write every file, or none: each to a temporary name first, renamed only when all are safely on disk.

    Raises OSError when the directory cannot be made or written; what stood there before is then untouched.
    """
    directory.mkdir(parents=True, exist_ok=True)
    temporary = {name: directory / f".{name}.{os.getpid()}.ny" for name in files}
    try:
        for name, data in files.items():
            with temporary[name].open("wb") as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
        for name in files:
            os.replace(temporary[name], directory / name)
    finally:
        for path in temporary.values():
            with suppress(FileNotFoundError):
                path.unlink()
    return [directory / name for name in files]
