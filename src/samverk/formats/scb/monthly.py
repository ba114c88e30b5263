"""The rows of SCB's monthly file, in order of time, and which months a correction makes one send again."""

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
    first = date(month // 100, month % 100, 1)
    due = after_months(first, 1) - timedelta(days=1) + DUE_AFTER
    return ScbFile(month, tuple(sorted(rows, key=lambda row: (row.start_month, row.person))), due)


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


def to_send_again(sent: Sequence[ScbFile], now: Sequence[ScbFile]) -> tuple[ScbFile, ...]:
    """The files that must be sent again after a correction: the first that differs and every one after it (SCB).

    `sent` are the files as they were sent, in order; `now` as they would be. Months never sent are not among them.
    """
    before = {file.month: file.rows for file in sent}
    if not before:
        return ()
    rows = {file.month: file.rows for file in now}
    months = sorted(before.keys() | {month for month in rows if month <= max(before)})
    first = next((month for month in months if before.get(month, ()) != rows.get(month, ())), None)
    if first is None:
        return ()
    return tuple(file for file in now if first <= file.month <= max(before))
