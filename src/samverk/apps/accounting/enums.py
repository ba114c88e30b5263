"""The states of an association's books."""

from __future__ import annotations

from django.db import models


class ImportState(models.TextChoices):
    """Whether a version of a year's books is the one that counts."""

    CURRENT = "current", "gällande"
    SUPERSEDED = "superseded", "ersatt"
