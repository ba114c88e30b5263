"""Taking in results, and that few answers are told nowhere: what cannot be seen changes nothing that can."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.apps.audit.clock import today
from samverk.apps.audit.models import AuditEvent
from samverk.apps.surveys.actions import (
    ResultFate,
    decide_minimum,
    import_results,
    remove_minimum,
    remove_year,
    try_results,
)
from samverk.apps.surveys.models import IndicatorResult, NationalIndicator
from samverk.apps.surveys.queries import comparisons, minimum_on, survey_facts
from samverk.apps.users.actor import command_line
from samverk.core.outcomes.count_share import CountShare
from tests.factories.people import association
from tests.factories.surveys import result, with_results


@pytest.fixture
def finsam():
    return association()


def test_rows_are_new_then_the_same_then_changed(finsam):
    first = [result(9, "participants_exit", 2024, 30, 38, 75)]
    assert [each.fate for each in try_results(finsam, first)] == [ResultFate.ADDED]
    assert not IndicatorResult.objects.exists()
    import_results(command_line(finsam), first, "NNS 2024")
    assert [each.fate for each in import_results(command_line(finsam), first, "NNS 2024")] == [ResultFate.SAME]
    changed = [result(9, "participants_exit", 2024, 31, 38, 75)]
    assert [each.fate for each in import_results(command_line(finsam), changed, "NNS, rättad")] == [ResultFate.CHANGED]
    assert IndicatorResult.objects.get().source == "NNS, rättad"
    assert NationalIndicator.objects.get().source == "NNS 2024"


def test_the_facts_of_a_year_have_the_change_and_the_country(finsam):
    with_results(finsam, result(9, "heads", 2023, 10, 20), result(9, "heads", 2024, 15, 20, 70))
    (found,) = survey_facts(finsam, 2024, today()).indicators
    assert found.outcome == CountShare(15, 20)
    assert (float(found.change), round(float(found.difference), 2)) == (0.25, 0.05)
    assert survey_facts(finsam, 2022, today()).indicators == ()


def test_the_boards_decision_hides_what_was_shown(finsam):
    with_results(finsam, result(9, "heads", 2024, 9, 12))
    assert comparisons(finsam, today())[0].outcome == CountShare(9, 12)
    row = decide_minimum(command_line(finsam), date(2024, 1, 1), "protokoll 2024-01-01, § 3", 13)
    assert comparisons(finsam, today())[0].outcome is None
    assert minimum_on(finsam, date(2023, 12, 31)).source == ""
    with pytest.raises(ValidationError, match="redan ett beslut den dagen"):
        decide_minimum(command_line(finsam), date(2024, 1, 1), "igen", 14)
    remove_minimum(command_line(finsam), row)
    assert comparisons(finsam, today())[0].outcome == CountShare(9, 12)


def test_another_associations_decision_stays(finsam):
    row = decide_minimum(command_line(finsam), date(2024, 1, 1), "§ 3", 13)
    with pytest.raises(ValueError, match="another association"):
        remove_minimum(command_line(association()), row)


def test_the_trail_tells_of_results_without_a_number(finsam):
    with_results(finsam, result(9, "heads", 2024, 3, 4))
    remove_year(command_line(finsam), 2024)
    events = AuditEvent.objects.filter(subject_kind="surveys.indicatorresult")
    assert {each.action for each in events} == {"surveys.import_results", "surveys.remove_year"}
    assert all(each.before is None and each.after is None for each in events)
    assert remove_year(command_line(finsam), 2024) == 0


hidden = st.integers(0, 9).flatmap(lambda answers: st.tuples(st.integers(0, answers), st.just(answers)))
shown = st.integers(10, 40).flatmap(lambda answers: st.tuples(st.integers(0, answers), st.just(answers)))
GROUPS = ("heads", "referrers", "board_members")


@given(st.lists(shown, min_size=3, max_size=3), st.lists(st.tuples(hidden, hidden), min_size=3, max_size=3))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_told_depends_on_what_is_hidden(db, seen, pairs):
    told = []
    for side in (0, 1):
        of = association()
        for group, counts, pair in zip(GROUPS, seen, pairs, strict=True):
            with_results(of, result(9, group, 2023, *pair[side]), result(9, group, 2024, *counts, 70))
            with_results(of, result(9, group, 2025, *pair[side], 70))
        told.append((comparisons(of, today()), survey_facts(of, 2024, today()), survey_facts(of, 2025, today())))
    assert told[0] == told[1]
