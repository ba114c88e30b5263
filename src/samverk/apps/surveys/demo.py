"""The demo's surveys, all invented: indicators of two years, a questionnaire with an ended round and one that runs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from samverk.apps.organisation.models import Association
from samverk.apps.surveys.actions import import_results
from samverk.apps.surveys.answering import answer_by_link
from samverk.apps.surveys.models import Questionnaire
from samverk.apps.surveys.questionnaire_actions import (
    add_questionnaire,
    end_round,
    open_round,
    set_language,
    set_question,
)
from samverk.apps.users.actor import command_line
from samverk.core.outcomes.questionnaires import (
    ENGLISH_WORDS,
    SWEDISH,
    AnswerKind,
    AnswerOption,
    QuestionnaireLanguage,
    SurveyQuestion,
    WritingDirection,
)
from samverk.core.outcomes.surveys import NationalValue, SurveyOutcome
from samverk.formats.surveys.read import ResultRow

_SOURCE = "påhittade tal för demon"
_TITLE, _ENGLISH_TITLE = "Så här var insatsen (påhittad)", "How it was to take part (invented)"
_GROUP, _STAFF = "participants_exit", "measure_staff"
_RESULTS = (
    # indicator, group, year, clearly positive, answers, the country's per cent
    (9, _GROUP, 2023, 41, 58, 71),
    (9, _GROUP, 2024, 49, 62, 72),
    (12, _GROUP, 2023, 30, 58, 55),
    (12, _GROUP, 2024, 35, 62, 56),
    (9, _STAFF, 2024, 17, 24, 68),
    (12, _STAFF, 2024, 4, 8, 63),
)
_SCALE = (("Inte alls", "Not at all"), ("Lite", "A little"), ("Ganska mycket", "Quite a lot"), ("Mycket", "Very much"))
_QUESTIONS = (
    ("Har du kommit närmare ett arbete eller en utbildning?", "Have you come closer to a job or studies?"),
    ("Har du kunnat påverka din planering?", "Have you been able to influence your plan?"),
    ("Har de som hjälper dig dragit åt samma håll?", "Have those who help you worked together?"),
)
_ANSWERS = "443 434 344 232 444 423 342 324 433 143 344 442 233 43 424 314"
"""Of each person the choice in each question, in order; who stops early has skipped the last."""


def load_demo_surveys(association: Association) -> None:
    """Make the demo's surveys, the first time."""
    if Questionnaire.objects.filter(association=association).exists():
        return
    actor = command_line(association)
    rows = [
        ResultRow(
            number,
            SurveyOutcome(indicator, group, year, positive, answers),
            NationalValue(indicator, group, year, Fraction(country, 100)),
        )
        for number, (indicator, group, year, positive, answers, country) in enumerate(_RESULTS, 2)
    ]
    import_results(actor, rows, _SOURCE)
    made = _questionnaire(association)
    first = open_round(actor, made, _GROUP, 2024, date(2024, 9, 1), date(2025, 6, 30), [SWEDISH, "en"])
    for number, chosen in enumerate(_ANSWERS.split(), 1):
        answer_by_link(first, number, {f"f{place}": choice for place, choice in enumerate(chosen, 1)})
    end_round(actor, first, first.version)
    open_round(actor, made, _GROUP, 2025, date(2025, 1, 1), date(2025, 12, 31), [SWEDISH, "en"])


def _questionnaire(association: Association) -> Questionnaire:
    actor = command_line(association)
    made = add_questionnaire(actor, _TITLE)
    english = QuestionnaireLanguage("en", "English", WritingDirection.LEFT_TO_RIGHT, dict(ENGLISH_WORDS))
    made = set_language(actor, made, made.version, english, _ENGLISH_TITLE)
    for number, (swedish, translated) in enumerate(_QUESTIONS, 1):
        options = tuple(
            AnswerOption(str(place), {SWEDISH: own, "en": other}, place >= len(_SCALE) - 1)
            for place, (own, other) in enumerate(_SCALE, 1)
        )
        question = SurveyQuestion(f"f{number}", AnswerKind.SCALE, {SWEDISH: swedish, "en": translated}, options)
        made = set_question(actor, made, made.version, question)
    return made
