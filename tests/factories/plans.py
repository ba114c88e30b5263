"""Plans for tests: Lund's as decided, small ones by hand, and any plan at all."""

from collections.abc import Sequence
from functools import cache

from hypothesis import strategies as st

from samverk.core.association_kinds import IncomeKind
from samverk.core.planning.block import Block
from samverk.core.planning.comparison import compared_budget
from samverk.core.planning.monthly_outcome import MonthlyOutcome, monthly_outcome
from samverk.core.planning.plan import LineSide, Plan, PlanLine
from samverk.core.planning.plan_reading import read_plan
from samverk.core.statements.books import read_books
from samverk.core.statements.chart import read_chart
from samverk.core.statements.mapping import map_books
from tests.factories.lund import lund_facts

TKR = 100_000


@cache
def lund_plan(year: int = 2024) -> Plan:
    """Lund's plan as the version of `year` decided it."""
    facts = lund_facts()
    budget = facts.budgets[year]
    return read_plan(budget, budget.versions[-1], facts.association, facts.measures)


@cache
def lund_months(year: int) -> MonthlyOutcome:
    """Lund's books of `year` by month, on the rows of the budget 2024."""
    facts = lund_facts()
    books, _ = read_books(facts.ledgers[year], year)
    mapped, _ = map_books(books, read_chart(facts.association, facts.measures))
    budget = compared_budget(facts)
    assert budget is not None
    return monthly_outcome(facts.ledgers[year], mapped, budget.office_rows)


def income(name: str, *tkr: int | None, kind: IncomeKind = IncomeKind.MEMBER) -> PlanLine:
    return PlanLine(name, name.capitalize(), LineSide.INCOME, _ore(tkr), kind=kind)


def cost(name: str, *tkr: int | None, parent: str = "", block: Block = Block.MEASURES) -> PlanLine:
    return PlanLine(name, name.capitalize(), LineSide.COST, _ore(tkr), block=block, parent=parent)


def _ore(tkr: Sequence[int | None]) -> tuple[int | None, ...]:
    return tuple(None if amount is None else amount * TKR for amount in tkr)


def small_plan(opening_tkr: int = 1_000) -> Plan:
    """Closes at 900, 500 and 1 000 tkr."""
    return Plan(
        (2025, 2026, 2027),
        opening_tkr * TKR,
        (
            income("staten", 1_000, 1_000, 1_000),
            income("kommun", 500, 500, 500),
            income("region", 500, 500, 500),
            income("esf", 400, 200, None, kind=IncomeKind.EXTERNAL),
            cost("iris", None, None, None),
            cost("iris_a", 800, 900, 100, parent="iris"),
            cost("iris_b", 700, 700, 400, parent="iris"),
            cost("stodet", 500, 500, 500),
            cost("administration", 500, 500, 500, block=Block.ADMINISTRATION),
        ),
        "Prov 2025",
    )


def amounts(least: int = -(10**9), most: int = 10**11) -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), st.integers(least, most))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any plan of three years; parents may point anywhere, also in rings."""
    count = draw(st.integers(1, 6))
    names = [f"rad_{number}" for number in range(count)]
    lines = []
    for name in names:
        is_income = draw(st.booleans())
        lines.append(
            PlanLine(
                name,
                f"Rad {name[4:]}",
                LineSide.INCOME if is_income else LineSide.COST,
                tuple(draw(st.tuples(*[amounts()] * 3))),
                kind=draw(st.sampled_from(IncomeKind)) if is_income else None,
                block=None if is_income else draw(st.sampled_from(Block)),
                parent="" if is_income else draw(st.sampled_from(["", *names])),
            )
        )
    return Plan((2025, 2026, 2027), draw(st.integers(-(10**9), 10**11)), tuple(lines), "Godtycklig plan")
