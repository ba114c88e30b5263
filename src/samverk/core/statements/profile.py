"""Chart mapping as data: which account (and cost centre, project) belongs to which line of which statement.

A profile is an ordered list of rules over account ranges. An association's own rules go before the shipped ones; within
one layer a rule with a dimension beats one without, and two rules that both fit are an error, never a silent choice.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from samverk.core.planning.block import Block
from samverk.core.statements.line import Line as Line
from samverk.core.values import AccountRange, FactsModel, Name


class LineRule(FactsModel):
    """Accounts (numbers or ranges, "4000-7699") that belong to a line, optionally only with these objects.

    `line_if_credit`: an account that may flip sides goes to this line when its balance is a credit.
    """

    accounts: tuple[AccountRange, ...] = Field(
        alias="konton", min_length=1, description='Konton eller intervall: ["3010", "3020-3029"].'
    )
    line: Line = Field(alias="rad", description="Raden i resultat- eller balansräkningen.")
    cost_centres: tuple[str, ...] = Field(
        default=(), alias="kostnadsstallen", description="Bara bokföringsrader med något av dessa kostnadsställen."
    )
    projects: tuple[str, ...] = Field(
        default=(), alias="projekt", description="Bara bokföringsrader med någon av dessa projektkoder."
    )
    line_if_credit: Line | None = Field(
        default=None, alias="rad_om_kredit", description="Raden när kontots saldo är i kredit, till exempel momskonton."
    )


class NoteRule(FactsModel):
    """Accounts that make up a named row of the note to `line`. `block` places a cost row in the budget's blocks."""

    accounts: tuple[AccountRange, ...] = Field(
        alias="konton", min_length=1, description='Konton eller intervall: ["6110", "6500-6599"].'
    )
    line: Line = Field(alias="rad", description="Raden som noten hör till.")
    name: Name = Field(alias="namn", description="Vad raden i noten ska heta.")
    block: Block | None = Field(
        default=None, description="Kostnadsblocket i budgeten: styrelse, administration eller revision."
    )
    cost_centres: tuple[str, ...] = Field(
        default=(), alias="kostnadsstallen", description="Bara bokföringsrader med något av dessa kostnadsställen."
    )
    projects: tuple[str, ...] = Field(
        default=(), alias="projekt", description="Bara bokföringsrader med någon av dessa projektkoder."
    )


class BaseProfile(StrEnum):
    """The chart mappings that ship with the program."""

    BAS = "bas"
    KOMMUN_BAS = "kommun-bas"


class AccountingProfile(FactsModel):
    """Which shipped profile the books follow ("bas" or "kommun-bas") and the association's own rules."""

    base: BaseProfile = Field(alias="profil", description='Kontoplanen som böckerna följer: "bas" eller "kommun-bas".')
    lines: tuple[LineRule, ...] = Field(
        default=(), alias="rad", description="Egna regler för vilken rad ett konto hör till; går före kontoplanens."
    )
    notes: tuple[NoteRule, ...] = Field(
        default=(), alias="notrad", description="Noternas rader utöver insatser och intäktskällor, i ordning."
    )
