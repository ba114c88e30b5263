"""Results of surveys for the tests. All invented."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from samverk.apps.organisation.models import Association
from samverk.apps.surveys.actions import import_results
from samverk.apps.surveys.answering import answer_by_link, new_number, number_of
from samverk.apps.surveys.models import Questionnaire, SurveyRound
from samverk.apps.surveys.questionnaire_actions import add_questionnaire, open_round, set_language, set_question
from samverk.apps.users.actor import command_line
from samverk.core.outcomes.questionnaires import (
    PAGE_WORDS,
    AnswerKind,
    AnswerOption,
    QuestionnaireLanguage,
    SurveyQuestion,
    WritingDirection,
)
from samverk.core.outcomes.surveys import NationalValue, SurveyOutcome
from samverk.formats.surveys.read import ResultRow

HEADINGS = "År;Svarsgrupp;Indikator;Antal svar;Klart positiva, antal;Klart positiva, procent;Riket, procent"


def table(*lines: str) -> bytes:
    """A file as Excel in Swedish writes it."""
    return "\r\n".join((HEADINGS, *lines)).encode("utf-8-sig")


def result(
    indicator: int, group: str, year: int, positive: int, answers: int, national: int | None = None, row: int = 2
) -> ResultRow:
    """A row of a file; `national` is in per cent."""
    value = NationalValue(indicator, group, year, Fraction(national, 100)) if national is not None else None
    return ResultRow(row, SurveyOutcome(indicator, group, year, positive, answers), value)


def with_results(of: Association, *rows: ResultRow, source: str = "NNS indikatorrapport (påhittad)") -> None:
    """Take in rows as a command would."""
    import_results(command_line(of), rows, source)


ARABIC_WORDS = {word: f"كلمة {number}" for number, word in enumerate(PAGE_WORDS, 1)}


def questionnaire(of: Association, title: str = "Så här var insatsen") -> Questionnaire:
    """A questionnaire in Swedish and, written from right to left, words that only look like Arabic."""
    actor = command_line(of)
    row = add_questionnaire(actor, title)
    arabic = QuestionnaireLanguage("ar", "العربية", WritingDirection.RIGHT_TO_LEFT, ARABIC_WORDS)
    row = set_language(actor, row, row.version, arabic, "عنوان")
    return set_question(actor, set_question(actor, row, row.version, HELPED), row.version + 1, LISTENED)


def _option(key: str, swedish: str, is_positive: bool = False) -> AnswerOption:
    return AnswerOption(key, {"sv": swedish, "ar": f"جواب {key}"}, is_positive)


HELPED = SurveyQuestion(
    "f1",
    AnswerKind.SCALE,
    {"sv": "Hjälpte insatsen dig?", "ar": "سؤال 1"},
    (_option("1", "Inte alls"), _option("2", "Lite"), _option("3", "Mycket", is_positive=True)),
)
LISTENED = SurveyQuestion(
    "f2",
    AnswerKind.YES_NO,
    {"sv": "Blev du lyssnad på?", "ar": "سؤال 2"},
    (_option("1", "Ja", is_positive=True), _option("2", "Nej")),
)


def open_survey(of: Association, group: str = "participants_exit", year: int = 2024, **more: Any) -> SurveyRound:
    """A round that takes answers for a hundred years."""
    row = more.get("row") or questionnaire(of)
    days = (date(2020, 1, 1), more.get("closes_on", date(2099, 12, 31)))
    return open_round(command_line(of), row, group, year, *days, ["sv", "ar"])


def answered(row: SurveyRound, *given: dict[str, str]) -> None:
    """Answers through the link."""
    for choices in given:
        number = number_of(row, new_number(row))
        assert number is not None
        answer_by_link(row, number, choices)
