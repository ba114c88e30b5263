"""The five-year overview: from the books where they are at hand, else from what the facts file says of past years.

Costs hold everything but income, so that income and costs make the result in every year, as associations publish it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from samverk.core.document.figures import FactSource, Figure, FigureBook, FigureUnit, Term, ValueState
from samverk.core.document.tree import Column, FigureCell
from samverk.core.facts import Facts
from samverk.core.money import MoneyUnit, ore_from_decimal
from samverk.core.organisation import PastYear
from samverk.core.statements.structure import Statement, StatementRow

YEARS = 5
_EMPLOYEES = "flerar.antal_anstallda"
_MONEY: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("flerar.intakter", "Intäkter", "income", "intakter", ("summa_intakter",)),
    ("flerar.kostnader", "Kostnader, inklusive finansiella poster", "costs", "kostnader", ("nettokostnad",)),
    ("flerar.resultat", "Årets resultat", "result", "resultat", ("arets_resultat",)),
    ("flerar.eget_kapital", "Eget kapital", "equity", "eget_kapital", ("eget_kapital",)),
)


def add_overview_figures(figures: FigureBook, facts: Facts, years_with_books: Sequence[int]) -> None:
    """Add `flerar.<row>` for the year and the four before it; a value nobody stated is NOT_STATED."""
    past = {each.year: each for each in facts.association.annual_report.past_years}
    for year in _years(facts.year):
        for stem, label, field, key, terms in _MONEY:
            if year in years_with_books:
                figures.total(f"{stem}.{year}", label, [Term(f"{term}.{year}") for term in terms], year=year)
            else:
                figures.add(_past_figure(f"{stem}.{year}", label, past.get(year), field, key, year))
        figures.add(_employees(facts, past.get(year), year))


def _years(year: int) -> tuple[int, ...]:
    return tuple(range(year, year - YEARS, -1))


def _past_figure(figure_id: str, label: str, past: PastYear | None, field: str, key: str, year: int) -> Figure:
    amount: Decimal | None = getattr(past, field) if past else None
    if past is None or amount is None:
        return Figure(figure_id, label, None, year=year, state=ValueState.NOT_STATED)
    source = FactSource("forbund.toml", f"arsredovisning.tidigare_ar {year}: {key}")
    return Figure(figure_id, label, ore_from_decimal(amount, MoneyUnit(past.unit)), year=year, sources=(source,))


def _employees(facts: Facts, past: PastYear | None, year: int) -> Figure:
    counts = facts.association.annual_report.employees
    number = counts.get(year, past.employees if past else None)
    key = f"arsredovisning.antal_anstallda.{year}" if year in counts else f"arsredovisning.tidigare_ar {year}"
    return Figure(
        f"{_EMPLOYEES}.{year}",
        "Antal anställda",
        number,
        unit=FigureUnit.COUNT,
        year=year,
        state=ValueState.NOT_STATED if number is None else ValueState.STATED,
        sources=() if number is None else (FactSource("forbund.toml", key),),
    )


def overview_table(year: int) -> Statement:
    """One column per year, latest first, amounts in tkr; the last row is a count."""
    years = _years(year)
    labels = [*((stem, label) for stem, label, *_ in _MONEY), (_EMPLOYEES, "Antal anställda")]
    return Statement(
        id="flerarsoversikt",
        title="Flerårsöversikt",
        columns=tuple(
            Column(str(each), str(each), year=each, role="outcome" if each == year else "previous") for each in years
        ),
        rows=tuple(
            StatementRow(stem, label, tuple(FigureCell(f"{stem}.{each}") for each in years)) for stem, label in labels
        ),
        unit=MoneyUnit.TKR,
        sign_convention="Kostnader visas med minus.",
    )
