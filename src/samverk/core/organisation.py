"""The association: who it is, its members, charter, mandates and officers. What `forbund.toml` holds.

Sources: FinsamL (2003:1210) 3, 5, 9, 10, 12, 17 and 25 §§.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import Field, field_validator

from samverk.core.periods import is_within
from samverk.core.statements.profile import AccountingProfile
from samverk.core.values import FactsModel, Identifier, Name, Share


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


class ShareKey(FactsModel):
    """A member's share of all contributions, 0–1, and when it holds."""

    share: Share = Field(alias="andel")
    valid_from: date = Field(alias="fran")
    valid_to: date | None = Field(default=None, alias="till")


class Member(FactsModel):
    """An authority behind the association."""

    name: Name = Field(alias="namn")
    kind: MemberKind = Field(alias="typ")
    shares: tuple[ShareKey, ...] = Field(alias="andelar", min_length=1)
    paid_by: Name | None = Field(default=None, alias="betalas_av")
    joined: date | None = Field(default=None, alias="medlem_fran")
    left: date | None = Field(default=None, alias="medlem_till")

    def share_on(self, day: date) -> Fraction:
        """The member's share (0–1) on `day`; 0 when it has none then."""
        return next((key.share for key in self.shares if is_within(day, key.valid_from, key.valid_to)), Fraction(0))


class IncomeKind(StrEnum):
    """Where income comes from."""

    MEMBER = "medlem"
    EXTERNAL = "extern"  # ESF and other grants
    OTHER = "ovrig"


class IncomeSource(FactsModel):
    """A row of income in the note, the budget and the outcome. `accounts` are numbers or ranges ("3010-3019")."""

    id: Identifier
    name: Name = Field(alias="namn")
    short_name: str = Field(default="", alias="kort_namn")
    kind: IncomeKind = Field(alias="typ")
    members: tuple[Name, ...] = Field(default=(), alias="medlemmar")
    accounts: tuple[str, ...] = Field(alias="konton", min_length=1)

    @property
    def row_name(self) -> str:
        """The name in tables other than the note."""
        return self.short_name or self.name


class CeilingBase(StrEnum):
    """What a ceiling on saved funds is a share of. The base is disputed in practice, so it is always named."""

    MEMBER_CONTRIBUTIONS = "medlemmarnas_medel"
    TOTAL_COST = "kostnadsbudget"


class SavedFundsCeiling(FactsModel):
    """The ceiling on saved funds that the board goes by. No source gives the national stair: a setting."""

    share: Share = Field(alias="andel")
    base: CeilingBase = Field(alias="bas")
    source: str = Field(default="", alias="kalla")


class Charter(FactsModel):
    """Settings from a version of the charter (förbundsordning, FinsamL 9 §)."""

    valid_from: date = Field(alias="galler_fran")
    interim_report: bool = Field(default=False, alias="delarsrapport")
    notice_board: str = Field(default="", alias="anslagstavla")
    archive_authority: str = Field(default="", alias="arkivmyndighet")
    notice_period_years: int = Field(default=3, alias="uppsagningstid_ar", ge=0, le=3)
    auditor_fees_paid_by: str = Field(default="förbundet", alias="revision_betalas_av")
    saved_funds_ceilings: tuple[SavedFundsCeiling, ...] = Field(default=(), alias="tak_sparade_medel")


class Seat(StrEnum):
    """A seat on the board."""

    BOARD_MEMBER = "ledamot"
    DEPUTY = "ersattare"


class BoardFunction(StrEnum):
    """What the board elected a member to (FinsamL 17 §)."""

    CHAIR = "ordforande"
    VICE_CHAIR = "vice_ordforande"


class Mandate(FactsModel):
    """A seat held by a person for a time."""

    name: Name = Field(alias="namn")
    member: Name = Field(alias="medlem")
    seat: Seat = Field(alias="uppdrag")
    function: BoardFunction | None = Field(default=None, alias="funktion")
    order: int | None = Field(default=None, alias="ordning", ge=1)
    valid_from: date = Field(alias="fran")
    valid_to: date | None = Field(default=None, alias="till")


class OfficerRole(StrEnum):
    """People with a function who do not sit on the board."""

    DIRECTOR = "forbundschef"
    AUDITOR = "revisor"
    PREPARATORY_GROUP = "beredningsgrupp"
    DATA_PROTECTION_OFFICER = "dataskyddsombud"
    BOOKKEEPER = "redovisning"


