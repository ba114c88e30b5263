"""The closed lists of follow-up as the tables store them."""

from __future__ import annotations

from django.db import models


class Zeros(models.TextChoices):
    """What a count of nobody is; named as in `core.disclosure.rule`."""

    SHOWN = "shown", "visas alltid"
    HELPER = "helper", "visas, men får döljas för att skydda ett annat antal"
    SENSITIVE = "sensitive", "döljs som små antal"


class Destination(models.TextChoices):
    """Where an exit leads, as a target counts it; named as in `core.outcomes.told`."""

    WORK = "work", "arbete"
    STUDIES = "studies", "studier"
    WORK_OR_STUDIES = "work_or_studies", "arbete eller studier"


class ReleasePlace(models.TextChoices):
    """Where figures are published."""

    ANNUAL_REPORT = "annual_report", "årsredovisningen"
    WEB = "web", "webbplatsen"
    BOARD = "board", "styrelsens handlingar"


class ReleaseState(models.TextChoices):
    """Where a release is; named as in `core.workflows.releases`."""

    DRAFT = "draft", "utkast"
    REVIEWED = "reviewed", "granskat"
    RELEASED = "released", "offentliggjort"
    DISCARDED = "discarded", "kastat"
