"""Taking in results of indicators, and the decision on the fewest answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.apps.audit.door import Act, action
from samverk.apps.organisation.models import Association
from samverk.apps.surveys.models import SHARE_UNIT, IndicatorResult, NationalIndicator, SurveyDecision
from samverk.apps.surveys.perms import CHANGE_SURVEYS
from samverk.core.outcomes.surveys import NationalValue, SurveyOutcome
from samverk.core.periods import long_date
from samverk.formats.surveys.read import ResultRow

Place = tuple[int, str, int]


class ResultFate(StrEnum):
    """What becomes of a row."""

    ADDED = "ny"
    CHANGED = "ändras"
    SAME = "finns redan"


@dataclass(frozen=True, slots=True)
class TriedResult:
    """A row of a file and what becomes of it. It has no numbers: they may be too few to show."""

    row: int
    place: Place
    fate: ResultFate


def try_results(association: Association, rows: Sequence[ResultRow]) -> list[TriedResult]:
    """What each row would do; nothing is saved."""
    standing = _Standing(association)
    return [TriedResult(each.row, each.place, standing.fate(each)) for each in rows]


@action(CHANGE_SURVEYS)
def import_results(act: Act, rows: Sequence[ResultRow], source: str) -> list[TriedResult]:
    """Save the rows, each over what stood at its indicator, group and year. The trail tells that, never the numbers."""
    standing = _Standing(act.association)
    found = [TriedResult(each.row, each.place, standing.fate(each)) for each in rows]
    for each, tried in zip(rows, found, strict=True):
        if tried.fate is not ResultFate.SAME:
            _save(act, each, standing, source)
    if all(tried.fate is ResultFate.SAME for tried in found):
        act.nothing()
    return found


class _Standing:
    """What is stored, by place."""

    def __init__(self, association: Association) -> None:
        self.own = {_place(row): row for row in IndicatorResult.objects.filter(association=association)}
        self.national = {_place(row): row for row in NationalIndicator.objects.filter(association=association)}

    def fate(self, given: ResultRow) -> ResultFate:
        own, national = self.own.get(given.place), self.national.get(given.place)
        if (given.outcome is not None and own is None) or (given.national is not None and national is None):
            return ResultFate.CHANGED if own is not None or national is not None else ResultFate.ADDED
        is_same = (given.outcome is None or own is None or _counts(own) == _given(given.outcome)) and (
            given.national is None or national is None or national.share == _stored(given.national)
        )
        return ResultFate.SAME if is_same else ResultFate.CHANGED


def _place(row: IndicatorResult | NationalIndicator) -> Place:
    return row.indicator, row.group, row.year


def _counts(row: IndicatorResult) -> tuple[int, int]:
    return row.positive, row.answers


def _given(outcome: SurveyOutcome) -> tuple[int, int]:
    return outcome.positive, outcome.answers


def _stored(value: NationalValue) -> int:
    return int(value.share * SHARE_UNIT)


def _save(act: Act, given: ResultRow, standing: _Standing, source: str) -> None:
    indicator, group, year = given.place
    if given.outcome is not None:
        own = standing.own.get(given.place) or IndicatorResult(
            association=act.association, indicator=indicator, group=group, year=year
        )
        if own.pk is None or _counts(own) != _given(given.outcome):
            own.positive, own.answers, own.source = given.outcome.positive, given.outcome.answers, source
            act.add(own, f"Läste in {own}.")
    if given.national is not None:
        national = standing.national.get(given.place) or NationalIndicator(
            association=act.association, indicator=indicator, group=group, year=year
        )
        if national.pk is None or national.share != _stored(given.national):
            national.share, national.source = _stored(given.national), source
            act.add(national, f"Läste in {national}.")


@action(CHANGE_SURVEYS)
def remove_year(act: Act, year: int) -> int:
    """Take away a year's results and national values. How many rows there were."""
    removed = 0
    for model in (IndicatorResult, NationalIndicator):
        for row in model.objects.filter(association=act.association, year=year):
            act.remove(row, f"Tog bort {row}.")
            removed += 1
    if not removed:
        act.nothing()
    return removed


@action(CHANGE_SURVEYS)
def decide_minimum(act: Act, decided_on: date, reference: str, minimum: int) -> SurveyDecision:
    """Note the board's decision on the fewest answers. It holds from that day until the next decision."""
    row = SurveyDecision(association=act.association, decided_on=decided_on, reference=reference, minimum=minimum)
    return act.add(row, f"Noterade beslutet {long_date(decided_on)}: färre än {minimum} enkätsvar visas inte.")


@action(CHANGE_SURVEYS)
def remove_minimum(act: Act, row: SurveyDecision) -> None:
    """Take away a decision that was noted by mistake."""
    if row.association_id != act.association.pk:
        raise ValueError(f"{row} is another association's")
    act.remove(row, f"Tog bort beslutet från {long_date(row.decided_on)} om minsta antal svar, som var fel noterat.")
