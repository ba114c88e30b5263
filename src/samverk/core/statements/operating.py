"""Outcome against budget: the detailed table of the management report and the operating account in summary.

Costs are printed without minus in the detailed table, deviations with plus for favourable; the figures themselves keep
the signs of the statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from samverk.core.document.figures import FigureBook
from samverk.core.document.tree import Column, EmptyCell, FigureCell, RowRole, RowTerm
from samverk.core.facts import Facts
from samverk.core.money import MoneyUnit
from samverk.core.planning.budget import Block, BudgetKind
from samverk.core.planning.comparison import ComparedBudget, add_deviation, has_lump
from samverk.core.statements.lines import GENERAL_FUNDING, LABELS
from samverk.core.statements.outcome import (
    BLOCK_LABELS,
    UNCLAIMED_COST,
    UNCLAIMED_LABELS,
    UNCLAIMED_MEASURE,
    MeasureTree,
)
from samverk.core.statements.profile import Line
from samverk.core.statements.rows import add_totals, without_empty
from samverk.core.statements.structure import Statement, StatementRow


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row before its cells: `key` names budget and deviation, `stem` the outcome. `sign` −1 prints without minus."""

    key: str
    label: str
    stem: str
    role: RowRole = RowRole.ITEM
    level: int = 1
    terms: tuple[str, ...] = ()
    sign: int = 1
    group: str = ""
    in_lump: bool = False  # budgeted together with others: its deviation cannot be told


def add_office_figures(figures: FigureBook, rows: dict[Block, tuple[Block, ...]], years: Sequence[int]) -> None:
    """Add `utfall.<block>` for each row of board, administration and audit, over the blocks the row covers."""
    for block, parts in rows.items():
        add_totals(figures, f"utfall.{block}", BLOCK_LABELS[block], [f"block.{part}" for part in parts], years)


def outcome_table(
    figures: FigureBook,
    facts: Facts,
    years: Sequence[int],
    income: dict[str, str],
    offices: Sequence[Block],
    budget: ComparedBudget | None,
) -> Statement:
    """Income per source, costs per measure and block, result and available funds; adds the deviations it shows.

    `income` maps outcome stems to labels. Rows with nothing in any column are left out.
    """
    entries = [
        *_income_entries(income),
        *_cost_entries(MeasureTree(facts.measures), offices, budget.version.costs if budget else {}),
        *_result_entries(years[0]),
    ]
    columns = _columns(years, budget)
    rows = _rows(figures, entries, years, budget, len(columns))
    keep = [key.removeprefix("intakt.") for key in income][: len(facts.association.income_sources)]
    return Statement(
        id="utfall_mot_budget",
        title=f"Utfall mot budget {years[0]}" if budget else f"Utfall {years[0]}",
        columns=columns,
        rows=without_empty(rows, figures, [*keep, "finansnetto", "sparade_medel_in"]),
        sign_convention="Kostnader visas utan minustecken. En avvikelse med plus är bättre än budget.",
        footnote=_footnote(budget),
    )


def _income_entries(income: dict[str, str]) -> list[_Entry]:
    keys = [stem.removeprefix("intakt.") for stem in income]
    items = [_Entry(key, label, stem) for key, (stem, label) in zip(keys, income.items(), strict=True)]
    funding = [_Entry(str(line), LABELS[line], str(line)) for line in GENERAL_FUNDING]
    terms = (*keys, *(str(line) for line in GENERAL_FUNDING))
    total = _Entry("summa_intakter", "Summa intäkter", "summa_intakter", RowRole.SUBTOTAL, 0, terms)
    return [_Entry("intakter", "Intäkter", "", RowRole.HEADING, 0), *items, *funding, total]


def _cost_entries(tree: MeasureTree, offices: Sequence[Block], planned: Mapping[str, Decimal]) -> list[_Entry]:
    entries = [
        _Entry("kostnader", "Kostnader", "", RowRole.HEADING, 0),
        _Entry("projektkostnader", "Projektkostnader", "", RowRole.HEADING, 1),
    ]
    entries += _measure_entries(tree, None, 2, planned)
    entries.append(_cost(UNCLAIMED_MEASURE, UNCLAIMED_LABELS[UNCLAIMED_MEASURE], level=2))
    top = (*(measure.id for measure in tree.children(None)), UNCLAIMED_MEASURE)
    measures = str(Block.MEASURES)
    entries.append(_cost(measures, BLOCK_LABELS[Block.MEASURES], RowRole.SUBTOTAL, terms=top))
    entries += [_cost(str(block), BLOCK_LABELS[block]) for block in offices]
    entries.append(_cost(UNCLAIMED_COST, UNCLAIMED_LABELS[UNCLAIMED_COST]))
    net = str(Block.FINANCIAL)
    entries.append(_Entry(net, BLOCK_LABELS[Block.FINANCIAL], "finansnetto", sign=-1))
    extraordinary = str(Line.EXTRAORDINARY)
    entries.append(_Entry(extraordinary, LABELS[Line.EXTRAORDINARY], extraordinary, sign=-1))
    terms = (measures, *(str(block) for block in offices), UNCLAIMED_COST, net, extraordinary)
    entries.append(_Entry("nettokostnad", "Summa kostnader", "nettokostnad", RowRole.SUBTOTAL, 0, terms, -1))
    return entries


