"""The steps of a return: every move that is allowed, and every one that is not."""

from __future__ import annotations

from itertools import product

import pytest

from samverk.core.workflows.returns import (
    MOVE_WORDS,
    MOVES,
    STATE_WORDS,
    ReturnMove,
    ReturnMoveError,
    ReturnState,
    allowed_moves,
    is_final,
    moved,
)


@pytest.mark.parametrize(("state", "move"), list(product(ReturnState, ReturnMove)))
def test_every_state_and_move(state, move):
    if move in MOVES[state]:
        assert moved(state, move) is MOVES[state][move]
        assert move in allowed_moves(state)
    else:
        with pytest.raises(ReturnMoveError, match=f"som är {STATE_WORDS[state]} går inte att {MOVE_WORDS[move]}"):
            moved(state, move)
        assert move not in allowed_moves(state)


def test_from_draft_to_released_takes_a_second_person():
    assert allowed_moves(ReturnState.DRAFT, is_drafter=True) == (ReturnMove.DISCARD,)
    with pytest.raises(ReturnMoveError, match="kan inte granska det"):
        moved(ReturnState.DRAFT, ReturnMove.REVIEW, is_drafter=True)
    reviewed = moved(ReturnState.DRAFT, ReturnMove.REVIEW)
    assert moved(reviewed, ReturnMove.RELEASE, is_drafter=True) is ReturnState.RELEASED


def test_nothing_but_a_review_leads_to_release():
    leading = {state for state, moves in MOVES.items() if ReturnState.RELEASED in moves.values()}
    assert leading == {ReturnState.REVIEWED}
    assert {state for state, moves in MOVES.items() if ReturnState.REVIEWED in moves.values()} == {ReturnState.DRAFT}


def test_what_is_corrected_or_withdrawn_is_final():
    assert [state for state in ReturnState if is_final(state)] == [ReturnState.CORRECTED, ReturnState.WITHDRAWN]
    assert set(MOVES) == set(STATE_WORDS) == set(ReturnState)
    assert set(MOVE_WORDS) == set(ReturnMove)
    with pytest.raises(ReturnMoveError, match="Den ändras inte mer"):
        moved(ReturnState.WITHDRAWN, ReturnMove.RELEASE)
