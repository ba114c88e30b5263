"""Budget versions and the plan for the years after. What `budget-ÅÅÅÅ.toml` holds.

Sources: FinsamL 23 § (adopted by 30 November after consultation with the members), KL 11:6 (three-year plan whose first
year is the budget year), R14 (outcome against adopted budget, decided changes kept apart).
"""

from __future__ import annotations

from pydantic import Field

from samverk.core.money import MoneyUnit
from samverk.core.planning.block import Block as Block
from samverk.core.planning.version import BudgetKind as BudgetKind
from samverk.core.values import Amount, Day, FactsModel, Identifier, Name, WholeNumber


class PlanYear(FactsModel):
    """A further year of the plan. Amounts in the file's unit; income and costs are both written without minus."""

    year: WholeNumber = Field(alias="ar", description="Planåret, till exempel 2026.")
    income: dict[Identifier, Amount] = Field(
        alias="intakter", description="Planerade intäkter per intäktskälla, i filens enhet."
    )
    costs: dict[Identifier, Amount] = Field(
        alias="kostnader", description="Planerade kostnader per insats eller block, utan minustecken."
    )


class BudgetVersion(FactsModel):
    """A budget as the board decided it. Keys of `income` are income sources; keys of `costs` are measures or blocks.

    `covers` says which blocks a block's line holds, when one line stands for several
    (administration = ["administration", "styrelse", "revision"]).
    """

    name: Name = Field(alias="namn", description='Vad beslutet kallas, till exempel "Reviderad budget 2024".')
    kind: BudgetKind = Field(
        alias="typ", description='"faststalld" för budgeten från november, "reviderad" för en senare ändring.'
    )
    decided: Day | None = Field(default=None, alias="beslutad", description="Dagen då styrelsen beslutade.")
    consultation: Day | None = Field(
        default=None, alias="samrad", description="Dagen för samrådet med medlemmarna (23 § lag 2003:1210)."
    )
    opening_funds: Amount | None = Field(
        default=None, alias="ingaende_medel", description="Sparade medel vid årets början som budgeten räknade med."
    )
    motive: str = Field(
        default="", alias="motiv", description="Varför budgeten går med underskott och hur det täcks; krävs då."
    )
    remark: str = Field(default="", alias="anmarkning", description="Något läsaren behöver veta om siffrorna.")
    covers: dict[Block, tuple[Block, ...]] = Field(
        default_factory=dict, alias="omfattar", description="Vilka block en rad täcker när en rad står för flera."
    )
    income: dict[Identifier, Amount] = Field(
        alias="intakter", description="Intäkter per intäktskälla (id från forbund.toml), i filens enhet."
    )
    costs: dict[Identifier, Amount] = Field(
        alias="kostnader", description="Kostnader per insats (id från insatser.toml) eller block, utan minustecken."
    )
    plan: tuple[PlanYear, ...] = Field(default=(), description="De två år som följer på budgetåret.")


class BudgetYear(FactsModel):
    """All versions of one year's budget, oldest first."""

    year: WholeNumber = Field(alias="ar", description="Budgetåret; samma år som i filens namn.")
    unit: MoneyUnit = Field(
        default=MoneyUnit.TKR, alias="enhet", description='Enheten för filens alla belopp: "kr", "tkr" eller "mnkr".'
    )
    versions: tuple[BudgetVersion, ...] = Field(
        alias="version", min_length=1, description="Budgetens versioner i den ordning de beslutades, äldst först."
    )
