"""The balance sheet (LKBR 6 kap.).

Equity shows the year's result as if the books were closed. Results of earlier years that nobody moved to equity (the
opening balances do not sum to zero) stand on a row of their own instead of being hidden in another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samverk.core.document.figures import AccountSource, Figure, FigureBook, Term
from samverk.core.document.tree import RowRole
from samverk.core.money import format_exact
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.statements.cells import account_sources, line_figure
from samverk.core.statements.lines import (
    CURRENT_ASSETS,
    EQUITY,
    FIXED_ASSETS,
    LABELS,
    LIABILITIES,
    PROVISIONS,
    TANGIBLE,
)
from samverk.core.statements.mapping import MappedBooks
from samverk.core.statements.profile import Line
from samverk.core.statements.rows import add_totals, heading, row, without_empty, year_columns
from samverk.core.statements.structure import Statement, StatementRow

UNTRANSFERRED = "ej_overfort_resultat"
_EQUITY_ROWS = (Line.RESULT_IN_EQUITY, Line.OTHER_EQUITY, UNTRANSFERRED)
_TANGIBLE_SUM = "materiella_anlaggningstillgangar"
_SUMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (_TANGIBLE_SUM, "Materiella anläggningstillgångar", TANGIBLE),
    ("summa_anlaggningstillgangar", "Summa anläggningstillgångar", FIXED_ASSETS),
    ("summa_omsattningstillgangar", "Summa omsättningstillgångar", CURRENT_ASSETS),
    ("summa_tillgangar", "Summa tillgångar", ("summa_anlaggningstillgangar", "summa_omsattningstillgangar")),
    ("eget_kapital", "Summa eget kapital", _EQUITY_ROWS),
    ("summa_avsattningar", "Summa avsättningar", PROVISIONS),
    ("summa_skulder", "Summa skulder", LIABILITIES),
    (
        "summa_eget_kapital_och_skulder",
        "Summa eget kapital, avsättningar och skulder",
        ("eget_kapital", "summa_avsattningar", "summa_skulder"),
    ),
)


def add_balance_figures(figures: FigureBook, books: Sequence[MappedBooks]) -> list[Problem]:
    """Add every line and sum of the balance sheet; needs the income statement's figures.

    Problems: KP-BOKSLUT when the closing entries do not book the year's result, KP-EJ-BALANS when the sides differ.
    """
    problems: list[Problem] = []
    for mapped in books:
        for line in (*FIXED_ASSETS, *CURRENT_ASSETS, *PROVISIONS, *LIABILITIES):
            figures.add(line_figure(mapped, line))
        for figure in _equity_figures(figures, mapped):
            figures.add(figure)
        problems += _closing_problems(mapped)
    for stem, label, terms in _SUMS:
        add_totals(figures, stem, label, terms, [mapped.year for mapped in books])
    for mapped in books:
        problems += _side_problems(figures, mapped.year)
    return problems


def _equity_figures(figures: FigureBook, mapped: MappedBooks) -> tuple[Figure, Figure, Figure]:
    year = mapped.year
    result = figures.ore(f"arets_resultat.{year}")
    booked = mapped.amount(*EQUITY)
    not_closed = mapped.result - mapped.amount(Line.CLOSING)
    is_closed = not not_closed and -mapped.amount(Line.RESULT_IN_EQUITY) == result
    in_equity = Figure(
        id=f"{Line.RESULT_IN_EQUITY}.{year}",
        label="Årets resultat",
        value=result,
        year=year,
        terms=(Term(f"arets_resultat.{year}"),),
        sources=account_sources(mapped, mapped.select(Line.RESULT_IN_EQUITY)) if is_closed else (),
        explanation="" if is_closed else "Visas som om böckerna var stängda: samma belopp som i resultaträkningen.",
    )
    other_lines = (Line.OTHER_EQUITY,) if is_closed else EQUITY
    other = Figure(
        id=f"{Line.OTHER_EQUITY}.{year}",
        label=LABELS[Line.OTHER_EQUITY],
        value=not_closed - booked - result,
        year=year,
        sources=account_sources(mapped, mapped.select(*other_lines)),
        explanation="" if is_closed else "Bokfört eget kapital utan årets resultat.",
    )
    opening = tuple(
        AccountSource(year, account, mapped.books.names.get(account, ""), ore, "IB")
        for account, ore in sorted(mapped.books.opening.items())
        if ore and mapped.untransferred
    )
    untransferred = Figure(
        id=f"{UNTRANSFERRED}.{year}",
        label="Ej överfört resultat tidigare år",
        value=mapped.untransferred,
        year=year,
        sources=opening,
        explanation="Summan av de ingående balanserna, som ska vara noll när förra årets resultat är överfört.",
    )
    return in_equity, other, untransferred


def _closing_problems(mapped: MappedBooks) -> list[Problem]:
    closing, in_equity = mapped.amount(Line.CLOSING), -mapped.amount(Line.RESULT_IN_EQUITY)
    if not closing or closing == in_equity == mapped.result:
        return []
    return [
        Problem(
            ProblemSeverity.ERROR,
            "KP-BOKSLUT",
            f"Bokslutet {mapped.year} stämmer inte: resultatet enligt intäkter och kostnader är "
            f"{format_exact(mapped.result)} kronor, på resultatkontot i klass 8 är {format_exact(closing)} bokfört och "
            f"i eget kapital {format_exact(in_equity)}. {_closing_advice(mapped.result, closing, in_equity)}",
        )
    ]


def _closing_advice(result: int, closing: int, in_equity: int) -> str:
    """What to do (Swedish): the entry is wrong, or it stands on an account the profile takes for other equity."""
    if closing != result or in_equity:
        return "Rätta bokslutsverifikatet i bokföringen, exportera filen igen och byt ut den."
    return (
        "Står resultatet på ett annat konto i eget kapital, skriv kontot i forbund.toml under en [[kontoplan.rad]] med "
        f'rad = "{Line.RESULT_IN_EQUITY.value}". Annars rättas bokslutsverifikatet i bokföringen.'
    )


def _side_problems(figures: FigureBook, year: int) -> list[Problem]:
    assets = figures.ore(f"summa_tillgangar.{year}")
    funding = figures.ore(f"summa_eget_kapital_och_skulder.{year}")
    if assets == funding:
        return []
    return [
        Problem(
            ProblemSeverity.ERROR,
            "KP-EJ-BALANS",
            f"Balansräkningen {year} går inte ihop: tillgångarna är {format_exact(assets)} kronor, eget kapital och "
            f"skulder {format_exact(funding)}. Det beror på ett konto utan rad eller på att filen inte är hel.",
        )
    ]


def balance_sheet(figures: FigureBook, years: Sequence[int]) -> Statement:
    """The rows in the order of the law; rows that are zero in every year are left out, their order is kept."""
    has_fixed = any(figures.ore(f"{line}.{year}") for line in FIXED_ASSETS for year in years)
    absent = _absent_sums(figures, years)
    funding = "Eget kapital och skulder" if absent else "Eget kapital, avsättningar och skulder"
    rows = [
        heading("tillgangar", "Tillgångar", len(years)),
        *(_fixed_asset_rows(years) if has_fixed else ()),
        heading("omsattningstillgangar", "Omsättningstillgångar", len(years), 1),
        *(row(line, LABELS[line], years, level=1, note_key=line) for line in CURRENT_ASSETS),
        _sum_row("summa_omsattningstillgangar", years),
        _sum_row("summa_tillgangar", years, RowRole.TOTAL, gone=() if has_fixed else ("summa_anlaggningstillgangar",)),
        heading("eget_kapital_och_skulder", funding, len(years)),
        heading("eget_kapital_rubrik", "Eget kapital", len(years), 1),
        *(row(stem, _equity_label(stem), years, level=1) for stem in _EQUITY_ROWS),
        _sum_row("eget_kapital", years),
        *_debt_rows(figures, years),
        replace(
            _sum_row("summa_eget_kapital_och_skulder", years, RowRole.TOTAL, gone=absent),
            label=f"Summa {funding[0].lower()}{funding[1:]}",
        ),
    ]
    return Statement(
        id="balansrakning",
        title="Balansräkning",
        columns=year_columns(years, at_year_end=True),
        rows=without_empty(rows, figures, (Line.RECEIVABLES, Line.CASH, *EQUITY, Line.SHORT_TERM_LIABILITIES)),
        sign_convention="Tillgångar, eget kapital och skulder visas utan tecken; ett underskott har minus.",
    )


def _fixed_asset_rows(years: Sequence[int]) -> list[StatementRow]:
    return [
        heading("anlaggningstillgangar", "Anläggningstillgångar", len(years), 1),
        *(row(line, LABELS[line], years, level=1, note_key="anlaggningstillgangar") for line in FIXED_ASSETS),
        _sum_row("summa_anlaggningstillgangar", years),
    ]


def _debt_rows(figures: FigureBook, years: Sequence[int]) -> list[StatementRow]:
    provisions = [
        heading("avsattningar", "Avsättningar", len(years), 1),
        *(row(line, LABELS[line], years, level=1, note_key=line) for line in PROVISIONS),
        _sum_row("summa_avsattningar", years),
    ]
    has_provisions = "summa_avsattningar" not in _absent_sums(figures, years)
    return [
        *(provisions if has_provisions else ()),
        heading("skulder", "Skulder", len(years), 1),
        *(row(line, LABELS[line], years, level=1, note_key=line) for line in LIABILITIES),
        _sum_row("summa_skulder", years),
    ]


def _absent_sums(figures: FigureBook, years: Sequence[int]) -> tuple[str, ...]:
    has_provisions = any(figures.ore(f"{line}.{year}") for line in PROVISIONS for year in years)
    return () if has_provisions else ("summa_avsattningar",)


def _sum_row(
    stem: str, years: Sequence[int], role: RowRole = RowRole.SUBTOTAL, gone: Sequence[str] = ()
) -> StatementRow:
    label, terms = next((label, terms) for known, label, terms in _SUMS if known == stem)
    return row(
        stem,
        label,
        years,
        role=role,
        level=0 if role is RowRole.TOTAL else 1,
        terms=[term for term in terms if term not in gone],
    )


def _equity_label(stem: str) -> str:
    return "Ej överfört resultat tidigare år" if stem == UNTRANSFERRED else LABELS[Line(stem)]
