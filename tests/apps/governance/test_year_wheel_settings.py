"""What is chosen for the year wheel is kept exactly, told in the trail, and steers the wheel; so do the noted days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.apps.audit.door import EditConflict, RefusedChange
from samverk.apps.audit.models import AuditEvent
from samverk.apps.governance.actions import record_day, record_leaving, record_meeting, set_year_wheel
from samverk.apps.governance.models import YearWheelSettings
from samverk.apps.governance.queries import settings_facts, settings_row, settings_values
from samverk.apps.publishing.wheel import wheel_state
from samverk.apps.users.actor import command_line
from samverk.core.periods import long_date
from samverk.core.year_wheel.kinds import Progress
from samverk.core.year_wheel.state import WheelSettings
from samverk.core.year_wheel.wheel import deadlines
from tests.factories.facts import lund
from tests.factories.people import association

DAY = date(2025, 3, 10)
CHOSEN = WheelSettings(
    audit_report_month=5,
    books_ready_day=(1, 31),
    claims_vat=True,
    sources={"claims_vat": "styrelsen 2024-12-05, § 7"},
)


def _due(of, code, subject):
    return next(
        each
        for each in deadlines(wheel_state(of, DAY), range(2024, 2030))
        if (each.code, each.subject) == (code, subject)
    )


@given(
    st.builds(
        WheelSettings,
        audit_report_month=st.none() | st.integers(1, 12),
        state_allocation_day=st.none() | st.tuples(st.integers(1, 12), st.integers(1, 31)),
        interim_month=st.none() | st.integers(6, 8),
        claims_vat=st.none() | st.booleans(),
        retention_years_from_year_end=st.none() | st.integers(7, 100),
        sources=st.dictionaries(st.sampled_from(["claims_vat", "interim_month"]), st.text(min_size=1)),
    )
)
def test_what_is_chosen_comes_back_as_it_was(chosen):
    assert settings_facts(YearWheelSettings(**settings_values(chosen))) == chosen


def test_without_a_choice_practice_holds():
    assert settings_facts(settings_row(association())) == WheelSettings()


def test_what_is_chosen_steers_the_wheel_and_its_source_is_told():
    of = association()
    assert not [each for each in deadlines(wheel_state(of, DAY)) if each.code.startswith("AH-MOMS")]
    set_year_wheel(command_line(of), 0, CHOSEN)
    assert _due(of, "AH-MOMS-ARSUPPGIFT", "vat:2024").due == date(2025, 6, 30)
    assert _due(of, "AH-REVISION", "audit:2024").due == date(2025, 5, 31)
    assert wheel_state(of, DAY).settings == CHOSEN
    event = AuditEvent.objects.filter(association_id=of.pk, action="governance.set_year_wheel").get()
    assert event.sentence == "Valde årshjulets inställningar."
    assert event.after["sources"] == {"claims_vat": "styrelsen 2024-12-05, § 7"}


def test_the_second_of_two_who_choose_at_once_is_told():
    of = association()
    set_year_wheel(command_line(of), 0, CHOSEN)
    with pytest.raises(EditConflict):
        set_year_wheel(command_line(of), 0, WheelSettings(claims_vat=False))
    set_year_wheel(command_line(of), 1, WheelSettings(claims_vat=False))
    assert settings_facts(settings_row(of)).claims_vat is False


def test_minutes_run_from_the_meeting_to_the_end_of_appeal():
    of = lund()
    office = command_line(of)
    meeting = record_meeting(office, date(2025, 2, 14))
    subject = "minutes:2025-02-14"
    assert _due(of, "AH-JUSTERING", subject).due == date(2025, 2, 28)
    record_day(office, "AH-JUSTERING", subject, "Justerat", date(2025, 2, 26))
    assert _due(of, "AH-JUSTERING", subject).progress is Progress.DONE
    assert _due(of, "AH-ANSLAG", subject).due == date(2025, 2, 28)
    record_day(office, "AH-ANSLAG", subject, "Anslaget", date(2025, 2, 27))
    assert _due(of, "AH-ANSLAG", subject).done == date(2025, 2, 27)
    assert _due(of, "AH-OVERKLAGAN", subject).due == date(2025, 3, 20)
    assert meeting.title == "Styrelsen sammanträdde"
    with pytest.raises(RefusedChange):
        record_meeting(office, date(2040, 1, 1))


def test_a_notice_to_leave_gives_the_last_day():
    of = lund()
    given_on = date(2024, 12, 31)
    record_leaving(command_line(of), "Lunds kommun", given_on)
    told = _due(of, "AH-UTTRADE", "member:Lunds kommun")
    assert told.due is not None
    assert told.due > given_on
    assert long_date(given_on) in told.note


def test_the_measures_of_the_social_fund_are_reported_month_by_month_by_days_alone():
    of = lund()
    state = wheel_state(of, DAY)
    (measure,) = state.esf_measures
    of_measure = [each for each in deadlines(state) if each.code == "AH-ESF"]
    assert of_measure
    first = of_measure[0]
    assert first.subject.startswith(f"esf:{measure.id}:")
    record_day(command_line(of), "AH-ESF", first.subject, first.title, DAY)
    assert _due(of, "AH-ESF", first.subject).done == DAY
