"""Means and medians for a return (medelvärden och medianer), in tenths of a month, of groups that are not too few.

A median is the time of one real person, so it is told in whole months.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from samverk.core.money import round_half_away
from samverk.core.outcomes.code_lists import GENDERS
from samverk.core.outcomes.counting import enrolled, exited
from samverk.core.outcomes.durations import QueueEntry, time_in_measure, waiting_time
from samverk.core.outcomes.record import ParticipationRecord
from samverk.core.outcomes.returned import ReturnSummary
from samverk.core.outcomes.span import Span, months_of_days
from samverk.core.outcomes.support import mean_months_in_support
from samverk.core.outcomes.survival import MedianTime, median_time_to_work
from samverk.core.outcomes.table_kinds import ALL

_GENDERS = (ALL, *(each.code for each in GENDERS.codes))


def summaries_of(
    records: Sequence[ParticipationRecord], span: Span, fewest: int, queue: Sequence[QueueEntry] = ()
) -> tuple[ReturnSummary, ...]:
    """The means and medians of a measure, of groups where at least `fewest` are known; by gender and for all.

    They belong to cells of enrolled_by_gender, exits_by_destination and queue_by_gender.
    """
    return (
        *_means_in_support(records, span, fewest),
        *_means_in_measure(records, span, fewest),
        *_median(
            "median_time_to_work", "enrolled_by_gender", median_time_to_work(enrolled(records, span), span.last), fewest
        ),
        *_median("waiting_time", "queue_by_gender", waiting_time(queue, span), fewest),
    )


def _of_gender(records: Sequence[ParticipationRecord], gender: str) -> list[ParticipationRecord]:
    return [record for record in records if gender in (ALL, record.gender)]


def _means_in_support(records: Sequence[ParticipationRecord], span: Span, fewest: int) -> Iterator[ReturnSummary]:
    known = [record for record in enrolled(records, span) if record.months_in_support is not None]
    for gender in _GENDERS:
        found = _of_gender(known, gender)
        mean = mean_months_in_support(found)
        if mean is not None and len(found) >= fewest:
            yield ReturnSummary("months_in_support", "enrolled_by_gender", (gender,), _tenths(mean))


def _means_in_measure(records: Sequence[ParticipationRecord], span: Span, fewest: int) -> Iterator[ReturnSummary]:
    for gender in _GENDERS:
        found = time_in_measure(_of_gender(exited(records, span), gender))
        if found.mean is not None and found.count >= fewest:
            yield ReturnSummary("time_in_measure", "exits_by_destination", (ALL, gender), _tenths(found.mean))


def _median(definition: str, table: str, found: MedianTime, fewest: int) -> Iterator[ReturnSummary]:
    if found.days is not None and found.happened >= fewest:
        ends = (found.interval.low, found.interval.high)
        low, high = (None if end is None else _whole_months(end) for end in ends)
        yield ReturnSummary(definition, table, (ALL,), _whole_months(found.days), low, high)


def _tenths(months: Fraction) -> int:
    return round_half_away(months * 10)


def _whole_months(days: float) -> int:
    return 10 * round_half_away(months_of_days(Fraction(days)))
