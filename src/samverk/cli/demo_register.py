"""The demo's other installation, seen from the association's: a program of its own that hands over files."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from samverk.cli.installation import CannotProceed

PUBLIC_KEY = "register.pem"
"""The file in the directory of returns that holds the register's public key."""
_GRACE_SECONDS = 40


@dataclass(frozen=True, slots=True)
class DemoReturns:
    """What the register has handed over: its public key, and its signed returns, the earliest first."""

    public_key: str
    files: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class DemoRegister:
    """The register in `data`. The association listens on `port`; 0 is any, and then the register cannot send."""

    data: Path
    port: int = 0

    def make(self) -> DemoReturns:
        """Make the register the first time, and read what it hands over. Raises CannotProceed."""
        returns = self.data.parent / "demo-aterrapporter"
        command = self._command("--no-serve", "--returns", str(returns))
        done = subprocess.run(command, env=_environment(), check=False)  # noqa: S603 - our own program
        if done.returncode:
            raise CannotProceed("Demons register gick inte att göra. Det som står ovanför säger varför.")
        files = tuple(path.read_bytes() for path in sorted(returns.glob("*.json")))
        return DemoReturns((returns / PUBLIC_KEY).read_text(encoding="ascii"), files)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """The register on the web beside the association's, on the next port, until the block ends."""
        port = self.port + 1 if self.port else 0
        command = self._command("--port", str(port), "--until-closed")
        pipe, started_by = subprocess.PIPE, os.getpid()
        run = subprocess.Popen(command, env=_environment(), stdin=pipe, stdout=pipe, text=True)  # noqa: S603
        told = threading.Event()
        threading.Thread(target=_tell, args=(run, told), daemon=True).start()
        told.wait(_GRACE_SECONDS)
        try:
            yield
        finally:
            if os.getpid() == started_by and run.stdin is not None:  # the server's workers end here too
                run.stdin.close()  # the register stops when nobody is there
                run.wait(_GRACE_SECONDS)

    def _command(self, *options: str) -> list[str]:
        address = f"http://127.0.0.1:{self.port}/lund/uppfoljning/ta-emot/" if self.port else ""
        command = [sys.executable, "-m", "samverk", "register", "demo", "--data", str(self.data)]
        return [*command, *(("--push", address) if address else ()), *options]


def _environment() -> dict[str, str]:
    """The register's own: nothing that says where the association is."""
    return {name: value for name, value in os.environ.items() if name not in ("SAMVERK_DATA", "DATABASE_URL")}


def _tell(run: subprocess.Popen[str], told: threading.Event) -> None:
    """Pass on what the register says; its doors end with an empty line."""
    for line in run.stdout or ():
        click.echo(line, nl=False)
        if not line.strip():
            told.set()
    told.set()
