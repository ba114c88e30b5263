"""The forecast starts from the real closing, the plan from what was adopted."""

from dataclasses import replace
from decimal import Decimal

from samverk.core.document.figures import FigureKind
from samverk.core.planning.budget import BudgetKind, BudgetVersion, BudgetYear
from samverk.core.statements.build import build_figures
from tests.factories.lake_district import lake_budget, lake_facts
from tests.factories.lund import lund_facts


def test_lund_follows_next_years_budget_and_keeps_the_adopted_plan_apart():
    figures = build_figures(lund_facts())[0].figures
    assert figures.find("prognos.medel.2025").kind is FigureKind.FORECAST
    assert figures.ore("prognos.medel.2025") == 2_332_677_80 - 543_000_00
    assert [term.figure_id for term in figures.find("prognos.medel.2025").terms] == [
        "eget_kapital.2024",
        "prognos.resultat.2025",
    ]
    assert figures.find("plan.medel.2025").kind is FigureKind.PLAN
    assert figures.ore("plan.medel.2025") == 858_000_00
    assert figures.ore("plan.medel.2026") == 858_000_00 + 7_480_000_00 - 2_912_000_00


def test_without_next_years_budget_the_plan_years_carry_the_forecast():
    made, _ = build_figures(lake_facts(budget=lake_budget()))
    assert made.figures.ore("prognos.medel.2025") == 590_00 + 400_00 - 700_00
    assert made.figures.ore("plan.medel.2025") == 500_00 + 400_00 - 700_00


def test_next_years_budget_alone_is_enough():
    facts = lake_facts()
    version = BudgetVersion(
        name="Budget 2025", kind=BudgetKind.ADOPTED, income={"stat": Decimal(1)}, costs={"stod": Decimal(2)}
    )
    ahead = {2025: BudgetYear(year=2025, unit="tkr", versions=(version,))}
    made, _ = build_figures(replace(facts, budgets=ahead))
    assert made.forecast is not None
    assert [column.year for column in made.forecast.columns] == [2024, 2025]
    assert made.figures.ore("prognos.medel.2025") == 590_00 - 1000_00
    assert "plan.medel.2025" not in made.figures
