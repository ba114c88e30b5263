"""The year's surveys: indicators beside the country and last year, and own questionnaires. No number was typed here."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from samverk.core.document.tree import Cell, Column, EmptyCell, FigureCell, Row, RowRole, Table
from samverk.core.outcomes.questionnaires import SWEDISH, RoundResults, SurveyFacts
from samverk.core.outcomes.survey_figures import (
    BASE,
    NATIONAL_BASE,
    answers_name,
    indicator_key,
    national_name,
    question_key,
    round_names,
    share_name,
)
from samverk.core.outcomes.surveys import RESPONDENT_GROUPS, SurveyComparison, indicator_name
from samverk.core.periods import long_date
from samverk.core.statements.slugs import slug
from samverk.reports.annual.context import Content, Context, paragraph
from samverk.reports.surveys.tables import HIDDEN_SENTENCE
from samverk.reports.surveys.words import REPEATED_SENTENCE

_SHARE_SENTENCE = f"Andelen anger hur stor del av {BASE} som är klart positiva."
_COUNTRY_SENTENCE = f"Riket: andelen av {NATIONAL_BASE}."


def surveys_content(context: Context) -> Content:
    """A table of the indicators, group by group, and one for each own questionnaire and group that was asked."""
    facts = context.facts.surveys
    if facts is None or facts.is_empty:
        return Content()
    tables = [_indicators(context, facts)] if facts.indicators else []
    names = round_names(facts)
    tables += [_round(context, each, names[each.questionnaire]) for each in facts.rounds]
    return Content(blocks=(paragraph(_rule(facts)), *tables))


def _rule(facts: SurveyFacts) -> str:
    minimum = facts.minimum
    when = f" den {long_date(minimum.decided_on)}" if minimum.decided_on else ""
    decided = f"Styrelsen har beslutat det{when} ({minimum.source})." if minimum.source else ""
    return f"Resultat med färre än {minimum.answers} svar visas inte. {decided}".strip()


def _indicators(context: Context, facts: SurveyFacts) -> Table:
    order = {code: number for number, code in enumerate(RESPONDENT_GROUPS.shipped)}
    found = sorted(facts.indicators, key=lambda each: (order[each.group], each.indicator))
    rows: list[Row] = []
    for group, own in groupby(found, key=lambda each: each.group):
        rows.append(Row(f"grupp-{group}", RESPONDENT_GROUPS.name_of(group), (EmptyCell(),) * 4, RowRole.HEADING))
        for each in own:
            cells = (*_cells(context, indicator_key(each), facts.year), _national(each, facts.year))
            rows.append(Row(f"{group}-{each.indicator}", indicator_name(each.indicator), cells, level=1))
    return Table(
        "enkater-indikatorer",
        "Indikatorer: andel klart positiva svar",
        (*_columns(facts.year), Column("riket", "Riket")),
        tuple(rows),
        None,
        "Svarsgrupp och indikator",
        footnote=_footnote(
            [each.outcome is None for each in found], _sources(found), any(each.national for each in found)
        ),
    )


def _round(context: Context, given: RoundResults, called: str) -> Table:
    group = RESPONDENT_GROUPS.name_of(given.group)
    rows = [
        Row(f"fraga-{number}", each.question.texts[SWEDISH], _cells(context, key, given.year))
        for number, each in enumerate(given.questions, 1)
        for key in (question_key(called, number, given.group),)
    ]
    return Table(
        f"enkat-{called}-{slug(group)}".replace("_", "-"),
        f"{given.questionnaire}: andel klart positiva svar, {group[:1].lower()}{group[1:]}",
        _columns(given.year),
        tuple(rows),
        None,
        "Fråga",
        footnote=f"{_footnote([each.outcome is None for each in given.questions])} {REPEATED_SENTENCE}",
    )


def _columns(year: int) -> tuple[Column, ...]:
    return (
        Column("andel", str(year), year=year),
        Column("fore", str(year - 1), year=year - 1),
        Column("svar", "Svar"),
    )


def _cells(context: Context, key: str, year: int) -> tuple[Cell, ...]:
    last = share_name(key, year - 1)
    before: Cell = FigureCell(last) if last in context.figures else EmptyCell()
    return FigureCell(share_name(key, year)), before, FigureCell(answers_name(key, year))


def _national(each: SurveyComparison, year: int) -> Cell:
    return EmptyCell() if each.national is None else FigureCell(national_name(indicator_key(each), year))


def _sources(found: Sequence[SurveyComparison]) -> tuple[str, ...]:
    """Where the results and the national values are from, each once."""
    own = [each.source for each in found]
    national = [each.national.source for each in found if each.national is not None]
    return tuple(dict.fromkeys((*own, *national)))


def _footnote(hidden: Sequence[bool], sources: Sequence[str] = (), has_national: bool = False) -> str:
    words = [_SHARE_SENTENCE, *((_COUNTRY_SENTENCE,) if has_national else ())]
    if any(hidden):
        words.append(HIDDEN_SENTENCE)
    if sources:
        words.append(f"Källa: {'; '.join(sources)}.")
    return " ".join(words)
