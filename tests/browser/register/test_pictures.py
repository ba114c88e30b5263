"""A picture of the register for the handbook: with SAMVERK_PICTURES set it is put there."""

from __future__ import annotations

import os
from pathlib import Path

from django.urls import reverse

PICTURES = Path(__file__).parents[3] / "docs" / "handbok" / "bilder"


def test_a_participation_is_photographed(stage, browse, tmp_path):
    folder = PICTURES if os.environ.get("SAMVERK_PICTURES") else tmp_path
    page = browse(stage.own)
    page.goto(reverse("participation", kwargs={"pk": stage.participation.pk}))
    page.screenshot(path=folder / "registret.png")
    assert (folder / "registret.png").stat().st_size > 5_000
