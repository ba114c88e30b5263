"""The association: who it is, its members, charter, mandates and officers. What `forbund.toml` holds.

Sources: FinsamL (2003:1210) 3, 5, 9, 10, 12, 17 and 25 §§.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from samverk.core.association_kinds import BoardFunction as BoardFunction
from samverk.core.association_kinds import CeilingBase as CeilingBase
from samverk.core.association_kinds import IncomeKind as IncomeKind
from samverk.core.association_kinds import MemberKind as MemberKind
from samverk.core.association_kinds import OfficerRole as OfficerRole
from samverk.core.association_kinds import Seat as Seat
from samverk.core.document.rounding import Rounding as Rounding
from samverk.core.periods import is_within
from samverk.core.statements.profile import AccountingProfile
from samverk.core.values import (
    AccountRange,
    Amount,
    Day,
    FactsModel,
    Identifier,
    Name,
    Share,
    WholeNumber,
    YesNo,
    require_apart,
    require_order,
)


class ShareKey(FactsModel):
    """A member's share of all contributions, 0–1, and when it holds."""

    share: Share = Field(alias="andel", description='Andel av medlemmarnas samlade bidrag: "1/4", "12,5 %" eller 0.25.')
    valid_from: Day = Field(alias="fran", description="Från och med den dagen gäller andelen.")
    valid_to: Day | None = Field(
        default=None, alias="till", description="Till och med den dagen; utelämnas medan andelen gäller."
    )

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        require_order(self.valid_from, self.valid_to)
        return self


class Member(FactsModel):
    """An authority behind the association."""

    name: Name = Field(
        alias="namn", description="Medlemmens namn. Mandat, funktionärer och intäktskällor pekar på det."
    )
    kind: MemberKind = Field(alias="typ", description="Vilken av lagens fyra slags medlemmar (3 § lag 2003:1210).")
    shares: tuple[ShareKey, ...] = Field(
        alias="andelar", min_length=1, description="Medlemmens andel av bidragen, en rad per tid den gäller."
    )
    paid_by: Name | None = Field(
        default=None,
        alias="betalas_av",
        description="Medlemmen som betalar bidraget, när det är en annan (Försäkringskassan för Arbetsförmedlingen).",
    )
    joined: Day | None = Field(
        default=None, alias="medlem_fran", description="Dagen medlemskapet började, om det var efter bildandet."
    )
    left: Day | None = Field(default=None, alias="medlem_till", description="Dagen medlemskapet upphörde.")

    @model_validator(mode="after")
    def _has_one_share_at_a_time(self) -> Self:
        require_order(self.joined, self.left)
        require_apart([(key.valid_from, key.valid_to) for key in self.shares])
        return self

    def share_on(self, day: date) -> Fraction:
        """The member's share (0–1) on `day`; 0 when it has none then."""
        return next((key.share for key in self.shares if is_within(day, key.valid_from, key.valid_to)), Fraction(0))


class IncomeSource(FactsModel):
    """A row of income in the note, the budget and the outcome. `accounts` are numbers or ranges ("3010-3019")."""

    id: Identifier = Field(description="Kort namn som budgeten pekar på: a–z, 0–9 och _.")
    name: Name = Field(alias="namn", description='Namnet i noten, till exempel "Medlemsintäkt från staten".')
    short_name: str = Field(
        default="", alias="kort_namn", description="Namnet i övriga tabeller; utelämnas om det är samma."
    )
    kind: IncomeKind = Field(
        alias="typ",
        description='"medlem" för bidrag från medlemmar, "extern" för ESF och andra bidrag, "ovrig" för resten.',
    )
    members: tuple[Name, ...] = Field(
        default=(), alias="medlemmar", description="Medlemmarna som intäkten kommer från (deras namn)."
    )
    accounts: tuple[AccountRange, ...] = Field(
        alias="konton", min_length=1, description='Konton eller intervall: ["3010", "3020-3029"].'
    )

    @property
    def row_name(self) -> str:
        """The name in tables other than the note."""
        return self.short_name or self.name


class SavedFundsCeiling(FactsModel):
    """The ceiling on saved funds that the board goes by. No source gives the national stair: a setting."""

    share: Share = Field(alias="andel", description='Taket som andel av basen: "20 %".')
    base: CeilingBase = Field(alias="bas", description="Vad taket räknas på. Basen skrivs alltid ut i rapporten.")
    source: str = Field(
        default="", alias="kalla", description="Var taket är beslutat eller rekommenderat; tomt om ingen källa finns."
    )


