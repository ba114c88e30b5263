"""How rows and columns of statements are put together: one figure name per year, rows that say nothing left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samverk.core.document.figures import FigureBook, Term
from samverk.core.document.tree import Column, EmptyCell, FigureCell, RowRole, RowTerm
from samverk.core.statements.structure import StatementRow


def year_columns(years: Sequence[int], *, at_year_end: bool = False) -> tuple[Column, ...]:
    """A column per year, latest first: outcome, then previous. `at_year_end` heads it with the day."""
    return tuple(
        Column(
            id=str(year),
            label=f"{year}-12-31" if at_year_end else str(year),
            year=year,
            role="outcome" if position == 0 else "previous",
        )
        for position, year in enumerate(years)
    )


def row(
    stem: str,
    label: str,
    years: Sequence[int],
    *,
    role: RowRole = RowRole.ITEM,
    terms: Iterable[str] = (),
    sign: int = 1,
    level: int = 0,
    note_key: str = "",
) -> StatementRow:
    """A row with the figure `stem` of each year; its id is the stem. `terms` are the stems it adds up."""
    return StatementRow(
        id=str(stem),
        label=label,
        cells=tuple(FigureCell(f"{stem}.{year}", sign) for year in years),
        role=role,
        level=level,
        terms=tuple(RowTerm(str(term)) for term in terms),
        note_key=str(note_key),
    )


def heading(row_id: str, label: str, columns: int, level: int = 0) -> StatementRow:
    """A row of words only."""
    return StatementRow(row_id, label, cells=(EmptyCell(),) * columns, role=RowRole.HEADING, level=level)


def without_empty(
    rows: Iterable[StatementRow], figures: FigureBook, keep: Iterable[str] = ()
) -> tuple[StatementRow, ...]:
    """Leave out items whose figures are zero in every column, except those named in `keep`.

    A sum loses the terms that are gone, and is itself left out when it had terms and none is left.
    """
    kept: list[StatementRow] = []
    gone: set[str] = set()
    always = set(keep)
    for each in rows:
        terms = tuple(term for term in each.terms if term.row_id not in gone)
        is_empty = not _has_value(each, figures) if each.role is RowRole.ITEM else bool(each.terms) and not terms
        if is_empty and each.id not in always:
            gone.add(each.id)
        else:
            kept.append(_with_terms(each, terms))
    return tuple(kept)


def _has_value(each: StatementRow, figures: FigureBook) -> bool:
    return any(
        isinstance(cell, FigureCell) and cell.figure_id and figures.find(cell.figure_id).value for cell in each.cells
    )


def _with_terms(each: StatementRow, terms: tuple[RowTerm, ...]) -> StatementRow:
    return StatementRow(each.id, each.label, each.cells, each.role, each.level, terms, each.note_key, each.group)


def same_as_before(figures: FigureBook, opening: int, *closing: str) -> tuple[Term, ...]:
    """The terms that tie an opening balance to the closing figures of the year before, () when they do not agree."""
    if any(name not in figures for name in closing) or sum(figures.ore(name) for name in closing) != opening:
        return ()
    return tuple(Term(name) for name in closing)


def add_totals(figures: FigureBook, stem: str, label: str, terms: Iterable[str], years: Sequence[int]) -> None:
    """Add the figure `stem` of each year as the sum of the figures `terms` of that year; "−x" takes x away."""
    parts = [(term.removeprefix("-"), -1 if term.startswith("-") else 1) for term in terms]
    for year in years:
        figures.total(f"{stem}.{year}", label, [Term(f"{part}.{year}", sign) for part, sign in parts], year=year)
