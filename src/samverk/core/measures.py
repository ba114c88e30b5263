"""Measures (insatser): what the association funds. What `insatser.toml` holds."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from samverk.core.values import FactsModel, Identifier, Name


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

    text: Name
    target: str = Field(default="", alias="malvarde")
    result: str = Field(default="", alias="resultat")
    grade: Grade | None = Field(default=None, alias="bedomning")


class Measure(FactsModel):
    """A measure. `projects` are SIE project codes (dimension 6); `accounts` serve books with an account per measure."""

    id: Identifier
    name: Name = Field(alias="namn")
    direction: Direction = Field(alias="inriktning")
    parent: Identifier | None = Field(default=None, alias="overordnad")
    aliases: tuple[str, ...] = Field(default=(), alias="aven_kallad")
    owner: str = Field(default="", alias="agare")
    funders: tuple[str, ...] = Field(default=(), alias="finansiarer")
    start: date | None = Field(default=None, alias="fran")
    end: date | None = Field(default=None, alias="till")
    projects: tuple[str, ...] = Field(default=(), alias="projekt")
    cost_centres: tuple[str, ...] = Field(default=(), alias="kostnadsstallen")
    accounts: tuple[str, ...] = Field(default=(), alias="konton")
    targets: tuple[Target, ...] = Field(default=(), alias="mal")


class MeasureList(FactsModel):
    """All measures of the association, in the order they are shown."""

    measures: tuple[Measure, ...] = Field(default=(), alias="insats")
