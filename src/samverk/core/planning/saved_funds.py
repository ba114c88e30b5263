"""Saved funds: what came in, what the year did to them, what is left, and the ceilings the board goes by.

Saved funds are the association's equity. Nationella rådet recommends a ceiling; its base is disputed in practice, so
every ceiling is a setting of the charter and names its base.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from samverk.core.document.figures import FactSource, Figure, FigureBook, FigureUnit, Term
from samverk.core.document.tree import Column, EmptyCell, FigureCell, RowRole
from samverk.core.facts import Facts
from samverk.core.money import round_half_away
from samverk.core.organisation import SavedFundsCeiling
from samverk.core.periods import year_end
from samverk.core.planning.ceilings import BASES
from samverk.core.planning.comparison import ComparedBudget
from samverk.core.statements.cells import opening_sources
from samverk.core.statements.lines import EQUITY
from samverk.core.statements.mapping import MappedBooks
from samverk.core.statements.rows import add_totals, row, same_as_before, without_empty, year_columns
from samverk.core.statements.structure import Statement, StatementRow

_DIRECT = "kf.direkt_mot_eget_kapital"
FUNDS = "medel_till_forfogande"


def add_saved_funds_figures(figures: FigureBook, books: Sequence[MappedBooks]) -> None:
    """Add `sparade_medel_in` (equity by the opening balances) and `medel_till_forfogande` for each year."""
    for mapped in books:
        opening = mapped.untransferred - mapped.opening_amount(*EQUITY)
        figures.add(
            Figure(
                id=f"sparade_medel_in.{mapped.year}",
                label="Sparade medel från föregående år",
                value=opening,
                year=mapped.year,
                terms=same_as_before(figures, opening, f"eget_kapital.{mapped.year - 1}"),
                sources=opening_sources(mapped, *EQUITY),
                explanation="Eget kapital enligt årets ingående balanser.",
            )
        )
    add_totals(
        figures,
        FUNDS,
        "Medel till förfogande",
        ("sparade_medel_in", "arets_resultat", _DIRECT),
        [mapped.year for mapped in books],
    )


def ceilings(facts: Facts) -> tuple[SavedFundsCeiling, ...]:
    """The ceilings of the charter in force at the year's end."""
    charter = facts.association.charter_on(year_end(facts.year))
    return charter.saved_funds_ceilings if charter else ()


def add_ceiling_figures(figures: FigureBook, facts: Facts, budget: ComparedBudget | None) -> tuple[str, ...]:
    """Add for each ceiling what it allows, what is left under it and how much is used; the stems of the first.

    `tak.<base>`, `tak.<base>.utrymme`, `andel.tak_<base>`. A ceiling on the cost budget is left out when there is no
    budget. What a ceiling allows is rounded to whole öre.
    """
    year = facts.year
    if budget:
        terms = [Term(f"budget.nettokostnad.{year}", -1)]
        label = "Kostnadsbudget, utan minustecken"
        figures.total(f"kostnadsbudget.{year}", label, terms, kind=budget.figure_kind)
    stems: list[str] = []
    for ceiling in ceilings(facts):
        base = str(ceiling.base)
        if f"{base}.{year}" not in figures:
            continue
        number = sum(stem.startswith(f"tak.{base}") for stem in stems) + 1
        stem = f"tak.{base}" if number == 1 else f"tak.{base}_{number}"
        _add_ceiling(figures, year, ceiling, stem)
        stems.append(stem)
    return tuple(stems)


def used_shares(figures: FigureBook, ceiling_stems: Sequence[str]) -> tuple[str, ...]:
    """The stems of the ratios that say how much of each ceiling is used."""
    stems = (_used_stem(stem) for stem in ceiling_stems)
    return tuple(stem for stem in stems if stem in figures)


def _used_stem(ceiling_stem: str) -> str:
    return f"andel.{ceiling_stem.replace('.', '_')}"


def _add_ceiling(figures: FigureBook, year: int, ceiling: SavedFundsCeiling, stem: str) -> None:
    base = f"{ceiling.base}.{year}"
    words = f"{_percent(ceiling.share)} av {BASES[ceiling.base]}"
    figures.add(
        Figure(
            id=f"{stem}.{year}",
            label=f"Tak: {words}",
            value=round_half_away(ceiling.share * figures.ore(base)),
            year=year,
            sources=(FactSource("forbund.toml", "forbundsordning.tak_sparade_medel"),),
            explanation=f"{words}. Underlag: {ceiling.source or 'ingen källa angiven'}.",
        )
    )
    room = [Term(f"{stem}.{year}"), Term(f"{FUNDS}.{year}", -1)]
    figures.total(f"{stem}.utrymme.{year}", f"Utrymme under taket {words}", room)
    allowed = figures.ore(f"{stem}.{year}")
    if allowed:
        figures.add(
            Figure(
                id=f"{_used_stem(stem)}.{year}",
                label=f"Sparade medel av taket {words}",
                value=Fraction(figures.ore(f"{FUNDS}.{year}"), allowed),
                unit=FigureUnit.SHARE,
                year=year,
                ratio=(f"{FUNDS}.{year}", f"{stem}.{year}"),
                base=f"taket {words}",
            )
        )


def _percent(share: Fraction) -> str:
    percent = f"{float(share * 100):g}".replace(".", ",")
    return f"{percent}\u00a0%"


def saved_funds_table(
    figures: FigureBook, years: Sequence[int], ceiling_stems: Sequence[str], budget: ComparedBudget | None
) -> Statement:
    """How saved funds were used, and below the line what each ceiling allows and leaves."""
    rows = [
        row("sparade_medel_in", "Sparade medel från föregående år", years),
        row("arets_resultat", "Årets resultat", years),
        row(_DIRECT, "Belopp bokförda direkt mot eget kapital", years),
        row(
            FUNDS,
            "Sparade medel vid årets slut",
            years,
            role=RowRole.TOTAL,
            terms=("sparade_medel_in", "arets_resultat", _DIRECT),
        ),
    ]
    kept = without_empty(rows, figures, ("sparade_medel_in", "arets_resultat"))
    memos = [
        row(stem, figures.find(f"{stem}.{years[0]}").label, years[:1], role=RowRole.MEMO)
        for ceiling in ceiling_stems
        for stem in (ceiling, f"{ceiling}.utrymme")
    ]
    columns = list(year_columns(years))
    planned = {"arets_resultat": "resultat"}
    if budget:
        columns.insert(1, Column(f"budget_{years[0]}", f"Budget {years[0]}", year=years[0], role="budget"))
        kept = tuple(_with_budget(each, f"budget.{planned.get(each.id, each.id)}.{years[0]}", figures) for each in kept)
        memos = [_with_budget(each, "", figures) for each in memos]
    fill = len(columns)
    return Statement(
        id="sparade_medel",
        title="Sparade medel",
        columns=tuple(columns),
        rows=(*kept, *(_filled(memo, fill) for memo in memos)),
        sign_convention="Ett underskott visas med minus.",
    )


def _with_budget(each: StatementRow, figure_id: str, figures: FigureBook) -> StatementRow:
    cell = FigureCell(figure_id) if figure_id in figures else EmptyCell()
    return replace(each, cells=(each.cells[0], cell, *each.cells[1:]))


def _filled(each: StatementRow, columns: int) -> StatementRow:
    return replace(each, cells=(*each.cells, *[EmptyCell()] * (columns - len(each.cells))))
