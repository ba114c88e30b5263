"""An installation with an association and its director, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.service.running import Installation


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of an installation with Finsam Storsjö and its director, tuva@example.se."""
    made = Installation(tmp_path_factory.mktemp("installation") / "data", {})
    made.do("upgrade")
    made.do("association", "add", "storsjo", "--name", "Finsam Storsjö", "--org-number", "222000-0001")
    role = ("--association", "storsjo", "--role", "director")
    made.do("user", "add", "tuva@example.se", "--name", "Tuva Rimfrost", *role)
    return made.data


@pytest.fixture
def installation(founded: Path, tmp_path: Path) -> Installation:
    """A copy of it."""
    shutil.copytree(founded, tmp_path / "data")
    return Installation(tmp_path / "data", {})


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """A directory that does not exist yet."""
    return Installation(tmp_path / "data", {})


@pytest.fixture
def backup_of(installation: Installation, tmp_path: Path) -> Callable[..., Path]:
    """`backup_of()` makes a backup of the installation; its file."""

    def make(*options: str) -> Path:
        installation.do("backup", "--out", str(tmp_path / "kopior"), *options)
        return max((tmp_path / "kopior").glob("*.zip"))

    return make
