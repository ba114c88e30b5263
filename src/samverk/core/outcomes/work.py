"""Work and studies (arbete och studier): who has it at exit and later, and who started or increased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samverk.core.outcomes.code_lists import EXIT_REASONS, INCREASED, NOT_OCCUPIED, SAME_OR_LESS, STARTED
from samverk.core.outcomes.codes import MISSING
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.record import ParticipationRecord, Status
from samverk.core.outcomes.span import after_months


def share_exited_to(records: Sequence[ParticipationRecord], *reasons: str) -> CountShare:
    """The share of exits with one of the exit reasons; an exit without a reason is missing, not something else."""
    found = [EXIT_REASONS.shipped_code(record.exit_reason) for record in records]
    missing = found.count(MISSING)
    return CountShare(sum(each in reasons for each in found), len(found) - missing, missing)


def share_occupied(records: Sequence[ParticipationRecord], months: int = 0) -> CountShare:
    """The share in work or studies so many months after exit (0 is at exit), of those of whom it is known."""
    known = [status for record in records if (status := _told(record.status_after(months))) is not None]
    return CountShare(sum(status.is_occupied for status in known), len(known), len(records) - len(known))


def share_started_or_increased(records: Sequence[ParticipationRecord], months: int = 0) -> CountShare:
    """The share that works or studies and did not at the start, or does so to a greater extent than then."""
    found = [change(record, months) for record in records]
    missing = found.count(MISSING)
    return CountShare(sum(each in (STARTED, INCREASED) for each in found), len(found) - missing, missing)


def change(record: ParticipationRecord, months: int = 0) -> str:
    """How work and studies changed from the start to `months` after exit, as a code of `CHANGE_NAMES`; or missing."""
    before, after = _told(record.at_start), _told(record.status_after(months))
    if before is None or after is None:
        return MISSING
    if not after.is_occupied:
        return NOT_OCCUPIED
    if not before.is_occupied:
        return STARTED
    if before.extent is None or after.extent is None:
        return MISSING
    return INCREASED if after.extent > before.extent else SAME_OR_LESS


def due(records: Sequence[ParticipationRecord], months: int, day: date) -> list[ParticipationRecord]:
    """The participations that exited so long ago that the follow-up after `months` is due on `day`."""
    return [record for record in records if record.exit is not None and after_months(record.exit, months) <= day]


def _told(status: Status | None) -> Status | None:
    return status if status is not None and status.occupied else None
