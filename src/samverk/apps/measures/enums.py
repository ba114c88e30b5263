"""The closed lists of `core.measures` as the tables store them. Members are named alike in both."""

from __future__ import annotations

from django.db import models


class Direction(models.TextChoices):
    """Whom a measure is for."""

    INDIVIDUAL = "individual", "individinriktad"
    STRUCTURAL = "structural", "strukturövergripande"
    SHARED = "shared", "gemensam"


class Grade(models.TextChoices):
    """How far a target was reached."""

    REACHED = "reached", "uppnått"
    PARTLY = "partly", "delvis uppnått"
    NOT_REACHED = "not_reached", "inte uppnått"
    CANNOT_SAY = "cannot_say", "går inte att bedöma"
