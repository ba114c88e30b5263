"""The closed lists of the budget as the tables store them. Members are named as in `core.planning`."""

from __future__ import annotations

from django.db import models


class BudgetKind(models.TextChoices):
    """Adopted by 30 November, or changed by a later decision."""

    ADOPTED = "adopted", "fastställd"
    REVISED = "revised", "reviderad"


class VersionState(models.TextChoices):
    """Where a version stands. What is decided is never edited; a change makes a new version."""

    DRAFT = "draft", "utkast"
    DECIDED = "decided", "beslutad"


class Side(models.TextChoices):
    """Which side of the plan a line stands on (`core.planning.plan.LineSide`)."""

    INCOME = "income", "intäkt"
    COST = "cost", "kostnad"


class Unit(models.TextChoices):
    """The unit in which a budget is written and shown."""

    KR = "kr", "kronor"
    TKR = "tkr", "tusental kronor"
    MNKR = "mnkr", "miljoner kronor"
