"""The indirect cash flow statement with gross investments (LKBR 8 kap.).

Every voucher sums to zero, so the result plus the fall of every other balance line is the change in liquid funds. Each
line has its row here, so the statement closes by construction; when it does not, an account has no line, which is told
as a problem and never filled with a plug row.
"""

from __future__ import annotations

from collections.abc import Sequence

from samverk.core.document.figures import AccountSource, Figure, FigureBook
from samverk.core.document.tree import RowRole
from samverk.core.money import format_exact
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.statements.cells import opening_sources
from samverk.core.statements.lines import EQUITY, FIXED_ASSETS, LIQUID, PROVISIONS, TANGIBLE
from samverk.core.statements.mapping import MappedBooks
from samverk.core.statements.movements import Movements, read_movements
from samverk.core.statements.profile import Line
from samverk.core.statements.rows import add_totals, row, same_as_before, without_empty, year_columns
from samverk.core.statements.structure import Statement

_ADJUSTMENTS: tuple[tuple[str, str], ...] = (
    ("kf.avskrivningar", "Av- och nedskrivningar"),
    ("kf.avsattningar", "Gjorda och återförda avsättningar"),
    ("kf.realisationsresultat", "Realisationsvinster och realisationsförluster"),
)
_WORKING_CAPITAL: tuple[tuple[str, str, Line, int], ...] = (
    ("kf.forandring_fordringar", "Ökning/minskning kortfristiga fordringar", Line.RECEIVABLES, -1),
    ("kf.forandring_forrad", "Ökning/minskning förråd", Line.INVENTORIES, -1),
    ("kf.forandring_kortfristiga_skulder", "Ökning/minskning kortfristiga skulder", Line.SHORT_TERM_LIABILITIES, -1),
)
_KINDS: tuple[tuple[str, str, tuple[Line, ...]], ...] = (
    ("immateriella", "immateriella anläggningstillgångar", (Line.INTANGIBLE_ASSETS,)),
    ("materiella", "materiella anläggningstillgångar", TANGIBLE),
    ("finansiella", "finansiella anläggningstillgångar", (Line.FINANCIAL_ASSETS,)),
)
_INVESTING = tuple(
    (f"kf.{deed}_{kind}", f"{words} {name}")
    for kind, name, _ in _KINDS
    for deed, words in (("forvarv", "Förvärv av"), ("avyttring", "Avyttring av"))
)
_FINANCING = (
    ("kf.forandring_langfristiga_skulder", "Ökning/minskning långfristiga skulder"),
    ("kf.utbetalda_avsattningar", "Utbetalning av avsättningar"),
    ("kf.direkt_mot_eget_kapital", "Belopp bokförda direkt mot eget kapital"),
)
_ADJUSTED, _BEFORE = "kf.justeringar", "kf.medel_fore_rorelsekapital"
_OPERATING, _INVESTED, _FINANCED = "kf.lopande_verksamhet", "kf.investeringsverksamhet", "kf.finansieringsverksamhet"
_FLOW, _IN, _OUT = "kf.arets_kassaflode", "kf.likvida_medel_in", "kf.likvida_medel_ut"
_LABELS = {
    _ADJUSTED: "Justeringar för poster som inte påverkar likviditeten",
    _BEFORE: "Medel från verksamheten före förändring av rörelsekapital",
    _OPERATING: "Kassaflöde från den löpande verksamheten",
    _INVESTED: "Kassaflöde från investeringsverksamheten",
    _FINANCED: "Kassaflöde från finansieringsverksamheten",
    _FLOW: "Årets kassaflöde",
    _IN: "Likvida medel vid årets början",
    _OUT: "Likvida medel vid årets slut",
}


def add_cash_flow_figures(figures: FigureBook, books: Sequence[MappedBooks]) -> list[Problem]:
    """Add the cash flow of each year; needs the figures of income statement and balance sheet.

    Problems: KP-KASSAFLODE when it does not close, KP-NETTO when gross investments cannot be known.
    """
    for mapped in books:
        for figure in (*_item_figures(mapped, read_movements(mapped)), _opening_figure(figures, mapped)):
            figures.add(figure)
    years = [mapped.year for mapped in books]
    working_capital = [stem for stem, *_ in _WORKING_CAPITAL]
    for stem, terms in (
        (_ADJUSTED, [stem for stem, _ in _ADJUSTMENTS]),
        (_BEFORE, ["arets_resultat", _ADJUSTED]),
        (_OPERATING, [_BEFORE, *working_capital]),
        (_INVESTED, [stem for stem, _ in _INVESTING]),
        (_FINANCED, [stem for stem, _ in _FINANCING]),
        (_FLOW, [_OPERATING, _INVESTED, _FINANCED]),
        (_OUT, [_IN, _FLOW]),
    ):
        add_totals(figures, stem, _LABELS[stem], terms, years)
    return [problem for mapped in books for problem in _problems(figures, mapped)]


