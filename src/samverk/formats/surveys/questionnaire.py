"""A questionnaire as plain data, as tables keep it: languages and questions in their order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samverk.core.outcomes.questionnaires import (
    AnswerKind,
    AnswerOption,
    QuestionnaireContent,
    QuestionnaireLanguage,
    SurveyQuestion,
    WritingDirection,
)


def plain_questionnaire(content: QuestionnaireContent) -> dict[str, Any]:
    """What JSON holds."""
    return {
        "titles": dict(content.titles),
        "languages": [
            {"code": each.code, "name": each.name, "direction": each.direction.value, "words": dict(each.words)}
            for each in content.languages
        ],
        "questions": [
            {
                "key": each.key,
                "kind": each.kind.value,
                "texts": dict(each.texts),
                "options": [
                    {"key": option.key, "texts": dict(option.texts), "is_positive": option.is_positive}
                    for option in each.options
                ],
            }
            for each in content.questions
        ],
    }


def read_questionnaire(data: Mapping[str, Any]) -> QuestionnaireContent:
    """What was kept, back. Raises KeyError and ValueError for what `plain_questionnaire` has not written."""
    return QuestionnaireContent(
        titles=dict(data["titles"]),
        languages=tuple(
            QuestionnaireLanguage(each["code"], each["name"], WritingDirection(each["direction"]), dict(each["words"]))
            for each in data["languages"]
        ),
        questions=tuple(_question(each) for each in data["questions"]),
    )


def _question(data: Mapping[str, Any]) -> SurveyQuestion:
    options = tuple(AnswerOption(each["key"], dict(each["texts"]), each["is_positive"]) for each in data["options"])
    return SurveyQuestion(data["key"], AnswerKind(data["kind"]), dict(data["texts"]), options)
