"""A budget as figures: the version that outcome is compared with, its lines, and the deviations.

The version is the latest that was decided on or before the year's last day; without a dated one, the last in the file
(R14: outcome is compared with the budget in force, decided changes kept apart). Signs as in the statements: income
plus, costs minus. A deviation is outcome − budget, so plus is favourable for income and costs alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from samverk.core.document.figures import BudgetSource, Figure, FigureBook, FigureKind, Term, ValueState
from samverk.core.facts import Facts
from samverk.core.measures import Measure
from samverk.core.money import MoneyUnit, ore_from_decimal
from samverk.core.planning.budget import Block, BudgetKind, BudgetVersion
from samverk.core.planning.version import version_in_force as version_in_force
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.statements.lines import GENERAL_FUNDING, LABELS
from samverk.core.statements.outcome import (
    BLOCK_LABELS,
    OFFICE_BLOCKS,
    RESERVED,
    UNCLAIMED_COST,
    UNCLAIMED_LABELS,
    UNCLAIMED_MEASURE,
    MeasureTree,
    add_measure_sums,
    own_stem,
)
from samverk.core.statements.profile import Line


@dataclass(frozen=True, slots=True)
class ComparedBudget:
    """The version outcome is compared with. `office_rows` maps each block that has a row to the blocks it covers."""

    year: int
    version: BudgetVersion
    unit: MoneyUnit
    office_rows: dict[Block, tuple[Block, ...]]

    @property
    def file(self) -> str:
        """The facts file the version stands in."""
        return f"budget-{self.year}.toml"

    @property
    def figure_kind(self) -> FigureKind:
        """Adopted or revised, as figures say it."""
        is_adopted = self.version.kind is BudgetKind.ADOPTED
        return FigureKind.ADOPTED_BUDGET if is_adopted else FigureKind.REVISED_BUDGET

    def ore(self, amount: Decimal) -> int:
        """An amount of the file in öre."""
        return ore_from_decimal(amount, self.unit)


def office_rows(version: BudgetVersion | None) -> dict[Block, tuple[Block, ...]]:
    """The rows of board, administration and audit: what a line covers stands with it, every other block by itself."""
    covers = version.covers if version else {}
    covered = {part for block, parts in covers.items() for part in parts if part is not block}
    return {
        block: tuple(part for part in OFFICE_BLOCKS if part in (*covers.get(block, ()), block))
        for block in OFFICE_BLOCKS
        if block not in covered
    }


def compared_budget(facts: Facts) -> ComparedBudget | None:
    """The budget of the facts' year, None when there is none."""
    budget = facts.budgets.get(facts.year)
    if budget is None:
        return None
    version = version_in_force(budget)
    return ComparedBudget(facts.year, version, budget.unit, office_rows(version))


def clashing_names(facts: Facts) -> list[Problem]:
    """KP-SAMMA-ID for ids that two income sources, measures or blocks share: one name may only mean one figure."""
    sources = [source.id for source in facts.association.income_sources]
    names = [*sources, *(measure.id for measure in facts.measures), *RESERVED]
    twice = sorted({name for name in names if names.count(name) > 1})
    return [
        Problem(
            ProblemSeverity.REFUSE,
            "KP-SAMMA-ID",
            f"Namnet ”{name}” används för flera saker (intäktskälla, insats, block eller summa). Ge den ena ett annat "
            "id i forbund.toml eller insatser.toml.",
        )
        for name in twice
    ]


UNBUDGETED = {
    UNCLAIMED_COST: UNCLAIMED_LABELS[UNCLAIMED_COST],
    **{str(line): LABELS[line] for line in (*GENERAL_FUNDING, Line.EXTRAORDINARY)},
    "direkt_mot_eget_kapital": "Belopp bokförda direkt mot eget kapital",
}
"""Rows that outcome may have and no budget plans for; their budget is 0."""


def add_budget_figures(
    figures: FigureBook, facts: Facts, budget: ComparedBudget, income: Mapping[str, str]
) -> list[Problem]:
    """Add `budget.<…>` for every row of `income` (stem → label), measure, block row and sum. Problem: KP-BUDGETRAD."""
    writer = _BudgetWriter(figures, budget)
    year, version = budget.year, budget.version
    tree = MeasureTree(facts.measures)
    for stem, label in income.items():
        key = stem.removeprefix("intakt.")
        writer.line(key, label, version.income, key, 1)
    for measure in facts.measures:
        writer.measure(tree, measure)
    writer.line(UNCLAIMED_MEASURE, UNCLAIMED_LABELS[UNCLAIMED_MEASURE], version.costs, str(Block.MEASURES), -1)
    for block in (*budget.office_rows, Block.FINANCIAL):
        writer.line(str(block), BLOCK_LABELS[block], version.costs, str(block), -1)
    for stem, label in UNBUDGETED.items():
        writer.line(stem, label, {}, stem, 1)
    add_measure_sums(figures, "budget", tree, year, budget.figure_kind)
    writer.total("summa_intakter", "Summa intäkter", [stem.removeprefix("intakt.") for stem in income])
    costs = [str(Block.MEASURES), *(str(block) for block in budget.office_rows), str(Block.FINANCIAL)]
    writer.total("nettokostnad", "Nettokostnad", costs)
    writer.total("resultat", "Resultat", ["summa_intakter", "nettokostnad"])
    writer.opening()
    writer.total("medel_till_forfogande", "Medel till förfogande", ["sparade_medel_in", "resultat"])
    return _unused_lines(facts, budget)


