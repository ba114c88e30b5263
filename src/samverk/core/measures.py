"""Measures (insatser): what the association funds. What `insatser.toml` holds."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from samverk.core.values import AccountRange, Day, FactsModel, Identifier, Name, require_order


class Direction(StrEnum):
    """Whom a measure is for (Uppföljning Finsam: a mixed measure is entered as two)."""

    INDIVIDUAL = "individinriktad"
    STRUCTURAL = "strukturovergripande"
    SHARED = "gemensam"  # evaluation and follow-up that serve several measures


class Grade(StrEnum):
    """How far a target was reached."""

    REACHED = "uppnatt"
    PARTLY = "delvis"
    NOT_REACHED = "ej_uppnatt"
    CANNOT_SAY = "kan_inte_bedomas"


class Target(FactsModel):
    """A target of a measure and what came of it, in the association's own words."""

    text: Name = Field(description="Målet i ord.")
    target: str = Field(default="", alias="malvarde", description='Nivån som ska nås, till exempel "40 %".')
    result: str = Field(default="", alias="resultat", description="Vad det blev, när det är känt.")
    grade: Grade | None = Field(default=None, alias="bedomning", description="Er bedömning av hur långt målet nåtts.")


class Measure(FactsModel):
    """A measure. `projects` are SIE project codes (dimension 6); `accounts` serve books with an account per measure."""

    id: Identifier = Field(description="Kort namn som budgeten och texterna pekar på: a–z, 0–9 och _.")
    name: Name = Field(alias="namn", description="Insatsens namn så som det ska stå i tabellerna.")
    direction: Direction = Field(
        alias="inriktning", description="Vem insatsen är till för; en blandad insats skrivs som två."
    )
    parent: Identifier | None = Field(
        default=None, alias="overordnad", description="Id för paraplyprojektet som insatsen är ett delprojekt i."
    )
    aliases: tuple[str, ...] = Field(
        default=(), alias="aven_kallad", description="Andra stavningar och namn som förekommer."
    )
    description: str = Field(
        default="", alias="beskrivning", description="Vad insatsen är, för vem och varför, i några meningar."
    )
    owner: str = Field(default="", alias="agare", description="Parten som driver insatsen (insatsägaren).")
    funders: tuple[str, ...] = Field(
        default=(), alias="finansiarer", description="Andra som betalar, till exempel ESF eller ett grannförbund."
    )
    start: Day | None = Field(default=None, alias="fran", description="Första dagen.")
    end: Day | None = Field(default=None, alias="till", description="Sista dagen.")
    projects: tuple[str, ...] = Field(
        default=(), alias="projekt", description='Projektkoder i bokföringen (SIE-dimension 6), till exempel ["21"].'
    )
    cost_centres: tuple[str, ...] = Field(
        default=(), alias="kostnadsstallen", description="Kostnadsställen (SIE-dimension 1), om böckerna skiljer så."
    )
    accounts: tuple[AccountRange, ...] = Field(
        default=(), alias="konton", description="Konton, om böckerna har egna konton för insatsen."
    )
    targets: tuple[Target, ...] = Field(default=(), alias="mal", description="Insatsens mål och resultat.")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        require_order(self.start, self.end)
        return self


class MeasureList(FactsModel):
    """All measures of the association, in the order they are shown."""

    measures: tuple[Measure, ...] = Field(
        default=(), alias="insats", description="Förbundets insatser, i den ordning de ska visas."
    )