class Charter(FactsModel):
    """Settings from a version of the charter (förbundsordning, FinsamL 9 §)."""

    valid_from: Day = Field(
        alias="galler_fran", description="Första dagen som denna lydelse av förbundsordningen gäller."
    )
    interim_report: YesNo = Field(
        default=False, alias="delarsrapport", description="true om förbundsordningen kräver delårsrapport."
    )
    notice_board: str = Field(default="", alias="anslagstavla", description="Var protokoll och kungörelser anslås.")
    archive_authority: str = Field(
        default="", alias="arkivmyndighet", description="Arkivmyndigheten (20 § lag 2003:1210)."
    )
    notice_period_years: WholeNumber = Field(
        default=3,
        alias="uppsagningstid_ar",
        ge=0,
        le=3,
        description="Uppsägningstid i hela år, högst 3 (27 § lag 2003:1210).",
    )
    auditor_fees_paid_by: str = Field(
        default="förbundet",
        alias="revision_betalas_av",
        description="Vem som betalar revisorerna (25 § lag 2003:1210).",
    )
    quorum: str = Field(
        default="", alias="beslutsforhet", description="Vad förbundsordningen säger om när styrelsen är beslutför."
    )
    remuneration: str = Field(
        default="", alias="arvoden", description="Vad förbundsordningen säger om arvoden och andra ersättningar."
    )
    saved_funds_ceilings: tuple[SavedFundsCeiling, ...] = Field(
        default=(), alias="tak_sparade_medel", description="Taken för sparade medel som styrelsen går efter, med bas."
    )


class Mandate(FactsModel):
    """A seat held by a person for a time."""

    name: Name = Field(alias="namn", description="Personens namn.")
    member: Name = Field(alias="medlem", description="Medlemmen som utsett personen; samma namn som under [[medlem]].")
    seat: Seat = Field(alias="uppdrag", description='"ledamot" eller "ersattare".')
    function: BoardFunction | None = Field(
        default=None, alias="funktion", description="Vad styrelsen valt ledamoten till, om något."
    )
    order: WholeNumber | None = Field(
        default=None, alias="ordning", ge=1, description="Ersättarens plats i turordningen, 1 först."
    )
    valid_from: Day = Field(alias="fran", description="Första dagen i uppdraget.")
    valid_to: Day | None = Field(
        default=None, alias="till", description="Sista dagen i uppdraget; utelämnas om det pågår."
    )

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        require_order(self.valid_from, self.valid_to)
        return self


class Officer(FactsModel):
    """A person with a function outside the board. `represents` is the member that appointed or sent them."""

    name: Name = Field(alias="namn", description="Personens namn.")
    role: OfficerRole = Field(alias="funktion", description="Personens funktion utanför styrelsen.")
    title: str = Field(default="", alias="titel", description='Titel, till exempel "Auktoriserad revisor".')
    represents: tuple[Name, ...] = Field(
        default=(), alias="utsedd_av", description="Medlemmarna som utsett eller sänt personen (deras namn)."
    )
    valid_from: Day | None = Field(default=None, alias="fran", description="Första dagen i funktionen.")
    valid_to: Day | None = Field(default=None, alias="till", description="Sista dagen i funktionen.")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        require_order(self.valid_from, self.valid_to)
        return self


class PastYear(FactsModel):
    """A year before the books at hand, for the multi-year overview. Amounts in `unit`, costs negative."""

    year: WholeNumber = Field(alias="ar", description="Året siffrorna gäller.")
    income: Amount | None = Field(default=None, alias="intakter", description="Verksamhetens intäkter.")
    costs: Amount | None = Field(
        default=None, alias="kostnader", description="Verksamhetens kostnader, med minustecken."
    )
    result: Amount | None = Field(
        default=None, alias="resultat", description="Årets resultat; underskott med minustecken."
    )
    equity: Amount | None = Field(default=None, alias="eget_kapital", description="Eget kapital vid årets slut.")
    employees: WholeNumber | None = Field(
        default=None, alias="antal_anstallda", description="Antal anställda vid årets slut."
    )
    unit: Literal["kr", "tkr"] = Field(default="tkr", alias="enhet", description='Beloppens enhet: "kr" eller "tkr".')


