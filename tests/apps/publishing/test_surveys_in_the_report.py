"""The year's surveys reach the report's facts as they may be told on the day, and not before there are any."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samverk.apps.audit.clock import today
from samverk.apps.publishing.queries import facts_of
from samverk.apps.surveys.actions import decide_minimum
from samverk.apps.users.actor import command_line
from samverk.core.outcomes.count_share import CountShare
from tests.factories.people import association
from tests.factories.surveys import result, with_results


@pytest.fixture
def finsam():
    return association()


def test_results_of_the_year_are_among_the_facts(finsam):
    assert facts_of(finsam, 2024).surveys is None
    with_results(finsam, result(9, "heads", 2024, 15, 20, 70), source="NNS 2024")
    surveys = facts_of(finsam, 2024).surveys
    assert surveys is not None
    (found,) = surveys.indicators
    assert (found.outcome, found.source, found.national.source) == (CountShare(15, 20), "NNS 2024", "NNS 2024")
    assert facts_of(finsam, 2023).surveys is None


def test_a_decision_hides_from_its_first_day_though_nothing_has_happened_since(finsam, monkeypatch):
    with_results(finsam, result(9, "heads", 2024, 9, 12))
    tomorrow = today() + timedelta(days=1)
    decide_minimum(command_line(finsam), tomorrow, "§ 3", 13)
    assert facts_of(finsam, 2024).surveys.indicators[0].outcome == CountShare(9, 12)
    monkeypatch.setattr("samverk.apps.publishing.queries.today", lambda: tomorrow)
    assert facts_of(finsam, 2024).surveys.indicators[0].outcome is None
    assert facts_of(finsam, 2024).surveys.minimum.decided_on == tomorrow
