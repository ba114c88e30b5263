"""Own questionnaires (egna enkäter): questions with closed answers, in as many languages as somebody has written.

There is no free text, so that no answer can name anyone. Which answers count as clearly positive is a choice made with
the question, before anyone has answered. Results are counted when a round has ended and never while it runs: two counts
with one answer between them would tell that answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.surveys import SurveyComparison, SurveyMinimum, moved, shown_share

Texts = Mapping[str, str]
"""Code of a language → what is said in it."""

Choices = Mapping[str, str]
"""What one person chose: key of the question → key of the option. A question that was skipped is missing."""

SWEDISH = "sv"
FEWEST_OPTIONS, MOST_OPTIONS = 2, 11
MOST_QUESTIONS = 60


class AnswerKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICE = "choice"
    YES_NO = "yes_no"


class WritingDirection(StrEnum):
    """Which way a language is written; named as HTML's `dir`."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


PAGE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "promise": "Du svarar utan namn. Varken tid eller adress sparas. Du får hoppa över frågor.",
        "send": "Skicka svaren",
        "thanks": "Tack för dina svar!",
        "closed": "Enkäten är stängd och tar inte emot fler svar.",
        "nothing": "Välj minst ett svar innan du skickar.",
        "unread": "Svaren gick inte att läsa. Öppna länken igen och försök en gång till.",
        "busy": "Många svarar just nu. Vänta en minut och skicka igen.",
        "yes": "Ja",
        "no": "Nej",
    }
)
"""What the page of answers itself says, in Swedish. Every language has its own."""

ENGLISH_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "promise": "You answer without your name. Neither time nor address is stored. You may skip questions.",
        "send": "Send my answers",
        "thanks": "Thank you for your answers!",
        "closed": "This survey is closed and takes no more answers.",
        "nothing": "Choose at least one answer before you send.",
        "unread": "Your answers could not be read. Please open the link again and retry.",
        "busy": "Many people are answering right now. Wait a minute and send again.",
        "yes": "Yes",
        "no": "No",
    }
)


@dataclass(frozen=True, slots=True)
class QuestionnaireLanguage:
    """A language of a questionnaire: its code (sv, ar), its own name for itself, its direction and the page's words."""

    code: str
    name: str
    direction: WritingDirection
    words: Texts


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """An answer that can be chosen."""

    key: str
    texts: Texts
    is_positive: bool


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """A question with its closed answers."""

    key: str
    kind: AnswerKind
    texts: Texts
    options: tuple[AnswerOption, ...]

    @property
    def positive(self) -> frozenset[str]:
        """The keys of the answers that count as clearly positive."""
        return frozenset(each.key for each in self.options if each.is_positive)

    def is_same_as(self, other: SurveyQuestion) -> bool:
        """True when the two ask the same and count the same: a language more or less changes nothing."""
        return _asked(self) == _asked(other)


def _asked(question: SurveyQuestion) -> tuple[object, ...]:
    options = tuple((each.key, each.texts.get(SWEDISH), each.is_positive) for each in question.options)
    return question.kind, question.texts.get(SWEDISH), options


@dataclass(frozen=True, slots=True)
class QuestionnaireContent:
    """A questionnaire whole: what a round freezes when it opens."""

    titles: Texts
    languages: tuple[QuestionnaireLanguage, ...]
    questions: tuple[SurveyQuestion, ...] = ()

    def language(self, code: str) -> QuestionnaireLanguage | None:
        """The language with that code, None when it is not there."""
        return next((each for each in self.languages if each.code == code), None)

    def question(self, key: str) -> SurveyQuestion | None:
        """The question with that key, None when it is not there."""
        return next((each for each in self.questions if each.key == key), None)

    @property
    def title(self) -> str:
        """The Swedish title."""
        return self.titles.get(SWEDISH, "")


def swedish() -> QuestionnaireLanguage:
    """The language that every questionnaire begins with."""
    return QuestionnaireLanguage(SWEDISH, "Svenska", WritingDirection.LEFT_TO_RIGHT, dict(PAGE_WORDS))


def lacking(content: QuestionnaireContent) -> tuple[str, ...]:
    """What has to be done before a round can open, in Swedish; () when nothing."""
    found = [] if content.questions else ["Enkäten har inga frågor. Lägg till minst en."]
    for language in content.languages:
        if not content.titles.get(language.code):
            found.append(f"Titeln saknas på {language.name}.")
        if any(not language.words.get(word) for word in PAGE_WORDS):
            found.append(f"Svarssidans ord saknas på {language.name}.")
    for number, question in enumerate(content.questions, 1):
        found += _question_lacks(number, question, content.languages)
    return tuple(found)


def _question_lacks(number: int, question: SurveyQuestion, languages: Sequence[QuestionnaireLanguage]) -> list[str]:
    found = [f"Fråga {number} saknar text på {each.name}." for each in languages if not question.texts.get(each.code)]
    if not FEWEST_OPTIONS <= len(question.options) <= MOST_OPTIONS:
        found.append(f"Fråga {number} ska ha {FEWEST_OPTIONS} till {MOST_OPTIONS} svar att välja på.")
    if not 0 < len(question.positive) < len(question.options):
        found.append(f"Fråga {number}: välj vilka svar som är klart positiva, minst ett men inte alla.")
    return found + [
        f"Fråga {number} har färre svar på {each.name} än på svenska."
        for each in languages
        if not all(option.texts.get(each.code) for option in question.options)
    ]


def read_choices(content: QuestionnaireContent, given: Mapping[str, str]) -> Choices | None:
    """What was chosen, skipped questions left out; None when something is no answer to any of the questions."""
    known = {question.key: {option.key for option in question.options} for question in content.questions}
    chosen = {key: value for key, value in given.items() if value}
    return chosen if all(value in known.get(key, ()) for key, value in chosen.items()) else None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question of a round that has ended. `outcome` and `before` are None where answers are too few to show.

    `before` is the outcome of the year before, of the same question with the same answers.
    """

    question: SurveyQuestion
    outcome: CountShare | None
    before: CountShare | None = None

    @property
    def change(self) -> Fraction | None:
        """The share minus that of the year before; None when one of the two is not known or not shown."""
        return moved(self.outcome, self.before.share if self.before else None)


@dataclass(frozen=True, slots=True)
class RoundResults:
    """A round that has ended, and what may be shown of its questions."""

    questionnaire: str
    group: str
    year: int
    questions: tuple[QuestionResult, ...]


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """What may be told of a year's surveys, for the annual report: the rule, every comparison and every ended round."""

    year: int
    minimum: SurveyMinimum
    indicators: tuple[SurveyComparison, ...]
    rounds: tuple[RoundResults, ...]

    @property
    def is_empty(self) -> bool:
        """True when nobody was asked, or no round has ended."""
        return not (self.indicators or self.rounds)


def counted(
    content: QuestionnaireContent, answers: Iterable[Choices], minimum: int, before: Sequence[QuestionResult] = ()
) -> tuple[QuestionResult, ...]:
    """Each question's share of clearly positive answers, of those who answered it; `before` is the year before's."""
    kept = list(answers)
    last = {each.question.key: each for each in before}
    return tuple(_result(each, kept, minimum, last.get(each.key)) for each in content.questions)


def _result(
    question: SurveyQuestion, answers: Sequence[Choices], minimum: int, last: QuestionResult | None
) -> QuestionResult:
    chosen = [each[question.key] for each in answers if question.key in each]
    own = shown_share(sum(each in question.positive for each in chosen), len(chosen), minimum)
    earlier = last.outcome if last is not None and question.is_same_as(last.question) else None
    return QuestionResult(question, own, earlier)
