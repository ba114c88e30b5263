"""Available funds in the years ahead: this year's closing plus what the budgets ahead say.

Two chains that must not be mixed up. The *forecast* starts from the real closing and follows the newest budget there
is: next year's latest version and its plan years, else the plan years of this year's version. The *plan* is what was
adopted: it starts from the funds this year's version counted with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from samverk.core.document.figures import BudgetSource, Figure, FigureBook, FigureKind, Term
from samverk.core.document.tree import Column, FigureCell, RowRole, RowTerm
from samverk.core.facts import Facts
from samverk.core.money import MoneyUnit, ore_from_decimal
from samverk.core.planning.budget import BudgetVersion
from samverk.core.planning.comparison import ComparedBudget
from samverk.core.statements.structure import Statement, StatementRow


@dataclass(frozen=True, slots=True)
class _YearAhead:
    year: int
    income: Mapping[str, Decimal]
    costs: Mapping[str, Decimal]
    unit: MoneyUnit
    file: str
    version: str


def add_forecast_figures(figures: FigureBook, facts: Facts, budget: ComparedBudget | None) -> tuple[int, ...]:
    """Add `prognos.intakter`, `prognos.kostnader`, `prognos.medel` and `plan.…` for each year ahead.

    Gives the years of the forecast, () when no budget looks ahead.
    """
    planned: list[_YearAhead] = []
    if budget:
        planned = _plan_years(facts, facts.year, budget.version)
        _add_chain(figures, "plan", FigureKind.PLAN, f"budget.medel_till_forfogande.{facts.year}", planned)
    ahead = _next_budget(facts) or planned
    _add_chain(figures, "prognos", FigureKind.FORECAST, f"eget_kapital.{facts.year}", ahead)
    return tuple(each.year for each in ahead)


def _next_budget(facts: Facts) -> list[_YearAhead]:
    budget = facts.budgets.get(facts.year + 1)
    if budget is None:
        return []
    version = budget.versions[-1]
    first = _YearAhead(
        budget.year, version.income, version.costs, budget.unit, f"budget-{budget.year}.toml", version.name
    )
    return [first, *_plan_years(facts, budget.year, version)]


def _plan_years(facts: Facts, year: int, version: BudgetVersion) -> list[_YearAhead]:
    unit = facts.budgets[year].unit
    return [
        _YearAhead(plan.year, plan.income, plan.costs, unit, f"budget-{year}.toml", version.name)
        for plan in sorted(version.plan, key=lambda plan: plan.year)
        if plan.year > year
    ]


def _add_chain(figures: FigureBook, prefix: str, kind: FigureKind, opening: str, years: Sequence[_YearAhead]) -> None:
    words = "enligt prognosen" if kind is FigureKind.FORECAST else "enligt planen"
    before = opening
    for each in years:
        for stem, label, lines, sign in (
            ("intakter", f"Intäkter {words}", each.income, 1),
            ("kostnader", f"Kostnader {words}", each.costs, -1),
        ):
            figures.add(_budget_sum(f"{prefix}.{stem}.{each.year}", label, each, lines, sign, kind))
        own = [f"{prefix}.intakter.{each.year}", f"{prefix}.kostnader.{each.year}"]
        figures.total(f"{prefix}.resultat.{each.year}", f"Resultat {words}", own, kind=kind, year=each.year)
        after = f"{prefix}.medel.{each.year}"
        terms = [Term(before), Term(f"{prefix}.resultat.{each.year}")]
        figures.total(after, f"Medel till förfogande {words}", terms, kind=kind, year=each.year)
        before = after


def _budget_sum(
    figure_id: str, label: str, each: _YearAhead, lines: Mapping[str, Decimal], sign: int, kind: FigureKind
) -> Figure:
    sources = tuple(
        BudgetSource(each.file, each.version, key, ore_from_decimal(amount, each.unit)) for key, amount in lines.items()
    )
    value = sign * sum(source.amount_ore for source in sources)
    return Figure(id=figure_id, label=label, value=value, kind=kind, year=each.year, sources=sources)


def forecast_table(figures: FigureBook, year: int, ahead: Sequence[int]) -> Statement | None:
    """Opening funds, income, costs, closing funds: this year's outcome and each year of the forecast, in tkr."""
    if not ahead:
        return None
    columns = [Column(str(year), str(year), year=year, role="outcome")]
    columns += [Column(str(later), str(later), year=later, role="forecast") for later in ahead]
    closings = [f"eget_kapital.{year}", *(f"prognos.medel.{later}" for later in ahead)]
    outcome = {"intakter": "summa_intakter", "kostnader": "nettokostnad", "resultat": "arets_resultat"}

    def row(stem: str, label: str, role: RowRole = RowRole.ITEM, terms: tuple[str, ...] = ()) -> StatementRow:
        names = [f"{outcome[stem]}.{year}", *(f"prognos.{stem}.{later}" for later in ahead)]
        cells = tuple(FigureCell(name) for name in names)
        return StatementRow(f"prognos.{stem}", label, cells, role, terms=tuple(RowTerm(term) for term in terms))

    opening = tuple(FigureCell(name) for name in (f"sparade_medel_in.{year}", *closings[:-1]))
    closing = tuple(FigureCell(name) for name in closings)
    parts = (RowTerm("prognos.medel_in"), RowTerm("prognos.resultat"))
    return Statement(
        id="prognos",
        title="Medel till förfogande kommande år",
        columns=tuple(columns),
        rows=(
            StatementRow("prognos.medel_in", "Medel vid årets början", opening),
            row("intakter", "Intäkter"),
            row("kostnader", "Kostnader"),
            row("resultat", "Resultat", RowRole.SUBTOTAL, ("prognos.intakter", "prognos.kostnader")),
            StatementRow("prognos.medel", "Medel till förfogande vid årets slut", closing, RowRole.TOTAL, terms=parts),
        ),
        unit=MoneyUnit.TKR,
        sign_convention="Kostnader visas med minus.",
    )
