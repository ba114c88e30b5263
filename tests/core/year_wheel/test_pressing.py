"""What to do now: at most five things, most pressing first, each with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samverk.core.year_wheel.kinds import Known
from samverk.core.year_wheel.pressing import Urgency, now, upcoming
from samverk.core.year_wheel.state import EsfMeasure, Minutes, WheelSettings, YearState
from samverk.core.year_wheel.wheel import deadlines
from tests.factories.year_wheel import association, auditor, wheel_state

DAY = date(2025, 11, 18)
TOLD = YearState(
    books_through=12,
    consultation=date(2024, 10, 1),
    budget_decided=date(2024, 11, 20),
    budget_announced=date(2024, 11, 1),
    proposal_published=date(2024, 11, 1),
    state_allocation=date(2024, 11, 1),
    report_decided=date(2025, 3, 21),
    report_signed=date(2025, 3, 21),
    audit_report=date(2025, 4, 10),
    discharges=dict.fromkeys(
        ("Försäkringskassan", "Arbetsförmedlingen", "Region Berg", "Norrbergs kommun", "Söderbergs kommun"),
        date(2025, 6, 1),
    ),
)
CALM = dict.fromkeys(range(2022, 2026), TOLD)


def pressing(state):
    return [(item.deadline.code, item.urgency) for item in now(deadlines(state))]


def test_nothing_presses_when_everything_is_done():
    assert now(deadlines(wheel_state(date(2025, 7, 1), years=CALM))) == ()


def test_the_late_come_first_then_the_soon_then_what_should_have_begun():
    budget = YearState(budget_decided=Known.NOT_YET, consultation=Known.NOT_YET, budget_meeting=date(2025, 11, 27))
    state = wheel_state(
        DAY,
        years={**CALM, 2026: budget},
        minutes=(Minutes("1", date(2025, 10, 30), Known.NOT_YET), Minutes("2", date(2025, 11, 1), Known.NOT_YET)),
        esf_measures=(EsfMeasure("s", "Steget", date(2025, 11, 1), reported={(2025, 11): Known.NOT_YET}),),
        settings=WheelSettings(lead_days={"AH-ESF": 60}),
    )
    found = now(deadlines(state))
    assert [(item.deadline.code, item.urgency) for item in found][:3] == [
        ("AH-JUSTERING", Urgency.LATE_DUTY),
        ("AH-SAMRAD", Urgency.SOON),
        ("AH-BUDGET", Urgency.SOON),
    ]
    assert found[0].reason == "Skulle ha varit klart senast 13\u00a0november. Det gäller 1 till av samma slag."
    assert [each.subject for each in found[0].others] == ["minutes:2"]
    assert found[2].reason == "Ska vara klart om 12 dagar."


def test_at_most_five_and_never_two_of_a_kind():
    state = wheel_state(DAY, minutes=tuple(Minutes(str(day), date(2025, 10, day)) for day in range(1, 20)))
    found = now(deadlines(state))
    assert len(found) == 5
    assert len({item.deadline.code for item in found}) == 5
    assert len(now(deadlines(state), at_most=2)) == 2
    assert now(deadlines(state), at_most=0) == ()


def test_work_that_should_have_begun_says_so():
    known = {**CALM, 2026: YearState(budget_decided=Known.NOT_YET)}
    early = wheel_state(date(2025, 10, 1), years=known)
    item = next(item for item in now(deadlines(early)) if item.deadline.code == "AH-BUDGET")
    assert item.reason == "Det är dags att börja. Sista dagen är 30\u00a0november."
    begun = wheel_state(date(2025, 10, 1), years=known, begun=frozenset({"AH-BUDGET:budget:2026"}))
    item = next(item for item in now(deadlines(begun)) if item.deadline.code == "AH-BUDGET")
    assert item.reason == "Arbetet pågår. Sista dagen är 30\u00a0november."


def test_what_has_no_day_presses_when_it_can_be_done():
    known = replace(TOLD, discharges=dict.fromkeys(TOLD.discharges, Known.NOT_YET))
    found = now(deadlines(wheel_state(date(2025, 7, 1), years={**CALM, 2024: known})))
    assert [(item.deadline.code, item.urgency) for item in found] == [("AH-ANSVARSFRIHET", Urgency.MISSING_DUTY)]
    assert found[0].reason == "Ingen dag är bestämd, och det går att göra nu. Det gäller 4 till av samma slag."


def test_discharge_does_not_press_before_the_audit_report():
    discharges = dict.fromkeys(TOLD.discharges, Known.NOT_YET)
    known = replace(TOLD, audit_report=Known.NOT_YET, discharges=discharges)
    codes = [code for code, _urgency in pressing(wheel_state(date(2025, 4, 5), years={**CALM, 2024: known}))]
    assert "AH-REVISION" in codes
    assert "AH-ANSVARSFRIHET" not in codes


def test_a_missing_auditor_and_a_missing_charter_press():
    facts = association(funktionar=[auditor("Försäkringskassan")], forbundsordning=[])
    found = pressing(wheel_state(date(2025, 7, 1), facts=facts, years=CALM))
    assert found == [("AH-REVISOR", Urgency.MISSING_DUTY), ("AH-FORBUNDSORDNING", Urgency.BEGUN_CUSTOM)]


def test_late_practice_is_less_pressing_than_law():
    known = replace(TOLD, audit_report=Known.NOT_YET)
    found = now(deadlines(wheel_state(date(2025, 7, 1), years={**CALM, 2024: known})))
    assert [(item.deadline.code, item.urgency) for item in found] == [("AH-REVISION", Urgency.LATE_CUSTOM)]
    assert found[0].reason == "Brukar vara klart senast 30\u00a0april."


def test_what_nobody_has_told_is_asked_for_a_year():
    ask = {**CALM, 2024: replace(TOLD, audit_report=None)}
    items = {item.deadline.code: item for item in now(deadlines(wheel_state(date(2025, 7, 1), years=ask)))}
    assert items["AH-REVISION"].urgency is Urgency.UNTOLD
    assert items["AH-REVISION"].reason == "Uppgift saknas; dagen var 30\u00a0april."
    later = {**ask, 2025: TOLD, 2026: TOLD, 2027: TOLD}
    codes = [code for code, _urgency in pressing(wheel_state(date(2026, 7, 1), years=later))]
    assert "AH-REVISION" not in codes


def test_what_comes_by_itself_is_nothing_to_do():
    codes = [code for code, _urgency in pressing(wheel_state(date(2025, 12, 30), years={**CALM, 2026: TOLD}))]
    assert "AH-ARSSLUT" not in codes


def test_upcoming_is_what_is_open_within_the_days():
    state = wheel_state(date(2025, 11, 18), years=CALM)
    found = upcoming(deadlines(state), days=30)
    assert [(each.code, each.days_left) for each in found] == [("AH-BUDGET", 12), ("AH-SAMRAD", 12)]
    assert [each.code for each in upcoming(deadlines(state), days=12)] == ["AH-BUDGET", "AH-SAMRAD"]
    assert upcoming(deadlines(state), days=11) == ()
