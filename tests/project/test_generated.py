"""Generated pages and schemas on disk are what the code says now (`make docs` remakes them)."""

from __future__ import annotations

from pathlib import Path

import pytest

from samverk.cli.generate import FOLDERS, generated

DOCS = Path(__file__).resolve().parents[2] / "docs"
FILES = generated()


@pytest.mark.parametrize("name", sorted(FILES))
def test_generated_file_is_fresh(name):
    assert (DOCS / name).read_text(encoding="utf-8") == FILES[name], "run make docs"


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_old_is_left(folder):
    assert {f"{folder}/{path.name}" for path in (DOCS / folder).iterdir()} == {
        name for name in FILES if name.startswith(f"{folder}/")
    }
