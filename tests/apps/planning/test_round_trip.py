"""What a budget file says comes back exactly as it was, amounts to the öre."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.apps.audit.chain import head
from samverk.apps.audit.door import RefusedChange
from samverk.apps.planning.actions import replace_budget_year, start_budget
from samverk.apps.planning.models import MOST_ORE, BudgetLine
from samverk.apps.planning.queries import budgets_of
from samverk.apps.users.actor import command_line
from samverk.core.money import MoneyUnit
from samverk.core.planning.budget import Block, BudgetKind, BudgetVersion, BudgetYear, PlanYear
from tests.factories.budgets import small_budget
from tests.factories.lund import lund_facts
from tests.factories.people import association

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
    lambda text: 0 < len(text.strip()) <= 60
)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=("Cs",)), max_size=200)
DAYS = st.dates(date(2004, 1, 1), date(2100, 1, 1))


def _amounts(unit: MoneyUnit) -> st.SearchStrategy[dict[str, Decimal]]:
    whole = st.integers(-MOST_ORE + 1, MOST_ORE - 1).map(lambda ore: Decimal(ore) / unit.ore)
    return st.dictionaries(KEYS, whole.filter(lambda amount: abs(amount) < 10**12), max_size=5)


@st.composite
def budget_years(draw: st.DrawFn) -> BudgetYear:
    unit = draw(st.sampled_from(MoneyUnit))
    year = draw(st.integers(2004, 2190))
    amounts = _amounts(unit)

    def version() -> BudgetVersion:
        return BudgetVersion(
            name=draw(NAMES),
            kind=draw(st.sampled_from(BudgetKind)),
            decided=draw(st.none() | DAYS),
            consultation=draw(st.none() | DAYS),
            opening_funds=draw(st.none() | amounts.map(lambda found: next(iter(found.values()), Decimal(0)))),
            motive=draw(WORDS),
            remark=draw(WORDS),
            covers=draw(
                st.dictionaries(st.sampled_from(Block), st.lists(st.sampled_from(Block), max_size=3).map(tuple))
            ),
            income=draw(amounts),
            costs=draw(amounts),
            plan=tuple(
                PlanYear(year=year + step, income=draw(amounts), costs=draw(amounts))
                for step in range(1, draw(st.integers(0, 3)) + 1)
            ),
        )

    return BudgetYear(year=year, unit=unit, versions=tuple(version() for _ in range(draw(st.integers(1, 3)))))


@pytest.fixture
def storsjo():
    return association()


def test_lunds_budgets_come_back_as_the_files_say_them(storsjo):
    budgets = lund_facts().budgets
    for budget in budgets.values():
        replace_budget_year(command_line(storsjo), budget)
    assert budgets_of(storsjo) == budgets
    assert BudgetLine.objects.get(key="region", year=2024).amount_ore == 184_250_000
    assert budgets_of(storsjo)[2024].versions[0].income["region"] == Decimal("1842.5")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(budget=budget_years())
def test_any_budget_comes_back_as_it_was(storsjo, budget):
    replace_budget_year(command_line(storsjo), budget)
    assert budgets_of(storsjo)[budget.year] == budget


def test_the_same_budget_again_tells_of_nothing(storsjo):
    replace_budget_year(command_line(storsjo), small_budget())
    before = head(storsjo.pk)
    replace_budget_year(command_line(storsjo), small_budget())
    assert head(storsjo.pk) == before


def test_a_draft_is_no_decided_budget_and_stays_when_the_decided_ones_are_taken_in(storsjo):
    actor = command_line(storsjo)
    start_budget(actor, 2025)
    assert budgets_of(storsjo) == {}
    replace_budget_year(actor, small_budget(2025))
    assert budgets_of(storsjo)[2025] == small_budget(2025)
    assert [version.state for version in storsjo.budget_years.get(year=2025).versions.all()] == ["decided", "draft"]


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (Decimal("0.000001"), MoneyUnit.TKR, "går inte jämnt upp i öre"),
        (Decimal(10**11), MoneyUnit.MNKR, "orimligt stort"),
    ],
)
def test_an_amount_that_cannot_be_kept_exactly_is_refused_by_name(storsjo, amount, unit, words):
    version = small_budget().versions[0].model_copy(update={"costs": {"aktiv": amount}})
    with pytest.raises(RefusedChange, match=f"Budget 2025, aktiv 2025.*{words}"):
        replace_budget_year(command_line(storsjo), BudgetYear(year=2025, unit=unit, versions=(version,)))
    assert budgets_of(storsjo) == {}
