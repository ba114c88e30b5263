"""Budget versions and the plan for the years after. What `budget-ÅÅÅÅ.toml` holds.

Sources: FinsamL 23 § (adopted by 30 November after consultation with the members), KL 11:6 (three-year plan whose first
year is the budget year), R14 (outcome against adopted budget, decided changes kept apart).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from samverk.core.money import MoneyUnit
from samverk.core.values import FactsModel, Identifier, Name


class BudgetKind(StrEnum):
    """Adopted by 30 November, or changed by a later decision."""

    ADOPTED = "faststalld"
    REVISED = "reviderad"


class Block(StrEnum):
    """The spending areas of the national guidance, and the financial net."""

    BOARD = "styrelse"
    ADMINISTRATION = "administration"
    AUDIT = "revision"
    MEASURES = "insatser"
    FINANCIAL = "finansnetto"


class PlanYear(FactsModel):
    """A further year of the plan. Amounts in the file's unit; income and costs are both written without minus."""

    year: int = Field(alias="ar")
    income: dict[Identifier, Decimal] = Field(alias="intakter")
    costs: dict[Identifier, Decimal] = Field(alias="kostnader")


class BudgetVersion(FactsModel):
    """A budget as the board decided it. Keys of `income` are income sources; keys of `costs` are measures or blocks.

    `covers` says which blocks a block's line holds, when one line stands for several
    (administration = ["administration", "styrelse", "revision"]).
    """

    name: Name = Field(alias="namn")
    kind: BudgetKind = Field(alias="typ")
    decided: date | None = Field(default=None, alias="beslutad")
    consultation: date | None = Field(default=None, alias="samrad")
    opening_funds: Decimal | None = Field(default=None, alias="ingaende_medel")
    motive: str = Field(default="", alias="motiv")
    remark: str = Field(default="", alias="anmarkning")
    covers: dict[Block, tuple[Block, ...]] = Field(default_factory=dict, alias="omfattar")
    income: dict[Identifier, Decimal] = Field(alias="intakter")
    costs: dict[Identifier, Decimal] = Field(alias="kostnader")
    plan: tuple[PlanYear, ...] = ()


class BudgetYear(FactsModel):
    """All versions of one year's budget, oldest first."""

    year: int = Field(alias="ar")
    unit: MoneyUnit = Field(default=MoneyUnit.TKR, alias="enhet")
    versions: tuple[BudgetVersion, ...] = Field(alias="version", min_length=1)
