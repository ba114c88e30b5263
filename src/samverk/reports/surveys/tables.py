"""Indicators of a year as tables and charts, one of each for a group. Few answers: neither their number nor a share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from samverk.core.document.figures import ValueState
from samverk.core.document.present import STATE_WORDS
from samverk.core.document.tree import (
    Chart,
    ChartKind,
    Column,
    FigureCell,
    Point,
    Row,
    Series,
    Table,
    TextCell,
)
from samverk.core.money import group_thousands
from samverk.core.outcomes.surveys import FEW_ANSWERS, RESPONDENT_GROUPS, SurveyComparison, indicator_name
from samverk.reports.surveys.words import points_words, share_words

_COLUMNS = (
    Column("svar", "Svar"),
    Column("andel", "Klart positiva"),
    Column("sedan", "Sedan förra året"),
    Column("riket", "Riket"),
    Column("mot_riket", "Mot riket"),
)
POINTS_SENTENCE = "Skillnader är i procentenheter, räknade på exakta andelar. – betyder att ett av värdena saknas."
HIDDEN_SENTENCE = f"{STATE_WORDS[ValueState.SUPPRESSED]} betyder {FEW_ANSWERS}."


def indicators_table(group: str, year: int, found: Sequence[SurveyComparison]) -> Table:
    """A group's indicators of a year."""
    name = RESPONDENT_GROUPS.name_of(group)
    is_hiding = any(each.outcome is None for each in found)
    return Table(
        f"enkat-{group}-{year}".replace("_", "-"),
        f"{name}, {year}",
        _COLUMNS,
        tuple(Row(f"i{each.indicator}", indicator_name(each.indicator), _cells(each)) for each in found),
        None,
        "Indikator",
        footnote=" ".join((POINTS_SENTENCE, *((HIDDEN_SENTENCE,) if is_hiding else ()))),
        sign_convention="Andel klart positiva svar av alla svar på indikatorn",
    )


def _cells(each: SurveyComparison) -> tuple[FigureCell | TextCell, ...]:
    national = _cell(share_words(each.national_share))
    if each.outcome is None:
        hidden = FigureCell(None, 1, STATE_WORDS[ValueState.SUPPRESSED], None, ValueState.SUPPRESSED)
        return hidden, hidden, hidden, national, hidden
    own = each.outcome
    shown = (group_thousands(own.base), share_words(own.share), points_words(each.change))
    return (*(_cell(text) for text in shown), national, _cell(points_words(each.difference)))


def _cell(text: str) -> FigureCell:
    return FigureCell(None, 1, text, None)


def indicators_chart(group: str, year: int, found: Sequence[SurveyComparison]) -> Chart | None:
    """The association beside the country, in per cent; None when nothing of the group's year may be shown."""
    seen = [each for each in found if each.outcome is not None]
    if not seen:
        return None
    higher = sum(each.difference is not None and each.difference > 0 for each in seen)
    known = sum(each.difference is not None for each in seen)
    name = RESPONDENT_GROUPS.name_of(group)
    title = f"{name}: över riket i {higher} av {known}" if known else f"{name}: andel klart positiva"
    series = [Series("Förbundet", tuple(_point(each.outcome.share if each.outcome else None) for each in seen))]
    if known:
        series.append(Series("Riket", tuple(_point(each.national_share) for each in seen)))
    return Chart(
        f"enkatbild-{group}-{year}".replace("_", "-"),
        ChartKind.GROUPED_BARS if known else ChartKind.BARS,
        title,
        f"Andel klart positiva svar {year}, procent",
        tuple(indicator_name(each.indicator) for each in seen),
        tuple(series),
        f"{title}. Andel klart positiva svar {year} för {len(seen)} indikatorer.",
        None,
    )


def _point(share: Fraction | None) -> Point:
    return Point(None, None if share is None else int(share * 100 + Fraction(1, 2)), share_words(share))
