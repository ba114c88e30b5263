"""What a deadline says of itself, in Swedish."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.kinds import Known, Progress
from samverk.core.year_wheel.state import WheelSettings
from samverk.core.year_wheel.telling import progress_of, tell
from tests.factories.year_wheel import wheel_state

DAY = date(2025, 3, 10)
NAMES = {"year": 2026, "meeting": "6 februari 2025"}


def told(kind=catalogue.BUDGET, *, seen=DAY, due=None, recorded=Known.NOT_YET, **more):
    return tell(kind, wheel_state(seen), "budget:2026", NAMES, due=due, recorded=recorded, **more)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2025, 3, 22), "om 12 dagar"),
        (date(2025, 3, 11), "i morgon"),
        (date(2025, 3, 10), "i dag"),
        (date(2025, 11, 30), "senast 30\u00a0november"),
        (date(2026, 3, 31), "senast 31\u00a0mars\u00a02026"),
        (date(2025, 3, 4), "skulle ha varit klart senast 4\u00a0mars"),
        (None, "ingen dag bestämd"),
    ],
)
def test_when_in_words(due, words):
    assert told(due=due).words == words


def test_done_is_told_with_its_day():
    assert told(due=date(2025, 3, 31), recorded=date(2025, 3, 7)).words == "klart 7\u00a0mars"
    assert told(due=date(2025, 3, 31), recorded=Known.DONE).words == "klart"


def test_what_nobody_has_told_is_not_late():
    unknown = told(due=date(2025, 3, 4), recorded=None)
    assert unknown.progress is Progress.UNKNOWN
    assert unknown.words == "uppgift saknas; dagen var 4\u00a0mars"


def test_practice_is_told_as_what_is_usual():
    period = {"due": date(2025, 4, 30), "due_from": date(2025, 4, 1)}
    assert told(catalogue.AUDIT, **period).words == "i april"
    assert told(catalogue.AUDIT, seen=date(2025, 4, 10), **period).words == "om 20 dagar"
    assert told(catalogue.AUDIT, seen=date(2025, 5, 2), **period).words == "brukar vara klart senast 30\u00a0april"
    uneven = told(catalogue.INTERIM_REPORT, due=date(2025, 10, 31), due_from=date(2025, 8, 31))
    assert uneven.words == "31\u00a0augusti – 31\u00a0oktober"


def test_what_happens_by_itself_is_never_late():
    assert told(catalogue.YEAR_END, due=date(2024, 12, 31)).words == "slutade 31\u00a0december\u00a02024"
    ahead = told(catalogue.YEAR_END, due=date(2025, 12, 31))
    assert (ahead.words, ahead.progress, ahead.who) == ("31\u00a0december", Progress.NOT_BEGUN, "")
    running = told(catalogue.APPEAL, due=date(2025, 3, 20), begins=date(2025, 2, 27))
    assert running.progress is Progress.IN_PROGRESS


def test_who_waits_for_whom():
    assert told().who == "Styrelsen väntar på förbundschefen."
    assert told(catalogue.AUDIT).who == "Styrelsen och medlemmarna väntar på revisorerna."
    assert told(catalogue.RETENTION, recorded=None).who == ""


def test_a_budget_adopted_in_december_was_late():
    late = told(seen=date(2026, 1, 10), due=date(2025, 11, 30), recorded=date(2025, 12, 4))
    assert late.was_late
    assert late.words == "klart 4\u00a0december\u00a02025"
    assert not told(seen=date(2026, 1, 10), due=date(2025, 11, 30), recorded=date(2025, 11, 30)).was_late


def test_the_sources_can_be_read():
    budget = told(due=date(2025, 11, 30))
    assert budget.citations == ("FinsamL 23 §", "KL 11:6")
    assert [provision.url.endswith(".pdf") for provision in budget.provisions] == [True, True]
    assert budget.id == "AH-BUDGET:budget:2026"


def test_a_setting_shows_its_source_and_that_it_has_none():
    due = date(2025, 4, 30)
    assert told(catalogue.AUDIT, due=due, setting="audit_report_month").setting_source == ""
    settings = WheelSettings(sources={"audit_report_month": "styrelsen 2024-12-05"})
    state = wheel_state(DAY, settings=settings)
    shown = tell(catalogue.AUDIT, state, "audit:2024", {"year": 2024}, due=due, setting="audit_report_month")
    assert shown.setting_source == "styrelsen 2024-12-05"


@pytest.mark.parametrize(
    ("recorded", "is_begun", "expected"),
    [
        (date(2025, 3, 10), False, Progress.DONE),
        (Known.DONE, False, Progress.DONE),
        (date(2025, 3, 20), False, Progress.NOT_BEGUN),  # a later day is a plan
        (Known.NOT_YET, False, Progress.NOT_BEGUN),
        (Known.NOT_YET, True, Progress.IN_PROGRESS),
        (None, False, Progress.UNKNOWN),
        (None, True, Progress.IN_PROGRESS),
    ],
)
def test_progress_before_the_day(recorded, is_begun, expected):
    begins, due = date(2025, 3, 1), date(2025, 3, 31)
    assert progress_of(recorded, due=due, begins=begins, seen=DAY, is_begun=is_begun) is expected


@pytest.mark.parametrize(
    ("recorded", "is_begun", "expected"),
    [
        (Known.NOT_YET, False, Progress.LATE),
        (Known.NOT_YET, True, Progress.LATE),
        (date(2025, 3, 20), False, Progress.LATE),
        (None, True, Progress.UNKNOWN),
        (date(2025, 3, 5), False, Progress.DONE),
    ],
)
def test_progress_after_the_day(recorded, is_begun, expected):
    begins, due = date(2025, 2, 1), date(2025, 3, 4)
    assert progress_of(recorded, due=due, begins=begins, seen=DAY, is_begun=is_begun) is expected


def test_before_its_work_should_begin_a_thing_is_not_begun():
    due = date(2025, 11, 30)
    assert told(due=due, recorded=None).progress is Progress.NOT_BEGUN
    assert told(due=due, recorded=None, seen=date(2025, 9, 2)).progress is Progress.UNKNOWN


def test_the_lead_time_is_a_setting():
    settings = WheelSettings(lead_days={"AH-BUDGET": 10})
    state = wheel_state(DAY, settings=settings)
    shown = tell(catalogue.BUDGET, state, "budget:2026", {"year": 2026}, due=date(2025, 11, 30))
    assert shown.begins == date(2025, 11, 20)
    assert told(due=date(2025, 11, 30)).begins == date(2025, 9, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"audit_report_month": 13},
        {"revised_budget_month": 0},
        {"state_allocation_day": (10, 32)},
        {"books_ready_day": (0, 1)},
        {"interim_month": 5},
        {"budget_notice_days": -1},
        {"retention_years_from_year_end": 6},
        {"interim_months_to_hand_over": 13},
    ],
)
def test_a_setting_that_cannot_be_is_refused_in_swedish(wrong):
    with pytest.raises(ValueError, match=r"är .*\. Här står|bevaras i minst sju år\. Här står|slutar i juni"):
        WheelSettings(**wrong)
