"""The budget: FinsamL 19 and 23 §§, KL 8:14 and 11:6."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.year_wheel.budget import last_budget_day
from samverk.core.year_wheel.kinds import Binding, Known, Progress, WheelRole
from samverk.core.year_wheel.state import WheelSettings, YearState
from tests.factories.year_wheel import association, find, find_all, wheel_state

BUDGET = "budget:2026"


def test_the_budget_is_due_by_30_november_whatever_the_weekday():
    assert last_budget_day(2026) == date(2025, 11, 30)  # a Sunday
    told = find(wheel_state(date(2025, 10, 1)), "AH-BUDGET", BUDGET)
    assert told.due == date(2025, 11, 30)
    assert told.citations == ("FinsamL 23 §", "KL 11:6")


@settings(deadline=None)
@given(st.integers(2005, 9998))
def test_the_last_day_is_always_30_november(year):
    assert (last_budget_day(year).month, last_budget_day(year).day) == (11, 30)


def test_the_budget_goes_from_director_to_board():
    known = {2026: YearState(budget_decided=Known.NOT_YET)}
    assert find(wheel_state(date(2025, 10, 1), years=known), "AH-BUDGET", BUDGET).acts is WheelRole.DIRECTOR
    begun = frozenset({f"AH-BUDGET:{BUDGET}"})
    told = find(wheel_state(date(2025, 10, 1), years=known, begun=begun), "AH-BUDGET", BUDGET)
    assert (told.acts, told.progress) == (WheelRole.BOARD, Progress.IN_PROGRESS)


def test_a_meeting_after_the_last_day_is_told():
    known = {2026: YearState(budget_decided=Known.NOT_YET, budget_meeting=date(2025, 12, 4))}
    state = wheel_state(date(2025, 10, 1), years=known)
    told = find(state, "AH-BUDGET", BUDGET)
    assert told.note == "Sammanträdet är planerat till 4\u00a0december, efter den sista dagen i lagen."
    assert told.due == date(2025, 11, 30)
    assert find(state, "AH-SAMRAD", BUDGET).due == date(2025, 11, 30)


def test_the_consultation_comes_before_the_meeting():
    state = wheel_state(date(2025, 10, 1), years={2026: YearState(budget_meeting=date(2025, 11, 20))})
    assert find(state, "AH-SAMRAD", BUDGET).due == date(2025, 11, 20)
    meeting = find(state, "AH-BUDGETMOTE", BUDGET)
    assert (meeting.due, meeting.happens, meeting.citations) == (date(2025, 11, 20), True, ("FinsamL 19 §",))


def test_without_a_meeting_the_consultation_comes_before_the_last_day():
    state = wheel_state(date(2025, 10, 1))
    assert find(state, "AH-SAMRAD", BUDGET).due == date(2025, 11, 30)
    assert not find_all(state, "AH-BUDGETMOTE")


def test_how_long_before_the_meeting_it_is_announced_is_a_setting():
    known = {2026: YearState(budget_meeting=date(2025, 11, 20))}
    without = wheel_state(date(2025, 10, 1), years=known)
    assert find(without, "AH-KUNGORELSE", BUDGET).due is None
    given_days = wheel_state(date(2025, 10, 1), years=known, settings=WheelSettings(budget_notice_days=7))
    assert find(given_days, "AH-KUNGORELSE", BUDGET).due == date(2025, 11, 13)
    assert find(given_days, "AH-FORSLAG", BUDGET).due == date(2025, 11, 13)


def test_the_proposal_is_on_the_website_from_the_announcement():
    known = {2026: YearState(budget_announced=date(2025, 11, 5), proposal_published=Known.NOT_YET)}
    told = find(wheel_state(date(2025, 11, 6), years=known), "AH-FORSLAG", BUDGET)
    assert (told.due, told.progress, told.setting) == (date(2025, 11, 5), Progress.LATE, "")
    assert told.citations == ("KL 8:14", "FinsamL 21 §")


def test_the_state_s_notice_has_no_day_until_one_is_set():
    told = find(wheel_state(date(2025, 10, 1)), "AH-STATENS-MEDEL", BUDGET.replace("budget", "state_allocation"))
    assert (told.due, told.binding, told.setting_source) == (None, Binding.SETTING, "")
    settings = WheelSettings(state_allocation_day=(10, 15))
    state = wheel_state(date(2025, 10, 1), settings=settings)
    assert find(state, "AH-STATENS-MEDEL", "state_allocation:2026").due == date(2025, 10, 15)


def test_the_revised_budget_is_off_until_its_month_is_set():
    assert not find_all(wheel_state(date(2025, 2, 1)), "AH-BUDGET-REVIDERAD")
    state = wheel_state(date(2025, 2, 1), settings=WheelSettings(revised_budget_month=3))
    told = find(state, "AH-BUDGET-REVIDERAD", "budget:2025")
    assert (told.due_from, told.due, told.binding) == (date(2025, 3, 1), date(2025, 3, 31), Binding.PRACTICE)


@pytest.mark.parametrize(("formed", "budgets"), [("2024-06-18", ["budget:2025"]), ("2024-12-15", [])])
def test_the_first_budget_of_a_new_association_is_the_members_own(formed, budgets):
    state = wheel_state(date(2025, 1, 10), facts=association(bildat=formed))
    assert [each.subject for each in find_all(state, "AH-BUDGET", years=(2023, 2024))] == budgets
