"""The closed lists of what an association is made of: kinds of members and income, seats, functions.

Apart from the models of `core.organisation`, for a rule that names a kind should not wait for what reads facts files.
"""

from __future__ import annotations

from enum import StrEnum


class MemberKind(StrEnum):
    """The four kinds of authority that make an association (FinsamL 3 §)."""

    SOCIAL_INSURANCE_AGENCY = "forsakringskassan"
    EMPLOYMENT_SERVICE = "arbetsformedlingen"
    REGION = "region"
    MUNICIPALITY = "kommun"

    @property
    def is_state(self) -> bool:
        """True for the two whose half the state pays (FinsamL 5 §)."""
        return self in (MemberKind.SOCIAL_INSURANCE_AGENCY, MemberKind.EMPLOYMENT_SERVICE)


class IncomeKind(StrEnum):
    """Where income comes from."""

    MEMBER = "medlem"
    EXTERNAL = "extern"  # ESF and other grants
    OTHER = "ovrig"


class CeilingBase(StrEnum):
    """What a ceiling on saved funds is a share of. The base is disputed in practice, so it is always named."""

    MEMBER_CONTRIBUTIONS = "medlemmarnas_medel"
    TOTAL_COST = "kostnadsbudget"


class Seat(StrEnum):
    """A seat on the board."""

    BOARD_MEMBER = "ledamot"
    DEPUTY = "ersattare"


class BoardFunction(StrEnum):
    """What the board elected a member to (FinsamL 17 §)."""

    CHAIR = "ordforande"
    VICE_CHAIR = "vice_ordforande"


class OfficerRole(StrEnum):
    """People with a function who do not sit on the board."""

    DIRECTOR = "forbundschef"
    AUDITOR = "revisor"
    PREPARATORY_GROUP = "beredningsgrupp"
    DATA_PROTECTION_OFFICER = "dataskyddsombud"
    BOOKKEEPER = "redovisning"
