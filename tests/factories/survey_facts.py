"""A year's surveys as a report is given them: indicators of two groups, some with few answers, and own questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from samverk.core.outcomes.questionnaires import (
    SWEDISH,
    AnswerKind,
    AnswerOption,
    QuestionnaireContent,
    RoundResults,
    SurveyFacts,
    SurveyQuestion,
    counted,
    swedish,
)
from samverk.core.outcomes.surveys import NationalValue, SurveyMinimum, SurveyOutcome, compared

MINIMUM = SurveyMinimum(10, "§ 7/2024", date(2024, 2, 15))
OUTCOMES = (
    SurveyOutcome(9, "participants_exit", 2024, 33, 40, "NNS indikatorrapport 2024"),
    SurveyOutcome(9, "participants_exit", 2023, 20, 32, "NNS indikatorrapport 2023"),
    SurveyOutcome(12, "participants_exit", 2024, 4, 7, "NNS indikatorrapport 2024"),
    SurveyOutcome(12, "measure_staff", 2024, 11, 24, "NNS indikatorrapport 2024"),
)
NATIONAL = (NationalValue(9, "participants_exit", 2024, Fraction(78, 100), "NNS indikatorrapport 2024, riket"),)


def survey_facts(year: int = 2024) -> SurveyFacts:
    """What may be told of a year's surveys, with ten answers as the fewest."""
    found = compared(OUTCOMES, NATIONAL, MINIMUM.answers)
    return SurveyFacts(year, MINIMUM, tuple(each for each in found if each.year == year), (own_round(year),))


def own_round(year: int) -> RoundResults:
    """A round of two questions; the second was answered by few."""
    content = QuestionnaireContent({SWEDISH: "Så här var insatsen"}, (swedish(),), (_question("1"), _question("2")))
    answers = [{"1": "yes", **({"2": "no"} if number < 3 else {})} for number in range(12)] + [{"1": "no"}] * 4
    before = counted(content, [{"1": "yes"}] * 6 + [{"1": "no"}] * 6, MINIMUM.answers)
    found = counted(content, answers, MINIMUM.answers, before)
    return RoundResults("Så här var insatsen", "participants_exit", year, found)


def _question(key: str) -> SurveyQuestion:
    options = (AnswerOption("yes", {SWEDISH: "Ja"}, True), AnswerOption("no", {SWEDISH: "Nej"}, False))
    return SurveyQuestion(key, AnswerKind.YES_NO, {SWEDISH: f"Fick du det stöd du behövde, del {key}?"}, options)


def without(facts: SurveyFacts) -> SurveyFacts:
    """The same year when nobody was asked."""
    return replace(facts, indicators=(), rounds=())
