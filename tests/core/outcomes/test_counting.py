"""Participations and unique persons, who is in a period, anonymous participants, support and work."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.outcomes.codes import MISSING
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.counting import (
    anonymous_by_gender,
    by_gender,
    enrolled,
    exited,
    for_national_follow_up,
    participations,
    share_by_code,
    started,
    unique_persons,
)
from samverk.core.outcomes.record import AnonymousCount, RecordError, Status
from samverk.core.outcomes.span import Span, after_months, months_of_days, whole_months
from samverk.core.outcomes.support import (
    SupportSpell,
    is_directly_before,
    mean_months_in_support,
    share_with_main_support,
    share_with_support,
    support_directly_before,
    support_time,
    transitions,
)
from samverk.core.outcomes.work import (
    change,
    due,
    share_exited_to,
    share_occupied,
    share_started_or_increased,
)
from tests.factories.participations import later, record, status

YEAR = Span.of_year(2024)
START = date(2024, 2, 1)
END = date(2024, 6, 1)


def exit_with(number: int, reason: str | None, before: Status | None = None, after: Status | None = None, **given):
    at_start = {} if before is None else {"at_start": before}
    return record(number, exit=END, exit_reason=reason, at_exit=after, **at_start, **given)


def test_one_person_in_two_measures_is_two_participations():
    records = [record(1), record(1, measure="b"), record(2)]
    assert participations(records, YEAR) == 3
    assert unique_persons(records, YEAR) == 2


def test_who_is_in_a_period():
    before = record(1, start=date(2023, 3, 1), exit=date(2023, 12, 31))
    over = record(2, start=date(2023, 3, 1), exit=date(2024, 1, 1))
    within = record(3)
    after = record(4, start=date(2025, 1, 1))
    records = [before, over, within, after]
    assert enrolled(records, YEAR) == [over, within]
    assert started(records, YEAR) == [within]
    assert exited(records, YEAR) == [over]


def test_a_participation_registered_by_mistake_is_in_no_figure():
    wrong = exit_with(1, "misregistered")
    assert enrolled([wrong], YEAR) == started([wrong], YEAR) == exited([wrong], YEAR) == []


def test_anonymous_participants_count_in_their_year_only():
    counts = [
        AnonymousCount("a", "woman", 2024, 3),
        AnonymousCount("b", "woman", 2024, 2),
        AnonymousCount("a", "man", 2023, 9),
    ]
    assert anonymous_by_gender(counts, 2024) == {"woman": 5, "man": 0, "other": 0}
    assert for_national_follow_up([record(1), record(2, gender="man")], counts, 2024) == {
        "woman": 6,
        "man": 1,
        "other": 0,
    }
    assert by_gender([]) == {"woman": 0, "man": 0, "other": 0}


def test_a_share_has_its_base_and_what_is_missing():
    records = [record(1, referrer="own"), record(2, referrer="region"), record(3)]
    found = share_by_code(records, "own", lambda each: each.referrer or MISSING, MISSING)
    assert found == CountShare(1, 2, 1)
    assert (found.share, found.percent) == (Fraction(1, 2), 50)
    assert (CountShare(0, 0).share, CountShare(0, 0).percent) == (None, None)
    assert [CountShare(count, 8).percent for count in (1, 3)] == [13, 38]  # halves away from zero


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2024, 1, 31), True), (date(2024, 1, 25), True), (date(2024, 1, 24), False), (START, False)],
)
def test_directly_before_is_within_one_week(day, found):
    assert is_directly_before(day, START) is found


def test_the_sources_directly_before_the_start():
    spells = [
        SupportSpell("social_assistance", date(2023, 1, 1), date(2024, 1, 25)),
        SupportSpell("sickness_benefit", date(2022, 1, 1)),
        SupportSpell("unemployment_benefit", date(2020, 1, 1), date(2024, 1, 24)),
        SupportSpell("activity_support", START),
    ]
    assert support_directly_before(spells, START) == ("sickness_benefit", "social_assistance")
    assert support_directly_before([], START) == ("none",)


@pytest.mark.parametrize(
    ("spells", "months"),
    [
        ([("2023-02-01", None)], 12),
        ([("2023-02-01", "2023-06-30"), ("2023-07-31", None)], 12),  # a break of 30 days in July
        ([("2023-02-01", "2023-06-30"), ("2023-08-01", None)], 12),  # exactly one month
        ([("2023-02-01", "2023-06-30"), ("2023-08-02", None)], 5),  # a day more than one month
        ([("2022-02-01", "2024-01-01")], 24),  # ended one month before the start
        ([("2022-02-01", "2023-12-30")], 0),  # ended longer ago
        ([("2021-02-01", "2023-12-31"), ("2022-01-01", "2022-06-30")], 36),  # one within another
        ([("2024-02-01", None)], 0),
        ([], 0),
    ],
)
def test_time_in_support_ignores_breaks_of_up_to_one_month(spells, months):
    found = [
        SupportSpell("social_assistance", date.fromisoformat(first), last and date.fromisoformat(last))
        for first, last in spells
    ]
    assert support_time(found, START) == months


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 300)), max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_time_in_support_does_not_depend_on_the_order_and_is_never_more_than_since_the_first(days, chance):
    origin = date(2020, 1, 1).toordinal()
    spells = [
        SupportSpell("social_assistance", date.fromordinal(origin + first), date.fromordinal(origin + first + length))
        for first, length in days
    ]
    found = support_time(spells, START)
    chance.shuffle(spells)
    assert support_time(spells, START) == found
    earliest = min((spell.first for spell in spells), default=START)
    assert 0 <= found <= whole_months(earliest, START)


@pytest.mark.parametrize("wrong", [("none", START, None), ("sickness_benefit", START, date(2024, 1, 1))])
def test_a_spell_has_a_source_and_runs_forward(wrong):
    with pytest.raises(RecordError):
        SupportSpell(*wrong)


def test_main_and_any_support():
    records = [
        record(1, at_start=status(START, "sickness_benefit", "social_assistance")),
        record(2, at_start=status(START, "social_assistance")),
        record(3, at_start=status(START)),
    ]
    assert share_with_main_support(records, "social_assistance") == CountShare(1, 2, 1)
    assert share_with_support(records, "social_assistance") == CountShare(2, 2, 1)
    assert mean_months_in_support(
        [record(1, months_in_support=3), record(2, months_in_support=6), record(3)]
    ) == Fraction(9, 2)
    assert mean_months_in_support([]) is None


def test_transitions_go_from_start_to_exit_and_later():
    sick, helped, none = (status(START, each) for each in ("sickness_benefit", "social_assistance", "none"))
    records = [
        exit_with(1, "to_work", sick, none, followed_up=(later(3, sick),)),
        exit_with(2, "to_work", helped, none),
        exit_with(3, "illness", helped, helped),
        exit_with(4, "illness", helped),
    ]
    at_exit = transitions(records, 0)
    assert at_exit.counts == {("ill_health", "none"): 1, ("assistance", "none"): 1, ("assistance", "assistance"): 1}
    assert (at_exit.base, at_exit.missing) == (3, 1)
    assert at_exit.given("assistance") == {"none": 1, "assistance": 1}
    assert transitions(records, 3, by_group=False).counts == {("sickness_benefit", "sickness_benefit"): 1}


def test_exits_to_work_or_studies_by_reason():
    records = [exit_with(1, "to_work"), exit_with(2, "to_studies"), exit_with(3, "illness"), exit_with(4, None)]
    assert share_exited_to(records, "to_work", "to_studies") == CountShare(2, 3, 1)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"doing": "seeking"}, {"work": 50}, "started"),
        ({"work": 25}, {"work": 50}, "increased"),
        ({"work": 25}, {"work": 25, "studies": 25}, "increased"),
        ({"work": 50}, {"work": 50}, "same_or_less"),
        ({"work": 50}, {"studies": 25}, "same_or_less"),
        ({"work": 50}, {"doing": "seeking"}, "not_occupied"),
        ({"work": 0}, {"work": 50}, "started"),  # employed but unable to work
        ({}, {"work": 50}, MISSING),
        ({"work": 50}, {}, MISSING),
    ],
)
def test_started_increased_or_not(before, after, found):
    assert change(exit_with(1, None, status(START, **before), status(END, **after))) == found


def test_shares_at_exit_and_later_have_their_own_bases():
    records = [
        exit_with(1, "to_work", None, status(END, work=50), followed_up=(later(3, status(END, doing="seeking")),)),
        exit_with(2, "illness", None, status(END, doing="seeking")),
        exit_with(3, None),
    ]
    assert share_occupied(records) == CountShare(1, 2, 1)
    assert share_occupied(records, 3) == CountShare(0, 1, 2)
    assert share_started_or_increased(records) == CountShare(1, 2, 1)
    assert due(records, 3, date(2024, 8, 31)) == []
    assert due(records, 3, date(2024, 9, 1)) == records


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
    ],
)
def test_months_later(day, months, found):
    assert after_months(day, months) == found


def test_whole_months_and_mean_months():
    assert whole_months(date(2024, 1, 15), date(2024, 3, 14)) == 1
    assert whole_months(date(2024, 1, 15), date(2024, 3, 15)) == 2
    assert whole_months(date(2024, 3, 15), date(2024, 1, 15)) == 0
    assert months_of_days(1461) == 48
    with pytest.raises(ValueError, match="före sin början"):
        Span(END, START)
