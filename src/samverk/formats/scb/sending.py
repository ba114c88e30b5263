"""Which month can be sent to SCB now, and which must be sent again: SCB takes them in order of time only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class ScbState(Enum):
    """How a month stands. The values are what people read."""

    SENT = "sänd"
    NEXT = "kan sändas"
    NEXT_AGAIN = "ska sändas igen"
    WAITING = "väntar på månaden före"
    WAITING_AGAIN = "ska sändas igen efter månaden före"
    RUNNING = "månaden pågår"
    DISPOSED = "gallrad"

    @property
    def is_next(self) -> bool:
        """True for the one month whose turn it is."""
        return self in (ScbState.NEXT, ScbState.NEXT_AGAIN)


@dataclass(frozen=True, slots=True)
class ScbSent:
    """What is kept of a month that was sent: a hash of its rows, and its number in the order of sending."""

    rows: str
    number: int


def states_of(
    months: Sequence[int], now: Mapping[int, str], sent: Mapping[int, ScbSent], running: int, disposed: int = 0
) -> dict[int, ScbState]:
    """The state of every month (yyyymm, in order of time).

    `now` are the hashes of the sent months' rows as they are now, `running` is the month of today, and the months
    through `disposed` are compared no more. A month that differs is sent again with every one after it (SCB), so a
    month holds only when it was sent after the one before it.
    """
    states: dict[int, ScbState] = {}
    latest, holds = 0, True
    for month in months:
        told = sent.get(month)
        if month <= disposed:
            states[month] = ScbState.DISPOSED
        elif month >= running:
            states[month] = ScbState.RUNNING
        elif holds and told is not None and told.rows == now.get(month) and told.number > latest:
            states[month] = ScbState.SENT
            latest = told.number
        elif holds:
            states[month] = ScbState.NEXT if told is None else ScbState.NEXT_AGAIN
            holds = False
        else:
            states[month] = ScbState.WAITING if told is None else ScbState.WAITING_AGAIN
    return states
