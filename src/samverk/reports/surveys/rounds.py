"""A round's results as a table. Few answers: neither their number nor a share."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.core.document.figures import ValueState
from samverk.core.document.present import STATE_WORDS
from samverk.core.document.tree import Chart, ChartKind, Column, FigureCell, Point, Row, Series, Table
from samverk.core.money import group_thousands
from samverk.core.outcomes.questionnaires import SWEDISH, QuestionResult
from samverk.reports.surveys.tables import HIDDEN_SENTENCE, POINTS_SENTENCE
from samverk.reports.surveys.words import REPEATED_SENTENCE, points_words, share_words

_COLUMNS = (Column("svar", "Svar"), Column("andel", "Klart positiva"), Column("sedan", "Sedan förra året"))


def round_table(name: str, found: Sequence[QuestionResult]) -> Table:
    """The questions of a round, in their order. `name` says which round."""
    is_hiding = any(each.outcome is None for each in found)
    return Table(
        "enkatomgang",
        name,
        _COLUMNS,
        tuple(Row(each.question.key, question_words(each), _cells(each)) for each in found),
        None,
        "Fråga",
        footnote=" ".join((POINTS_SENTENCE, REPEATED_SENTENCE, *((HIDDEN_SENTENCE,) if is_hiding else ()))),
        sign_convention="Andel klart positiva svar av dem som svarade på frågan",
    )


def question_words(each: QuestionResult) -> str:
    """The question in Swedish, or in the first language it has."""
    texts = each.question.texts
    return texts.get(SWEDISH) or next(iter(texts.values()), each.question.key)


def _cells(each: QuestionResult) -> tuple[FigureCell, ...]:
    if each.outcome is None:
        return (FigureCell(None, 1, STATE_WORDS[ValueState.SUPPRESSED], None, ValueState.SUPPRESSED),) * 3
    shown = (group_thousands(each.outcome.base), share_words(each.outcome.share), points_words(each.change))
    return tuple(FigureCell(None, 1, text, None) for text in shown)


def round_chart(name: str, found: Sequence[QuestionResult]) -> Chart | None:
    """The questions that may be shown as bars, in per cent; None when there is none. `name` says which round."""
    seen = [(question_words(each), each.outcome) for each in found if each.outcome is not None]
    if not seen:
        return None
    most, highest = max(seen, key=lambda pair: pair[1].share or 0)
    title = f"Flest klart positiva svar: {most} ({share_words(highest.share)})"
    points = tuple(Point(None, outcome.percent, share_words(outcome.share)) for _, outcome in seen)
    return Chart(
        "enkatomgangbild",
        ChartKind.BARS,
        title,
        "Andel klart positiva svar, procent",
        tuple(words for words, _ in seen),
        (Series(name, points),),
        f"{title}. Andel klart positiva svar på {len(seen)} frågor.",
        None,
    )
