"""Our own builder's documents as drafts: other names, other years, other sizes, and no figures left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from samverk.core.document.figures import Figure, FigureKind, FigureUnit
from samverk.core.document.tree import Document, FigureCell, Section, Table
from samverk.core.document.tree import Row as PrintedRow
from samverk.core.money import round_half_away
from samverk.formats.facts.reading import read_directory
from samverk.reports.annual.build import build
from tests.factories.lake_district import lake_budget, lake_facts
from tests.factories.lund import lund_facts
from tests.factories.ovan import DIRECTORY as OVAN
from tests.factories.strangers.draft import (
    KR,
    Cell,
    Chapter,
    Column,
    Draft,
    Number,
    Prose,
    Row,
    Sentence,
    Sheet,
    number,
)

_Value = TypeVar("_Value")
ORIGINS = ("lund", "ovan", "lake")
YEAR = re.compile(r"\b20[0-4]\d\b")
MORE_IS_PLUS = "avvikelse: mer är plus"
NOTE_COSTS = "not.verksamhetens_kostnader."
COST_ROWS = ("kostnad", "avskrivningar", "avskr")
SAME_CONCEPT = (
    ("medel_till_forfogande", "eget_kapital", 0),
    ("kf.likvida_medel_ut", "kassa_och_bank", 0),
    ("kf.likvida_medel_in", "kassa_och_bank", -1),
    ("sparade_medel_in", "ovrigt_eget_kapital", 0),
    ("ovrigt_eget_kapital", "eget_kapital", -1),
    ("verksamhetens_resultat", "verksamhetens_nettokostnader", 0),
)
"""Figure stem, the one it must equal, and in which year counted from its own."""


class Guise(NamedTuple):
    """What makes one association into another: words for words, a size, and how many years later."""

    words: Mapping[str, str]
    factor: Fraction
    years: int
    association: str


@cache
def document(origin: str) -> Document:
    """The whole report of one of our made-up associations, figures and all."""
    if origin == "lund":
        facts = lund_facts()
    elif origin == "ovan":
        found, problems = read_directory(OVAN, 2025)
        assert found is not None, [str(problem) for problem in problems]
        facts = found
    else:
        facts = lake_facts(budget=lake_budget())
    built, _problems = build(facts)
    assert built is not None
    return built


def draft_of(origin: str, guise: Guise, steps: Mapping[str, int], unsigned: Mapping[str, bool]) -> Draft:
    """The report as another association's.

    `steps` gives each table's printed unit in öre and `unsigned` whether its costs stand without minus; "" is for the
    tables that are not named. With `MORE_IS_PLUS` a deviation of costs without minus is outcome − budget as printed,
    else plus is better.
    """
    printed = document(origin)
    concepts = _concepts(printed)
    chapters = []
    for section in _chapters(printed):
        sheets = tuple(
            _sheet(
                printed,
                table,
                concepts,
                guise,
                _of(steps, table.id),
                _of(unsigned, table.id),
                unsigned.get(MORE_IS_PLUS, False),
            )
            for table in _tables(section)
        )
        if sheets or section.note is None:
            title = _reworded(section.title, guise)
            chapters.append(Chapter(section.id, title, section.number, sheets, section.note))
    year = printed.year + guise.years
    return Draft(f"Årsredovisning {year}", guise.association, year, tuple(chapters)).with_sheets(_chained)


def _chained(sheet: Sheet) -> Sheet:
    """The overview with equity of years before the books led back from theirs.

    It is given in thousands, and what that rounding hides would show as a contradiction in a larger association.
    """
    equity, result = sheet.row("flerar.eget_kapital"), sheet.row("flerar.resultat")
    if equity is None or result is None:
        return sheet
    newest = sorted(range(len(sheet.columns)), key=lambda place: -(sheet.columns[place].year or 0))
    cells = list(equity.cells)
    for after, place in pairwise(newest[1:]):
        later, grown = cells[after], result.cells[after]
        if isinstance(later, Number) and isinstance(grown, Number) and isinstance(cells[place], Number):
            cells[place] = number(later.exact - grown.exact, later.step)
    changed = replace(equity, cells=tuple(cells))
    return replace(sheet, rows=tuple(changed if row is equity else row for row in sheet.rows))


def _of(found: Mapping[str, _Value], table_id: str) -> _Value:
    return found[table_id] if table_id in found else found[""]


def _chapters(printed: Document) -> Iterator[Section]:
    for section in printed.sections:
        yield section
        yield from (inner for inner in section.sections if inner.number or inner.note)


def _tables(section: Section) -> Iterator[Table]:
    """The money tables of a chapter and, for 1.5, of everything under it."""
    yield from (block for block in section.blocks if isinstance(block, Table) and block.unit is not None)
    for inner in section.sections:
        if not inner.number and inner.note is None:
            yield from _tables(inner)


def _sheet(
    printed: Document,
    table: Table,
    concepts: Mapping[str, str],
    guise: Guise,
    step: int,
    unsigned: bool,
    more_is_plus: bool,
) -> Sheet:
    columns = tuple(
        Column(
            f"k{place}",
            column.year + guise.years if column.year else None,
            column.kind.value if column.kind.value != "figure" else column.role,
        )
        for place, column in enumerate(table.columns)
    )
    unsigned = unsigned and table.id not in ("flerarsoversikt", "prognos", "kassaflodesanalys")
    rows = tuple(
        _row(printed, table, row, columns, concepts, guise, step, unsigned, more_is_plus) for row in table.rows
    )
    return _without_empty(Sheet(table.id, _reworded(table.title, guise), columns, _with_result(table.id, rows), step))


def _without_empty(sheet: Sheet) -> Sheet:
    """The sheet without columns and rows that state nothing; a heading row stays."""
    filled = [at for at in range(len(sheet.columns)) if any(row.cells[at] is not None for row in sheet.rows)]
    rows = (row for row in sheet.rows if row.role == "heading" or any(cell is not None for cell in row.cells))
    kept = tuple(replace(row, cells=tuple(row.cells[at] for at in filled)) for row in rows)
    return replace(sheet, columns=tuple(sheet.columns[at] for at in filled), rows=kept)


def _row(
    printed: Document,
    table: Table,
    row: PrintedRow,
    columns: tuple[Column, ...],
    concepts: Mapping[str, str],
    guise: Guise,
    step: int,
    unsigned: bool,
    more_is_plus: bool,
) -> Row:
    is_cost = any(isinstance(cell, FigureCell) and cell.sign < 0 for cell in row.cells)
    is_cost = is_cost or (table.id not in ("kassaflodesanalys",) and any(word in row.id for word in COST_ROWS))
    cells: list[Cell] = []
    for column, cell in zip(columns, row.cells, strict=True):
        figure = printed.figures.get(cell.figure_id or "") if isinstance(cell, FigureCell) else None
        if figure is None:
            cells.append(str(note) if (note := getattr(cell, "number", None)) else None)
        elif figure.value is None or figure.unit is FigureUnit.SHARE:
            cells.append(None)
        elif figure.unit is FigureUnit.COUNT:
            cells.append(number(int(figure.value), 0, concept=figure.id))
        else:
            turned = -1 if is_cost and unsigned and (column.role != "deviation" or more_is_plus) else 1
            ore = round_half_away(Fraction(figure.value) * guise.factor)
            costs = is_cost and column.role != "deviation"
            cells.append(number(ore, step, sign=turned, concept=concepts[figure.id], is_cost=costs))
    terms = tuple(term.row_id for term in row.terms)
    return Row(row.id, _reworded(row.label, guise), tuple(cells), row.role.value, row.level, terms)


def _with_result(table_id: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows that are sums in every report though the table does not say so, since its signs differ."""
    ids = {row.id for row in rows}
    sums = {
        "resultat": ("summa_intakter", "nettokostnad"),
        "flerar.resultat": ("flerar.intakter", "flerar.kostnader"),
        "prognos.resultat": ("prognos.intakter", "prognos.kostnader"),
    }

    def summed(row: Row) -> Row:
        terms = sums.get(row.id, ())
        return replace(row, terms=terms) if terms and not row.terms and set(terms) <= ids else row

    return tuple(summed(row) for row in rows)