class AnnualReportFacts(FactsModel):
    """What only this year's annual report needs: decisions, dates, choices of layout."""

    year: WholeNumber = Field(alias="ar", ge=2004, le=2100, description="Räkenskapsåret som årsredovisningen gäller.")
    decided: Day | None = Field(
        default=None, alias="beslutad", description="Dagen då styrelsen beslutade om årsredovisningen."
    )
    signed: Day | None = Field(
        default=None,
        alias="undertecknad",
        description="Dagen då styrelsen skrev under; utelämnas för att skrivas för hand.",
    )
    town: str = Field(default="", alias="ort", description="Orten där styrelsen skriver under.")
    serving_deputies: tuple[Name, ...] = Field(
        default=(),
        alias="tjanstgorande_ersattare",
        description="Ersättarna som skriver under i stället för en frånvarande ledamot (deras namn).",
    )
    audit_report: Day | None = Field(
        default=None, alias="revisionsberattelse", description="Dagen då revisorerna lämnade sin berättelse."
    )
    registration_number: str = Field(default="", alias="diarienummer", description="Diarienummer på omslaget.")
    employees: dict[int, int] = Field(
        default_factory=dict, alias="antal_anstallda", description="Antal anställda per år: { 2024 = 1, 2023 = 1 }."
    )
    board_meetings: WholeNumber | None = Field(
        default=None, alias="antal_sammantraden", ge=0, description="Hur många gånger styrelsen sammanträtt under året."
    )
    past_years: tuple[PastYear, ...] = Field(
        default=(), alias="tidigare_ar", description="År före böckerna, till femårsöversikten."
    )
    template: Literal["nationell", "lkbr"] = Field(
        default="nationell",
        alias="mall",
        description='Kapitlens ordning: "nationell" (Nationella rådets mall) eller "lkbr" (lagens ordning).',
    )
    unit: Literal["kr", "tkr"] = Field(default="kr", alias="enhet", description="Räkningarnas enhet.")
    rounding: Rounding = Field(
        default=Rounding.INDEPENDENT,
        alias="avrundning",
        description='"oberoende" (varje belopp för sig) eller "additiv" (tabellerna summerar).',
    )
    accent: Annotated[str, Field(alias="farg", pattern="^(#[0-9a-fA-F]{6})?$", description="Färg: #1f6f78.")] = ""
    realised_gains: Amount = Field(
        default=Decimal(0),
        alias="realisationsvinster",
        description="Balanskrav: samtliga realisationsvinster, i kronor.",
    )
    realised_gains_exempt: Amount = Field(
        default=Decimal(0),
        alias="realisationsvinster_undantag",
        description="Balanskrav: realisationsvinster enligt undantagsmöjlighet, i kronor.",
    )
    realised_losses_exempt: Amount = Field(
        default=Decimal(0),
        alias="realisationsforluster_undantag",
        description="Balanskrav: realisationsförluster enligt undantagsmöjlighet, i kronor.",
    )
    unrealised_changes: Amount = Field(
        default=Decimal(0),
        alias="orealiserade",
        description="Balanskrav: orealiserade vinster (−) och förluster (+) i värdepapper, i kronor.",
    )
    unrealised_reversals: Amount = Field(
        default=Decimal(0),
        alias="aterforing_orealiserade",
        description="Balanskrav: återföring av orealiserade vinster och förluster, i kronor.",
    )


class Association(FactsModel):
    """A coordination association and the facts that do not belong to one measure or one budget."""

    name: Name = Field(
        alias="namn", description="Namnet i vardagen. Står på omslaget när inget fullständigt namn anges."
    )
    full_name: str = Field(
        default="", alias="fullstandigt_namn", description="Det formella namnet, om det är ett annat."
    )
    org_number: str = Field(
        alias="organisationsnummer", description="Tio siffror med bindestreck; samma som i bokföringen."
    )
    seat: str = Field(default="", alias="sate", description="Orten där förbundet har sitt säte.")
    municipalities: tuple[Name, ...] = Field(
        alias="kommuner", min_length=1, description="Kommunerna som förbundets område omfattar."
    )
    formed: Day | None = Field(default=None, alias="bildat", description="Dagen då förbundet bildades.")
    members: tuple[Member, ...] = Field(
        alias="medlem", min_length=1, description="Myndigheterna som utgör förbundet (3 § lag 2003:1210)."
    )
    income_sources: tuple[IncomeSource, ...] = Field(
        default=(), alias="intaktskalla", description="Intäkternas rader i not, budget och utfall, i ordning."
    )
    accounting: AccountingProfile = Field(alias="kontoplan", description="Hur kontona fördelas på räkningarnas rader.")
    charters: tuple[Charter, ...] = Field(
        default=(), alias="forbundsordning", description="Förbundsordningens lydelser som påverkar rapporten."
    )
    mandates: tuple[Mandate, ...] = Field(default=(), alias="mandat", description="Styrelsens ledamöter och ersättare.")
    officers: tuple[Officer, ...] = Field(
        default=(), alias="funktionar", description="Personer med en funktion utanför styrelsen."
    )
    note_texts: dict[str, str] = Field(
        default_factory=dict,
        alias="nottexter",
        description='Egna texter till noterna, per not: { redovisningsprinciper = "…" }.',
    )
    annual_report: AnnualReportFacts = Field(
        alias="arsredovisning", description="Det som bara gäller årets årsredovisning."
    )

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