def _item_figures(mapped: MappedBooks, flows: Movements) -> list[Figure]:
    amounts = {
        "kf.avskrivningar": flows.depreciation,
        "kf.avsattningar": flows.provisions_set,
        "kf.realisationsresultat": -flows.gains,
        "kf.forandring_langfristiga_skulder": -_change(mapped, Line.LONG_TERM_LIABILITIES),
        "kf.utbetalda_avsattningar": -flows.provisions_paid,
        "kf.direkt_mot_eget_kapital": -_change(mapped, *EQUITY) - mapped.amount(Line.CLOSING),
    }
    labels = dict((*_ADJUSTMENTS, *_INVESTING, *_FINANCING))
    for kind, _, lines in _KINDS:
        amounts[f"kf.forvarv_{kind}"] = -sum(flows.assets[line].purchases for line in lines)
        amounts[f"kf.avyttring_{kind}"] = sum(
            flows.gains_by_line.get(line, 0) - flows.assets[line].disposals for line in lines
        )
    items = [
        Figure(f"{stem}.{mapped.year}", labels[stem], ore, year=mapped.year, explanation=_explanation(stem))
        for stem, ore in amounts.items()
    ]
    items += [
        Figure(
            f"{stem}.{mapped.year}",
            label,
            sign * _change(mapped, line),
            year=mapped.year,
            sources=_change_sources(mapped, line),
            explanation="Ingående minus utgående balans.",
        )
        for stem, label, line, sign in _WORKING_CAPITAL
    ]
    return items


def _opening_figure(figures: FigureBook, mapped: MappedBooks) -> Figure:
    opening = mapped.opening_amount(*LIQUID)
    return Figure(
        id=f"{_IN}.{mapped.year}",
        label=_LABELS[_IN],
        value=opening,
        year=mapped.year,
        terms=same_as_before(figures, opening, *(f"{line}.{mapped.year - 1}" for line in LIQUID)),
        sources=opening_sources(mapped, *LIQUID),
    )


def _explanation(stem: str) -> str:
    if stem == "kf.direkt_mot_eget_kapital":
        return "Förändringen av eget kapital utöver årets resultat."
    if stem == "kf.forandring_langfristiga_skulder":
        return "Utgående minus ingående balans."
    return "Räknad ur årets verifikat: vad de ändrade på anläggningstillgångar och avsättningar."


def _change(mapped: MappedBooks, *lines: Line) -> int:
    return mapped.amount(*lines) - mapped.opening_amount(*lines)


def _change_sources(mapped: MappedBooks, line: Line) -> tuple[AccountSource, ...]:
    closing = tuple(
        AccountSource(mapped.year, cell.key.account, cell.name, cell.amount_ore, "UB")
        for cell in mapped.select(line)
        if cell.amount_ore
    )
    return (*opening_sources(mapped, line), *closing)


def _problems(figures: FigureBook, mapped: MappedBooks) -> list[Problem]:
    problems = []
    closing = mapped.amount(*LIQUID)
    computed = figures.ore(f"{_OUT}.{mapped.year}")
    if computed != closing:
        problems.append(
            Problem(
                ProblemSeverity.ERROR,
                "KP-KASSAFLODE",
                f"Kassaflödesanalysen {mapped.year} går inte ihop: den slutar på {format_exact(computed)} kronor men "
                f"likvida medel är {format_exact(closing)}. Något konto saknar rad, eller så är filen inte hel.",
            )
        )
    moves_assets = any(mapped.amount(line) or mapped.opening_amount(line) for line in (*FIXED_ASSETS, *PROVISIONS))
    if moves_assets and not mapped.books.has_vouchers:
        problems.append(
            Problem(
                ProblemSeverity.WARNING,
                "KP-NETTO",
                f"Bokföringsfilen för {mapped.year} har inga verifikat. Investeringar kan därför bara visas netto i "
                "kassaflödesanalysen. Exportera en SIE-fil av typ 4 för att få dem brutto.",
            )
        )
    return problems


def cash_flow_statement(figures: FigureBook, years: Sequence[int]) -> Statement:
    """The rows in the order of the law. Sectors and rows without movement in any year are left out."""
    subtotal, total = RowRole.SUBTOTAL, RowRole.TOTAL
    adjustments = without_empty([row(stem, label, years, level=1) for stem, label in _ADJUSTMENTS], figures)
    investing = without_empty([row(stem, label, years) for stem, label in _INVESTING], figures)
    financing = without_empty([row(stem, label, years) for stem, label in _FINANCING], figures)
    capital = [row(stem, label, years) for stem, label, *_ in _WORKING_CAPITAL]
    capital = list(without_empty(capital, figures, (capital[0].id, capital[-1].id)))
    flow_terms = [_OPERATING]
    sectors = []
    for stem, items in ((_INVESTED, investing), (_FINANCED, financing)):
        if items:
            flow_terms.append(stem)
            sectors += [*items, row(stem, _LABELS[stem], years, role=subtotal, terms=[item.id for item in items])]
    adjusted = row(
        _ADJUSTED,
        _LABELS[_ADJUSTED],
        years,
        role=subtotal if adjustments else RowRole.ITEM,
        terms=[item.id for item in adjustments],
    )
    return Statement(
        id="kassaflodesanalys",
        title="Kassaflödesanalys",
        columns=year_columns(years),
        rows=(
            row("arets_resultat", "Årets resultat", years),
            *adjustments,
            adjusted,
            row(_BEFORE, _LABELS[_BEFORE], years, role=subtotal, terms=("arets_resultat", _ADJUSTED)),
            *capital,
            row(_OPERATING, _LABELS[_OPERATING], years, role=subtotal, terms=[_BEFORE, *(item.id for item in capital)]),
            *sectors,
            row(_FLOW, _LABELS[_FLOW], years, role=total, terms=flow_terms),
            row(_IN, _LABELS[_IN], years),
            row(_OUT, _LABELS[_OUT], years, role=total, terms=(_IN, _FLOW)),
        ),
        sign_convention="Inbetalningar visas utan tecken och utbetalningar med minus.",
    )
