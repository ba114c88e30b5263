"""From amounts to places on paper: round ticks in the chart's unit, and a straight scale between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.core.money import MoneyUnit, group_thousands

_STEPS = (1, 2, 5)
_FAR_FROM_ZERO = 8  # a line chart leaves zero out only when its span is less than an eighth of the largest value
_FEWEST_TICKS = 3


@dataclass(frozen=True, slots=True)
class Span:
    """The values an axis shows, from `low` to `high`, and its round ticks in order (öre, or a count)."""

    low: int
    high: int
    ticks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A span and the two places on paper where its low and its high end stand."""

    span: Span
    start: float
    end: float

    def place(self, value: int) -> float:
        """Where `value` stands."""
        return self.start + (self.end - self.start) * ((value - self.span.low) / (self.span.high - self.span.low))


def unit_step(unit: MoneyUnit | None) -> int:
    """The finest step that an axis shows: a whole kr, a whole tkr, a tenth of a mnkr, one of a count."""
    if unit is None:
        return 1
    return unit.ore // 10 if unit is MoneyUnit.MNKR else unit.ore


def nice_span(values: Sequence[int], unit: MoneyUnit | None, *, from_zero: bool = True, wanted: int = 5) -> Span:
    """A span with about `wanted` round ticks that holds every value; from_zero puts zero in it.

    Values are öre (a count when unit is None). The span ends at a tick, or at the last value itself when that
    reaches only a little beyond a tick. It is never empty.
    """
    low, high = min(values, default=0), max(values, default=0)
    if from_zero or low == high or (high - low) * _FAR_FROM_ZERO >= max(abs(low), abs(high)):
        low, high = min(low, 0), max(high, 0)
    step = _step(high - low, unit_step(unit), wanted)
    first, last = low // step, -(-high // step)
    if first == last:
        return Span(low, high + step, (step * first, step * (first + 1)))
    ticks = tuple(step * number for number in range(first, last + 1))
    if len(ticks) > _FEWEST_TICKS and ticks[0] < low and (ticks[1] - low) * 2 < step:
        ticks = ticks[1:]
    if len(ticks) > _FEWEST_TICKS and ticks[-1] > high and (high - ticks[-2]) * 2 < step:
        ticks = ticks[:-1]
    return Span(min(low, ticks[0]), max(high, ticks[-1]), ticks)


def _step(reach: int, finest: int, wanted: int) -> int:
    power = finest
    while True:
        for factor in _STEPS:
            if factor * power * wanted >= reach:
                return factor * power
        power *= 10


def tick_label(value: int, unit: MoneyUnit | None) -> str:
    """A tick in the chart's unit, with a decimal only for mnkr: 2,5."""
    if unit is not MoneyUnit.MNKR:
        return group_thousands(value // (unit.ore if unit else 1))
    whole, tenth = divmod(abs(value) // unit_step(unit), 10)
    digits = f"{group_thousands(whole)},{tenth}" if tenth else group_thousands(whole)
    return f"−{digits}" if value < 0 else digits


def spread(wanted: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Move labels apart so that they stand at least `distance` from each other, in order, within low–high."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed: list[float] = []
    for index in order:
        least = placed[-1] + distance if placed else low
        placed.append(max(wanted[index], least))
    ceiling = high
    for rank in reversed(range(len(placed))):
        placed[rank] = min(placed[rank], ceiling)
        ceiling = placed[rank] - distance
    result = [0.0] * len(wanted)
    for rank, index in enumerate(order):
        result[index] = placed[rank]
    return result
