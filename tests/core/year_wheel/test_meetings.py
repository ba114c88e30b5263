"""Minutes: KL 5:69, 8:12 and 13:5, FinsamL 19 and 28 §§, lag (1930:173)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.year_wheel.kinds import Known, Progress
from samverk.core.year_wheel.meetings import minutes_deadlines
from samverk.core.year_wheel.state import Minutes
from tests.factories.year_wheel import BOARDS, association, find, find_all, wheel_state

MEETING = date(2025, 3, 21)
APPROVED = date(2025, 4, 1)


def after(day, **known):
    return wheel_state(day, minutes=(Minutes("7", MEETING, **known),))


def everywhere(day):
    return dict.fromkeys(BOARDS, day)


def test_minutes_are_approved_within_fourteen_days():
    told = find(after(date(2025, 4, 5), approved=Known.NOT_YET), "AH-JUSTERING", "minutes:7")
    assert (told.begins, told.due) == (MEETING, date(2025, 4, 4))
    assert told.words == "skulle ha varit klart senast 4\u00a0april"


def test_a_meeting_to_come_has_no_minutes_yet():
    assert find(after(date(2025, 3, 1)), "AH-JUSTERING").progress is Progress.NOT_BEGUN
    assert not find_all(after(date(2025, 3, 1)), "AH-ANSLAG")


def test_the_announcement_comes_by_the_second_day_after_the_approval():
    told = find(after(date(2025, 4, 2), approved=APPROVED), "AH-ANSLAG", "minutes:7")
    assert (told.begins, told.due) == (APPROVED, date(2025, 4, 3))
    assert told.citations == ("KL 8:12", "FinsamL 19 §")


def test_it_is_announced_at_every_municipality_and_region():
    some = {BOARDS[0]: date(2025, 4, 2), BOARDS[1]: date(2025, 4, 3), BOARDS[2]: Known.NOT_YET}
    told = find(after(date(2025, 4, 4), approved=APPROVED, announced=some), "AH-ANSLAG")
    assert told.progress is Progress.LATE
    assert told.note == "Ännu inte antecknat som anslaget hos Söderbergs kommun."
    whole = find(
        after(date(2025, 4, 4), approved=APPROVED, announced=some | {BOARDS[2]: date(2025, 4, 4)}), "AH-ANSLAG"
    )
    assert (whole.done, whole.was_late) == (date(2025, 4, 4), True)


def test_a_notice_board_nobody_has_told_about_leaves_it_unknown():
    some = {BOARDS[0]: date(2025, 4, 2), BOARDS[1]: Known.DONE}
    assert find(after(date(2025, 4, 9), approved=APPROVED, announced=some), "AH-ANSLAG").progress is Progress.UNKNOWN
    known = some | {BOARDS[2]: Known.DONE}
    assert find(after(date(2025, 4, 9), approved=APPROVED, announced=known), "AH-ANSLAG").words == "klart"


def test_three_weeks_to_appeal_from_the_last_announcement():
    days = everywhere(date(2025, 4, 2)) | {BOARDS[0]: date(2025, 4, 3)}
    told = find(after(date(2025, 4, 10), approved=APPROVED, announced=days), "AH-OVERKLAGAN")
    assert told.due == date(2025, 4, 24)
    assert told.progress is Progress.IN_PROGRESS
    assert told.words == "om 14 dagar"
    past = find(after(date(2025, 4, 25), approved=APPROVED, announced=days), "AH-OVERKLAGAN")
    assert past.words == "gick ut 24\u00a0april"


def test_a_time_to_appeal_that_ends_on_a_holiday_is_prolonged():
    days = everywhere(date(2025, 3, 28))  # three weeks on is Good Friday
    told = find(after(date(2025, 4, 10), approved=date(2025, 3, 27), announced=days), "AH-OVERKLAGAN")
    assert told.due == date(2025, 4, 22)


def test_nothing_can_be_said_of_the_appeal_before_it_is_announced_everywhere():
    known = {"approved": APPROVED, "announced": {BOARDS[0]: date(2025, 4, 2)}}
    assert not find_all(after(date(2025, 4, 10), **known), "AH-OVERKLAGAN")


def test_without_a_day_of_approval_the_announcement_has_none():
    assert find(after(date(2025, 4, 10), approved=Known.DONE), "AH-ANSLAG").due is None


def test_an_association_of_agencies_alone_has_no_notice_boards():
    facts = association(medlem=[each.model_dump(by_alias=True) for each in association().members[:2]])
    state = wheel_state(date(2025, 4, 10), facts=facts, minutes=(Minutes("7", MEETING, APPROVED),))
    assert find(state, "AH-ANSLAG").progress is Progress.UNKNOWN
    assert not find_all(state, "AH-OVERKLAGAN")


@settings(deadline=None)
@given(
    meeting=st.dates(date(2018, 1, 1), date(2100, 1, 1)),
    waited=st.integers(0, 60),
    posted=st.lists(st.integers(0, 40), min_size=3, max_size=3),
)
def test_the_days_of_minutes_come_in_order(meeting, waited, posted):
    approved = meeting + timedelta(waited)
    announced = dict(zip(BOARDS, (approved + timedelta(days) for days in posted), strict=True))
    seen = approved + timedelta(200)
    state = wheel_state(seen, minutes=(Minutes("1", meeting, approved, announced),))
    approval, announcement, appeal = minutes_deadlines(state)
    assert approval.due == meeting + timedelta(14)
    assert announcement.due == approved + timedelta(2)
    assert announcement.done == max(announced.values())
    assert max(announced.values()) + timedelta(21) <= appeal.due <= max(announced.values()) + timedelta(27)
    assert approval.begins <= approval.due
    assert announcement.begins <= announcement.due <= appeal.due
