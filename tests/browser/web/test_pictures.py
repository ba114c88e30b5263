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


def test_what_became_of_the_participants_is_photographed(browse, tmp_path):
    folder = PICTURES if os.environ.get("SAMVERK_PICTURES") else tmp_path
    page = browse(Role.DIRECTOR)
    page.goto("/lund/uppfoljning/")
    page.get_by_role("link", name="IRIS", exact=True).first.click()
    page.screenshot(
        path=folder / "uppfoljning.png", full_page=True, clip={"x": 0, "y": 0, "width": 1280, "height": 1250}
    )
    assert (folder / "uppfoljning.png").stat().st_size > 5_000
