"""What there is to note about a participation, and when: its moments one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.apps.participants.enums import Moment
from samverk.apps.participants.models import Participation, StatusNote
from samverk.core.outcomes.code_lists import MISREGISTERED
from samverk.core.outcomes.span import after_months
from samverk.core.periods import long_date

_SOON = 30
_LATE = 30
"""Days: a follow-up is announced so long before its day, and late so long after it. Our own rule."""

_NOT_FOLLOWED = frozenset({MISREGISTERED, "deceased"})
"""Exit reasons after which nobody is called."""


@dataclass(frozen=True, slots=True)
class Step:
    """A moment of a participation on a day. `due` is None as long as nobody knows when it comes."""

    participation: Participation
    moment: Moment
    note: StatusNote | None
    due: date | None
    day: date

    @property
    def is_told(self) -> bool:
        """True when it is noted how it stood, or that nobody could be reached."""
        return self.note is not None and (self.note.is_unreached or bool(self.note.support or self.note.occupied))

    @property
    def is_follow_up(self) -> bool:
        """True for what is asked some months after the exit."""
        return bool(self.moment.months)

    @property
    def may_be_noted(self) -> bool:
        """True from its day on."""
        return self.due is not None and self.due <= self.day

    @property
    def is_waiting(self) -> bool:
        """True when its day has come and nothing is noted."""
        return self.may_be_noted and not self.is_told

    @property
    def is_late(self) -> bool:
        """True when a follow-up has waited for long; what is missing at the start or the exit can be told any day."""
        return self.due is not None and self.is_follow_up and self.is_waiting and (self.day - self.due).days > _LATE

    @property
    def is_soon(self) -> bool:
        """True when its day comes within a month."""
        return self.due is not None and not self.is_told and 0 < (self.due - self.day).days <= _SOON

    @property
    def words(self) -> str:
        """When, in Swedish: "saknas", "sen, skulle ha gjorts 4 april 2026", "i dag", "om 12 dagar"."""
        if self.due is None:
            return "efter avslutet"
        left = (self.due - self.day).days
        if not self.is_follow_up:
            return "saknas"
        if self.is_late:
            return f"sen, skulle ha gjorts {long_date(self.due)}"
        if left < 0:
            return f"att göra sedan {long_date(self.due)}"
        if left > _SOON:
            return f"från {long_date(self.due)}"
        return {0: "i dag", 1: "i morgon"}.get(left, f"om {left} dagar")


def steps_of(row: Participation, day: date) -> list[Step]:
    """The moments of a participation, in order. Fetch `notes` beforehand when there are many."""
    notes = {note.moment: note for note in row.notes.all()}
    is_followed = row.exit_reason not in _NOT_FOLLOWED
    return [
        Step(row, moment, notes.get(moment), _due(row, moment), day)
        for moment in Moment
        if is_followed or moment in (Moment.START, *(Moment(each) for each in notes))
    ]


def next_step_of(row: Participation, day: date) -> Step | None:
    """What there is to note next: what waits, else what comes; None when everything is told."""
    left = [step for step in steps_of(row, day) if not step.is_told and step.due is not None]
    return min(left, key=lambda step: step.due or day, default=None)


def _due(row: Participation, moment: Moment) -> date | None:
    if moment.months is None:
        return row.start
    return after_months(row.exit, moment.months) if row.exit else None
