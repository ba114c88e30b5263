"""SCB's monthly file: rows in order of time, and protected identities."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.formats.scb.monthly import ScbRow, files_through, month_file
from samverk.formats.scb.participants import ScbError, ScbParticipant, ScbSettings, person_code

SETTINGS = ScbSettings()
FIRST = ScbParticipant("P1", "woman", date(2024, 1, 15), date(2024, 3, 20), {202401: 10, 202402: 40, 202403: 12})
SECOND = ScbParticipant("P2", "man", date(2024, 2, 1), None, {202402: 20})
PROTECTED = ScbParticipant("", "woman", date(2024, 2, 5), is_protected=True, birth_day=date(1990, 5, 17))


def test_the_months_of_two_participants():
    files = files_through([SECOND, FIRST], 202404, SETTINGS)
    assert [file.month for file in files] == [202401, 202402, 202403, 202404]
    assert files[1].rows == (ScbRow(202402, "P1", 202401, 40, None), ScbRow(202402, "P2", 202402, 20, None))
    assert files[2].rows[0] == ScbRow(202403, "P1", 202401, 12, date(2024, 3, 20))  # the end in its month
    assert files[3].rows == (ScbRow(202404, "P2", 202402, 0, None),)


def test_a_month_is_due_four_weeks_after_its_end():
    assert month_file([], 202402, SETTINGS).due == date(2024, 3, 28)


def test_a_protected_identity_is_a_birth_day_and_a_code():
    assert person_code(PROTECTED, SETTINGS) == "19900517Tf29"
    with pytest.raises(ScbError, match="saknar födelsedag"):
        person_code(replace(PROTECTED, birth_day=None), SETTINGS)


@pytest.mark.parametrize("gender", ["man", "other"])
def test_the_code_for_others_is_not_known_and_not_guessed(gender):
    with pytest.raises(ScbError, match="Fråga SCB"):
        month_file([replace(PROTECTED, gender=gender)], 202402, SETTINGS)


def test_the_code_for_men_is_a_setting():
    known = ScbSettings(man_ending="Xx00", man_source="svar från SCB")
    assert person_code(replace(PROTECTED, gender="man"), known) == "19900517Xx00"


@given(
    st.lists(st.tuples(st.integers(0, 700), st.none() | st.integers(0, 400), st.integers(0, 100)), max_size=8),
    st.integers(202401, 202412),
)
@settings(max_examples=40)
def test_months_are_in_order_and_every_end_is_told_once(drawn, through):
    origin = date(2023, 1, 1).toordinal()
    participants = [
        ScbParticipant(
            f"P{number}",
            "woman",
            date.fromordinal(origin + start),
            None if length is None else date.fromordinal(origin + start + length),
            {202401: hours},
        )
        for number, (start, length, hours) in enumerate(drawn)
    ]
    files = files_through(participants, through, SETTINGS)
    assert [file.month for file in files] == sorted({file.month for file in files})
    ends = [row.person for file in files for row in file.rows if row.end is not None]
    assert len(ends) == len(set(ends))
    for file in files:
        assert list(file.rows) == sorted(file.rows, key=lambda row: (row.start_month, row.person))
        assert all(row.start_month <= file.month for row in file.rows)


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({"person": ""}, "Aldrig båda"),
        ({"is_protected": True}, "Aldrig båda"),
        ({"end": date(2023, 1, 1)}, "före start"),
        ({"hours": {202401: 745}}, "0 till 744"),
    ],
)
def test_what_scb_cannot_be_told_is_refused_without_naming_anyone(given_, told):
    with pytest.raises(ScbError, match=told) as caught:
        replace(FIRST, **given_)
    assert "P1" not in str(caught.value)