class _BudgetWriter:
    """Adds figures of one version."""

    def __init__(self, figures: FigureBook, budget: ComparedBudget) -> None:
        self.figures = figures
        self.budget = budget

    def line(self, stem: str, label: str, lines: Mapping[str, Decimal], key: str, sign: int) -> None:
        """A line of the version; a line that is not there is a budget of 0."""
        amount = self.budget.ore(lines[key]) if key in lines else 0
        source = BudgetSource(self.budget.file, self.budget.version.name, key, amount)
        self.figures.add(
            Figure(
                id=f"budget.{stem}.{self.budget.year}",
                label=label,
                value=sign * amount,
                kind=self.budget.figure_kind,
                year=self.budget.year,
                sources=(source,) if key in lines else (),
            )
        )

    def measure(self, tree: MeasureTree, measure: Measure) -> None:
        """A measure's own line; "–" when only its umbrella project was given money."""
        costs = self.budget.version.costs
        if measure.id in costs or not _is_inside_a_lump(tree, measure, costs):
            self.line(own_stem(tree, measure), measure.name, costs, measure.id, -1)
            return
        self.figures.add(
            Figure(
                id=f"budget.{own_stem(tree, measure)}.{self.budget.year}",
                label=measure.name,
                value=None,
                state=ValueState.NOTHING,
                kind=self.budget.figure_kind,
                year=self.budget.year,
                explanation="Budgeten är en klumpsumma för hela paraplyprojektet.",
            )
        )

    def opening(self) -> None:
        """The saved funds the version counted with; the real ones when it does not say."""
        version = self.budget.version
        stem, label = "sparade_medel_in", "Sparade medel från föregående år"
        if version.opening_funds is None:
            known = Term(f"sparade_medel_in.{self.budget.year}")
            self.figures.total(f"budget.{stem}.{self.budget.year}", label, [known], kind=self.budget.figure_kind)
            return
        key = "ingaende_medel"
        self.line(stem, label, {key: version.opening_funds}, key, 1)

    def total(self, stem: str, label: str, parts: list[str]) -> None:
        """A sum of the version's figures."""
        year = self.budget.year
        terms = [Term(f"budget.{part}.{year}") for part in parts]
        self.figures.total(f"budget.{stem}.{year}", label, terms, kind=self.budget.figure_kind, year=year)


def has_lump(tree: MeasureTree, measure: Measure, costs: Mapping[str, Decimal]) -> bool:
    """Whether an umbrella project was given one sum for all its sub-projects: no deviation but its own can be told."""
    children = tree.children(measure.id)
    return bool(children) and measure.id in costs and not any(child.id in costs for child in children)


def _is_inside_a_lump(tree: MeasureTree, measure: Measure, costs: Mapping[str, Decimal]) -> bool:
    return any(each.id == measure.parent and has_lump(tree, each, costs) for each in tree.measures)


def _unused_lines(facts: Facts, budget: ComparedBudget) -> list[Problem]:
    sources = {source.id for source in facts.association.income_sources}
    cost_keys = {measure.id for measure in facts.measures} | {
        str(block) for block in (*budget.office_rows, Block.MEASURES, Block.FINANCIAL)
    }
    unknown = [("intakter", key) for key in budget.version.income if key not in sources]
    unknown += [("kostnader", key) for key in budget.version.costs if key not in cost_keys]
    return [
        Problem(
            ProblemSeverity.ERROR,
            "KP-BUDGETRAD",
            f"Raden ”{key}” under {table} i ”{budget.version.name}” hör varken till en intäktskälla, en insats eller "
            "ett block med egen rad. Den räknas inte med. Använd ett id som finns i forbund.toml eller insatser.toml.",
            budget.file,
            key=f"{table}.{key}",
        )
        for table, key in unknown
    ]


def add_deviation(figures: FigureBook, key: str, outcome_stem: str, year: int) -> None:
    """Add `avvikelse.<key>` = outcome − budget; `is_favourable` is None at 0, and it is "–" where the budget is."""
    outcome, budget = f"{outcome_stem}.{year}", f"budget.{key}.{year}"
    terms = (Term(outcome), Term(budget, -1))
    planned = figures.find(budget)
    has_budget = planned.value is not None
    value = figures.ore(outcome) - figures.ore(budget)
    figures.add(
        Figure(
            id=f"avvikelse.{key}.{year}",
            label=planned.label,
            value=value if has_budget else None,
            state=ValueState.STATED if has_budget else ValueState.NOTHING,
            kind=FigureKind.DEVIATION,
            year=year,
            terms=terms if has_budget else (),
            is_favourable=value > 0 if has_budget and value else None,
        )
    )
