"""BU: the budget that outcome is compared with is the one the board decided, in time and with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from samverk.core.checks.finding import Severity
from samverk.core.checks.reading import Printed
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.checks.tie_out import fault_at, key_of
from samverk.core.checks.wording import every_word
from samverk.core.law import OWN_RULE
from samverk.core.money import MoneyUnit, format_amount, ore_from_decimal, round_half_away
from samverk.core.periods import long_date, year_end
from samverk.core.planning.version import BudgetKind, version_in_force

if TYPE_CHECKING:
    from samverk.core.measures import Measure
    from samverk.core.planning.budget import BudgetVersion, BudgetYear

_FINSAM = date(2004, 1, 1)
_KL = date(2018, 1, 1)
_ALWAYS = date(2004, 1, 1)
_LAST_DAY = (11, 30)
_PLAN_YEARS_AFTER_BUDGET_YEAR = 2


def _budget(context: Context) -> BudgetYear | None:
    return context.facts.budgets.get(context.document.year)


def _net(budget: BudgetYear, version: BudgetVersion) -> int:
    total = sum(version.income.values()) - sum(version.costs.values())
    return ore_from_decimal(total, budget.unit)


@rule(
    "BU-01",
    title="Budgetens belopp",
    severity=Severity.ERROR,
    source=("LKBR", "10 kap."),
    valid_from=date(2019, 1, 1),
    needs_facts=True,
)
def budget_column_is_the_decided_budget(context: Context) -> Iterator[Outcome]:
    """Budgetens belopp i tabellen är inte beloppet i den budget som styrelsen har beslutat.

    Rätta tabellen efter beslutet. Har styrelsen ändrat budgeten ska den nya versionen finnas i budgetfilen.
    """
    budget = _budget(context)
    if budget is None:
        return
    version = version_in_force(budget)
    decided = {key: ore_from_decimal(amount, budget.unit) for key, amount in version.income.items()}
    costs = {key: -ore_from_decimal(amount, budget.unit) for key, amount in version.costs.items()}
    decided |= {key: _with_sub_projects(key, costs, context.facts.measures) for key in costs}
    for row_id in ("arets_resultat", "resultat"):
        decided[row_id] = _net(budget, version)
    decided["summa_intakter"] = ore_from_decimal(sum(version.income.values()), budget.unit)
    for number in context.reading.all_printed():
        key = number.row.id.rpartition(".")[2]
        if number.column.role == "budget" and number.column.year == budget.year and key in decided:
            yield _compare(number, decided[key], version.name)


def _with_sub_projects(key: str, costs: Mapping[str, int], measures: Sequence[Measure]) -> int:
    """A measure's line and those of its sub-projects: an umbrella's row in the table is their sum."""
    children = [measure.id for measure in measures if measure.parent == key]
    return costs.get(key, 0) + sum(_with_sub_projects(child, costs, measures) for child in children)


def _compare(number: Printed, decided: int, name: str) -> Outcome:
    expected = round_half_away(decided, number.step or 1) * (number.step or 1) * number.sign
    allowed = {expected} if number.figure_id else {expected, -expected}  # a stranger's sign of print is unknown
    if any(abs(number.amount - amount) <= number.moved for amount in allowed):
        return Held((key_of(number),))
    detail = f"Jämfört med {name}."
    return fault_at(number, number.words(expected), detail=detail, difference_ore=number.amount - expected)


@rule(
    "BU-02",
    title="Budgetens namn och beslut",
    severity=Severity.WARNING,
    source=("R14", ""),
    valid_from=date(2019, 1, 1),
    needs_facts=True,
)
def compared_budget_is_named_and_decided(context: Context) -> Iterator[Outcome]:
    """Dokumentet jämför med en budget utan att säga vilken version det är, eller med en budget som saknar beslut i tid.

    Skriv versionens namn vid tabellen och fyll i dagen för beslutet i budgetfilen.
    """
    budget = _budget(context)
    if budget is None or not any(number.column.role == "budget" for number in context.reading.all_printed()):
        return
    version = version_in_force(budget)
    is_named = version.name in every_word(context.document)
    yield Held() if is_named else Fault(f"Budget {budget.year}", version.name, "namnet står ingenstans i dokumentet")
    if version.decided is None:
        yield Fault(version.name, "en dag för beslutet", "ingen dag")
    elif version.decided > year_end(budget.year):
        yield Fault(version.name, f"beslutad senast {long_date(year_end(budget.year))}", long_date(version.decided))
    else:
        yield Held()


@rule(
    "BU-03",
    title="Budget i tid och efter samråd",
    severity=Severity.WARNING,
    source=("FinsamL", "23 §"),
    valid_from=_FINSAM,
    needs_facts=True,
)
def budget_is_adopted_by_the_end_of_november(context: Context) -> Iterator[Outcome]:
    """Underlaget visar ingen budget som styrelsen fastställde senast den 30 november efter samråd med medlemmarna.

    Lägg in den fastställda budgeten med dagen för beslutet och dagen för samrådet i budgetfilen.
    """
    year = context.document.year
    budget = _budget(context)
    limit = date(year - 1, *_LAST_DAY)
    adopted = [v for v in budget.versions if v.kind is BudgetKind.ADOPTED] if budget else []
    if not adopted:
        yield Fault(f"Budget {year}", f"en fastställd budget, beslutad senast {long_date(limit)}", "ingen")
        return
    version = adopted[0]
    if version.decided is None or version.decided > limit:
        found = long_date(version.decided) if version.decided else "ingen dag för beslutet"
        yield Fault(version.name, f"beslutad senast {long_date(limit)}", found)
    else:
        yield Held()
    if version.consultation is None or (version.decided is not None and version.consultation > version.decided):
        found = long_date(version.consultation) if version.consultation else "ingen dag för samråd"
        yield Fault(version.name, "samråd med medlemmarna före beslutet", found)
    else:
        yield Held()


@rule(
    "BU-04",
    title="Budgeterat underskott",
    severity=Severity.WARNING,
    source=("KL", "11:5"),
    valid_from=_KL,
    needs_facts=True,
)
def deficit_has_a_motive(context: Context) -> Iterator[Outcome]:
    """Budgeten går med underskott och inget skäl är angivet.

    Skriv varför styrelsen budgeterar med underskott och hur det täcks, under motiv i budgetfilen.
    """
    for budget in context.facts.budgets.values():
        for version in budget.versions:
            net = _net(budget, version)
            if net >= 0 or version.motive.strip():
                yield Held()
            else:
                found = f"underskott {format_amount(-net, MoneyUnit.TKR)} tkr utan motiv"
                yield Fault(version.name, "ett motiv till underskottet", found)


@rule(
    "BU-05",
    title="Treårig plan",
    severity=Severity.WARNING,
    source=("KL", "11:6"),
    valid_from=_KL,
    needs_facts=True,
)
def budget_has_a_three_year_plan(context: Context) -> Iterator[Outcome]:
    """Budgeten har inte en plan för tre år där budgetåret är det första.

    Lägg till de två åren efter budgetåret under plan i budgetfilen.
    """
    for budget in context.facts.budgets.values():
        for version in budget.versions:
            expected = [budget.year + step for step in range(1, _PLAN_YEARS_AFTER_BUDGET_YEAR + 1)]
            found = [plan.year for plan in version.plan]
            if found[:_PLAN_YEARS_AFTER_BUDGET_YEAR] == expected:
                yield Held()
            else:
                shown = ", ".join(map(str, found)) or "inga år"
                yield Fault(version.name, f"plan för {expected[0]} och {expected[1]}", shown)


@rule(
    "BU-06",
    title="Medel när budgetåret börjar",
    severity=Severity.WARNING,
    source=(OWN_RULE, ""),
    valid_from=_ALWAYS,
    needs_facts=True,
)
def opening_funds_are_last_years_equity(context: Context) -> Iterator[Outcome]:
    """Budgeten räknar med andra sparade medel vid årets början än eget kapital i förra årets balansräkning.

    Var budgeten beslutad innan boksluten var klara är skillnaden en prognos. Skriv det under anmarkning i budgetfilen.
    """
    for budget in context.facts.budgets.values():
        equity = context.reading.outcome("balansrakning", "eget_kapital", budget.year - 1)
        for version in budget.versions:
            if equity is None or version.opening_funds is None:
                continue
            stated = ore_from_decimal(version.opening_funds, budget.unit)
            if 2 * abs(stated - equity.signed) <= budget.unit.ore + equity.slack_doubled:
                yield Held()
            else:
                expected = f"{format_amount(equity.signed, budget.unit)} {budget.unit.value}"
                found = f"{format_amount(stated, budget.unit)} {budget.unit.value}"
                yield Fault(f"{version.name}, ingående medel", expected, found, detail=f"Jämfört med {equity.place}.")


@rule(
    "BU-07",
    title="Prognosen är den beslutade planen",
    severity=Severity.ERROR,
    source=("KL", "11:6"),
    valid_from=_KL,
    needs_facts=True,
)
def forecast_is_the_decided_plan(context: Context) -> Iterator[Outcome]:
    """Prognosens intäkter eller kostnader är inte summan av raderna i nästa års budget och plan.

    Rätta tabellen efter budgeten. Prognosen följer nästa års budget om den finns, annars planen i årets budget.
    """
    for number in context.reading.all_printed():
        year = number.column.year
        if number.column.role != "forecast" or year is None:
            continue
        lines = _planned(context, year)
        if lines is None or number.row.id not in ("prognos.intakter", "prognos.kostnader"):
            continue
        unit, income, costs = lines
        total = income if number.row.id == "prognos.intakter" else -costs
        yield _compare(number, ore_from_decimal(total, unit), f"budget och plan för {year}")


def _planned(context: Context, year: int) -> tuple[MoneyUnit, Decimal, Decimal] | None:
    """Unit, income and costs that the newest budget says of a year ahead; None when it says nothing."""
    ahead, current = (context.facts.budgets.get(context.document.year + step) for step in (1, 0))
    budget = ahead or current
    if budget is None:
        return None
    version = budget.versions[-1]
    if budget.year == year:
        return budget.unit, Decimal(sum(version.income.values())), Decimal(sum(version.costs.values()))
    for plan in version.plan:
        if plan.year == year:
            return budget.unit, Decimal(sum(plan.income.values())), Decimal(sum(plan.costs.values()))
    return None
