"""Key ratios, each with its base named: "28 % av medlemmarnas medel" (DESIGN.md section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from samverk.core.document.figures import Figure, FigureBook, FigureUnit
from samverk.core.document.tree import EmptyCell, FigureCell
from samverk.core.facts import Facts
from samverk.core.organisation import IncomeKind, IncomeSource
from samverk.core.statements.rows import add_totals, year_columns
from samverk.core.statements.structure import Statement, StatementRow

_OFFICE = "administrativa_kostnader"
_FUNDS = "medel_till_forfogande"
_STATE = "statens_medel"


def add_ratio_figures(figures: FigureBook, facts: Facts, years: Sequence[int]) -> tuple[str, ...]:
    """Add `soliditet` and `andel.<…>` for each year whose denominator is not zero; their stems in order."""
    sources = facts.association.income_sources
    state = [source for source in sources if _is_from_state(facts, source)]
    add_totals(figures, _STATE, "Statens medel", [f"intakt.{source.id}" for source in state], years)
    ratios = [
        ("soliditet", "Soliditet", "eget_kapital", "summa_tillgangar", "summa tillgångar"),
        _share("administration_av_medlemmarnas_medel", _OFFICE, "medlemmarnas_medel", "medlemmarnas medel"),
        _share("administration_av_kostnaderna", _OFFICE, "totala_kostnader", "verksamhetens alla kostnader"),
        _share("administration_av_statens_medel", _OFFICE, _STATE, "statens medel"),
        _share("sparade_medel_av_medlemmarnas_medel", _FUNDS, "medlemmarnas_medel", "medlemmarnas medel"),
    ]
    ratios += [
        _share(f"{source.id}_av_intakterna", f"intakt.{source.id}", "summa_intakter", "alla intäkter", source.row_name)
        for source in sources
        if source.kind is IncomeKind.EXTERNAL
    ]
    for stem, label, numerator, denominator, base in ratios:
        for year in years:
            _add_ratio(figures, f"{stem}.{year}", label, f"{numerator}.{year}", f"{denominator}.{year}", base)
    known = [stem for stem, *_ in ratios if any(f"{stem}.{year}" in figures for year in years)]
    return tuple(known)


_NAMES = {_OFFICE: "Administration, styrelse och revision", _FUNDS: "Sparade medel"}


def _share(stem: str, numerator: str, denominator: str, base: str, name: str = "") -> tuple[str, str, str, str, str]:
    return f"andel.{stem}", f"{name or _NAMES[numerator]}, andel av {base}", numerator, denominator, base


def _is_from_state(facts: Facts, source: IncomeSource) -> bool:
    kinds = {member.name: member.kind for member in facts.association.members}
    named = [kinds[name] for name in source.members if name in kinds]
    return source.kind is IncomeKind.MEMBER and bool(named) and all(kind.is_state for kind in named)


def _add_ratio(figures: FigureBook, figure_id: str, label: str, numerator: str, denominator: str, base: str) -> None:
    below = figures.ore(denominator)
    if not below:
        return
    figures.add(
        Figure(
            id=figure_id,
            label=label,
            value=Fraction(figures.ore(numerator), below),
            unit=FigureUnit.SHARE,
            year=figures.find(numerator).year,
            ratio=(numerator, denominator),
            base=base,
        )
    )


def ratio_table(figures: FigureBook, years: Sequence[int], stems: Sequence[str]) -> Statement:
    """The ratios of each year; where a year has no denominator its cell is empty."""
    rows = []
    for stem in stems:
        names = [f"{stem}.{year}" for year in years]
        known = next(name for name in names if name in figures)
        cells = tuple(FigureCell(name) if name in figures else EmptyCell() for name in names)
        rows.append(StatementRow(stem, figures.find(known).label, cells))
    return Statement(id="nyckeltal", title="Nyckeltal", columns=year_columns(years), rows=tuple(rows), unit=None)
