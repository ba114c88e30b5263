"""The rows of SCB's monthly file, in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.core.outcomes.span import after_months
from samverk.core.planning.months import months_between, period_of
from samverk.formats.scb.participants import ScbParticipant, ScbSettings, person_code

DUE_AFTER = timedelta(weeks=4)
"""How long after the end of a month its file is due."""


@dataclass(frozen=True, slots=True)
class ScbRow:
    """A row of the file. `end` is there only in the month it was; months are yyyymm."""

    month: int
    person: str
    start_month: int
    hours: int
    end: date | None


@dataclass(frozen=True, slots=True)
class ScbFile:
    """One month's file, and the last day to send it."""

    month: int
    rows: tuple[ScbRow, ...]
    due: date


def month_file(participants: Sequence[ScbParticipant], month: int, settings: ScbSettings) -> ScbFile:
    """Everyone who took part in a month, the earliest start first. Raises ScbError in Swedish."""
    rows = [_row(each, month, settings) for each in participants if each.takes_part(month)]
    return ScbFile(month, tuple(sorted(rows, key=lambda row: (row.start_month, row.person))), due_of(month))


def due_of(month: int) -> date:
    """The last day to send a month (yyyymm)."""
    return after_months(date(month // 100, month % 100, 1), 1) - timedelta(days=1) + DUE_AFTER


def _row(participant: ScbParticipant, month: int, settings: ScbSettings) -> ScbRow:
    ended = participant.end if participant.end is not None and period_of(participant.end) == month else None
    hours = participant.hours.get(month, 0)
    return ScbRow(month, person_code(participant, settings), period_of(participant.start), hours, ended)


def files_through(participants: Sequence[ScbParticipant], through: int, settings: ScbSettings) -> tuple[ScbFile, ...]:
    """Every month's file from the first start through a month, in the only order SCB takes them. Raises ScbError."""
    if not participants:
        return ()
    first = min(period_of(each.start) for each in participants)
    return tuple(month_file(participants, month, settings) for month in months_between(first, through))
