"""The steps of a return (återrapport) in the register: draft, reviewed, released, and what can happen after.

The one who reviews is never the one who drafted. A released return is never changed: a correction is a new return with
the next number, and the old one stays, corrected.
"""

from __future__ import annotations

from enum import StrEnum


class ReturnState(StrEnum):
    """Where a return is."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    RELEASED = "released"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


class ReturnMove(StrEnum):
    """What can be done with it."""

    REVIEW = "review"
    SEND_BACK = "send_back"
    DISCARD = "discard"
    RELEASE = "release"
    REFUSE = "refuse"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


MOVES: dict[ReturnState, dict[ReturnMove, ReturnState]] = {
    ReturnState.DRAFT: {
        ReturnMove.REVIEW: ReturnState.REVIEWED,
        ReturnMove.DISCARD: ReturnState.WITHDRAWN,
    },
    ReturnState.REVIEWED: {
        ReturnMove.RELEASE: ReturnState.RELEASED,
        ReturnMove.SEND_BACK: ReturnState.DRAFT,
    },
    ReturnState.RELEASED: {
        ReturnMove.CORRECT: ReturnState.CORRECTED,
        ReturnMove.WITHDRAW: ReturnState.WITHDRAWN,
        ReturnMove.REFUSE: ReturnState.REFUSED,
    },
    ReturnState.REFUSED: {
        ReturnMove.CORRECT: ReturnState.CORRECTED,
        ReturnMove.WITHDRAW: ReturnState.WITHDRAWN,
    },
    ReturnState.CORRECTED: {},
    ReturnState.WITHDRAWN: {},
}
"""State → move → the state it leads to. What is not here is not allowed."""

STATE_WORDS: dict[ReturnState, str] = {
    ReturnState.DRAFT: "utkast",
    ReturnState.REVIEWED: "granskad",
    ReturnState.RELEASED: "lämnad",
    ReturnState.CORRECTED: "rättad av en ny",
    ReturnState.WITHDRAWN: "återkallad",
    ReturnState.REFUSED: "avvisad av förbundet",
}

MOVE_WORDS: dict[ReturnMove, str] = {
    ReturnMove.REVIEW: "granska",
    ReturnMove.SEND_BACK: "skicka tillbaka",
    ReturnMove.DISCARD: "kasta",
    ReturnMove.RELEASE: "lämna",
    ReturnMove.REFUSE: "avvisa",
    ReturnMove.CORRECT: "rätta",
    ReturnMove.WITHDRAW: "återkalla",
}


class ReturnMoveError(ValueError):
    """A move that is not allowed. The message is Swedish and says what is."""


def allowed_moves(state: ReturnState, *, is_drafter: bool = False) -> tuple[ReturnMove, ...]:
    """What a person may do with a return in `state`; whoever drafted it may not review it."""
    return tuple(move for move in MOVES[state] if not (is_drafter and move is ReturnMove.REVIEW))


def moved(state: ReturnState, move: ReturnMove, *, is_drafter: bool = False) -> ReturnState:
    """The state after a move. Raises ReturnMoveError in Swedish when it is not allowed."""
    if move not in MOVES[state]:
        allowed = ", ".join(MOVE_WORDS[each] for each in MOVES[state])
        told = f"Det som går att göra är: {allowed}." if allowed else "Den ändras inte mer."
        raise ReturnMoveError(f"En återrapport som är {STATE_WORDS[state]} går inte att {MOVE_WORDS[move]}. {told}")
    if is_drafter and move is ReturnMove.REVIEW:
        raise ReturnMoveError("Den som gjorde utkastet kan inte granska det. Be någon annan granska återrapporten.")
    return MOVES[state][move]


def is_final(state: ReturnState) -> bool:
    """True when nothing more can happen to the return."""
    return not MOVES[state]
