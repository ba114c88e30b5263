"""The closed lists of `core.association_kinds` as the tables store them. Members are named alike in both."""

from __future__ import annotations

from django.db import models


class MemberKind(models.TextChoices):
    """The four kinds of authority (FinsamL 3 §)."""

    SOCIAL_INSURANCE_AGENCY = "social_insurance_agency", "Försäkringskassan"
    EMPLOYMENT_SERVICE = "employment_service", "Arbetsförmedlingen"
    REGION = "region", "region"
    MUNICIPALITY = "municipality", "kommun"


class IncomeKind(models.TextChoices):
    """Where income comes from."""

    MEMBER = "member", "bidrag från medlemmar"
    EXTERNAL = "external", "externt bidrag, till exempel ESF"
    OTHER = "other", "övrigt"


class CeilingBase(models.TextChoices):
    """What a ceiling on saved funds is a share of."""

    MEMBER_CONTRIBUTIONS = "member_contributions", "medlemmarnas medel"
    TOTAL_COST = "total_cost", "årets budgeterade kostnader"


class Seat(models.TextChoices):
    """A seat on the board."""

    BOARD_MEMBER = "board_member", "ledamot"
    DEPUTY = "deputy", "ersättare"


class BoardFunction(models.TextChoices):
    """What the board elected a member to (FinsamL 17 §)."""

    CHAIR = "chair", "ordförande"
    VICE_CHAIR = "vice_chair", "vice ordförande"


class OfficerRole(models.TextChoices):
    """People with a function who do not sit on the board."""

    DIRECTOR = "director", "förbundschef"
    AUDITOR = "auditor", "revisor"
    PREPARATORY_GROUP = "preparatory_group", "beredningsgrupp"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "dataskyddsombud"
    BOOKKEEPER = "bookkeeper", "redovisning"
