"""NT: key ratios recompute, and each says what it is a share of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.checks.wording import inlines
from samverk.core.document.figures import Figure, FigureUnit
from samverk.core.document.present import percent
from samverk.core.document.tree import FigureReference
from samverk.core.law import OWN_RULE

_SINCE = date(2004, 1, 1)
_OWN = (OWN_RULE, "")


def _shares(context: Context) -> Iterator[Figure]:
    return (figure for figure in context.document.figures.values() if figure.unit is FigureUnit.SHARE)


@rule("NT-01", title="Nyckeltal räknas om", severity=Severity.ERROR, source=_OWN, valid_from=_SINCE)
def ratios_recompute(context: Context) -> Iterator[Outcome]:
    """Nyckeltalet är inte täljaren delad med nämnaren.

    Räkna om nyckeltalet ur de två beloppen.
    """
    for figure in _shares(context):
        if figure.ratio is None or figure.value is None:
            continue
        above, below = (context.document.figures.get(name) for name in figure.ratio)
        if above is None or below is None or not below.value:
            yield Fault(figure.label, " / ".join(figure.ratio), "täljare eller nämnare saknas", figure_id=figure.id)
            continue
        expected = Fraction(above.value or 0) / Fraction(below.value)
        if abs(expected) == abs(Fraction(figure.value)):
            yield Held()
        else:
            yield Fault(figure.label, percent(expected), percent(Fraction(figure.value)), figure_id=figure.id)


@rule("NT-02", title="Andel av vad", severity=Severity.ERROR, source=_OWN, valid_from=_SINCE)
def every_share_names_its_base(context: Context) -> Iterator[Outcome]:
    """En andel är tryckt utan att det står vad den är en andel av.

    Skriv underlaget intill talet, till exempel av medlemmarnas medel.
    """
    for section, table, row, _column, cell in context.reading.figure_cells():
        figure = context.document.figures.get(cell.figure_id or "")
        if figure is None or figure.unit is not FigureUnit.SHARE or figure.value is None:
            continue
        words = f"{row.label} {table.title} {table.footnote}".lower()
        if figure.base and (figure.base.lower() in words or row.label.lower() in _SAYS_ITS_BASE):
            yield Held()
        else:
            place = f"{table.title}, {row.label}"
            yield Fault(place, figure.base or "ett underlag", row.label, section_id=section.id, figure_id=figure.id)
    for section, part in inlines(context.document):
        figure = context.document.figures.get(part.figure_id) if isinstance(part, FigureReference) else None
        if figure is None or figure.unit is not FigureUnit.SHARE or not isinstance(part, FigureReference):
            continue
        if part.style == "tal" or figure.base in part.shown:
            yield Held()
        else:
            yield Fault(section.title, figure.base, part.shown, section_id=section.id, figure_id=figure.id)


_SAYS_ITS_BASE = ("soliditet",)
"""Labels of ratios whose base is in the word itself (equity by total assets)."""


@rule("NT-03", title="Administrationens andel", severity=Severity.NOTE, source=_OWN, valid_from=_SINCE)
def administration_share_is_stated(context: Context) -> Iterator[Outcome]:
    """Dokumentet redovisar inte hur stor del administrationen är, med underlag.

    Visa nyckeltalen, eller hämta andelen i texten, till exempel andel.administration_av_medlemmarnas_medel.
    """
    known = {figure.id for figure in _shares(context) if figure.id.startswith("andel.administration")}
    if not known:
        return
    shown = {cell.figure_id for *_, cell in context.reading.figure_cells()}
    shown |= {part.figure_id for _, part in inlines(context.document) if isinstance(part, FigureReference)}
    yield Held() if known & shown else Fault("Nyckeltal", "administrationens andel med underlag", "ingen andel")
