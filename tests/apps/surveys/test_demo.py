"""The demo's surveys are made once, say that they are invented, and have both what has ended and what runs."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.apps.audit.chain import verify
from samverk.apps.audit.clock import today
from samverk.apps.surveys.answering import is_open
from samverk.apps.surveys.demo import load_demo_surveys
from samverk.apps.surveys.models import SurveyAnswer, SurveyRound
from samverk.apps.surveys.queries import sources_of, survey_facts
from tests.factories.people import association


@pytest.fixture
def finsam(settings):
    settings.SAMVERK_DEMO_DAY = date(2025, 3, 10)
    return association()


def test_an_ended_round_is_told_and_another_takes_answers(finsam):
    load_demo_surveys(finsam)
    (given,) = survey_facts(finsam, 2024, today()).rounds
    assert [each.outcome.base for each in given.questions] == [16, 16, 15]
    assert [is_open(row) for row in SurveyRound.objects.order_by("year")] == [False, True]
    assert "påhittad" in given.questionnaire
    assert sources_of(finsam, 2024) == ["påhittade tal för demon"]
    assert verify(finsam.pk).is_whole


def test_few_answers_are_hidden_there_too(finsam):
    load_demo_surveys(finsam)
    found = survey_facts(finsam, 2024, today()).indicators
    assert [(each.indicator, each.group) for each in found if each.outcome is None] == [(12, "measure_staff")]


def test_it_is_made_once(finsam):
    load_demo_surveys(finsam)
    load_demo_surveys(finsam)
    assert SurveyAnswer.objects.count() == 16
