"""The interim report by the charter, VAT compensation by MOMS 7–8 §§, and how long the books are kept."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.core.year_wheel.kinds import Binding, Known, Progress
from samverk.core.year_wheel.state import WheelSettings, YearState
from tests.factories.year_wheel import START, association, find, find_all, wheel_state

INTERIM = association(forbundsordning=[{"galler_fran": START, "delarsrapport": True}])
SUMMER = date(2025, 7, 1)


def test_without_the_charter_s_demand_the_interim_report_does_not_apply():
    told = find(wheel_state(SUMMER), "AH-DELARSRAPPORT", "interim_report:2025")
    assert (told.progress, told.words) == (Progress.NOT_APPLICABLE, "behövs inte")
    assert told.explanation == "Förbundsordningen kräver ingen delårsrapport."


def test_the_interim_report_has_a_period_until_its_month_is_set():
    told = find(wheel_state(SUMMER, facts=INTERIM), "AH-DELARSRAPPORT", "interim_report:2025")
    assert (told.begins, told.due_from, told.due) == (date(2025, 6, 30), date(2025, 8, 31), date(2025, 10, 31))
    assert told.binding is Binding.CHARTER


@pytest.mark.parametrize(("month", "due"), [(6, date(2025, 8, 31)), (7, date(2025, 9, 30)), (8, date(2025, 10, 31))])
def test_the_interim_report_is_handed_over_two_months_after_its_period(month, due):
    known = {2025: YearState(interim_report=Known.NOT_YET)}
    state = wheel_state(SUMMER, facts=INTERIM, years=known, settings=WheelSettings(interim_month=month))
    told = find(state, "AH-DELARSRAPPORT", "interim_report:2025")
    assert (told.due, told.due_from) == (due, None)


def test_the_charter_that_counts_is_the_one_in_force_at_the_period_s_end():
    versions = [{"galler_fran": START}, {"galler_fran": "2025-08-01", "delarsrapport": True}]
    facts = association(forbundsordning=versions)
    june = wheel_state(SUMMER, facts=facts, settings=WheelSettings(interim_month=6))
    august = wheel_state(SUMMER, facts=facts, settings=WheelSettings(interim_month=8))
    subject = "interim_report:2025"
    assert find(june, "AH-DELARSRAPPORT", subject).progress is Progress.NOT_APPLICABLE
    assert find(august, "AH-DELARSRAPPORT", subject).progress is Progress.NOT_BEGUN


def test_without_a_charter_nothing_is_said_of_an_interim_report_but_that_the_charter_is_missing():
    state = wheel_state(SUMMER, facts=association(forbundsordning=[]))
    assert not find_all(state, "AH-DELARSRAPPORT")
    assert find(state, "AH-FORBUNDSORDNING").progress is Progress.NOT_BEGUN
    assert not find_all(wheel_state(SUMMER), "AH-FORBUNDSORDNING")


@pytest.mark.parametrize("claims", [None, False])
def test_vat_is_told_only_when_the_association_claims(claims):
    state = wheel_state(SUMMER, settings=WheelSettings(claims_vat=claims))
    assert not find_all(state, "AH-MOMS-ARSUPPGIFT") + find_all(state, "AH-MOMS-ANSOKAN")


def test_vat_days():
    state = wheel_state(date(2025, 6, 1), settings=WheelSettings(claims_vat=True))
    statement = find(state, "AH-MOMS-ARSUPPGIFT", "vat:2024")
    assert (statement.begins, statement.due, statement.citations) == (
        date(2025, 1, 1),
        date(2025, 6, 30),
        ("MOMS 8 §",),
    )
    assert find(state, "AH-MOMS-ANSOKAN", "vat:2023").due == date(2025, 12, 31)  # the second year after 2023


def test_vat_done():
    known = {2024: YearState(vat_statement=date(2025, 5, 20))}
    state = wheel_state(date(2025, 6, 1), years=known, settings=WheelSettings(claims_vat=True))
    assert find(state, "AH-MOMS-ARSUPPGIFT", "vat:2024").words == "klart 20\u00a0maj"


def test_old_books_are_kept_ten_years():
    told = find(wheel_state(date(2025, 6, 1)), "AH-BEVARANDE", "archive:2015", (2025,))
    assert (told.due, told.citations, told.happens) == (date(2025, 12, 31), ("KRL 2:11",), True)


def test_from_when_the_seven_years_count_is_a_setting_without_a_source():
    told = find(wheel_state(date(2025, 6, 1)), "AH-BEVARANDE", "archive")
    assert (told.due, told.words) == (None, "ingen dag bestämd")
    assert (told.setting, told.setting_source) == ("retention_years_from_year_end", "")
    assert told.citations == ("LKBR 3 kap.",)


def test_the_seven_years_when_they_are_set():
    settings = WheelSettings(retention_years_from_year_end=7, sources={"retention_years_from_year_end": "arkivet"})
    state = wheel_state(date(2027, 1, 5), settings=settings)
    told = find(state, "AH-BEVARANDE", "archive:2019", (2026,))
    assert (told.due, told.words) == (date(2026, 12, 31), "gick ut 31\u00a0december\u00a02026")
    assert told.setting_source == "arkivet"
    assert not find_all(state, "AH-BEVARANDE", "archive")