class Officer(FactsModel):
    """A person with a function outside the board. `represents` is the member that appointed or sent them."""

    name: Name = Field(alias="namn")
    role: OfficerRole = Field(alias="funktion")
    title: str = Field(default="", alias="titel")
    represents: tuple[Name, ...] = Field(default=(), alias="utsedd_av")
    valid_from: date | None = Field(default=None, alias="fran")
    valid_to: date | None = Field(default=None, alias="till")


class PastYear(FactsModel):
    """A year before the books at hand, for the multi-year overview. Amounts in öre, costs negative."""

    year: int = Field(alias="ar")
    income: Decimal | None = Field(default=None, alias="intakter")
    costs: Decimal | None = Field(default=None, alias="kostnader")
    result: Decimal | None = Field(default=None, alias="resultat")
    equity: Decimal | None = Field(default=None, alias="eget_kapital")
    employees: int | None = Field(default=None, alias="antal_anstallda")
    unit: str = Field(default="tkr", alias="enhet", pattern="^(kr|tkr)$")


class Rounding(StrEnum):
    """The two modes of DESIGN.md section 4."""

    INDEPENDENT = "oberoende"
    ADDITIVE = "additiv"


class AnnualReportFacts(FactsModel):
    """What only this year's annual report needs: decisions, dates, choices of layout."""

    year: int = Field(alias="ar", ge=2004, le=2100)
    decided: date | None = Field(default=None, alias="beslutad")
    signed: date | None = Field(default=None, alias="undertecknad")
    town: str = Field(default="", alias="ort")
    serving_deputies: tuple[Name, ...] = Field(default=(), alias="tjanstgorande_ersattare")
    audit_report: date | None = Field(default=None, alias="revisionsberattelse")
    registration_number: str = Field(default="", alias="diarienummer")
    employees: dict[int, int] = Field(default_factory=dict, alias="antal_anstallda")
    board_meetings: int | None = Field(default=None, alias="antal_sammantraden", ge=0)
    past_years: tuple[PastYear, ...] = Field(default=(), alias="tidigare_ar")
    template: str = Field(default="nationell", alias="mall")
    unit: str = Field(default="kr", alias="enhet", pattern="^(kr|tkr)$")
    rounding: Rounding = Field(default=Rounding.INDEPENDENT, alias="avrundning")
    accent: Annotated[str, Field(alias="farg", pattern="^(#[0-9a-fA-F]{6})?$")] = ""
    realised_gains: Decimal = Field(default=Decimal(0), alias="realisationsvinster")
    realised_gains_exempt: Decimal = Field(default=Decimal(0), alias="realisationsvinster_undantag")
    realised_losses_exempt: Decimal = Field(default=Decimal(0), alias="realisationsforluster_undantag")
    unrealised_changes: Decimal = Field(default=Decimal(0), alias="orealiserade")
    unrealised_reversals: Decimal = Field(default=Decimal(0), alias="aterforing_orealiserade")


class Association(FactsModel):
    """A coordination association and the facts that do not belong to one measure or one budget."""

    name: Name = Field(alias="namn")
    full_name: str = Field(default="", alias="fullstandigt_namn")
    org_number: str = Field(alias="organisationsnummer")
    seat: str = Field(default="", alias="sate")
    municipalities: tuple[Name, ...] = Field(alias="kommuner", min_length=1)
    formed: date | None = Field(default=None, alias="bildat")
    members: tuple[Member, ...] = Field(alias="medlem", min_length=1)
    income_sources: tuple[IncomeSource, ...] = Field(default=(), alias="intaktskalla")
    accounting: AccountingProfile = Field(alias="kontoplan")
    charters: tuple[Charter, ...] = Field(default=(), alias="forbundsordning")
    mandates: tuple[Mandate, ...] = Field(default=(), alias="mandat")
    officers: tuple[Officer, ...] = Field(default=(), alias="funktionar")
    note_texts: dict[str, str] = Field(default_factory=dict, alias="nottexter")
    annual_report: AnnualReportFacts = Field(alias="arsredovisning")

    @field_validator("org_number")
    @classmethod
    def _has_ten_digits(cls, value: str) -> str:
        if not re.fullmatch(r"\d{6}-\d{4}", value):
            raise ValueError("organisationsnummer skrivs med tio siffror och bindestreck, till exempel 222000-1234")
        return value

    def charter_on(self, day: date) -> Charter | None:
        """The charter version in force on `day`, None when none is known."""
        known = [charter for charter in self.charters if charter.valid_from <= day]
        return max(known, key=lambda charter: charter.valid_from) if known else None