def _concepts(printed: Document) -> dict[str, str]:
    """Figure name → the name of what it states: figures that are the same thing by definition share one."""
    figures = printed.figures

    def alias(figure: Figure) -> str | None:
        if figure.kind is FigureKind.DEVIATION or figure.unit is not FigureUnit.ORE:
            return None
        terms = [term for term in figure.terms if term.figure_id in figures and figures[term.figure_id].value]
        if len(terms) == 1 and terms[0].sign == 1:
            return terms[0].figure_id
        if figure.id.startswith(NOTE_COSTS):
            return figure.id.replace(NOTE_COSTS, "utfall.")
        stem, _, year = figure.id.rpartition(".")
        for own, other, years in SAME_CONCEPT:
            if stem == own:
                return f"{other}.{int(year) + years}"
        return None

    def resolved(name: str) -> str:
        seen = {name}
        while (other := alias(figures[name])) and other in figures and other not in seen:
            if figures[other].value != figures[name].value:
                break
            seen.add(other)
            name = other
        return name

    return {name: resolved(name) for name in figures}


def _reworded(text: str, guise: Guise) -> str:
    for old, new in guise.words.items():
        text = text.replace(old, new)
    return YEAR.sub(lambda found: str(int(found[0]) + guise.years), text)


def plan_of(draft: Draft, later: tuple[Fraction, ...]) -> Draft:
    """The plan and budget of the same year: the budget column, and years after it when `later` gives their sizes.

    An item of a later year is the budget's in whole tens of thousands of kronor; the sums are summed anew.
    """
    source = draft.sheet("utfall_mot_budget")
    assert source is not None
    place = next(place for place, column in enumerate(source.columns) if column.role == "budget")
    years = tuple(draft.year + ahead for ahead in range(1 + len(later)))
    columns = tuple(Column(f"p{year}", year, "budget") for year in years)
    plan = Sheet("plan", "Budget", columns, tuple(_budget_only(row, place) for row in source.rows), source.step)
    for size in later:
        plan = _with_year(plan, size)
    words = Sentence(("Planen är gjord i samråd med medlemmarna.",))
    opening = Chapter("inledning", "Inledning", "1", (Prose((words,)),))
    chapter = Chapter("budget", "Budget och flerårsplan" if later else "Budget", "2", (plan,))
    return Draft(f"Verksamhetsplan {draft.year}", draft.association, draft.year, (opening, chapter), is_plan=True)


def _budget_only(row: Row, place: int) -> Row:
    return replace(row, cells=(row.cells[place],))


def _with_year(plan: Sheet, size: Fraction) -> Sheet:
    """The plan with one more year: items grow, sums follow, and the saved funds go on from the year before."""
    summed: dict[str, int] = {}
    rows: list[Row] = []
    for row in plan.rows:
        last = row.cells[-1]
        if isinstance(last, str) or last is None:
            rows.append(replace(row, cells=(*row.cells, None)))
            continue
        if row.id == "sparade_medel_in":
            before = plan.row("medel_till_forfogande")
            closing = before.cells[-1] if before else None
            ore = closing.natural if not isinstance(closing, str) and closing else 0
        elif row.terms:
            ore = sum(summed.get(term, 0) for term in row.terms)
        else:
            ore = round_half_away(last.natural * size, 10_000 * KR) * 10_000 * KR
        summed[row.id] = ore
        rows.append(replace(row, cells=(*row.cells, number(ore, last.step, sign=last.sign, is_cost=last.is_cost))))
    return replace(plan, rows=tuple(rows))
