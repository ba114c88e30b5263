"""The programs that Samverk races: beancount from its own environment, hledger where it is installed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from measuring import DATA

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements-bench.lock"
ENVIRONMENT = DATA / "peers"


def beancount() -> Path:
    """The folder with beancount's programs; installed from the lock, with hashes, the first time."""
    programs = ENVIRONMENT / "bin"
    stamp = ENVIRONMENT / "lock.sha256"
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return programs
    print("Installing beancount in benchmarks/data/peers …", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--clear", ENVIRONMENT], check=True)
    python = programs / "python"
    uv = ROOT / ".tools" / "bin" / "uv"
    if uv.exists():
        command = [uv, "pip", "sync", "-q", "--system-certs", "--python", python, "--require-hashes", LOCK]
    else:
        command = ["pip", "--python", python, "install", "-q", "--require-hashes", "-r", LOCK]
    subprocess.run(command, check=True)
    stamp.write_text(wanted)
    return programs


def hledger() -> str | None:
    """The hledger program, None when it is not installed."""
    return shutil.which("hledger")
