"""Rows become the records that core counts: whatever is noted through the actions is counted as it was told."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from samverk.apps.participants.cards import is_taken, proposed_card
from samverk.apps.participants.enums import Moment
from samverk.apps.participants.follow_actions import note_status, withdraw_consent
from samverk.apps.participants.queries import records_of
from samverk.core.outcomes.code_lists import CONSENT_WITHDRAWN, EXIT_REASONS, GENDERS, NONE_SUPPORT, SUPPORT_SOURCES
from samverk.core.outcomes.counting import by_gender, enrolled, exited, unique_persons
from samverk.core.outcomes.record import Occupied, RecordError, Status, check_token, extent_of_hours
from samverk.core.outcomes.span import Span, after_months
from samverk.core.outcomes.support import main_support
from samverk.core.outcomes.work import share_occupied
from tests.factories.participating import ended, intake
from tests.factories.register import officer, register, register_measure

FIRST = date(2024, 1, 1)
GENDER = st.sampled_from([each.code for each in GENDERS.codes])
REASON = st.sampled_from([each.code for each in EXIT_REASONS.codes if each.code != CONSENT_WITHDRAWN])
SOURCES = st.lists(
    st.sampled_from([each.code for each in SUPPORT_SOURCES.codes if each.code != NONE_SUPPORT]), unique=True, max_size=3
)
SUPPORT = st.one_of(SOURCES, st.just([NONE_SUPPORT])).map(tuple)
EXTENT = st.one_of(st.none(), st.integers(0, 100))
OCCUPIED = st.dictionaries(st.sampled_from(["work", "studies"]), EXTENT).map(
    lambda told: tuple(Occupied(each, extent) for each, extent in told.items())
)
TOLD = st.tuples(
    GENDER,
    st.integers(0, 300),
    SUPPORT,
    OCCUPIED,
    st.one_of(st.none(), st.tuples(st.integers(0, 300), REASON, SUPPORT, OCCUPIED)),
    st.one_of(st.none(), st.tuples(SUPPORT, OCCUPIED)),
)


class RowsAndRecordsTest(TestCase):
    """A database for every example of hypothesis."""

    @settings(max_examples=25)
    @given(st.lists(TOLD, max_size=5))
    def test_what_is_noted_is_what_is_counted(self, people):
        register()
        measure = register_measure()
        actor = officer(measure)
        kept, rows = [], []
        for gender, after, support, occupied, end, later in people:
            start = FIRST + timedelta(days=after)
            row = intake(actor, measure, gender=gender, start=start, at_start=Status(start, support, occupied))
            rows.append(row)
            if end is not None:
                last = start + timedelta(days=end[0])
                row = ended(actor, row, last, end[1], Status(last, end[2], end[3]))
                if later is not None:
                    day = after_months(last, 3)
                    note_status(actor, row, Moment.AFTER_3, 0, Status(day, *later))
            kept.append((gender, start, support, occupied, end, later))
        records = records_of([measure])
        span = Span(FIRST, date(2026, 6, 30))
        counted = [each for each in kept if each[4] is None or each[4][1] != "misregistered"]
        assert len(enrolled(records, span)) == unique_persons(records, span) == len(counted)
        told = Counter(each[0] for each in counted)
        assert by_gender(enrolled(records, span)) == {each.code: told[each.code] for each in GENDERS.codes}
        assert Counter(main_support(each.at_start) for each in records) == Counter(
            (each[2] or ("missing",))[0] for each in kept
        )
        over = [each for each in counted if each[4] is not None]
        exits = exited(records, span)
        assert len(exits) == len(over)
        known = [each[5][1] for each in over if each[5] is not None and each[5][1]]
        assert share_occupied(exits, 3).base == len(known)
        assert share_occupied(exits, 3).count == sum(any(one.extent != 0 for one in each) for each in known)
        for row in rows:
            row.refresh_from_db()
            withdraw_consent(actor, row, row.version)
        assert records_of([measure]) == []


@given(st.integers(0, 60))
def test_hours_are_read_as_core_counts_them(hours):
    from samverk.web.participants.fields import ExtentField

    assert ExtentField().clean(f"{hours} h") == extent_of_hours(hours)
    assert ExtentField().clean(f"{hours}") == ExtentField().clean(f"{hours} %") == hours


def test_a_proposed_card_is_free_and_no_personal_number():
    register()
    measure = register_measure()
    actor = officer(measure)
    for _ in range(40):
        card = proposed_card()
        check_token(card)
        assert not is_taken(card)
        assert not set(card) & set("O01ILSZ")
        intake(actor, measure, card=card)
        assert is_taken(card)


@pytest.mark.parametrize("card", ["811228-987" + "4", "19811228987" + "4", "811228+987" + "4", "Anna", "", "K 7"])
def test_a_card_that_may_be_a_person_is_refused(card):
    with pytest.raises(RecordError):
        check_token(card)
