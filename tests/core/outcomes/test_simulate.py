"""The simulated register for IRIS: every published fact comes out through the definitions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.core.outcomes.counting import by_gender, enrolled, exited, participations, share_by_code, unique_persons
from samverk.core.outcomes.durations import queue_on, time_in_measure
from samverk.core.outcomes.record import of_measures
from samverk.core.outcomes.simulate import measure_ids, simulate
from samverk.core.outcomes.simulated_iris import IRIS_2024
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.support import mean_months_in_support, share_with_main_support
from samverk.core.outcomes.work import due, share_exited_to, share_occupied

YEAR = Span.of_year(2024)
SEEDS = (1, 2, 3)


@pytest.fixture(scope="module", params=SEEDS)
def records(request):
    return simulate(IRIS_2024, request.param).records


def test_396_enrolled_223_women_and_173_men(records):
    assert participations(records, YEAR) == 396
    assert unique_persons(records, YEAR) == 396
    assert by_gender(enrolled(records, YEAR)) == {"woman": 223, "man": 173, "other": 0}


def test_mean_time_in_support_is_43_months_45_for_women_and_41_for_men(records):
    def rounded(found):
        return round(mean_months_in_support(found))

    assert rounded(records) == 43
    assert rounded([each for each in records if each.gender == "woman"]) == 45
    assert rounded([each for each in records if each.gender == "man"]) == 41


@pytest.mark.parametrize(
    ("source", "percent"), [("social_assistance", 37), ("sickness_benefit", 19), ("activity_compensation", 11)]
)
def test_main_income_source(records, source, percent):
    assert share_with_main_support(enrolled(records, YEAR), source).percent == percent


@pytest.mark.parametrize(
    ("referrer", "percent"),
    [("municipality", 45), ("social_insurance_agency", 29), ("own", 16), ("region", 7), ("employment_service", 3)],
)
def test_referrers(records, referrer, percent):
    found = share_by_code(enrolled(records, YEAR), referrer, lambda each: each.referrer, "missing")
    assert found.percent == percent


@pytest.mark.parametrize(
    ("reasons", "percent"),
    [
        (("to_work", "to_studies"), 41),
        (("to_work",), 24),
        (("to_studies",), 17),
        (("to_rehabilitation",), 11),
        (("to_ordinary",), 25),
    ],
)
def test_exits(records, reasons, percent):
    assert share_exited_to(exited(records, YEAR), *reasons).percent == percent


def test_about_seventy_per_cent_of_kompetenstrappan_go_to_work_or_studies(records):
    found = exited(of_measures(records, ["iris_kompetenstrappan"]), YEAR)
    assert share_exited_to(found, "to_work", "to_studies").percent == 70


def test_six_sub_projects_with_people_of_their_ages(records):
    assert len(measure_ids(IRIS_2024)) == 6
    assert {each.measure for each in records} == set(measure_ids(IRIS_2024))
    young = [each.start.year - (each.birth_year or 0) for each in of_measures(records, ["iris_usb"])]
    assert (min(young) >= 16, max(young) <= 29) == (True, True)


def test_what_is_drawn_holds_together(records):
    exits = exited(records, YEAR)
    assert len(exits) == 160
    assert all(date(2023, 2, 1) <= each.start <= date(2024, 12, 31) for each in records)
    assert share_occupied(exits).percent == 41
    assert share_occupied(due(exits, 3, date(2025, 6, 30)), 3).base > 100
    assert 1 < time_in_measure(exits).mean < 14


def test_the_same_seed_gives_the_same_register():
    assert simulate(IRIS_2024, 7) == simulate(IRIS_2024, 7)
    assert simulate(IRIS_2024, 7) != simulate(IRIS_2024, 8)
    assert 15 <= len(queue_on(simulate(IRIS_2024, 7).queue, YEAR.last)) <= 48


def test_counts_that_are_not_everyone_are_refused():
    with pytest.raises(ValueError, match="referrers sum to 1, not 396"):
        simulate(replace(IRIS_2024, referrers={"own": 1}))
    crowded = replace(IRIS_2024.measures[0], women=0, men=1)
    with pytest.raises(ValueError, match="more exits than participants"):
        simulate(replace(IRIS_2024, measures=(crowded,)))
