"""Rows → core values, with few answers kept back. Whoever shows a survey reads it here, never the rows themselves."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

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
from samverk.core.outcomes.questionnaires import RoundResults, SurveyFacts, counted
from samverk.core.outcomes.surveys import (
    NationalValue,
    SurveyComparison,
    SurveyMinimum,
    SurveyOutcome,
    compared,
)
from samverk.formats.surveys.questionnaire import read_questionnaire


def minimum_on(association: Association, day: date) -> SurveyMinimum:
    """The fewest answers that are shown on `day`: the board's latest decision, or our proposal with an empty source."""
    row = SurveyDecision.objects.filter(association=association, decided_on__lte=day).order_by("-decided_on").first()
    return SurveyMinimum() if row is None else SurveyMinimum(row.minimum, row.reference, row.decided_on)


def comparisons(association: Association, day: date) -> tuple[SurveyComparison, ...]:
    """Every indicator, group and year as it may be shown on `day`."""
    return compared(
        [outcome_of(row) for row in IndicatorResult.objects.filter(association=association)],
        [national_of(row) for row in NationalIndicator.objects.filter(association=association)],
        minimum_on(association, day).answers,
    )


def outcome_of(row: IndicatorResult) -> SurveyOutcome:
    """A row as core knows it. For actions and the gate alone."""
    return SurveyOutcome(row.indicator, row.group, row.year, row.positive, row.answers, row.source)


def national_of(row: NationalIndicator) -> NationalValue:
    """A row as core knows it."""
    return NationalValue(row.indicator, row.group, row.year, Fraction(row.share, SHARE_UNIT), row.source)


@remembered
def survey_facts(association: Association, year: int, day: date) -> SurveyFacts:
    """What the annual report of `year` may tell on `day`."""
    found = tuple(each for each in comparisons(association, day) if each.year == year)
    rounds = tuple(each for each in ended_rounds(association, day) if each.year == year)
    return SurveyFacts(year, minimum_on(association, day), found, rounds)


def ended_rounds(association: Association, day: date) -> list[RoundResults]:
    """Every round that has ended, the latest year first. One that still runs tells nothing, not even how many."""
    rows = SurveyRound.objects.filter(questionnaire__association=association, ended_on__isnull=False)
    found = [
        results_of(row, day) for row in rows.select_related("questionnaire").order_by("-year", "questionnaire", "group")
    ]
    return [each for each in found if each is not None]


def results_of(row: SurveyRound, day: date) -> RoundResults | None:
    """What may be shown of a round on `day`, beside the year before; None while it still takes answers."""
    if row.ended_on is None:
        return None
    minimum = minimum_on(row.questionnaire.association, day).answers
    before = SurveyRound.objects.filter(
        questionnaire=row.questionnaire, group=row.group, year=row.year - 1, ended_on__isnull=False
    ).first()
    last = counted(read_questionnaire(before.content), _choices(before), minimum) if before is not None else ()
    found = counted(read_questionnaire(row.content), _choices(row), minimum, last)
    return RoundResults(row.questionnaire.name, row.group, row.year, found)


def _choices(row: SurveyRound) -> list[dict[str, str]]:
    return list(SurveyAnswer.objects.filter(round=row).order_by("pk").values_list("choices", flat=True))


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
