"""The notes with figures: what the lines of the statements are made of (LKBR 9 kap.).

Rows come from the note rules of the chart, measures from the facts. Amounts that no rule names get a row of their own,
so a note always adds up to its line. Notes are numbered as the statements refer to them, from 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from samverk.core.document.figures import FigureBook, Term
from samverk.core.document.tree import RowRole
from samverk.core.facts import Facts
from samverk.core.planning.budget import Block
from samverk.core.statements.cells import cells_figure
from samverk.core.statements.chart import Chart
from samverk.core.statements.investments import NOTE_KEY as FIXED_ASSETS_KEY
from samverk.core.statements.lines import ASSETS, BALANCE_LINES, COST_LINES, LABELS, PROVISIONS, shown_sign
from samverk.core.statements.mapping import MappedBooks, MappedCell
from samverk.core.statements.outcome import income_rows
from samverk.core.statements.profile import Line
from samverk.core.statements.rows import heading, row, without_empty, year_columns
from samverk.core.statements.slugs import distinct_slugs
from samverk.core.statements.structure import Note, Statement, StatementRow

FIRST_NUMBER = 2
AUDIT_KEY = "revision"
_UNNAMED = "Ej specificerat"
_MEASURES, _OTHER = "samverkansinsatser", "ovriga_kostnader"
_COSTS = Line.OPERATING_COSTS
_PLAIN_LINES = (
    Line.INVENTORIES,
    Line.RECEIVABLES,
    Line.SHORT_TERM_INVESTMENTS,
    Line.CASH,
    *PROVISIONS,
    Line.LONG_TERM_LIABILITIES,
    Line.SHORT_TERM_LIABILITIES,
)


def build_notes(
    figures: FigureBook, facts: Facts, chart: Chart, books: Sequence[MappedBooks], investments: Statement | None
) -> tuple[Note, ...]:
    """Add the figures of the notes (`not.<key>.<row>`) and give the notes that have something to say."""
    years = [mapped.year for mapped in books]
    tables: list[tuple[str, str, Statement | None]] = [
        (Line.OPERATING_INCOME, LABELS[Line.OPERATING_INCOME], _income_note(figures, facts, books)),
        (_COSTS, LABELS[_COSTS], _cost_note(figures, facts, chart, books)),
        (Line.DEPRECIATION, LABELS[Line.DEPRECIATION], _line_note(figures, chart, books, Line.DEPRECIATION)),
        (FIXED_ASSETS_KEY, "Anläggningstillgångar", investments),
        *((line, LABELS[line], _line_note(figures, chart, books, line)) for line in _PLAIN_LINES),
        (AUDIT_KEY, "Kostnader för räkenskapsrevision", _audit_note(figures, books, years)),
    ]
    present = [(str(key), title, table) for key, title, table in tables if table is not None]
    return tuple(
        Note(key, number, title, replace(table, id=f"not_{key}", title=title))
        for number, (key, title, table) in enumerate(present, FIRST_NUMBER)
    )


def _income_note(figures: FigureBook, facts: Facts, books: Sequence[MappedBooks]) -> Statement | None:
    years = [mapped.year for mapped in books]
    full_names = {f"intakt.{source.id}": source.name for source in facts.association.income_sources}
    stems = income_rows(facts, books)
    rows = without_empty([row(stem, full_names.get(stem, label), years) for stem, label in stems.items()], figures)
    return _table(figures, Line.OPERATING_INCOME, years, rows, [each.id for each in rows])


def _cost_note(figures: FigureBook, facts: Facts, chart: Chart, books: Sequence[MappedBooks]) -> Statement | None:
    years = [mapped.year for mapped in books]
    for mapped in books:
        for measure in facts.measures:
            cells = [cell for cell in mapped.select(_COSTS) if cell.measure == measure.id]
            figures.add(cells_figure(f"not.{_COSTS}.{measure.id}.{mapped.year}", measure.name, mapped, cells, -1))
    items = [row(f"not.{_COSTS}.{each.id}", each.name, years, sign=-1, level=1) for each in facts.measures]
    measures = list(without_empty(items, figures))
    taken = (_MEASURES, _OTHER, *(measure.id for measure in facts.measures))
    rest = _named_rows(figures, chart, books, _COSTS, taken)
    unclaimed = {cell.note_row for mapped in books for cell in _loose(mapped) if cell.block is Block.MEASURES}
    measures += [each for each in rest if each.label in unclaimed]
    others = [each for each in rest if each.label not in unclaimed]
    if not measures:
        return _table(figures, _COSTS, years, others, [each.id for each in others])
    sections: list[StatementRow] = []
    for stem, label, part in ((_MEASURES, "Samverkansinsatser", measures), (_OTHER, "Övriga kostnader", others)):
        sections += _section(figures, stem, label, part, years)
    sums = [f"not.{_COSTS}.{stem}" for stem in (_MEASURES, _OTHER)]
    return _table(figures, _COSTS, years, sections, sums)


def _section(
    figures: FigureBook, stem: str, label: str, part: Sequence[StatementRow], years: Sequence[int]
) -> list[StatementRow]:
    total = f"not.{_COSTS}.{stem}"
    for year in years:
        terms = [Term(f"{each.id}.{year}") for each in part]
        figures.total(f"{total}.{year}", label, terms, year=year)
    below = row(
        total,
        f"Summa {label[0].lower()}{label[1:]}",
        years,
        role=RowRole.SUBTOTAL,
        terms=[each.id for each in part],
        sign=-1,
    )
    return [heading(f"{total}.rubrik", label, len(years)), *part, below] if part else [below]


def _line_note(figures: FigureBook, chart: Chart, books: Sequence[MappedBooks], line: Line) -> Statement | None:
    years = [mapped.year for mapped in books]
    rows = _named_rows(figures, chart, books, line)
    if all(each.label == _UNNAMED for each in rows):
        return None
    return _table(figures, line, years, rows, [each.id for each in rows])


def _named_rows(
    figures: FigureBook, chart: Chart, books: Sequence[MappedBooks], line: Line, taken: Iterable[str] = ()
) -> list[StatementRow]:
    """A row per note rule that has an amount, in the order of the rules; costs of measures are left to their own."""
    order = [rule.target.name for layer in chart.notes for rule in layer if rule.target.line is line]
    names = [*dict.fromkeys(order), _UNNAMED]
    sign = -1 if line in COST_LINES else 1
    rows: list[StatementRow] = []
    for name, slug in distinct_slugs(names, taken).items():
        stem = f"not.{line}.{slug}"
        for mapped in books:
            pool = _loose(mapped) if line is _COSTS else mapped.select(line)
            cells = [cell for cell in pool if (cell.note_row or _UNNAMED) == name]
            figures.add(cells_figure(f"{stem}.{mapped.year}", name, mapped, cells, shown_sign(line)))
        rows.append(row(stem, name, [mapped.year for mapped in books], sign=sign, level=1 if line is _COSTS else 0))
    return list(without_empty(rows, figures))


def _loose(mapped: MappedBooks) -> list[MappedCell]:
    return [cell for cell in mapped.select(_COSTS) if not cell.measure]


def _table(
    figures: FigureBook, line: Line, years: Sequence[int], rows: Sequence[StatementRow], terms: Sequence[str]
) -> Statement | None:
    if not any(figures.ore(f"{line}.{year}") for year in years):
        return None
    sign = -1 if line in COST_LINES else 1
    label = f"Summa {LABELS[line][0].lower()}{LABELS[line][1:]}"
    total = row(line, label, years, role=RowRole.TOTAL, terms=terms, sign=sign)
    return Statement(
        id=f"not_{line}",
        title=LABELS[line],
        columns=year_columns(years, at_year_end=line in BALANCE_LINES),
        rows=(*rows, total),
        sign_convention=_convention(line),
    )


def _convention(line: Line) -> str:
    if line in COST_LINES:
        return "Kostnader visas utan minustecken."
    return "Tillgångar visas utan tecken." if line in ASSETS else "Intäkter och skulder visas utan tecken."


def _audit_note(figures: FigureBook, books: Sequence[MappedBooks], years: Sequence[int]) -> Statement | None:
    """What the audit cost, when an account or a block says so."""
    stem = f"not.{AUDIT_KEY}.kostnad"
    for mapped in books:
        cells = [
            cell
            for cell in mapped.select(_COSTS)
            if cell.block is Block.AUDIT or (not cell.measure and "revision" in cell.name.casefold())
        ]
        figures.add(cells_figure(f"{stem}.{mapped.year}", "Räkenskapsrevision", mapped, cells, -1))
    rows = without_empty([row(stem, "Räkenskapsrevision", years, sign=-1)], figures)
    if not rows:
        return None
    return Statement(
        id=f"not_{AUDIT_KEY}",
        title="Kostnader för räkenskapsrevision",
        columns=year_columns(years),
        rows=rows,
        sign_convention="Kostnader visas utan minustecken.",
    )
