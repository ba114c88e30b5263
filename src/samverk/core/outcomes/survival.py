"""Time until something happens, when for some it has not happened yet: Kaplan and Meier's estimate and its median."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt

from samverk.core.outcomes.record import ParticipationRecord
from samverk.core.outcomes.targets import CONFIDENCE, Interval, deviate


@dataclass(frozen=True, slots=True)
class Waited:
    """Days until it happened, or until it was last known not to have (`happened` false: censored)."""

    days: int
    happened: bool

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError(f"{self.days} days is no time to wait")


@dataclass(frozen=True, slots=True)
class SurvivalStep:
    """After `days`: the share for whom it has still not happened, and the interval of it."""

    days: int
    at_risk: int
    happened: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MedianTime:
    """The day by which it has happened for half; None when it has not for so many. `interval` is in days too."""

    days: int | None
    interval: Interval
    count: int
    happened: int


def kaplan_meier(waited: Iterable[Waited], confidence: float = CONFIDENCE) -> tuple[SurvivalStep, ...]:
    """The steps of the estimate (Kaplan and Meier 1958), one for each day on which it happened for somebody.

    The interval is Greenwood's, on the scale log(−log S), so that it stays within 0 and 1.
    """
    ordered = sorted(waited, key=lambda each: each.days)
    z = deviate(confidence)
    steps: list[SurvivalStep] = []
    share, greenwood, at = 1.0, 0.0, 0
    while at < len(ordered):
        days, at_risk, happened = ordered[at].days, len(ordered) - at, 0
        while at < len(ordered) and ordered[at].days == days:
            happened += ordered[at].happened
            at += 1
        if not happened:
            continue
        share *= (at_risk - happened) / at_risk
        if at_risk > happened:
            greenwood += happened / (at_risk * (at_risk - happened))
        steps.append(SurvivalStep(days, at_risk, happened, share, *_band(share, greenwood, z)))
    return tuple(steps)


def _band(share: float, greenwood: float, z: float) -> tuple[float, float]:
    """The interval of a share; nothing is known of it when nobody is left."""
    if share <= 0.0:
        return 0.0, 1.0
    width = z * sqrt(greenwood) / abs(log(share))
    return share ** exp(width), share ** exp(-width)


def median_time(waited: Sequence[Waited], confidence: float = CONFIDENCE) -> MedianTime:
    """The median with censoring, and its interval (Brookmeyer and Crowley 1982): where the bands pass one half."""
    steps = kaplan_meier(waited, confidence)
    days = next((step.days for step in steps if step.share <= 0.5), None)
    low = next((step.days for step in steps if step.share > 0.0 and step.low <= 0.5), None)
    high = next((step.days for step in steps if step.share > 0.0 and step.high <= 0.5), None)
    return MedianTime(days, Interval(low, high), len(waited), sum(each.happened for each in waited))


def time_to_work(record: ParticipationRecord, day: date) -> Waited | None:
    """Days from the start to the first status in which the person works, as known on `day`.

    Censored at the last status without work; on `day` while the measure goes on. None when the person worked at the
    start, or nothing is known of the time after it.
    """
    if record.at_start.is_working or record.start > day:
        return None
    later = [record.at_exit, *(each.status for each in record.followed_up)]
    known = sorted(
        (each for each in later if each is not None and each.occupied and each.day <= day), key=lambda each: each.day
    )
    worked = next((each.day for each in known if each.is_working), None)
    if worked is not None:
        return Waited((worked - record.start).days, True)
    if record.exit is None or record.exit > day:
        return Waited((day - record.start).days, False)
    last = known[-1].day if known else record.exit
    return Waited((last - record.start).days, False)


def median_time_to_work(records: Iterable[ParticipationRecord], day: date) -> MedianTime:
    """The median time from start to work, in days, of those who did not work at the start."""
    return median_time([found for record in records if (found := time_to_work(record, day)) is not None])
