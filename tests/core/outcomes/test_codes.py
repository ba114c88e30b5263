"""Code lists as data: sources, settings, own codes counted as shipped ones; ages; the record's own rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.outcomes.ages import AGE_BANDS, ESF_2014_BANDS, ESF_PLUS_BANDS
from samverk.core.outcomes.code_lists import (
    CODE_LISTS,
    EXIT_REASONS,
    GENDERS,
    OCCUPATIONS,
    REFERRERS,
    SUPPORT_GROUP_NAMES,
    SUPPORT_SOURCES,
)
from samverk.core.outcomes.codes import MISSING, Code, CodeError, CodeList
from samverk.core.outcomes.record import (
    AnonymousCount,
    FollowUp,
    Occupied,
    RecordError,
    Status,
    check_token,
    extent_of_hours,
    known_on,
    of_measures,
)
from tests.factories.participations import later, record, status

DAY = date(2024, 2, 1)


def test_what_no_source_gives_is_a_setting():
    assert [codes.id for codes in CODE_LISTS if codes.is_setting] == ["referrer", "exit_reason"]
    assert not [code for codes in CODE_LISTS if not codes.is_setting for code in codes.codes if not code.code]


def test_scb_groups_the_income_sources_in_three():
    found = {
        group: [each.code for each in SUPPORT_SOURCES.codes if each.group == group] for group in SUPPORT_SOURCES.groups
    }
    assert found["ill_health"] == ["sickness_benefit", "activity_compensation", "sickness_compensation"]
    assert found["labour_market"] == ["unemployment_benefit", "activity_support", "establishment_benefit"]
    assert found["assistance"] == ["social_assistance"]
    assert list(found) == list(SUPPORT_GROUP_NAMES)


def test_occupations_are_the_four_of_the_standard_report():
    assert [each.name for each in OCCUPATIONS.codes] == [
        "Förvärvsarbete",
        "Studier",
        "Aktivt arbetssökande",
        "Övrigt",
    ]


def test_an_own_code_is_counted_as_a_shipped_one():
    own = REFERRERS.with_own({"skolan": "other_referrer"})
    assert own.shipped_code("skolan") == "other_referrer"
    assert own.shipped_code(None) == MISSING
    assert own.shipped == REFERRERS.shipped
    with pytest.raises(CodeError, match="räknas som en av"):
        REFERRERS.with_own({"skolan": "kyrkan"})


def test_an_unknown_code_is_refused_with_the_known_ones():
    with pytest.raises(CodeError, match=r"”kvinna” finns inte i kodlistan Kön\. Välj woman, man, other"):
        GENDERS.shipped_code("kvinna")
    assert GENDERS.name_of("woman") == "Kvinna"
    assert GENDERS.name_of(MISSING) == "Uppgift saknas"
    assert EXIT_REASONS.group_of("own_choice") == "broken_off"
    with pytest.raises(CodeError):
        CodeList("x", "X", (Code("a", "A"), Code("a", "B")))


@pytest.mark.parametrize(
    ("bands", "birth_year", "band"),
    [
        (ESF_PLUS_BANDS, 2007, "age_0_17"),
        (ESF_PLUS_BANDS, 2006, "age_18_29"),
        (ESF_PLUS_BANDS, 1995, "age_18_29"),
        (ESF_PLUS_BANDS, 1994, "age_30_54"),
        (ESF_PLUS_BANDS, 1969, "age_55"),
        (ESF_2014_BANDS, 2000, "age_0_24"),
        (ESF_2014_BANDS, 1999, "age_25_54"),
        (ESF_2014_BANDS, 1969, "age_55"),
        (ESF_PLUS_BANDS, None, MISSING),
        (ESF_PLUS_BANDS, 2025, MISSING),
    ],
)
def test_the_two_funds_band_ages_differently(bands, birth_year, band):
    assert bands.band_of(birth_year, 2024) == band


def test_bands_have_names():
    names = [ESF_PLUS_BANDS.name_of(band) for band in ESF_PLUS_BANDS.shipped]
    assert names == ["Under 18 år", "18–29 år", "30–54 år", "55 år eller äldre", "Uppgift saknas"]
    with pytest.raises(KeyError):
        ESF_PLUS_BANDS.name_of("age_7")


@given(st.sampled_from(sorted(AGE_BANDS)), st.integers(1900, 2024))
@settings(max_examples=30)
def test_everyone_has_one_band(bands, birth_year):
    band = AGE_BANDS[bands].band_of(birth_year, 2024)
    assert band in AGE_BANDS[bands].shipped[:-1]


@pytest.mark.parametrize(("hours", "extent"), [(40, 100), (20, 50), (10, 25), (0, 0), (30.0, 75)])
def test_full_extent_is_forty_hours(hours, extent):
    assert extent_of_hours(hours) == extent


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: extent_of_hours(200), "timmar i veckan är inte möjligt"),
        (lambda: Occupied("work", 300), "Omfattningen 300 %"),
        (lambda: Status(DAY, ("none", "social_assistance")), "kan inte anges tillsammans"),
        (lambda: Status(DAY, ("none", "none")), "står två gånger"),
        (lambda: FollowUp(4, status(DAY)), "3, 6 eller 12 månader"),
        (lambda: record(exit=date(2024, 1, 1)), "före starten"),
        (lambda: record(exit_reason="to_work"), "kräver en avslutsdag"),
        (lambda: record(months_in_support=-1), "mindre än 0 månader"),
        (lambda: record(gender=MISSING), "Kön saknas"),
        (lambda: record(exit=DAY, followed_up=(later(3, status(DAY)), later(3, status(DAY)))), "uppföljning står två"),
        (lambda: AnonymousCount("a", "woman", 2024, -1), "0 eller mer"),
        (lambda: check_token("850101-12" + "34"), "ser ut som ett personnummer"),
        (lambda: check_token("19850101Tf29"), "ser ut som ett personnummer"),
        (lambda: check_token("198501011" + "234"), "ser ut som ett personnummer"),
        (lambda: check_token("Kim Berg"), "påhittat kortnummer"),
        (lambda: check_token("Kim"), "påhittat kortnummer"),
        (lambda: check_token(""), "påhittat kortnummer"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(wrong, told):
    with pytest.raises((RecordError, CodeError), match=told):
        wrong()


@pytest.mark.parametrize("wrong", ["gender", "education", "referrer", "exit_reason"])
def test_a_record_has_codes_of_the_lists_only(wrong):
    with pytest.raises(CodeError, match="finns inte i kodlistan"):
        record(exit=date(2024, 5, 1), **{wrong: "annat_ord"})


def test_records_as_they_were_known_on_a_day():
    ended = record(
        exit=date(2024, 5, 1),
        exit_reason="to_work",
        at_exit=status(date(2024, 5, 1), "none", work=100),
        followed_up=(later(3, status(date(2024, 8, 1), "none", work=100)),),
    )
    assert known_on([ended], date(2024, 1, 31)) == []
    assert known_on([ended], date(2024, 4, 30)) == [record()]
    assert known_on([ended], date(2024, 7, 31))[0].followed_up == ()
    assert known_on([ended, record(2)], date(2024, 12, 31)) == [ended, record(2)]
    assert ended.status_after(0) == ended.at_exit
    assert ended.status_after(3) == ended.followed_up[0].status
    assert ended.status_after(6) is None
    assert ended.exit_group == "ended"


def test_the_records_of_some_measures():
    assert of_measures([record(1), record(2, measure="b")], ["b"]) == [record(2, measure="b")]
