"""The roles of an association's people."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a person is in an association. A person may have several, in several associations."""

    DIRECTOR = "director", "förbundschef"
    OFFICE = "office", "kansli"
    BOARD_MEMBER = "board_member", "ledamot"
    DEPUTY = "deputy", "ersättare"
    PREPARATORY_GROUP = "preparatory_group", "beredningsgrupp"
    MEASURE_OWNER = "measure_owner", "insatsägare"
    BOOKKEEPER = "bookkeeper", "redovisning"
    AUDITOR = "auditor", "revisor"
    # host is no role in an association: see User.is_host
