"""The steps of a release: every move that is allowed, and every one that is not."""

from __future__ import annotations

from itertools import product

import pytest

from samverk.core.workflows.releases import (
    MOVE_WORDS,
    MOVES,
    STATE_WORDS,
    ReleaseMove,
    ReleaseMoveError,
    ReleaseState,
    allowed_moves,
    moved,
)


@pytest.mark.parametrize(("state", "move"), list(product(ReleaseState, ReleaseMove)))
def test_every_state_and_move(state, move):
    if move in MOVES[state]:
        assert moved(state, move) is MOVES[state][move]
        assert move in allowed_moves(state)
    else:
        with pytest.raises(ReleaseMoveError, match=f"som är {STATE_WORDS[state]} går inte att {MOVE_WORDS[move]}"):
            moved(state, move)
        assert move not in allowed_moves(state)


def test_from_draft_to_released_takes_a_second_person():
    assert allowed_moves(ReleaseState.DRAFT, is_drafter=True) == (ReleaseMove.DISCARD,)
    with pytest.raises(ReleaseMoveError, match="kan inte godkänna det"):
        moved(ReleaseState.DRAFT, ReleaseMove.REVIEW, is_drafter=True)
    assert moved(ReleaseState.REVIEWED, ReleaseMove.RELEASE, is_drafter=True) is ReleaseState.RELEASED


def test_nothing_but_a_review_leads_to_release_and_nothing_leads_from_it():
    assert [state for state, moves in MOVES.items() if ReleaseState.RELEASED in moves.values()] == [
        ReleaseState.REVIEWED
    ]
    assert [state for state, moves in MOVES.items() if ReleaseState.REVIEWED in moves.values()] == [ReleaseState.DRAFT]
    assert MOVES[ReleaseState.RELEASED] == {}
    with pytest.raises(ReleaseMoveError, match="Det ändras inte mer"):
        moved(ReleaseState.RELEASED, ReleaseMove.SEND_BACK)


def test_every_state_and_move_has_words():
    assert set(MOVES) == set(STATE_WORDS) == set(ReleaseState)
    assert set(MOVE_WORDS) == set(ReleaseMove)
