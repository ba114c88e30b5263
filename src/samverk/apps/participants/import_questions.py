"""The columns of a measure's own questions in a file of participations, and what their cells answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from samverk.apps.participants.enums import AskedAt, QuestionKind
from samverk.apps.participants.models import OwnQuestion
from samverk.apps.participants.queries import own_questions
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.core.periods import is_within, long_date
from samverk.formats.participations.columns import CodedColumn, question_column

_YES_NO = {"ja": "yes", "nej": "no"}


@dataclass(frozen=True, slots=True)
class QuestionInFile:
    """A column: the questions that have had the same words at the same moment, one after the other."""

    asked_at: AskedAt
    questions: tuple[OwnQuestion, ...]

    @property
    def key(self) -> str:
        """The column's key."""
        return f"question_{self.questions[0].pk}"

    @property
    def column(self) -> CodedColumn:
        """The column as files have it. Its heading begins with a word of ours, so that no heading is a formula."""
        question = self.questions[-1]
        return question_column(self.key, f"Fråga {self.asked_at.label}: {question.text}", _hint(question))

    def asked_on(self, day: date) -> OwnQuestion | None:
        """The question that is asked on a day; None when none is."""
        return next((each for each in self.questions if is_within(day, each.valid_from, each.valid_to)), None)


def questions_in_file(measure: RegisterMeasure) -> tuple[QuestionInFile, ...]:
    """Every question that the measure asks or has asked, in order."""
    found: dict[tuple[str, str], list[OwnQuestion]] = {}
    for row in own_questions(measure):
        found.setdefault((row.asked_at, row.text.strip().lower()), []).append(row)
    columns = [QuestionInFile(AskedAt(asked_at), tuple(same)) for (asked_at, _), same in found.items()]
    return tuple(sorted(columns, key=lambda each: each.asked_at is AskedAt.EXIT))


def answers_in_row(
    asked: Iterable[QuestionInFile], asked_at: AskedAt, day: date | None, values: Mapping[str, Any]
) -> dict[int, str]:
    """Own question → answer, of the cells that hold one; `day` None has not been yet.

    Raises ValidationError at the column's key.
    """
    found = {}
    for each in asked:
        text = values.get(each.key)
        if each.asked_at is not asked_at or not text:
            continue
        if day is None:
            raise ValidationError({each.key: "Deltagandet pågår. Ange avslutet, eller lämna cellen tom."})
        question = each.asked_on(day)
        if question is None:
            raise ValidationError({each.key: f"Frågan ställdes inte {long_date(day)}. Lämna cellen tom."})
        answer = _answer(question, text)
        if answer is None:
            raise ValidationError({each.key: f"”{text[:40]}” är inget svar på frågan. {_hint(question)}."})
        found[question.pk] = answer
    return found


def _hint(question: OwnQuestion) -> str:
    match QuestionKind(question.kind):
        case QuestionKind.YES_NO:
            return "Ja eller nej"
        case QuestionKind.CHOICE:
            return f"Ett av: {'; '.join(question.choices)}"
        case QuestionKind.NUMBER:
            return "Ett heltal, högst nio siffror"


def _answer(question: OwnQuestion, text: str) -> str | None:
    """The answer as it is stored; None for text that is none."""
    match QuestionKind(question.kind):
        case QuestionKind.YES_NO:
            return _YES_NO.get(text.lower())
        case QuestionKind.CHOICE:
            return next((each for each in question.choices if each.lower() == text.lower()), None)
        case QuestionKind.NUMBER:
            return str(int(text)) if text.isascii() and text.isdigit() and len(text) <= 9 else None
