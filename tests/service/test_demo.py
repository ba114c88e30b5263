"""`samverk demo`: two installations side by side, and both are gone when the first is, however it ends."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.running import PATIENCE, ROOT, surroundings

DOOR = re.compile(r"(http://127\.0\.0\.1:\d+/demo/)in/\S+")
LAST = "revisor"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The demo and what it said until its last door was told."""
    port = str(free_pair())
    command = [sys.executable, "-m", "samverk", "demo", "--out", str(tmp_path / "ut/lund"), "--format", "json"]
    run = subprocess.Popen(
        [*command, "--port", port],
        env=surroundings(tmp_path / "unused", {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )
    stop = threading.Timer(PATIENCE, run.kill)
    stop.start()
    said = []
    for line in run.stdout or ():
        said.append(line)
        if line.strip().startswith(LAST):
            break
    yield run, said
    stop.cancel()
    run.kill()
    run.wait(PATIENCE)
    if run.stdout is not None:
        run.stdout.close()


def free_pair() -> int:
    """A port that is free with the next one free too."""
    import socket

    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return int(port)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as page:
            return page.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_both_installations_answer_and_both_end(demo, end):
    run, said = demo
    doors = dict.fromkeys(match[1] for match in map(DOOR.search, said) if match)
    assert len(doors) == 2, said
    assert all(answers(each) for each in doors)
    run.send_signal(end)
    run.wait(PATIENCE)
    if run.stdout is not None:
        run.stdout.read()  # ends when the last of them is gone
    assert not any(answers(each) for each in doors)
