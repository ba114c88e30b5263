"""From a kind and what is known to a deadline: how far it has come, and when its work begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samverk.core.law import PROVISIONS
from samverk.core.year_wheel.days import days_later
from samverk.core.year_wheel.deadline import Deadline, DeadlineKind
from samverk.core.year_wheel.kinds import Known, Progress
from samverk.core.year_wheel.state import Recorded, WheelState


def tell(
    kind: DeadlineKind,
    state: WheelState,
    subject: str,
    names: Mapping[str, object],
    *,
    due: date | None,
    recorded: Recorded = None,
    begins: date | None = None,
    due_from: date | None = None,
    setting: str = "",
) -> Deadline:
    """The deadline of `kind` for `subject`. `names` fill the title; without `begins` the lead time gives it."""
    begins = _begins(kind, state, due, due_from, begins)
    is_begun = f"{kind.code}:{subject}" in state.begun
    if kind.happens and due is not None:
        recorded = due if due < state.day else Known.NOT_YET
        is_begun = begins is not None and begins <= state.day
    progress = progress_of(recorded, due=due, begins=begins, seen=state.day, is_begun=is_begun)
    return Deadline(
        kind=kind,
        subject=subject,
        title=kind.title.format_map(names),
        seen=state.day,
        progress=progress,
        binding=kind.binding,
        acts=kind.acts,
        waits=kind.waits,
        sources=kind.sources,
        explanation=kind.explanation or PROVISIONS[kind.sources[0]].wording,
        due=due,
        due_from=due_from,
        begins=begins,
        done=recorded if progress is Progress.DONE and isinstance(recorded, date) else None,
        setting=setting,
        setting_source=state.settings.sources.get(setting, ""),
    )


def _begins(
    kind: DeadlineKind, state: WheelState, due: date | None, due_from: date | None, begins: date | None
) -> date | None:
    """When the work can begin, never after its day."""
    if due is None:
        return begins
    if begins is None:
        lead = state.settings.lead_days.get(kind.code, kind.lead_days)
        begins = days_later(due_from or due, -max(lead, 0))
    return min(begins, due)


def progress_of(recorded: Recorded, *, due: date | None, begins: date | None, seen: date, is_begun: bool) -> Progress:
    """How far a thing has come on `seen`. Only what is known not to be done can be late."""
    if recorded is Known.DONE or (isinstance(recorded, date) and recorded <= seen):
        return Progress.DONE
    if begins is not None and seen < begins and not is_begun:
        return Progress.NOT_BEGUN
    has_passed = due is not None and due < seen
    if recorded is None and (has_passed or not is_begun):
        return Progress.UNKNOWN
    if has_passed:
        return Progress.LATE
    return Progress.IN_PROGRESS if is_begun else Progress.NOT_BEGUN


def unless_before(recorded: Recorded, earlier: Recorded, seen: date) -> Recorded:
    """`recorded`; or not yet, when nothing is recorded and what must come `earlier` is known not to be done."""
    if recorded is None and earlier is not None and not is_done(earlier, seen):
        return Known.NOT_YET
    return recorded


def known_day(recorded: Recorded) -> date | None:
    """The day, when a day is what is recorded."""
    return recorded if isinstance(recorded, date) else None


def is_done(recorded: Recorded, seen: date) -> bool:
    """True when it is known to be done on `seen`."""
    return recorded is Known.DONE or (isinstance(recorded, date) and recorded <= seen)
