"""The choices of an annual report's layout as the tables store them."""

from __future__ import annotations

from django.db import models


class Template(models.TextChoices):
    """The order of the chapters."""

    NATIONAL = "national", "Nationella rådets mall"
    LKBR = "lkbr", "lagens ordning"


class Unit(models.TextChoices):
    """The unit of amounts."""

    KR = "kr", "kronor"
    TKR = "tkr", "tusental kronor"


class RoundingMode(models.TextChoices):
    """How printed amounts are rounded; named as in `core.document.rounding`."""

    INDEPENDENT = "independent", "varje belopp för sig"
    ADDITIVE = "additive", "så att tabellerna summerar"
