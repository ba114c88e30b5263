"""Ceilings on saved funds name their base and say what is left."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from samverk.core.document.figures import FactSource
from samverk.core.organisation import CeilingBase, Charter, SavedFundsCeiling
from samverk.core.statements.build import build_figures
from tests.factories.lake_district import lake_budget, lake_facts
from tests.factories.lund import lund_facts


def lake_with(*ceilings, budget=None):
    facts = lake_facts(budget=budget)
    charter = Charter(valid_from=date(2020, 1, 1), saved_funds_ceilings=ceilings)
    return replace(facts, association=facts.association.model_copy(update={"charters": (charter,)}))


HALF_OF_CONTRIBUTIONS = SavedFundsCeiling(share="1/2", base=CeilingBase.MEMBER_CONTRIBUTIONS, source="Styrelsen")
FIFTH_OF_COSTS = SavedFundsCeiling(share="20 %", base=CeilingBase.TOTAL_COST)


def test_lund_is_over_one_ceiling_and_under_the_other():
    made, _ = build_figures(lund_facts())
    assert made.figures.ore("tak.medlemmarnas_medel") == 1_474_000_00
    assert made.figures.ore("tak.medlemmarnas_medel.utrymme") == -858_677_80
    assert made.figures.ore("tak.kostnadsbudget") == 2_898_400_00
    assert made.figures.ore("tak.kostnadsbudget.utrymme") == 565_722_20
    used = made.figures.find("andel.tak_medlemmarnas_medel")
    assert used.value == Fraction(2_332_677_80, 1_474_000_00)
    assert used.base == "taket 20\u00a0% av medlemmarnas medel"


def test_a_ceiling_is_computed_on_its_base():
    made, _ = build_figures(lake_with(HALF_OF_CONTRIBUTIONS, FIFTH_OF_COSTS, budget=lake_budget()))
    assert made.figures.ore("tak.medlemmarnas_medel") == 505_50  # half of 500 + 250 + 261
    assert made.figures.ore("tak.kostnadsbudget") == 200_00
    figure = made.figures.find("tak.medlemmarnas_medel")
    assert figure.sources == (FactSource("forbund.toml", "forbundsordning.tak_sparade_medel"),)
    assert figure.label == "Tak: 50\u00a0% av medlemmarnas medel"


def test_a_ceiling_on_the_cost_budget_needs_a_budget():
    made, _ = build_figures(lake_with(FIFTH_OF_COSTS))
    assert "tak.kostnadsbudget" not in made.figures


def test_two_ceilings_on_one_base_are_two_figures():
    stricter = HALF_OF_CONTRIBUTIONS.model_copy(update={"share": Fraction(1, 4)})
    made, _ = build_figures(lake_with(HALF_OF_CONTRIBUTIONS, stricter))
    assert made.figures.ore("tak.medlemmarnas_medel_2") == 252_75
    assert [row.id for row in made.saved_funds.rows[-2:]] == [
        "tak.medlemmarnas_medel_2",
        "tak.medlemmarnas_medel_2.utrymme",
    ]


def test_saved_funds_roll_from_opening_to_closing():
    made, _ = build_figures(lake_with(budget=lake_budget()))
    assert made.figures.ore("sparade_medel_in") == 520_00
    assert made.figures.ore("medel_till_forfogande") == 590_00
    assert made.figures.ore("budget.sparade_medel_in") == 500_00
