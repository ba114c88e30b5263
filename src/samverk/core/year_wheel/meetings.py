"""Minutes of the board: approved, announced at the members, and open to appeal until they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from samverk.core.periods import long_date
from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.days import days_later, next_working_day
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.kinds import Known
from samverk.core.year_wheel.state import Minutes, Recorded, WheelState
from samverk.core.year_wheel.telling import is_done, known_day, tell

_TO_APPROVE = 14  # days after the meeting (KL 5:69)
_TO_ANNOUNCE = 2  # days after the approval (KL 8:12)
_TO_APPEAL = 21  # three weeks from the announcement (KL 13:5)


def minutes_deadlines(state: WheelState) -> Iterator[Deadline]:
    """Approval within 14 days; then the announcement by the second day after; then three weeks to appeal."""
    for minutes in state.minutes:
        subject, names = f"minutes:{minutes.id}", {"meeting": long_date(minutes.meeting)}
        yield tell(
            catalogue.APPROVAL,
            state,
            subject,
            names,
            due=days_later(minutes.meeting, _TO_APPROVE),
            recorded=minutes.approved,
            begins=minutes.meeting,
        )
        if is_done(minutes.approved, state.day):
            yield from _after_approval(state, minutes, subject, names)


def notice_boards(state: WheelState, day: date) -> tuple[str, ...]:
    """The members whose notice boards announce: every municipality and region (FinsamL 19 §)."""
    return tuple(member.name for member in state.members_during(day, day) if not member.kind.is_state)


def _after_approval(state: WheelState, minutes: Minutes, subject: str, names: dict[str, str]) -> Iterator[Deadline]:
    boards = notice_boards(state, minutes.meeting)
    approved = known_day(minutes.approved)
    missing = [board for board in boards if not is_done(minutes.announced.get(board), state.day)]
    told = tell(
        catalogue.ANNOUNCEMENT,
        state,
        subject,
        names,
        due=days_later(approved, _TO_ANNOUNCE) if approved else None,
        recorded=_announced(minutes, boards),
        begins=approved,
    )
    if told.is_open and missing:
        told = replace(told, note=f"Ännu inte antecknat som anslaget hos {', '.join(missing)}.")
    yield told
    days = [day for board in boards if (day := known_day(minutes.announced.get(board))) is not None]
    if boards and not missing and len(days) == len(boards):
        last = max(days)
        stands = next_working_day(days_later(last, _TO_APPEAL))
        yield tell(catalogue.APPEAL, state, subject, names, due=stands, begins=last)


def _announced(minutes: Minutes, boards: tuple[str, ...]) -> Recorded:
    """When it was announced at the last of the members: known only when every one is known."""
    recorded = [minutes.announced.get(board) for board in boards]
    if not recorded or None in recorded:
        return Known.NOT_YET if Known.NOT_YET in recorded else None
    if Known.NOT_YET in recorded:
        return Known.NOT_YET
    days = [day for each in recorded if (day := known_day(each)) is not None]
    return max(days) if len(days) == len(recorded) else Known.DONE
