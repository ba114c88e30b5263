from decimal import Decimal
from fractions import Fraction

import pytest

from samverk.core.document.figures import Figure, FigureBook
from samverk.core.measure_money import YearMoney, budget_ore, outcome_ore, planned_years
from samverk.core.measures import Measure
from samverk.core.planning.budget import BudgetVersion, BudgetYear, PlanYear
from samverk.core.statements.outcome import MeasureTree

TREE = MeasureTree(
    tuple(
        Measure(id=code, name=code, direction="individinriktad", parent=parent)
        for code, parent in (("iris", None), ("usb", "iris"), ("insam", "iris"), ("aktiv", None))
    )
)


def budget(year: int, costs: dict[str, int], plan: dict[int, dict[str, int]] | None = None) -> BudgetYear:
    years = [
        PlanYear(year=each, income={}, costs={key: Decimal(kronor) for key, kronor in given.items()})
        for each, given in (plan or {}).items()
    ]
    version = BudgetVersion(
        name="Budget",
        kind="faststalld",
        income={},
        costs={key: Decimal(kronor) for key, kronor in costs.items()},
        plan=tuple(years),
    )
    return BudgetYear(year=year, unit="tkr", versions=(version,))


@pytest.mark.parametrize(
    ("money", "used"),
    [
        (YearMoney(2024, 408_00, 370_00), Fraction(408, 370)),
        (YearMoney(2024, 0, 370_00), Fraction(0)),
        (YearMoney(2024, None, 370_00), None),
        (YearMoney(2024, 408_00, None), None),
        (YearMoney(2024, 408_00, 0), None),
    ],
)
def test_used_needs_both_an_outcome_and_a_budget(money, used):
    assert money.used == used


def test_a_year_that_says_nothing_is_empty():
    assert YearMoney(2024).is_empty
    assert YearMoney(2024, 0, 0).is_empty
    assert not YearMoney(2024, -5, None).is_empty


def test_a_cost_is_positive_and_what_statements_do_not_say_is_none():
    figures = FigureBook(2024, [Figure(id="utfall.aktiv.2024", label="Aktiv", value=-408_00, year=2024, is_cost=True)])
    assert outcome_ore(figures, "aktiv", 2024) == 408_00
    assert outcome_ore(figures, "aktiv", 2023) is None


def test_a_budget_holds_the_parts_of_an_umbrella_project():
    given = budget(2024, {"iris": 1, "usb": 2, "aktiv": 4}, {2025: {"insam": 8}})
    assert budget_ore(given, TREE, "iris", 2024) == 3_000_00
    assert budget_ore(given, TREE, "usb", 2024) == 2_000_00
    assert budget_ore(given, TREE, "insam", 2024) is None
    assert budget_ore(given, TREE, "iris", 2025) == 8_000_00
    assert budget_ore(given, TREE, "iris", 2026) is None


def test_a_years_own_budget_goes_before_a_plan_and_the_latest_plan_before_older_ones():
    first = budget(2024, {}, {2025: {}, 2026: {}})
    second = budget(2025, {}, {2026: {}, 2027: {}})
    assert planned_years({2024: first, 2025: second}) == {2024: first, 2025: second, 2026: second, 2027: second}
