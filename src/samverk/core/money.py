"""Money is integer öre. This room rounds it and writes it; it never sees a float.

Rules: DESIGN.md section 4 (öre, half away from zero) and UX.md "Figures" (U+00A0, U+2212).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction

NBSP = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"

ORE_PER_KR = 100


class MoneyUnit(StrEnum):
    """The unit in which an amount is shown or typed; the value is what facts files write."""

    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"

    @property
    def ore(self) -> int:
        """How many öre one unit is."""
        return {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}[self.value]


def round_half_away(amount: int | Fraction, step: int = 1) -> int:
    """Round `amount` to a whole number of `step`, halves away from zero, and return that number of steps.

    `round_half_away(-108_926_960, 100)` is −1 089 270 (öre → kr). Raises ValueError when step < 1.
    Source: DESIGN.md section 4 ("rounded once from öre, half away from zero").
    """
    if step < 1:
        raise ValueError(f"step must be at least 1, was {step}")
    doubled = abs(Fraction(amount)) * 2
    steps = (doubled.numerator + step * doubled.denominator) // (2 * step * doubled.denominator)
    return steps if amount >= 0 else -steps


def group_thousands(number: int) -> str:
    """Write a whole number with U+00A0 between thousands and U+2212 for minus: −1 089 270."""
    digits = f"{abs(number):,}".replace(",", NBSP)
    return f"{MINUS}{digits}" if number < 0 else digits


def format_amount(ore: int, unit: MoneyUnit = MoneyUnit.KR, decimals: int = 0) -> str:
    """Write an amount in öre as a number of `unit` with so many decimals, without the unit's name."""
    if decimals < 1:
        return group_thousands(round_half_away(ore, unit.ore))
    places = min(decimals, len(str(unit.ore)) - 1)
    parts = round_half_away(ore, unit.ore // 10**places)
    whole, rest = divmod(abs(parts), 10**places)
    return f"{MINUS if parts < 0 else ''}{group_thousands(whole)},{rest:0{places}d}"


def format_exact(ore: int) -> str:
    """Write an amount in öre as kronor with two decimals: −1 089 269,60."""
    whole, rest = divmod(abs(ore), ORE_PER_KR)
    digits = f"{whole:,}".replace(",", NBSP)
    return f"{MINUS if ore < 0 else ''}{digits},{rest:02d}"


def ore_from_decimal(amount: Decimal | int, unit: MoneyUnit) -> int:
    """Turn an amount typed in `unit` into öre. Raises ValueError when it is not a whole number of öre."""
    try:
        ore = Decimal(amount) * unit.ore
    except InvalidOperation as error:
        raise ValueError(f"not an amount: {amount!r}") from error
    if not ore.is_finite() or ore != ore.to_integral_value():
        raise ValueError(f"{amount} {unit.value} is not a whole number of öre")
    return int(ore)
