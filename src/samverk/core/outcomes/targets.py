"""Targets (mål): whether a share reaches its target, with Wilson's interval, or whether nobody can say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

from samverk.core.outcomes.count_share import CountShare

CONFIDENCE = 0.95
"""How sure the intervals are."""

DEFAULT_MINIMUM = 10
"""The fewest that are judged; our proposal, and a setting."""

MINIMUM_SOURCE = ""
"""Who has set the minimum; empty as long as nobody has."""

TOO_FEW = "för få för att säga"


class TargetVerdict(StrEnum):
    """Whether a target is reached."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    CANNOT_SAY = "cannot_say"  # the interval holds the target
    TOO_FEW = "too_few"  # fewer than the minimum


VERDICT_WORDS = {
    TargetVerdict.REACHED: "nått",
    TargetVerdict.NOT_REACHED: "inte nått",
    TargetVerdict.CANNOT_SAY: "går inte att säga",
    TargetVerdict.TOO_FEW: TOO_FEW,
}


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; None where there is no end."""

    low: float | None
    high: float | None


def deviate(confidence: float = CONFIDENCE) -> float:
    """The deviate of the normal distribution for a two-sided interval: 1.96 at 95 %."""
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence of {confidence} is not between 0 and 1")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(count: int, base: int, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's score interval for a share, without continuity correction (Wilson 1927). Shares 0–1.

    Raises ValueError when `base` is not positive or `count` is not between 0 and `base`.
    """
    if base <= 0 or not 0 <= count <= base:
        raise ValueError(f"{count} of {base} is no share")
    z = deviate(confidence)
    middle = (count + z * z / 2) / (base + z * z)
    half = z / (base + z * z) * sqrt(count * (base - count) / base + z * z / 4)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == base else min(1.0, middle + half)
    return Interval(low, high)


@dataclass(frozen=True, slots=True)
class TargetOutcome:
    """A share against its target. `interval` is None when there are too few."""

    outcome: CountShare
    target: Fraction
    verdict: TargetVerdict
    interval: Interval | None


def judged(outcome: CountShare, target: Fraction, minimum: int = DEFAULT_MINIMUM) -> TargetOutcome:
    """Whether a share is at least `target`: reached when the whole interval is, not when none of it is.

    Between the two nobody can say. With fewer than `minimum` in the base nothing is said at all.
    """
    if outcome.base < max(1, minimum):
        return TargetOutcome(outcome, target, TargetVerdict.TOO_FEW, None)
    interval = wilson(outcome.count, outcome.base)
    low, high = interval.low or 0.0, 1.0 if interval.high is None else interval.high
    verdict = TargetVerdict.CANNOT_SAY
    if low >= target:
        verdict = TargetVerdict.REACHED
    elif high < target:
        verdict = TargetVerdict.NOT_REACHED
    return TargetOutcome(outcome, target, verdict, interval)
