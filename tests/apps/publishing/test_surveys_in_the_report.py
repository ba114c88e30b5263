"""The year's surveys reach the report's facts as they may be told on the day, and not before there are any."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samverk.apps.audit.clock import today
from samverk.apps.publishing.queries import report_facts
from samverk.apps.surveys.actions import decide_minimum
from samverk.apps.users.actor import command_line
from samverk.core.outcomes.count_share import CountShare
from tests.factories.people import association
from tests.factories.surveys import result, with_results


@pytest.fixture
def finsam():
    return association()


def test_results_of_the_year_are_among_the_facts(finsam):
    assert report_facts(finsam, 2024, today()).surveys is None
    with_results(finsam, result(9, "heads", 2024, 15, 20, 70), source="NNS 2024")
    surveys = report_facts(finsam, 2024, today()).surveys
    assert surveys is not None
    (found,) = surveys.indicators
    assert (found.outcome, found.source, found.national.source) == (CountShare(15, 20), "NNS 2024", "NNS 2024")
    assert report_facts(finsam, 2023, today()).surveys is None


def test_a_decision_hides_from_its_first_day_though_nothing_has_happened_since(finsam):
    with_results(finsam, result(9, "heads", 2024, 9, 12))
    tomorrow = today() + timedelta(days=1)
    decide_minimum(command_line(finsam), tomorrow, "§ 3", 13)
    assert report_facts(finsam, 2024, today()).surveys.indicators[0].outcome == CountShare(9, 12)
    assert report_facts(finsam, 2024, tomorrow).surveys.indicators[0].outcome is None
    assert report_facts(finsam, 2024, tomorrow).surveys.minimum.decided_on == tomorrow
