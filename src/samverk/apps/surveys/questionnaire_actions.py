"""Writing questionnaires, and opening and ending their rounds."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.surveys.models import Questionnaire, SurveyRound
from samverk.apps.surveys.perms import CHANGE_SURVEYS
from samverk.core.outcomes.questionnaires import (
    MOST_QUESTIONS,
    SWEDISH,
    QuestionnaireContent,
    QuestionnaireLanguage,
    SurveyQuestion,
    lacking,
    swedish,
)
from samverk.formats.surveys.questionnaire import plain_questionnaire, read_questionnaire

_CODE_BYTES = 12


@action(CHANGE_SURVEYS)
def add_questionnaire(act: Act, title: str) -> Questionnaire:
    """Begin a questionnaire, in Swedish and without questions. Raises ValidationError when the name is taken."""
    content = QuestionnaireContent({SWEDISH: title}, (swedish(),))
    row = Questionnaire(association=act.association, name=title, content=plain_questionnaire(content))
    return act.add(row, f"La till enkäten {title}.")


@action(CHANGE_SURVEYS)
def set_question(act: Act, row: Questionnaire, seen: int, question: SurveyQuestion) -> Questionnaire:
    """Put a question in its place, last when its key is new."""
    content = _own(act, row)
    kept = tuple(question if each.key == question.key else each for each in content.questions)
    if content.question(question.key) is None:
        kept = (*kept, question)
    if len(kept) > MOST_QUESTIONS:
        raise RefusedChange(f"En enkät har högst {MOST_QUESTIONS} frågor. Ta bort en först.")
    return _changed(act, row, seen, replace(content, questions=kept), f"Ändrade frågorna i enkäten {row}.")


@action(CHANGE_SURVEYS)
def remove_question(act: Act, row: Questionnaire, seen: int, key: str) -> Questionnaire:
    """Take a question away. Rounds that are open keep it: theirs are frozen."""
    content = _own(act, row)
    kept = tuple(each for each in content.questions if each.key != key)
    return _changed(act, row, seen, replace(content, questions=kept), f"Tog bort en fråga i enkäten {row}.")


@action(CHANGE_SURVEYS)
def set_language(act: Act, row: Questionnaire, seen: int, language: QuestionnaireLanguage, title: str) -> Questionnaire:
    """Add a language, or change the one with its code, with the title in it."""
    content = _own(act, row)
    kept = tuple(language if each.code == language.code else each for each in content.languages)
    if content.language(language.code) is None:
        kept = (*kept, language)
    new = replace(content, languages=kept, titles={**content.titles, language.code: title})
    name = title if language.code == SWEDISH else row.name
    return _changed(act, row, seen, new, f"Ändrade {language.name} i enkäten {row}.", name)


def _changed(
    act: Act, row: Questionnaire, seen: int, content: QuestionnaireContent, sentence: str, name: str = ""
) -> Questionnaire:
    return act.change(row, seen, sentence, content=plain_questionnaire(content), name=name or row.name)


def _own(act: Act, row: Questionnaire) -> QuestionnaireContent:
    if row.association_id != act.association.pk:
        raise ValueError(f"{row} is another association's")
    return read_questionnaire(row.content)


@action(CHANGE_SURVEYS)
def open_round(
    act: Act, row: Questionnaire, group: str, year: int, opens_on: date, closes_on: date, languages: list[str]
) -> SurveyRound:
    """Open a round of the questionnaire as it stands now, in some of its languages.

    Raises ValidationError when something is lacking in it, or the group has a round of the year already.
    """
    content = _own(act, row)
    chosen = tuple(each for each in content.languages if each.code in languages)
    frozen = replace(content, languages=chosen)
    if not chosen:
        raise ValidationError({"languages": "Välj minst ett språk."})
    if lacking(frozen):
        raise ValidationError(list(lacking(frozen)))
    made = SurveyRound(
        questionnaire=row,
        group=group,
        year=year,
        opens_on=opens_on,
        closes_on=closes_on,
        code=secrets.token_urlsafe(_CODE_BYTES),
        content=plain_questionnaire(frozen),
    )
    return act.add(made, f"Öppnade omgången {made}.")


@action(CHANGE_SURVEYS)
def end_round(act: Act, row: SurveyRound, seen: int) -> SurveyRound:
    """End a round for ever: no more answers, and its results are counted."""
    _own(act, row.questionnaire)
    if row.ended_on is not None:
        raise RefusedChange("Omgången är redan avslutad.")
    return act.change(row, seen, f"Avslutade omgången {row}.", ended_on=act.today)
