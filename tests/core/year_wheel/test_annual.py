"""The closing of a year: FinsamL 24 and 26 §§."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.core.year_wheel.kinds import Binding, Known, Progress, WheelRole
from samverk.core.year_wheel.state import WheelSettings, YearState
from tests.factories.year_wheel import MEMBERS, association, find, find_all, wheel_state

REPORT = "annual_report:2024"


def test_the_annual_report_is_due_three_months_after_the_year():
    told = find(wheel_state(date(2025, 3, 10)), "AH-ARSREDOVISNING", REPORT)
    assert (told.due, told.begins) == (date(2025, 3, 31), date(2025, 1, 1))
    assert told.citations == ("FinsamL 24 §",)
    assert told.binding is Binding.LAW


def test_the_annual_report_waits_for_the_books():
    known = {2024: YearState(books_through=10, report_decided=Known.NOT_YET)}
    told = find(wheel_state(date(2025, 2, 1), years=known), "AH-ARSREDOVISNING", REPORT)
    assert told.note == "Bokföringen är inläst till och med oktober."
    assert told.who == "Förbundschefen och styrelsen väntar på redovisningen."


def test_the_annual_report_with_whole_books_waits_for_the_director():
    known = {2024: YearState(books_through=12, report_decided=Known.NOT_YET)}
    begun = frozenset({f"AH-ARSREDOVISNING:{REPORT}"})
    told = find(wheel_state(date(2025, 2, 1), years=known, begun=begun), "AH-ARSREDOVISNING", REPORT)
    assert told.acts is WheelRole.DIRECTOR
    assert told.progress is Progress.IN_PROGRESS


@pytest.mark.parametrize(
    ("through", "progress", "note"),
    [
        (None, Progress.UNKNOWN, ""),
        (0, Progress.NOT_BEGUN, "Ingen bokföring är inläst."),
        (11, Progress.NOT_BEGUN, "Bokföringen är inläst till och med november."),
        (12, Progress.DONE, "Bokföringen är inläst till och med december."),
    ],
)
def test_how_far_the_books_are_read(through, progress, note):
    state = wheel_state(date(2025, 2, 1), years={2024: YearState(books_through=through)})
    told = find(state, "AH-BOKFORING", "books:2024")
    assert (told.progress, told.note, told.due) == (progress, note, None)


def test_the_day_for_the_books_is_a_setting():
    settings = WheelSettings(books_ready_day=(2, 30))
    told = find(wheel_state(date(2025, 1, 10), settings=settings), "AH-BOKFORING", "books:2024")
    assert (told.due, told.setting) == (date(2025, 2, 28), "books_ready_day")


def test_the_audit_report_is_due_in_april_by_practice():
    told = find(wheel_state(date(2025, 3, 1)), "AH-REVISION", "audit:2024")
    assert (told.due_from, told.due) == (date(2025, 4, 1), date(2025, 4, 30))
    assert told.binding is Binding.PRACTICE
    assert (told.setting, told.setting_source) == ("audit_report_month", "")


def test_the_month_of_the_audit_report_can_be_unset():
    state = wheel_state(date(2025, 3, 1), settings=WheelSettings(audit_report_month=None))
    assert find(state, "AH-REVISION", "audit:2024").due is None
    assert find(state, "AH-UNDERSKRIFT", REPORT).due is None


def test_the_board_signs_before_the_audit_report():
    assert find(wheel_state(date(2025, 3, 1)), "AH-UNDERSKRIFT", REPORT).due == date(2025, 3, 31)
    known = {2024: YearState(audit_report=date(2025, 4, 10), report_decided=date(2025, 3, 21))}
    told = find(wheel_state(date(2025, 4, 20), years=known), "AH-UNDERSKRIFT", REPORT)
    assert (told.begins, told.due) == (date(2025, 3, 21), date(2025, 4, 9))


def test_what_cannot_have_come_yet_is_known_not_to_be_done():
    state = wheel_state(date(2025, 5, 2), years={2024: YearState(report_decided=Known.NOT_YET)})
    assert find(state, "AH-UNDERSKRIFT", REPORT).is_late
    assert find(state, "AH-REVISION", "audit:2024").is_late
    waiting = find(state, "AH-ANSVARSFRIHET", f"discharge:2024:{MEMBERS[0]}")
    assert (waiting.progress, waiting.begins) == (Progress.NOT_BEGUN, None)
    assert waiting.note == "Medlemmarna väntar på revisionsberättelsen."


def test_each_member_decides_discharge_and_no_source_gives_a_day():
    known = YearState(audit_report=date(2025, 4, 10), discharges={MEMBERS[2]: date(2025, 5, 26)})
    found = find_all(wheel_state(date(2025, 6, 1), years={2024: known}), "AH-ANSVARSFRIHET", years=(2025,))
    assert [each.due for each in found] == [None] * 5
    assert [each.subject.rpartition(":")[2] for each in found if not each.is_open] == [MEMBERS[2]]
    assert {each.begins for each in found} == {date(2025, 4, 10)}


def test_a_member_that_left_before_the_year_decides_nothing():
    members = [each.model_dump(by_alias=True) for each in association().members]
    members[4] |= {"medlem_till": "2023-12-31"}
    facts = association(medlem=members)
    found = find_all(wheel_state(date(2025, 6, 1), facts=facts), "AH-ANSVARSFRIHET", years=(2025,))
    assert len(found) == 4


def test_nothing_is_asked_of_years_before_the_association():
    state = wheel_state(date(2020, 1, 10), facts=association(bildat="2019-06-18"))
    assert [each.subject for each in find_all(state, "AH-ARSREDOVISNING")] == [
        REPORT[:-4] + "2019",
        REPORT[:-4] + "2020",
    ]
