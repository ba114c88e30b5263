"""A questionnaire in one language, as a page of answers and the form on paper show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samverk.core.outcomes.questionnaires import SWEDISH, QuestionnaireContent, QuestionnaireLanguage


@dataclass(frozen=True, slots=True)
class AskedOption:
    """An answer: the value that is sent, and its words."""

    key: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its answers, in the language at hand."""

    key: str
    words: str
    options: tuple[AskedOption, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything on the page: the language, the others to choose, the title, and the questions."""

    language: QuestionnaireLanguage
    languages: tuple[QuestionnaireLanguage, ...]
    title: str
    questions: tuple[AskedQuestion, ...]


def asked_in(content: QuestionnaireContent, code: str, chosen: Mapping[str, str] | None = None) -> Asked:
    """The questionnaire in the language `code`, else in Swedish, else in its first. `chosen` stays chosen."""
    language = content.language(code) or content.language(SWEDISH) or content.languages[0]
    kept = chosen or {}
    questions = tuple(
        AskedQuestion(
            each.key,
            each.texts.get(language.code, ""),
            tuple(
                AskedOption(option.key, option.texts.get(language.code, ""), kept.get(each.key) == option.key)
                for option in each.options
            ),
        )
        for each in content.questions
    )
    return Asked(language, content.languages, content.titles.get(language.code, ""), questions)
