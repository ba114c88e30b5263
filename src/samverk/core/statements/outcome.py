"""The operating account by source, measure and block: where the money came from and went (LKBR 10 kap.).

A measure that is a parent sums its sub-projects and its own direct costs. Depreciation counts where its project or
block says. Every cost is in exactly one place, so the parts add up to the income statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.core.document.figures import FigureBook, FigureKind, Term
from samverk.core.facts import Facts
from samverk.core.measures import Direction, Measure
from samverk.core.organisation import IncomeKind
from samverk.core.planning.budget import Block
from samverk.core.statements.cells import cells_figure
from samverk.core.statements.lines import COST_LINES, FINANCIAL, GENERAL_FUNDING
from samverk.core.statements.mapping import MappedBooks, MappedCell
from samverk.core.statements.profile import Line
from samverk.core.statements.rows import add_totals
from samverk.core.statements.slugs import distinct_slugs

OFFICE_BLOCKS = (Block.ADMINISTRATION, Block.BOARD, Block.AUDIT)
BLOCK_LABELS = {
    Block.BOARD: "Styrelse",
    Block.ADMINISTRATION: "Administration",
    Block.AUDIT: "Revision",
    Block.MEASURES: "Summa projektkostnader",
    Block.FINANCIAL: "Finansiella intäkter och kostnader",
}
DIRECTION_LABELS = {
    Direction.INDIVIDUAL: "Individinriktade insatser",
    Direction.STRUCTURAL: "Strukturövergripande insatser",
    Direction.SHARED: "Gemensamma insatser",
}
UNCLAIMED_MEASURE = "insatser_utan_insats"
UNCLAIMED_COST = "kostnader_utan_block"
UNCLAIMED_LABELS = {
    UNCLAIMED_MEASURE: "Kostnader för insatser som inte är fördelade",
    UNCLAIMED_COST: "Kostnader utan block",
}


RESERVED = (
    *(str(block) for block in Block),
    *(str(direction) for direction in Direction),
    UNCLAIMED_MEASURE,
    UNCLAIMED_COST,
    "resultat",
    "summa_intakter",
    "nettokostnad",
    "sparade_medel_in",
    "medel_till_forfogande",
    "direkt_mot_eget_kapital",
)
"""Names that budget and deviation figures use themselves; no source or measure may be called so."""


@dataclass(frozen=True, slots=True)
class MeasureTree:
    """The measures in the order they are shown: a parent right before its sub-projects."""

    measures: tuple[Measure, ...]

    def children(self, parent: str | None) -> tuple[Measure, ...]:
        """The measures directly under `parent`; None gives those at the top."""
        known = {measure.id for measure in self.measures}
        return tuple(
            measure
            for measure in self.measures
            if (measure.parent if measure.parent in known and measure.parent != measure.id else None) == parent
        )

    def is_parent(self, measure: Measure) -> bool:
        """True for an umbrella project."""
        return bool(self.children(measure.id))

    def walk(self, parent: str | None = None, level: int = 0) -> tuple[tuple[Measure, int], ...]:
        """Every measure with its depth, a parent before its sub-projects. A ring of parents is left out."""
        found: list[tuple[Measure, int]] = []
        for measure in self.children(parent):
            found += [(measure, level), *self.walk(measure.id, level + 1)]
        return tuple(found)


def own_stem(tree: MeasureTree, measure: Measure) -> str:
    """What a measure's own amounts are called after "utfall." or "budget.": a parent's own part is `id.egna`."""
    return f"{measure.id}.egna" if tree.is_parent(measure) else measure.id


def income_rows(facts: Facts, books: Sequence[MappedBooks]) -> dict[str, str]:
    """Figure stem → label of every row of income, in the order of the facts file; unclaimed income last."""
    rows = {f"intakt.{source.id}": source.row_name for source in facts.association.income_sources}
    loose = [cell.note_row or "Övriga intäkter" for mapped in books for cell in _unclaimed_income(mapped)]
    taken = [
        *RESERVED,
        *(source.id for source in facts.association.income_sources),
        *(measure.id for measure in facts.measures),
    ]
    for name, stem in distinct_slugs(dict.fromkeys(loose), taken).items():
        rows[f"intakt.{stem}"] = name
    return rows


def _unclaimed_income(mapped: MappedBooks) -> list[MappedCell]:
    return [cell for cell in mapped.select(Line.OPERATING_INCOME) if not cell.income_source]


def add_income_source_figures(figures: FigureBook, facts: Facts, books: Sequence[MappedBooks]) -> None:
    """Add `intakt.<source>`, `medlemmarnas_medel`, `summa_intakter` for each year."""
    sources = facts.association.income_sources
    rows = income_rows(facts, books)
    for mapped in books:
        income = mapped.select(Line.OPERATING_INCOME)
        for source in sources:
            cells = [cell for cell in income if cell.income_source == source.id]
            figures.add(cells_figure(f"intakt.{source.id}.{mapped.year}", source.row_name, mapped, cells, -1))
        for stem, label in list(rows.items())[len(sources) :]:
            cells = [cell for cell in _unclaimed_income(mapped) if (cell.note_row or "Övriga intäkter") == label]
            figures.add(cells_figure(f"{stem}.{mapped.year}", label, mapped, cells, -1))
    years = [mapped.year for mapped in books]
    members = [f"intakt.{source.id}" for source in sources if source.kind is IncomeKind.MEMBER]
    add_totals(figures, "medlemmarnas_medel", "Medlemmarnas medel", members, years)
    add_totals(figures, "summa_intakter", "Summa intäkter", (Line.OPERATING_INCOME, *GENERAL_FUNDING), years)


def add_outcome_figures(figures: FigureBook, facts: Facts, books: Sequence[MappedBooks]) -> None:
    """Add `utfall.<measure>`, `utfall.<direction>`, `block.<block>` and the sums of costs for each year."""
    tree = MeasureTree(facts.measures)
    for mapped in books:
        costs = mapped.select(*COST_LINES)
        for measure in facts.measures:
            cells = [cell for cell in costs if cell.measure == measure.id]
            stem = own_stem(tree, measure)
            figures.add(cells_figure(f"utfall.{stem}.{mapped.year}", measure.name, mapped, cells, -1))
        loose = [cell for cell in costs if not cell.measure]
        for block in OFFICE_BLOCKS:
            cells = [cell for cell in loose if cell.block is block]
            figures.add(cells_figure(f"block.{block}.{mapped.year}", BLOCK_LABELS[block], mapped, cells, -1))
        for stem, blocks in ((UNCLAIMED_MEASURE, (Block.MEASURES,)), (UNCLAIMED_COST, (None, Block.FINANCIAL))):
            cells = [cell for cell in loose if cell.block in blocks]
            figures.add(cells_figure(f"utfall.{stem}.{mapped.year}", UNCLAIMED_LABELS[stem], mapped, cells, -1))
        add_measure_sums(figures, "utfall", tree, mapped.year)
    years = [mapped.year for mapped in books]
    add_totals(figures, "nettokostnad", "Nettokostnad", (*COST_LINES, *FINANCIAL, Line.EXTRAORDINARY), years)
    office = [f"-block.{block}" for block in OFFICE_BLOCKS]
    add_totals(
        figures, "administrativa_kostnader", "Administration, styrelse och revision, utan minustecken", office, years
    )
    add_totals(
        figures,
        "totala_kostnader",
        "Verksamhetens kostnader och avskrivningar, utan minustecken",
        [f"-{line}" for line in COST_LINES],
        years,
    )


def add_measure_sums(
    figures: FigureBook, prefix: str, tree: MeasureTree, year: int, kind: FigureKind = FigureKind.OUTCOME
) -> None:
    """Add the sums over measures for figures called `prefix`: each parent, each direction, all measures."""

    def add(stem: str, label: str, parts: Sequence[str]) -> None:
        terms = [Term(f"{prefix}.{part}.{year}") for part in parts]
        figures.total(f"{prefix}.{stem}.{year}", label, terms, kind=kind, year=year)

    for measure, _ in reversed(tree.walk()):
        if tree.is_parent(measure):
            add(measure.id, measure.name, [f"{measure.id}.egna", *(child.id for child in tree.children(measure.id))])
    for direction in dict.fromkeys(measure.direction for measure in tree.measures):
        parts = [own_stem(tree, measure) for measure in tree.measures if measure.direction is direction]
        add(direction, DIRECTION_LABELS[direction], parts)
    top = [*(measure.id for measure in tree.children(None)), UNCLAIMED_MEASURE]
    add(Block.MEASURES, BLOCK_LABELS[Block.MEASURES], top)
