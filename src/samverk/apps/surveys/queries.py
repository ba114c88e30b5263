"""Rows → core values, with few answers kept back. Whoever shows a survey reads it here, never the rows themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet, Value

from samverk.apps.audit.remembered import remembered
from samverk.apps.organisation.models import Association
from samverk.apps.surveys.models import (
    SHARE_UNIT,
    IndicatorResult,
    NationalIndicator,
    SurveyAnswer,
    SurveyDecision,
    SurveyRound,
)
from samverk.core.outcomes.questionnaires import Choices, RoundResults, SurveyFacts, counted
from samverk.core.outcomes.surveys import (
    NationalValue,
    SurveyComparison,
    SurveyMinimum,
    SurveyOutcome,
    compared,
)
from samverk.formats.surveys.questionnaire import read_questionnaire

_NO_ANSWERS = -1
"""What stands for the number of answers in a row of the country."""


def minimum_on(association: Association, day: date) -> SurveyMinimum:
    """The fewest answers that are shown on `day`: the board's latest decision, or our proposal with an empty source."""
    row = SurveyDecision.objects.filter(association=association, decided_on__lte=day).order_by("-decided_on").first()
    return SurveyMinimum() if row is None else SurveyMinimum(row.minimum, row.reference, row.decided_on)


def comparisons(association: Association, day: date) -> tuple[SurveyComparison, ...]:
    """Every indicator, group and year as it may be shown on `day`."""
    return _compared(association, minimum_on(association, day))


def _compared(association: Association, minimum: SurveyMinimum) -> tuple[SurveyComparison, ...]:
    """Results and national values, which are asked for in one query: a page asks at most 25."""
    columns = ("indicator", "group", "year", "source")
    own = IndicatorResult.objects.filter(association=association).order_by()
    country = NationalIndicator.objects.filter(association=association).order_by()
    rows = own.values_list(*columns, "positive", "answers").union(
        country.values_list(*columns, "share", Value(_NO_ANSWERS)), all=True
    )
    outcomes, national = [], []
    for indicator, group, year, source, count, answers in rows:
        if answers == _NO_ANSWERS:
            national.append(NationalValue(indicator, group, year, Fraction(count, SHARE_UNIT), source))
        else:
            outcomes.append(SurveyOutcome(indicator, group, year, count, answers, source))
    return compared(outcomes, national, minimum.answers)


@remembered
def survey_facts(association: Association, year: int, day: date) -> SurveyFacts:
    """What the annual report of `year` may tell on `day`."""
    minimum = minimum_on(association, day)
    found = tuple(each for each in _compared(association, minimum) if each.year == year)
    rows = _ended().filter(questionnaire__association=association, year__in=(year, year - 1))
    rounds = tuple(each for each in _told(list(rows), minimum) if each.year == year)
    return SurveyFacts(year, minimum, found, rounds)


def ended_rounds(association: Association, day: date) -> list[RoundResults]:
    """Every round that has ended, the latest year first. One that still runs tells nothing, not even how many."""
    rows = _ended().filter(questionnaire__association=association)
    return _told(list(rows), minimum_on(association, day))


def results_of(row: SurveyRound, day: date) -> RoundResults | None:
    """What may be shown of a round on `day`, beside the year before; None while it still takes answers."""
    rows = _ended().filter(questionnaire=row.questionnaire, group=row.group, year__in=(row.year, row.year - 1))
    told = _told(list(rows), minimum_on(row.questionnaire.association, day))
    return next((each for each in told if each.year == row.year), None)


def _ended() -> QuerySet[SurveyRound]:
    rows: QuerySet[SurveyRound] = SurveyRound.objects.filter(ended_on__isnull=False)
    return rows.select_related("questionnaire").order_by("-year", "questionnaire", "group")


def _told(rows: Sequence[SurveyRound], minimum: SurveyMinimum) -> list[RoundResults]:
    """What may be shown of each round, beside that of the year before when it is among them."""
    answers: dict[int, list[Choices]] = {row.pk: [] for row in rows}
    if rows:
        given = SurveyAnswer.objects.filter(round__in=list(answers)).order_by("pk")
        for of, choices in given.values_list("round", "choices"):
            answers[of].append(choices)
    placed = {(row.questionnaire_id, row.group, row.year): row for row in rows}

    def told(row: SurveyRound) -> RoundResults:
        before = placed.get((row.questionnaire_id, row.group, row.year - 1))
        last = counted(read_questionnaire(before.content), answers[before.pk], minimum.answers) if before else ()
        found = counted(read_questionnaire(row.content), answers[row.pk], minimum.answers, last)
        return RoundResults(row.questionnaire.name, row.group, row.year, found)

    return [told(row) for row in rows]


def sources_of(association: Association, year: int) -> list[str]:
    """Where the year's results and national values are from, each once."""
    found = [
        source
        for model in (IndicatorResult, NationalIndicator)
        for source in model.objects.filter(association=association, year=year)
        .order_by("source")
        .values_list("source", flat=True)
    ]
    return list(dict.fromkeys(found))
