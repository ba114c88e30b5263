"""The steps of a release (offentliggörande) of figures about participants: draft, reviewed, released.

The one who reviews is never the one who drafted. What is released can be read by anyone and is never taken back.
"""

from __future__ import annotations

from enum import StrEnum


class ReleaseState(StrEnum):
    """Where a release is."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    RELEASED = "released"
    DISCARDED = "discarded"


class ReleaseMove(StrEnum):
    """What can be done with it."""

    REVIEW = "review"
    SEND_BACK = "send_back"
    DISCARD = "discard"
    RELEASE = "release"


MOVES: dict[ReleaseState, dict[ReleaseMove, ReleaseState]] = {
    ReleaseState.DRAFT: {
        ReleaseMove.REVIEW: ReleaseState.REVIEWED,
        ReleaseMove.DISCARD: ReleaseState.DISCARDED,
    },
    ReleaseState.REVIEWED: {
        ReleaseMove.RELEASE: ReleaseState.RELEASED,
        ReleaseMove.SEND_BACK: ReleaseState.DRAFT,
    },
    ReleaseState.RELEASED: {},
    ReleaseState.DISCARDED: {},
}
"""State → move → the state it leads to. What is not here is not allowed."""

STATE_WORDS: dict[ReleaseState, str] = {
    ReleaseState.DRAFT: "utkast",
    ReleaseState.REVIEWED: "granskat",
    ReleaseState.RELEASED: "offentliggjort",
    ReleaseState.DISCARDED: "kastat",
}

MOVE_WORDS: dict[ReleaseMove, str] = {
    ReleaseMove.REVIEW: "godkänna",
    ReleaseMove.SEND_BACK: "skicka tillbaka",
    ReleaseMove.DISCARD: "kasta",
    ReleaseMove.RELEASE: "offentliggöra",
}


class ReleaseMoveError(ValueError):
    """A move that is not allowed. The message is Swedish and says what is."""


def allowed_moves(state: ReleaseState, *, is_drafter: bool = False) -> tuple[ReleaseMove, ...]:
    """What a person may do with a release in `state`; whoever drafted it may not review it."""
    return tuple(move for move in MOVES[state] if not (is_drafter and move is ReleaseMove.REVIEW))


def moved(state: ReleaseState, move: ReleaseMove, *, is_drafter: bool = False) -> ReleaseState:
    """The state after a move. Raises ReleaseMoveError in Swedish when it is not allowed."""
    if move not in MOVES[state]:
        allowed = ", ".join(MOVE_WORDS[each] for each in MOVES[state])
        told = f"Det som går att göra är: {allowed}." if allowed else "Det ändras inte mer."
        raise ReleaseMoveError(
            f"Ett offentliggörande som är {STATE_WORDS[state]} går inte att {MOVE_WORDS[move]}. {told}"
        )
    if is_drafter and move is ReleaseMove.REVIEW:
        raise ReleaseMoveError("Den som gjorde utkastet kan inte godkänna det. Be någon annan granska det.")
    return MOVES[state][move]
