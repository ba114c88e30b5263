"""Disposal: by the party's decision only, whole, and with nothing left that mentions who is gone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.audit.models import AuditEvent
from samverk.apps.participants import return_actions as returns
from samverk.apps.participants.disposal import disposal_on
from samverk.apps.participants.disposal_actions import dispose_participations
from samverk.apps.participants.models import Participant, Participation, StatusNote
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import MeasureReturn
from samverk.apps.users.actor import command_line
from tests.factories.participations import record, status
from tests.factories.register import keeper, officer, register, register_measure
from tests.factories.register_people import put


@pytest.fixture(autouse=True)
def _day(settings, tmp_path):
    settings.SAMVERK_DEMO_DAY = date(2026, 11, 29)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=tmp_path)


def _ended(number: int, start: date, end: date | None, **values):
    given = {"exit": end, "exit_reason": "to_work", "at_exit": status(end, "none", work=50)} if end else {}
    return record(number, measure="steget", start=start, **given, **values)


@pytest.fixture
def house():
    register(retention_months=24)
    measure = register_measure()
    put(
        _ended(1, date(2024, 1, 10), date(2024, 11, 29)),
        _ended(2, date(2024, 1, 10), date(2024, 11, 30)),
        _ended(3, date(2022, 1, 10), date(2023, 5, 2)),
        _ended(4, date(2022, 1, 10), None),
    )
    return measure


def test_nothing_is_disposed_of_before_the_party_has_decided():
    register()
    register_measure()
    put(_ended(1, date(2010, 1, 1), date(2011, 1, 1)))
    assert disposal_on(today()) is None
    with pytest.raises(RefusedChange, match="inte bestämt"):
        dispose_participations(command_line(), today(), 1)


def test_the_list_is_what_goes(house):
    found = disposal_on(today())
    assert found.through == date(2024, 11, 29)
    assert [(each.year, each.count) for each in found.lines] == [(2023, 1), (2024, 1)]
    assert found.cards == ["K0001", "K0003"]
    assert Participation.objects.count() == 4, "a list removes nothing"
    dispose_participations(keeper(), found.through, found.count)
    assert sorted(Participant.objects.values_list("card", flat=True)) == ["K0002", "K0004"]
    assert StatusNote.objects.count() == 3
    assert the_register().disposed_through == found.through
    assert disposal_on(today()).count == 0


@pytest.mark.parametrize(("through", "count"), [(date(2024, 11, 29), 1), (date(2024, 11, 30), 2), (today(), 3)])
def test_another_count_or_day_than_the_list_s_is_refused(house, through, count):
    with pytest.raises(RefusedChange, match="har ändrats"):
        dispose_participations(command_line(), through, count)
    assert Participation.objects.count() == 4


def test_no_table_mentions_who_is_gone_and_the_trail_has_cards_alone(house):
    found = disposal_on(today())
    dispose_participations(command_line(), found.through, found.count)
    for model in apps.get_app_config("participants").get_models():
        for row in model.objects.values():
            assert "K0001" not in str(row)
            assert "K0003" not in str(row)
    events = AuditEvent.objects.filter(action="participants.dispose_participations")
    told = json.dumps(list(events.values("sentence", "before", "after")), ensure_ascii=False)
    assert "K0001" in told
    for value in ("woman", "social_assistance", "to_work", "2024-01-10"):
        assert value not in told


def test_someone_who_is_in_another_measure_stays(house):
    other = register_measure("bron", "Bron")
    put(_ended(9, date(2022, 1, 10), date(2023, 5, 2)))
    from samverk.apps.audit.door import OPEN_ACT, Act

    token = OPEN_ACT.set(Act(command_line(), "test", None))
    person = Participant.objects.get(card="K0009")
    Participation.objects.create(participant=person, measure=other, consent_given=today(), start=today())
    OPEN_ACT.reset(token)
    found = disposal_on(today())
    dispose_participations(command_line(), found.through, found.count)
    assert Participant.objects.filter(card="K0009").exists()
    assert Participation.objects.filter(participant=person).count() == 1


def test_what_was_released_stays_as_counts_and_its_period_is_counted_no_more(house):
    drafter, reviewer = officer(house), keeper()
    returns.make_return_key(command_line())
    row = returns.draft_return(drafter, house, date(2024, 1, 1), date(2024, 12, 31))
    row = returns.review_return(reviewer, row, row.version)
    row = returns.release_return(reviewer, row, row.version)
    assert row.hidden
    found = disposal_on(today())
    dispose_participations(reviewer, found.through, found.count)
    kept = MeasureReturn.objects.get()
    assert (bytes(kept.file), kept.hidden) == (bytes(row.file), {})
    with pytest.raises(RefusedChange, match="gallrade"):
        returns.draft_return(drafter, house, date(2024, 1, 1), date(2024, 12, 31))
    assert returns.draft_return(drafter, house, date(2025, 1, 1), date(2025, 12, 31)).number == 1