def _measure_entries(
    tree: MeasureTree, parent: str | None, level: int, planned: Mapping[str, Decimal], in_lump: bool = False
) -> list[_Entry]:
    entries: list[_Entry] = []
    for measure in tree.children(parent):
        group = str(measure.direction)
        if not tree.is_parent(measure):
            entries.append(replace(_cost(measure.id, measure.name, level=level, group=group), in_lump=in_lump))
            continue
        own, lump = f"{measure.id}.egna", has_lump(tree, measure, planned)
        label = f"{measure.name}, {'gemensamt' if lump else 'egna kostnader'}"
        entries.append(replace(_cost(own, label, level=level + 1, group=group), in_lump=lump))
        entries += _measure_entries(tree, measure.id, level + 1, planned, lump)
        parts = (own, *(child.id for child in tree.children(measure.id)))
        entries.append(_cost(measure.id, f"Summa {measure.name}", RowRole.SUBTOTAL, level, parts, group))
    return entries


def _cost(
    key: str,
    label: str,
    role: RowRole = RowRole.ITEM,
    level: int = 1,
    terms: tuple[str, ...] = (),
    group: str = "",
) -> _Entry:
    return _Entry(key, label, f"utfall.{key}", role, level, terms, -1, group)


def _result_entries(year: int) -> list[_Entry]:
    funds = f"Medel till förfogande inför {year + 1}"
    direct = "direkt_mot_eget_kapital"
    return [
        _Entry("resultat", "Resultat", "arets_resultat", RowRole.TOTAL, 0, ("summa_intakter", "nettokostnad")),
        _Entry("sparade_medel_in", "Sparade medel från föregående år", "sparade_medel_in", level=0),
        _Entry(direct, "Belopp bokförda direkt mot eget kapital", f"kf.{direct}", level=0),
        _Entry(
            "medel_till_forfogande",
            funds,
            "medel_till_forfogande",
            RowRole.TOTAL,
            0,
            ("resultat", "sparade_medel_in", direct),
        ),
    ]


def _columns(years: Sequence[int], budget: ComparedBudget | None) -> tuple[Column, ...]:
    year = years[0]
    columns = [Column(f"utfall_{year}", f"Utfall {year}", year=year, role="outcome")]
    if budget:
        columns.append(Column(f"budget_{year}", f"Budget {year}", year=year, role="budget"))
        columns.append(Column(f"avvikelse_{year}", "Avvikelse", year=year, role="deviation"))
    columns += [Column(f"utfall_{before}", f"Utfall {before}", year=before, role="previous") for before in years[1:]]
    return tuple(columns)


def _rows(
    figures: FigureBook, entries: Sequence[_Entry], years: Sequence[int], budget: ComparedBudget | None, columns: int
) -> list[StatementRow]:
    rows = []
    for entry in entries:
        cells: list[FigureCell | EmptyCell] = [EmptyCell()] * columns
        if entry.role is not RowRole.HEADING:
            cells = [FigureCell(f"{entry.stem}.{years[0]}", entry.sign)]
            if budget:
                cells += _budget_cells(figures, entry, budget.year)
            cells += [FigureCell(f"{entry.stem}.{before}", entry.sign) for before in years[1:]]
        terms = tuple(RowTerm(term) for term in entry.terms)
        rows.append(
            StatementRow(entry.key, entry.label, tuple(cells), entry.role, entry.level, terms, group=entry.group)
        )
    return rows


def _budget_cells(figures: FigureBook, entry: _Entry, year: int) -> list[FigureCell | EmptyCell]:
    if f"budget.{entry.key}.{year}" not in figures:
        return [EmptyCell(), EmptyCell()]
    planned = f"budget.{entry.key}.{year}"
    if not entry.in_lump or figures.find(planned).value is None:
        add_deviation(figures, entry.key, entry.stem, year)
    deviation = EmptyCell() if entry.in_lump else FigureCell(f"avvikelse.{entry.key}.{year}")
    return [FigureCell(planned, entry.sign), deviation]


def _footnote(budget: ComparedBudget | None) -> str:
    if budget is None:
        return ""
    kind = "fastställd" if budget.version.kind is BudgetKind.ADOPTED else "reviderad"
    decided = f" den {budget.version.decided.isoformat()}" if budget.version.decided else ""
    return f"Jämförelsen görs med {budget.version.name}, {kind}{decided}."


def summary_table(figures: FigureBook, years: Sequence[int], budget: ComparedBudget | None) -> Statement:
    """The operating account in summary (driftredovisning): net cost, income, result, closing equity, in tkr."""
    entries = (
        _Entry("nettokostnad", "Nettokostnad", "nettokostnad", level=0),
        _Entry("summa_intakter", "Medlemsavgift inkl. övriga bidrag", "summa_intakter", level=0),
        _Entry("resultat", "Resultat", "arets_resultat", RowRole.TOTAL, 0, ("nettokostnad", "summa_intakter")),
        _Entry("medel_till_forfogande", "Utgående eget kapital", "medel_till_forfogande", RowRole.MEMO, 0),
    )
    columns = _columns(years, budget)
    return Statement(
        id="driftredovisning",
        title="Driftredovisning",
        columns=columns,
        rows=tuple(_rows(figures, entries, years, budget, len(columns))),
        unit=MoneyUnit.TKR,
        sign_convention="Kostnader visas med minus. En avvikelse med plus är bättre än budget.",
        footnote=_footnote(budget),
    )
