"""What surveys tell, as figures of a document: shares of clearly positive answers, their counts, national values.

A figure is named by Swedish words, so that prose can cite it: `andel.indikator_9.deltagare_avslut.2024`, the number of
answers `svar.indikator_9.deltagare_avslut.2024`, the national value `riket.indikator_9.deltagare_avslut.2024`.
"""

from __future__ import annotations

from collections.abc import Iterator

from samverk.core.document.figures import Figure, FigureBook, FigureUnit, SurveySource, ValueState
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.questionnaires import SWEDISH, RoundResults, SurveyFacts
from samverk.core.outcomes.surveys import FEW_ANSWERS, RESPONDENT_GROUPS, SurveyComparison, indicator_name
from samverk.core.statements.slugs import distinct_slugs, slug

_OWN_QUESTIONNAIRE = "Räknat av Samverk ur svaren, som inte kan kopplas till någon."
_LAST_YEARS = "Samma enkät året före."
COUNTRY = "riket"
BASE = "svaren på frågan"
NATIONAL_BASE = f"{BASE} i riket"


def indicator_key(each: SurveyComparison) -> str:
    """What the names of an indicator's figures have in common: indicator and group."""
    return f"indikator_{each.indicator}.{slug(RESPONDENT_GROUPS.name_of(each.group))}"


def round_names(facts: SurveyFacts) -> dict[str, str]:
    """Questionnaire → its part of a figure's name, none twice."""
    return distinct_slugs(dict.fromkeys(each.questionnaire for each in facts.rounds))


def question_key(name: str, number: int, group: str) -> str:
    """What the names of a question's figures have in common. `name` is of `round_names`, the first question is 1."""
    return f"{name}.fraga_{number}.{slug(RESPONDENT_GROUPS.name_of(group))}"


def share_name(key: str, year: int) -> str:
    """The name of a share of clearly positive answers."""
    return f"andel.{key}.{year}"


def answers_name(key: str, year: int) -> str:
    """The name of a number of answers."""
    return f"svar.{key}.{year}"


def national_name(key: str, year: int) -> str:
    """The name of a national value."""
    return f"{COUNTRY}.{key}.{year}"


def add_survey_figures(book: FigureBook, facts: SurveyFacts | None) -> frozenset[str]:
    """Enter the figures of a year's surveys, and give their ids."""
    return frozenset(book.add(figure).id for figure in (_figures(facts) if facts else ()))


def _figures(facts: SurveyFacts) -> Iterator[Figure]:
    for each in facts.indicators:
        yield from _indicator(each)
    names = round_names(facts)
    for given in facts.rounds:
        yield from _round(given, names[given.questionnaire])


def _indicator(each: SurveyComparison) -> Iterator[Figure]:
    key, name = indicator_key(each), indicator_name(each.indicator)
    group = RESPONDENT_GROUPS.name_of(each.group)
    yield from _counted(key, name, each.outcome, SurveySource(name, group, each.year, each.source))
    if each.before is not None:
        yield from _counted(key, name, each.before, SurveySource(name, group, each.year - 1, _LAST_YEARS))
    if each.national is not None:
        yield Figure(
            national_name(key, each.year),
            f"{name}, {group}, riket",
            each.national.share,
            FigureUnit.SHARE,
            year=each.year,
            base=NATIONAL_BASE,
            sources=(SurveySource(f"{name}, riket", group, each.year, each.national.source),),
        )


def _round(given: RoundResults, called: str) -> Iterator[Figure]:
    group = RESPONDENT_GROUPS.name_of(given.group)
    for number, result in enumerate(given.questions, 1):
        key, text = question_key(called, number, given.group), result.question.texts[SWEDISH]
        name = f"{given.questionnaire}: {text}"
        yield from _counted(key, name, result.outcome, SurveySource(name, group, given.year, _OWN_QUESTIONNAIRE))
        if result.before is not None:
            yield from _counted(key, name, result.before, SurveySource(name, group, given.year - 1, _OWN_QUESTIONNAIRE))


def _counted(key: str, name: str, outcome: CountShare | None, source: SurveySource) -> Iterator[Figure]:
    """Clearly positive answers, all answers and the share; where answers are few, marks for the last two alone."""
    label, year = f"{name}, {source.group}", source.year
    if outcome is None:
        for figure_id, words, unit in (
            (answers_name(key, year), "svar", FigureUnit.COUNT),
            (share_name(key, year), "andel klart positiva", FigureUnit.SHARE),
        ):
            yield Figure(
                figure_id,
                f"{label}, {words}",
                None,
                unit,
                year=year,
                state=ValueState.SUPPRESSED,
                sources=(source,),
                explanation=f"{FEW_ANSWERS[:1].upper()}{FEW_ANSWERS[1:]}.",
            )
        return
    positive = f"klart_positiva.{key}.{year}"
    counts = ((positive, "klart positiva svar", outcome.count), (answers_name(key, year), "svar", outcome.base))
    for figure_id, words, count in counts:
        yield Figure(figure_id, f"{label}, {words}", count, FigureUnit.COUNT, year=year, sources=(source,))
    yield Figure(
        share_name(key, year),
        f"{label}, andel klart positiva",
        outcome.share,
        FigureUnit.SHARE,
        year=year,
        ratio=(positive, answers_name(key, year)),
        base=BASE,
    )
