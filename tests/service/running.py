"""Real commands and a real server on a data directory of a test's own."""

from __future__ import annotations

import http.client
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"http://[\w.]+:(\d+)/")
PATIENCE = 300
"""Seconds, on a machine that has much else to do."""


def surroundings(data: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """This process's environment without what the tests themselves run on."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SAMVERK_", "DATABASE_URL"))}
    own.pop("DJANGO_SETTINGS_MODULE", None)
    return {**own, "SAMVERK_DATA": str(data), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **variables}


@dataclass(frozen=True)
class Installation:
    """An installation in a directory, told what to do as a host would tell it."""

    data: Path
    variables: Mapping[str, str]

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run `samverk` to its end."""
        environment = surroundings(self.data, {**self.variables, **variables})
        command = [sys.executable, "-m", "samverk", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)

    def do(self, *arguments: str, **variables: str) -> str:
        """Run `samverk` and demand that it succeeds; what it said."""
        done = self.run(*arguments, **variables)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refuse(self, *arguments: str, **variables: str) -> str:
        """Run `samverk` and demand that it refuses in one sentence; the sentence."""
        done = self.run(*arguments, **variables)
        assert done.returncode == 2, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr

    def python(self, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a few lines with the installation's settings."""
        settings = {"DJANGO_SETTINGS_MODULE": "samverk.config.settings.association"}
        environment = surroundings(self.data, {**settings, **self.variables})
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=True)

    def migrate(self, app: str, name: str = "") -> None:
        """Take the tables of one package to a migration, past Samverk."""
        self.python(
            "from django.core.management import execute_from_command_line as run; import sys; run(sys.argv)",
            "migrate",
            app,
            *([name] if name else []),
            "--verbosity",
            "0",
        )

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the SQLite database beside Samverk."""
        with closing(sqlite3.connect(self.data / "samverk.sqlite3")) as database, database:
            return database.execute(question).fetchall()

    def serving(self, *arguments: str, **variables: str) -> Server:
        """A server of this installation, to be used with `with`."""
        environment = surroundings(self.data, {**self.variables, **variables})
        return Server([sys.executable, "-m", "samverk", "serve", "--port", "0", *arguments], environment)


class Server:
    """A server that runs while the `with` does. `lines` is what it has said, on stdout and stderr alike."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.command, self.environment = command, environment
        self.lines: list[str] = []
        self.port = 0
        self.listening = threading.Event()

    def __enter__(self) -> Server:
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.listening.wait(PATIENCE)
        if not self.port:
            self.stop(signal.SIGKILL)
            raise AssertionError("".join(self.lines))
        return self

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            found = ADDRESS.search(line)
            if found and not self.port:
                self.port = int(found[1])
                self.listening.set()
        self.listening.set()

    def __exit__(self, *_reason: object) -> None:
        self.stop()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it and wait; the code it ended with."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page; a header's name is written with underscores."""
        return self.ask("GET", path, headers=headers)

    def ask(self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask, and read the whole answer."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: Message
    body: bytes

    def __getitem__(self, name: str) -> str:
        return str(self.headers[name])
