"""Cost per participation and per exit (kostnad per deltagande och avslut), with a range that says how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from samverk.core.money import round_half_away
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.targets import DEFAULT_MINIMUM, wilson


@dataclass(frozen=True, slots=True)
class CostRange:
    """Öre per head, and the range; None where there is nobody to divide by, or no end."""

    cost_ore: int | None
    low_ore: int | None
    high_ore: int | None


def _per(cost_ore: int, heads: int | Fraction) -> int | None:
    return round_half_away(Fraction(cost_ore) / heads) if heads > 0 else None


def cost_per_participation(cost_ore: int, participations: int, *, persons: int, anonymous: int = 0) -> CostRange:
    """Öre per participation. `cost_ore` is positive.

    The range is what counting otherwise would give: dearest per unique person, cheapest with the anonymous ones. Raises
    ValueError when there are more persons than participations.
    """
    if persons > participations or min(persons, anonymous, cost_ore) < 0:
        raise ValueError(f"{persons} persons in {participations} participations, {anonymous} anonymous, {cost_ore} öre")
    return CostRange(
        _per(cost_ore, participations), _per(cost_ore, participations + anonymous), _per(cost_ore, persons)
    )


def cost_per_exit(cost_ore: int, exits: CountShare, minimum: int = DEFAULT_MINIMUM) -> CostRange:
    """Öre per exit that counts as a result, such as to work: `exits` are those and all exits.

    The range is what Wilson's interval of the share allows; with fewer exits than `minimum` there is none.
    """
    if exits.base < max(1, minimum):
        return CostRange(_per(cost_ore, exits.count), None, None)
    interval = wilson(exits.count, exits.base)
    most, fewest = ((Fraction(end or 0.0) * exits.base) for end in (interval.high, interval.low))
    return CostRange(_per(cost_ore, exits.count), _per(cost_ore, most), _per(cost_ore, fewest))
