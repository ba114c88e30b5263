"""ESF reports within four weeks of the month's end (SCB), and returns from measure owners."""

from __future__ import annotations

from datetime import date

from samverk.core.year_wheel.kinds import Binding, Known, Progress, WheelRole
from samverk.core.year_wheel.state import EsfMeasure, ExpectedReturn
from tests.factories.year_wheel import find, find_all, wheel_state

DAY = date(2025, 6, 10)


def esf(**known):
    return wheel_state(DAY, esf_measures=(EsfMeasure("steget", "Steget", **known),))


def test_a_month_is_reported_within_four_weeks_of_its_end():
    told = find(esf(start=date(2025, 1, 1)), "AH-ESF", "esf:steget:2025-05")
    assert (told.begins, told.due) == (date(2025, 6, 1), date(2025, 6, 28))
    assert told.title == "Deltagare i Steget till SCB, maj 2025"
    assert (told.binding, told.acts) == (Binding.CONDITION, WheelRole.MEASURE_OWNER)
    assert "Förbundet har inga uppgifter om deltagare." in told.explanation


def test_only_months_that_the_measure_ran_are_reported():
    state = esf(start=date(2025, 2, 15), end=date(2025, 4, 1))
    months = [each.subject for each in find_all(state, "AH-ESF")]
    assert months == ["esf:steget:2025-02", "esf:steget:2025-03", "esf:steget:2025-04"]


def test_a_month_known_not_to_be_reported_is_late_and_an_unknown_one_is_not():
    reported = {(2025, 3): Known.NOT_YET, (2025, 4): date(2025, 5, 20)}
    state = esf(start=date(2025, 2, 1), end=date(2025, 4, 30), reported=reported)
    states = {each.subject[-2:]: each.progress for each in find_all(state, "AH-ESF")}
    assert states == {"02": Progress.UNKNOWN, "03": Progress.LATE, "04": Progress.DONE}


def test_with_no_known_start_nothing_is_asked_of_months_long_gone():
    due = [each.due for each in find_all(esf(), "AH-ESF")]
    assert min(due) == date(2025, 6, 28)


def test_every_month_is_due_in_one_calendar_year():
    state = esf(start=date(2024, 1, 1))
    months = [each.subject for year in (2024, 2025) for each in find_all(state, "AH-ESF", years=(year,))]
    assert len(months) == len(set(months)) == 23  # January 2024 to November 2025


def test_a_return_is_owed_by_its_owner():
    expected = ExpectedReturn("steget", "Steget", "våren 2025", date(2025, 7, 15), Known.NOT_YET, "beslut § 12")
    told = find(wheel_state(DAY, returns=(expected,)), "AH-ATERRAPPORT")
    assert told.title == "Återrapport från Steget, våren 2025"
    assert told.note == "Källa: beslut § 12."
    assert told.who == "Förbundschefen väntar på insatsägaren."


def test_a_return_without_a_source_says_so():
    told = find(wheel_state(DAY, returns=(ExpectedReturn("a", "A", "2025", None),)), "AH-ATERRAPPORT")
    assert (told.due, told.note) == (None, "Var det är bestämt är inte angivet.")
