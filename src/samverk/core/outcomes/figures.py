"""What returns tell, as figures of a document: every cell a figure with its return as source, hidden ones too.

A figure is named by Swedish words, so that prose can cite it: `inskrivna_efter_kon.iris.kvinna.2024`, everyone in it
`inskrivna_efter_kon.iris.alla.2024`, its share `andel.inskrivna_efter_kon.iris.kvinna.2024`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from samverk.core.document.figures import Figure, FigureBook, FigureUnit, ReturnSource, Term, ValueState
from samverk.core.outcomes.codes import MISSING
from samverk.core.outcomes.count_tables import Coordinates
from samverk.core.outcomes.definitions import DEFINITIONS
from samverk.core.outcomes.linking import cell_label
from samverk.core.outcomes.returned import HIDDEN_WORDS, HiddenBecause, ReportedReturn, ReturnCell, ReturnTable
from samverk.core.outcomes.table_kinds import ALL, TABLE_KINDS, TableKind
from samverk.core.statements.slugs import slug

EVERYONE = "alla"
KNOWN = "med_kand_uppgift"


def cell_name(measure: str, kind: TableKind, at: Coordinates, year: int) -> str:
    """The name of a cell's figure."""
    codes = []
    for dimension, code in zip(kind.dimensions, at, strict=True):
        codes.append(EVERYONE if code == ALL else slug(dimension.names.get(code, code)))
    return ".".join((slug(kind.title), measure, *codes, str(year)))


def share_name(measure: str, kind: TableKind, at: Coordinates, year: int) -> str:
    """The name of a cell's share's figure; a cell that is hidden has none."""
    return f"andel.{cell_name(measure, kind, at, year)}"


def hidden_state(reason: HiddenBecause) -> ValueState:
    """What a figure states of a cell that a return does not tell."""
    return ValueState.NOT_STATED if reason is HiddenBecause.UNKNOWN else ValueState.SUPPRESSED


def summary_name(measure: str, definition: str, kind: TableKind, at: Coordinates, year: int) -> str:
    """The name of a mean's or a median's figure: `tid_i_offentlig_forsorjning_fore_insatsen.iris.alla.2024`."""
    _, _, *codes, _ = cell_name(measure, kind, at, year).split(".")
    return ".".join((slug(DEFINITIONS[definition].name), measure, *codes, str(year)))


def add_figures(book: FigureBook, reports: Iterable[ReportedReturn], names: dict[str, str]) -> frozenset[str]:
    """Enter the figures of all returns, and give their ids. `names` are those of measures, by id."""
    return frozenset(book.add(figure).id for report in reports for figure in figures_of(report, names))


def figures_of(report: ReportedReturn, names: dict[str, str]) -> Iterator[Figure]:
    """Cells, their shares of everyone of whom the thing is known, and means, in the order of the return."""
    name = names.get(report.given.measure, report.given.measure)
    for table in report.given.tables:
        kind = TABLE_KINDS[table.table]
        cells = {cell.at: cell for cell in table.cells}
        for cell in table.cells:
            yield _count(report, kind, cell, name)
        yield from _shares(report, kind, table, cells, name)
    for summary in report.given.summaries:
        kind = TABLE_KINDS[summary.table]
        yield Figure(
            summary_name(report.given.measure, summary.definition, kind, summary.at, report.year),
            f"{DEFINITIONS[summary.definition].name}, {_group(kind, summary.at)}, {name}",
            Fraction(summary.tenths, 10),
            FigureUnit.MONTHS,
            year=report.year,
            sources=(_source(report, kind, summary.at),),
            explanation=DEFINITIONS[summary.definition].formula,
        )


def _count(report: ReportedReturn, kind: TableKind, cell: ReturnCell, name: str) -> Figure:
    hidden = cell.reason
    return Figure(
        cell_name(report.given.measure, kind, cell.at, report.year),
        f"{cell_label(kind, cell.at)}, {name}",
        cell.value,
        FigureUnit.COUNT,
        year=report.year,
        state=ValueState.STATED if hidden is None else hidden_state(hidden),
        sources=(_source(report, kind, cell.at),),
        explanation=HIDDEN_WORDS[hidden] if hidden is not None else "",
    )


def _shares(
    report: ReportedReturn, kind: TableKind, table: ReturnTable, cells: dict[Coordinates, ReturnCell], name: str
) -> Iterator[Figure]:
    """The share of each code of the first dimension, of everyone of whom it is known; none where that is hidden."""
    others = (ALL,) * (len(kind.dimensions) - 1)
    everyone, missing = cells[(ALL, *others)], cells.get((MISSING, *others))
    if not everyone.value or (missing is not None and missing.value is None):
        return
    base_id = cell_name(report.given.measure, kind, everyone.at, report.year)
    base, base_words = everyone.value, f"alla {everyone.value} i {name}"
    if missing is not None and missing.value:
        base -= missing.value
        base_words = f"de {base} i {name} vars uppgift är känd"
        terms = (Term(base_id), Term(cell_name(report.given.measure, kind, missing.at, report.year), -1))
        base_id = base_id.replace(f".{EVERYONE}.", f".{KNOWN}.", 1)
        label = f"{kind.title}: med känd uppgift, {name}"
        yield Figure(base_id, label, base, FigureUnit.COUNT, year=report.year, terms=terms)
    for cell in table.cells:
        if cell.at[1:] != others or cell.at[0] in (ALL, MISSING) or cell.value is None or not base:
            continue
        counted = cell_name(report.given.measure, kind, cell.at, report.year)
        yield Figure(
            share_name(report.given.measure, kind, cell.at, report.year),
            f"{cell_label(kind, cell.at)}, andel, {name}",
            Fraction(cell.value, base),
            FigureUnit.SHARE,
            year=report.year,
            ratio=(counted, base_id),
            base=base_words,
        )


def _source(report: ReportedReturn, kind: TableKind, at: Coordinates) -> ReturnSource:
    given = report.given
    return ReturnSource(
        given.measure, given.span.first, given.span.last, given.number, report.hash, f"{kind.title}: {_group(kind, at)}"
    )


def _group(kind: TableKind, at: Coordinates) -> str:
    named = [d.names.get(code, code) for d, code in zip(kind.dimensions, at, strict=True) if code != ALL]
    return ", ".join(named) or EVERYONE
