"""Which counts a printed percentage can stand for: "57 %" of 14 people is 8 of them, "11 %" of 12 is nobody's share."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def counts_of(total: int, percent: Decimal, margin: int = 0) -> range:
    """The counts of `total` people that round to `percent` (in %) with the decimals it is written with.

    A half may go either way, so that half up, half down and half to even all fit. `margin` is how many percentage
    points a word like "cirka" lets it be off. Raises ValueError when `total` is below 1 or `percent` is no number.
    """
    half = _step(percent) / 2
    share = Fraction(percent)
    return _between(total, share - half - margin, share + half + margin)


def cut_counts_of(total: int, percent: Decimal) -> range:
    """The counts of `total` people whose share is written `percent` when further decimals are cut, not rounded.

    Raises ValueError as `counts_of` does.
    """
    share, step = Fraction(percent), _step(percent)
    counts = _between(total, share, share + step)
    return counts[:-1] if counts and Fraction(100 * counts[-1], total) == share + step else counts


def is_possible(total: int, percent: Decimal, margin: int = 0) -> bool:
    """True when some count of `total` people is written `percent`, rounded or cut. Raises as `counts_of` does."""
    return bool(counts_of(total, percent, margin)) or bool(cut_counts_of(total, percent))


def share_of(total: int, count: int, like: Decimal) -> Decimal:
    """The share of `count` out of `total` in %, half up, with as many decimals as `like` has.

    Raises ValueError as `counts_of` does.
    """
    step = _step(like)
    steps = Fraction(100 * count, _people(total)) / step
    rounded = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (Decimal(rounded) * Decimal(step.numerator) / Decimal(step.denominator)).quantize(
        Decimal(step.numerator) / Decimal(step.denominator)
    )


def nearest_shares(total: int, percent: Decimal) -> tuple[Decimal, ...]:
    """The possible shares of `total` people just below and just above `percent`, written as it is.

    Raises ValueError as `counts_of` does.
    """
    below = int(Fraction(percent) * _people(total) // 100)
    counts = [count for count in (below, below + 1) if 0 <= count <= total]
    return tuple(dict.fromkeys(share_of(total, count, percent) for count in counts))


def _people(total: int) -> int:
    if total < 1:
        raise ValueError(f"a share is of at least one person, was {total}")
    return total


def _step(percent: Decimal) -> Fraction:
    """The unit of the last printed digit, in percentage points."""
    exponent = percent.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"not a percentage: {percent}")
    return Fraction(10) ** min(exponent, 0)


def _between(total: int, low: Fraction, high: Fraction) -> range:
    """Every count whose share of `total` lies from `low` to `high`, in %, both included."""
    first = max(0, -((-low * _people(total)) // 100))
    last = min(total, (high * total) // 100)
    return range(int(first), int(last) + 1)
