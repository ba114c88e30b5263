"""SP: every figure can be traced: its terms sum exactly, and its chain ends in a voucher, a decision or a fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.document.figures import AccountSource, Figure, ValueState
from samverk.core.law import OWN_RULE
from samverk.core.money import format_exact

_SINCE = date(2004, 1, 1)
_OWN = (OWN_RULE, "")


@rule("SP-01", title="Siffrans delar", severity=Severity.ERROR, source=_OWN, valid_from=_SINCE)
def terms_sum_exactly(context: Context) -> Iterator[Outcome]:
    """Siffran är inte summan av de siffror den räknas av.

    Anmäl felet. Siffran är fel räknad, och dokumentet ska inte beslutas.
    """
    figures = context.document.figures
    for figure in figures.values():
        if not figure.terms or figure.value is None:
            continue
        missing = [term.figure_id for term in figure.terms if term.figure_id not in figures]
        if missing:
            yield Fault(figure.label, ", ".join(missing), "siffran finns inte", figure_id=figure.id)
            continue
        expected = sum(term.sign * int(figures[term.figure_id].value or 0) for term in figure.terms)
        if expected == figure.value:
            yield Held()
        else:
            yield _money_fault(figure, expected)


def _money_fault(figure: Figure, expected: int) -> Fault:
    found = int(figure.value or 0)
    place = f"{figure.label} ({figure.id})"
    return Fault(place, f"{format_exact(expected)} kr", f"{format_exact(found)} kr", figure_id=figure.id)


@rule("SP-02", title="Siffrans källa", severity=Severity.ERROR, source=_OWN, valid_from=_SINCE)
def every_figure_ends_in_a_source(context: Context) -> Iterator[Outcome]:
    """Siffran går inte att följa till bokföringen, ett beslut eller en uppgift.

    Anmäl felet. Varje siffra ska ha en källa eller räknas av siffror som har det.
    """
    figures = context.document.figures
    known: dict[str, bool] = {}
    for figure in figures.values():
        if _ends_in_a_source(figures, figure.id, known, frozenset()):
            yield Held()
        else:
            yield Fault(f"{figure.label} ({figure.id})", "en källa", "ingen", figure_id=figure.id)


def _ends_in_a_source(figures: dict[str, Figure], name: str, known: dict[str, bool], path: frozenset[str]) -> bool:
    """True when the figure has a source, is an explained zero or nothing, or all it is made of does; a ring is not."""
    if name in known:
        return known[name]
    figure = figures.get(name)
    if figure is None or name in path:
        return False
    parts = [term.figure_id for term in figure.terms] + list(figure.ratio or ())
    if figure.sources or figure.state is not ValueState.STATED or not figure.value:
        known[name] = True
    elif parts:
        known[name] = all(_ends_in_a_source(figures, part, known, path | {name}) for part in parts)
    else:
        known[name] = bool(figure.explanation)
    return known[name]


@rule("SP-03", title="Siffran och bokföringen", severity=Severity.ERROR, source=_OWN, valid_from=_SINCE)
def account_sources_add_up(context: Context) -> Iterator[Outcome]:
    """Siffran är inte summan av de konton den hämtas från.

    Anmäl felet. Ett konto räknas dubbelt eller saknas.
    """
    for figure in context.document.figures.values():
        accounts = [source for source in figure.sources if isinstance(source, AccountSource)]
        if figure.terms or figure.value is None or not accounts or len(accounts) != len(figure.sources):
            continue
        closing = sum(source.amount_ore for source in accounts if source.balance != "IB")
        opening = sum(source.amount_ore for source in accounts if source.balance == "IB")
        change = closing - opening if closing and opening else closing + opening
        if abs(change) == abs(figure.value):
            yield Held()
        else:
            yield _money_fault(figure, change)


@rule("SP-04", title="Kontosidor", severity=Severity.ERROR, source=_OWN, valid_from=_SINCE)
def account_pages_roll_forward(context: Context) -> Iterator[Outcome]:
    """Kontots utgående saldo är inte det ingående plus årets rader.

    Bokföringsfilen är inte hel. Exportera den igen ur bokföringsprogrammet.
    """
    for page in context.document.account_pages:
        if not page.lines:
            continue
        expected = page.opening_ore + sum(line.amount_ore for line in page.lines)
        if expected == page.closing_ore:
            yield Held()
        else:
            place = f"Konto {page.account} {page.name} {page.year}"
            yield Fault(place, f"{format_exact(expected)} kr", f"{format_exact(page.closing_ore)} kr")
