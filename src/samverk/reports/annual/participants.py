"""The participants of the year, computed from the registers' returns: no number here was typed by anyone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samverk.core.document.figures import Figure
from samverk.core.document.tree import (
    Block,
    Cell,
    Column,
    EmptyCell,
    FigureCell,
    Paragraph,
    Row,
    RowRole,
    Section,
    Table,
)
from samverk.core.outcomes.code_lists import MAN, TO_STUDIES, TO_WORK, WOMAN
from samverk.core.outcomes.definitions import DEFINITIONS
from samverk.core.outcomes.figures import cell_name, share_name, summary_name
from samverk.core.outcomes.returned import ReportedReturn, ReturnTable
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.table_kinds import ALL, SUB_PROJECT, TABLE_KINDS, TableDimension, TableKind
from samverk.core.periods import long_date
from samverk.reports.annual.context import Content, Context, paragraph, sentence
from samverk.reports.outcomes.tables import HIDDEN_SENTENCE

_LEVEL = 4
_TABLES = (
    "enrolled_by_sub_project",
    "enrolled_by_age",
    "enrolled_by_education",
    "enrolled_by_support",
    "enrolled_by_referrer",
    "exits_by_reason",
    "exits_by_sub_project",
    "queue_by_gender",
    "anonymous_by_gender",
)
"""What the report prints of a return, in this order; the rest is on the dashboard."""


def participants_content(context: Context) -> Content:
    """A heading for each measure that has a return of the year, in the order of the measures."""
    reports = {report.given.measure: report for report in context.facts.returns}
    sections = [
        _measure(context, measure.name, reports[measure.id])
        for measure in context.facts.measures
        if measure.id in reports
    ]
    return Content(sections=tuple(sections))


def _measure(context: Context, name: str, report: ReportedReturn) -> Section:
    given = report.given
    blocks: list[Block] = [*_enrolled(context, name, report), *_exits(context, report)]
    names = {measure.id: measure.name for measure in context.facts.measures}
    tables = {table.table: table for table in given.tables}
    blocks += [_table(context, report, tables[kind], names) for kind in _TABLES if kind in tables]
    blocks.append(_origin(report))
    return Section(f"deltagare-{given.measure}", name, _LEVEL, tuple(blocks))


def _figure(context: Context, report: ReportedReturn, kind: str, *at: str) -> Figure | None:
    name = cell_name(report.given.measure, TABLE_KINDS[kind], at, report.year)
    return context.figure(name)


def _mean(context: Context, report: ReportedReturn, definition: str, *at: str) -> Figure | None:
    kind = TABLE_KINDS["enrolled_by_gender"]
    return context.figure(summary_name(report.given.measure, definition, kind, at, report.year))


def _enrolled(context: Context, name: str, report: ReportedReturn) -> Iterator[Paragraph]:
    """How many took part, and how long they had had public support; what is hidden is not mentioned in prose."""
    everyone, women, men = (_figure(context, report, "enrolled_by_gender", code) for code in (ALL, WOMAN, MAN))
    if everyone is None:
        return
    parts: list[str | Figure] = [f"{_when(report)} hade {name} ", everyone, " deltagare"]
    if women is not None and men is not None:
        parts += [", ", women, " kvinnor och ", men, " män"]
    yield paragraph(*parts, ".", style="antal")
    mean, of_women, of_men = (_mean(context, report, "months_in_support", code) for code in (ALL, WOMAN, MAN))
    if mean is not None:
        parts = ["Före starten hade de i genomsnitt haft offentlig försörjning i ", mean]
        if of_women is not None and of_men is not None:
            parts += [", kvinnorna i ", of_women, " och männen i ", of_men]
        yield paragraph(*parts, ".", style="manader")


def _exits(context: Context, report: ReportedReturn) -> Iterator[Paragraph]:
    """How many left, and the share that went to work or studies, of those whose reason is known."""
    everyone = _figure(context, report, "exits_by_reason", ALL, ALL)
    if everyone is None:
        return
    content = sentence("Under perioden avslutades ", everyone, " deltaganden.", style="antal")
    shares = {
        words: _exit_share(context, report, code) for words, code in (("arbete", TO_WORK), ("studier", TO_STUDIES))
    }
    told = [(words, share) for words, share in shares.items() if share is not None]
    for place, (words, share) in enumerate(told):
        opening, style = (" Till", "procent") if place == 0 else (", till", "tal")  # the base is said once
        content += sentence(f"{opening} {words}{' gick' if place == 0 else ''} ", share, style=style)
    yield Paragraph((*content, *sentence("." if told else "")))


def _exit_share(context: Context, report: ReportedReturn, reason: str) -> Figure | None:
    kind = TABLE_KINDS["exits_by_reason"]
    return context.figure(share_name(report.given.measure, kind, (reason, ALL), report.year))


def _when(report: ReportedReturn) -> str:
    span, year = report.given.span, report.year
    if span == Span.of_year(year):
        return f"Under {year}"
    return f"Från {long_date(span.first)} till {long_date(span.last)}"


def _table(context: Context, report: ReportedReturn, table: ReturnTable, names: dict[str, str]) -> Table:
    """Rows by the first dimension, columns by the second, and the share of everyone of whom it is known."""
    kind = TABLE_KINDS[table.table]
    rows_by = kind.dimensions[0]
    across = [*_codes(kind.dimensions[1], table), ALL] if len(kind.dimensions) > 1 else [ALL]
    heads = kind.dimensions[1] if len(kind.dimensions) > 1 else None
    rows = [_row(context, report, kind, code, across, names) for code in (*_codes(rows_by, table), ALL)]
    shares = [row.cells[-1].figure_id for row in rows if isinstance(row.cells[-1], FigureCell)]
    columns = [Column(code, "Alla" if code == ALL or heads is None else heads.names.get(code, code)) for code in across]
    base = ""
    if shares:
        base = context.figures.find(shares[0] or "").base
        columns.append(Column("andel", "Andel"))
    else:
        rows = [replace(row, cells=row.cells[:-1]) for row in rows]
    return Table(
        f"deltagare-{report.given.measure}-{kind.id}",
        f"{names.get(report.given.measure, report.given.measure)}: {kind.title[:1].lower()}{kind.title[1:]}",
        tuple(columns),
        tuple(rows),
        None,
        rows_by.name,
        footnote=_footnote(table, kind, base),
    )


def _row(
    context: Context, report: ReportedReturn, kind: TableKind, code: str, across: list[str], names: dict[str, str]
) -> Row:
    rows_by = kind.dimensions[0]
    cells: list[Cell] = []
    for other in across:
        at = (code, other) if len(kind.dimensions) > 1 else (code,)
        cells.append(FigureCell(cell_name(report.given.measure, kind, at, report.year)))
    everyone = (code, *((ALL,) * (len(kind.dimensions) - 1)))
    share = share_name(report.given.measure, kind, everyone, report.year)
    cells.append(FigureCell(share) if context.figure(share) is not None else EmptyCell())
    label = "Alla" if code == ALL else rows_by.names.get(code) or names.get(code, code)
    return Row(code, label, tuple(cells), RowRole.TOTAL if code == ALL else RowRole.ITEM)


def _codes(dimension: TableDimension, table: ReturnTable) -> tuple[str, ...]:
    """The codes that say something: one that nobody has is left out, where that is shown."""
    if dimension.id == SUB_PROJECT:
        return table.sub_projects
    place = next(n for n, each in enumerate(TABLE_KINDS[table.table].dimensions) if each.id == dimension.id)
    said = {cell.at[place] for cell in table.cells if cell.value != 0}
    return tuple(code for code in dimension.codes if code in said)


def _footnote(table: ReturnTable, kind: TableKind, base: str) -> str:
    definition = DEFINITIONS[kind.definition]
    words = [f"Räknat: {definition.base[:1].lower()}{definition.base[1:]}"]
    if base:
        words.append(f"Andelen är av {base}.")
    if any(cell.value is None for cell in table.cells):
        words.append(HIDDEN_SENTENCE)
    return " ".join(words)


def _origin(report: ReportedReturn) -> Paragraph:
    given = report.given
    period = f"{long_date(given.span.first)} till {long_date(given.span.last)}"
    return paragraph(
        f"Antalen kommer ur återrapport nummer {given.number} från insatsens register, för {period}, "
        f"med kontrollsumman {report.hash[:12]}. Antal under {given.rule.threshold} visas inte. "
        "Förbundet har inga uppgifter om enskilda deltagare."
    )
