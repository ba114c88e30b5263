"""Pictures of the web for the handbook: with SAMVERK_PICTURES set they are put there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from samverk.apps.users.enums import Role

PICTURES = Path(__file__).parents[3] / "docs" / "handbok" / "bilder"
SHOWN = {"hem": "/lund/", "personer": "/lund/personer/", "revisorns-rum": "/lund/revision/"}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_photographed(browse, tmp_path, name):
    folder = PICTURES if os.environ.get("SAMVERK_PICTURES") else tmp_path
    page = browse(Role.DIRECTOR)
    page.goto(SHOWN[name])
    page.screenshot(path=folder / f"{name}.png")
    assert (folder / f"{name}.png").stat().st_size > 5_000
