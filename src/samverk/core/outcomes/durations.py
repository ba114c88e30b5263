"""Time in the measure, and in the queue before it (tid i insats, kötid)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from samverk.core.outcomes.record import ParticipationRecord, RecordError, check_gender, check_token
from samverk.core.outcomes.span import Span, months_of_days
from samverk.core.outcomes.survival import MedianTime, Waited, median_time


@dataclass(frozen=True, slots=True)
class Duration:
    """Mean and median of some whole times, in months; `count` is how many. None when there are none."""

    mean: Fraction | None
    median: Fraction | None
    count: int


def time_in_measure(exits: Iterable[ParticipationRecord]) -> Duration:
    """Time from the first day to the last, both included, of participations that have exited; mean months."""
    days = [(record.exit - record.start).days + 1 for record in exits if record.exit is not None]
    return Duration(_mean(days), _median(days), len(days))


def _mean(days: Sequence[int]) -> Fraction | None:
    return months_of_days(sum(days)) / len(days) if days else None


def _median(days: Sequence[int]) -> Fraction | None:
    return months_of_days(Fraction(median(days))) if days else None


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One person's time in the queue of a measure: until the start, or until they left it, or still there."""

    person: str
    measure: str
    gender: str
    queued: date
    started: date | None = None
    left: date | None = None

    def __post_init__(self) -> None:
        check_token(self.person)
        check_gender(self.gender)
        if self.started is not None and self.left is not None:
            raise RecordError("Den som står i kö har antingen startat eller lämnat kön. Ange en av dagarna.")
        ended = self.started or self.left
        if ended is not None and ended < self.queued:
            raise RecordError(f"Kön slutar {ended}, före sin början {self.queued}. Rätta den ena dagen.")

    def is_waiting(self, day: date) -> bool:
        """True when the person stands in the queue on `day`."""
        ended = self.started or self.left
        return self.queued <= day and (ended is None or ended > day)


def queue_on(entries: Iterable[QueueEntry], day: date) -> list[QueueEntry]:
    """Those who stand in the queue on a day."""
    return [entry for entry in entries if entry.is_waiting(day)]


def waiting_time(entries: Iterable[QueueEntry], span: Span) -> MedianTime:
    """The median time in queue, days, of all who stood in it in the span.

    Whoever still waits at the end of the span, or left without starting, is censored: their time was at least so long.
    """
    found = []
    for entry in entries:
        ended = entry.started or entry.left
        if entry.queued > span.last or (ended is not None and ended < span.first):
            continue
        until = span.last if ended is None or ended > span.last else ended
        found.append(Waited((until - entry.queued).days, entry.started is not None and entry.started <= span.last))
    return median_time(found)
