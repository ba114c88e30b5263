"""Which month's turn it is, and what a correction makes one send again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samverk.core.planning.months import months_between
from samverk.formats.scb.sending import ScbSent, ScbState, states_of

MONTHS = months_between(202401, 202406)
ROWS = {month: f"rows {month}" for month in MONTHS}
_SETTLED = (ScbState.SENT, ScbState.DISPOSED, ScbState.RUNNING)


def _sent_in_order(count: int) -> dict[int, ScbSent]:
    return {month: ScbSent(ROWS[month], number) for number, month in enumerate(MONTHS[:count], 1)}


def test_the_oldest_month_that_is_not_sent_is_next_and_the_running_one_waits():
    states = states_of(MONTHS, ROWS, _sent_in_order(2), 202406)
    assert [states[month] for month in MONTHS] == [
        *[ScbState.SENT] * 2, ScbState.NEXT, *[ScbState.WAITING] * 2, ScbState.RUNNING,
    ]  # fmt: skip


def test_a_correction_sends_the_month_and_every_later_one_again_until_all_are_resent():
    now, sent = {**ROWS, 202402: "corrected"}, _sent_in_order(4)
    states = states_of(MONTHS, now, sent, 202406)
    assert [states[month] for month in MONTHS[:5]] == [
        ScbState.SENT, ScbState.NEXT_AGAIN, *[ScbState.WAITING_AGAIN] * 2, ScbState.WAITING,
    ]  # fmt: skip
    sent[202402] = ScbSent("corrected", 5)
    states = states_of(MONTHS, now, sent, 202406)
    assert states[202403] is ScbState.NEXT_AGAIN, "its rows are the same, but it was sent before the corrected month"
    assert states[202404] is ScbState.WAITING_AGAIN


def test_a_start_before_the_first_sent_month_sends_that_one_again():
    sent = {202402: ScbSent(ROWS[202402], 1)}
    states = states_of(MONTHS, ROWS, sent, 202406)
    assert (states[202401], states[202402]) == (ScbState.NEXT, ScbState.WAITING_AGAIN)


def test_what_is_disposed_of_is_compared_no_more():
    states = states_of(MONTHS, {**ROWS, 202401: "gone"}, _sent_in_order(2), 202406, disposed=202401)
    assert [states[month] for month in MONTHS[:3]] == [ScbState.DISPOSED, ScbState.SENT, ScbState.NEXT]


@given(st.lists(st.tuples(st.sampled_from(MONTHS[:5]), st.booleans()), max_size=8))
def test_sending_the_next_month_until_none_is_left_ends_with_every_month_in_order(corrections):
    now, sent, number = dict(ROWS), {}, 0
    for month, is_sent in [*corrections, *[(0, True)] * 40]:
        if month:
            now[month] += "*"
        states = states_of(MONTHS, now, sent, 202406)
        turns = [each for each in MONTHS if states[each].is_next]
        assert len(turns) <= 1
        if turns and is_sent:
            assert all(states[each] in _SETTLED for each in MONTHS if each < turns[0])
            number += 1
            sent[turns[0]] = ScbSent(now[turns[0]], number)
    assert {state for month, state in states_of(MONTHS, now, sent, 202406).items() if month < 202406} == {ScbState.SENT}
    assert [sent[month].number for month in MONTHS[:5]] == sorted(sent[month].number for month in MONTHS[:5])
    assert {month: sent[month].rows for month in MONTHS[:5]} == {month: now[month] for month in MONTHS[:5]}
