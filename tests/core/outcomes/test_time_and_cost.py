"""Time in the measure and in queue, cost per head, violence, progress and surveys."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from samverk.core.outcomes.code_lists import VIOLENCE_DEFINITIONS
from samverk.core.outcomes.costs import CostRange, cost_per_exit, cost_per_participation
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.durations import Duration, QueueEntry, queue_on, time_in_measure, waiting_time
from samverk.core.outcomes.progress import (
    BIP_LIKE,
    Change,
    Rater,
    Rating,
    changed,
    next_rating,
    share_with_new_case_worker,
)
from samverk.core.outcomes.record import RecordError
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.surveys import (
    RESPONDENT_GROUPS,
    NationalValue,
    SurveyOutcome,
    compared,
)
from samverk.core.outcomes.survival import MedianTime
from samverk.core.outcomes.targets import Interval
from samverk.core.outcomes.violence import ViolenceCount, share_exposed
from tests.factories.participations import record

YEAR = Span.of_year(2024)
START = date(2024, 2, 1)


def test_time_in_measure_counts_both_days():
    one_day = record(1, exit=START)
    assert time_in_measure([one_day]) == Duration(Fraction(1200, 36525), Fraction(1200, 36525), 1)
    year = record(2, start=date(2023, 1, 1), exit=date(2026, 12, 31))  # 1461 days
    assert time_in_measure([year, record(3)]) == Duration(Fraction(48), Fraction(48), 1)
    assert time_in_measure([record(4)]) == Duration(None, None, 0)


def entry(number: int, queued: str, started: str | None = None, left: str | None = None) -> QueueEntry:
    days = [each and date.fromisoformat(each) for each in (started, left)]
    return QueueEntry(f"Q{number}", "arbetsvagen", "woman", date.fromisoformat(queued), *days)


def test_the_queue_on_a_day():
    entries = [
        entry(1, "2024-01-01", "2024-02-01"),
        entry(2, "2024-01-01", None, "2024-03-01"),
        entry(3, "2024-02-02"),
    ]
    assert queue_on(entries, date(2024, 1, 31)) == entries[:2]
    assert queue_on(entries, date(2024, 2, 1)) == [entries[1]]
    assert queue_on(entries, date(2024, 3, 1)) == [entries[2]]


def test_waiting_time_is_censored_for_those_who_wait_or_left():
    entries = [
        entry(1, "2024-01-01", "2024-01-11"),
        entry(2, "2024-01-01", "2024-01-31"),
        entry(3, "2024-01-01", None, "2024-01-21"),
        entry(4, "2024-12-01"),
        entry(5, "2023-01-01", "2023-06-01"),  # not in the year
        entry(6, "2025-01-01"),
    ]
    # at 10 days 3/4 wait; at 30, after one left at 20, 2 are at risk: 3/8
    assert waiting_time(entries, YEAR) == MedianTime(30, Interval(10, None), 4, 2)


@pytest.mark.parametrize(
    ("days", "told"), [(("2024-01-01", "2024-01-02", "2024-01-02"), "antingen"), (("2024-01-02", "2024-01-01"), "före")]
)
def test_a_queue_entry_that_contradicts_itself_is_refused(days, told):
    with pytest.raises(RecordError, match=told):
        entry(1, *days)


def test_cost_per_participation_has_the_range_of_how_one_counts():
    found = cost_per_participation(1_000_000_00, 100, persons=80, anonymous=25)
    assert found == CostRange(10_000_00, 8_000_00, 12_500_00)
    assert cost_per_participation(0, 0, persons=0) == CostRange(None, None, None)
    with pytest.raises(ValueError, match="persons in"):
        cost_per_participation(1, 1, persons=2)


def test_cost_per_exit_has_the_range_of_the_interval():
    found = cost_per_exit(1_000_000_00, CountShare(65, 160))
    assert found.cost_ore == 15_384_62
    theirs = binomtest(65, 160).proportion_ci(method="wilson")
    assert found.low_ore == round(1_000_000_00 / (160 * theirs.high))
    assert found.high_ore == round(1_000_000_00 / (160 * theirs.low))
    assert cost_per_exit(1_000_00, CountShare(4, 9)) == CostRange(250_00, None, None)
    assert cost_per_exit(1_000_00, CountShare(0, 20)).cost_ore is None
    assert cost_per_exit(1_000_00, CountShare(0, 20)).high_ore is None


@given(st.integers(0, 10**12), st.integers(1, 500), st.data())
@settings(max_examples=40)
def test_a_cost_lies_within_its_range(cost, participations, data):
    persons = data.draw(st.integers(1, participations))
    found = cost_per_participation(cost, participations, persons=persons, anonymous=data.draw(st.integers(0, 50)))
    assert found.low_ore <= found.cost_ore <= found.high_ore
    results = cost_per_exit(cost, CountShare(data.draw(st.integers(1, participations)), participations), minimum=1)
    assert results.low_ore <= results.cost_ore <= results.high_ore


def test_violence_by_one_definition_is_never_added_to_another():
    lifetime, current = "seven_lifetime", "seven_current"
    counts = [
        ViolenceCount("a", 2024, lifetime, "woman", "yes", 12),
        ViolenceCount("a", 2024, lifetime, "woman", "no", 8),
        ViolenceCount("a", 2024, lifetime, "man", "no", 10),
        ViolenceCount("a", 2024, current, "woman", "yes", 7),
        ViolenceCount("a", 2023, lifetime, "woman", "yes", 5),
        ViolenceCount("a", 2024, lifetime, "man", "missing", 2),
    ]
    assert share_exposed(counts, lifetime, 2024) == CountShare(12, 30, 2)
    assert share_exposed(counts, lifetime, 2024, "woman") == CountShare(12, 20)
    assert share_exposed(counts, current, 2024) == CountShare(7, 7)
    assert VIOLENCE_DEFINITIONS.is_setting
    with pytest.raises(RecordError, match="0 eller mer"):
        ViolenceCount("a", 2024, lifetime, "man", "yes", -1)


def rating(person: int, day: str, score: int, worker: str | None = None, item: str = "health") -> Rating:
    when = date.fromisoformat(day)
    return Rating(f"K{person}", "bip_like", item, when, Rater.CASE_WORKER, score, confidence=3, case_worker=worker)


def test_progress_is_from_the_first_rating_to_the_last():
    ratings = [
        rating(1, "2024-06-01", 4, "H2"),
        rating(1, "2024-03-01", 2, "H1"),
        rating(2, "2024-03-01", 3, "H1"),
        rating(2, "2024-06-01", 2, "H1"),
        rating(3, "2024-03-01", 3),
        rating(3, "2024-06-01", 9, item="purpose"),
    ]
    assert changed(ratings, "health", Rater.CASE_WORKER) == Change(CountShare(1, 2, 1), Fraction(1, 2))
    assert changed(ratings, "health", Rater.PERSON) == Change(CountShare(0, 0), None)
    assert share_with_new_case_worker(ratings) == CountShare(1, 2, 1)
    assert next_rating(START, []) == START
    assert next_rating(START, ratings) == date(2024, 9, 1)


def test_an_instrument_is_data_with_its_gaps_open():
    assert BIP_LIKE.every_months == 3
    assert BIP_LIKE.scale is None
    assert len(BIP_LIKE.items) == 7
    with pytest.raises(RecordError, match="finns inte i bip_like"):
        rating(1, "2024-03-01", 2, item="shoe_size")


def test_an_indicator_against_the_national_value():
    outcomes = [
        SurveyOutcome(9, "participants_exit", 2024, 30, 38),
        SurveyOutcome(9, "participants_ongoing", 2024, 5, 9),
        SurveyOutcome(9, "participants_ongoing", 2023, 8, 10),
    ]
    first, second, third = compared(outcomes, [NationalValue(9, "participants_exit", 2024, Fraction(3, 4))])
    assert (first.year, first.words, first.difference) == (2023, "80 % av 10 svar", None)
    assert (second.outcome, second.words) == (None, "för få svar för att visas")
    assert (third.outcome, third.words) == (CountShare(30, 38), "79 % av 38 svar")
    assert third.difference == Fraction(30, 38) - Fraction(3, 4)


@given(st.integers(0, 60), st.data(), st.integers(1, 40))
@settings(max_examples=50)
def test_no_view_shows_fewer_answers_than_the_minimum(answers, data, minimum):
    outcome = SurveyOutcome(12, "board_members", 2024, data.draw(st.integers(0, answers)), answers)
    (found,) = compared([outcome], [], minimum)
    assert (found.outcome is None) == (answers < minimum)
    if answers < minimum:
        assert found.words == "för få svar för att visas"
        assert found.difference is None


@pytest.mark.parametrize("wrong", [(17, 1, 2), (1, 3, 2), (1, -1, 2)])
def test_an_indicator_is_one_of_sixteen_and_has_a_share(wrong):
    indicator, positive, answers = wrong
    with pytest.raises(ValueError, match=r"finns inte|inte möjligt"):
        SurveyOutcome(indicator, RESPONDENT_GROUPS.shipped[0], 2024, positive, answers)
