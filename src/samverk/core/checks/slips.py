"""Slips of the pen: the common ways in which one number of a sum goes wrong, and which one explains a difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverk.core.checks.reading import Printed
from samverk.core.checks.tie_out import Addend


class SlipKind(StrEnum):
    """What happened to the number."""

    SIGN = "sign"
    SWAPPED_DIGITS = "swapped_digits"
    WRONG_DIGIT = "wrong_digit"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Slip:
    """A number, what happened to it, and what it should be (öre, with the sign of print)."""

    number: Printed
    kind: SlipKind
    amount: int


def slip_of(total: Printed, addends: Sequence[Addend]) -> Slip | None:
    """The one slip that makes the sum hold exactly; None when none does, or when slips of two numbers would.

    A turned sign and an addend left out name themselves; of addends alike the last repeats the others. Digits are tried
    in the total first: if one slip there and one in an addend both fit, the total is as likely as the addend, and
    nothing is said.
    """
    difference = total.amount - sum(addend.sign * addend.number.amount for addend in addends)
    slack = (len(addends) + 1) * total.step // 2 if len(addends) > 1 else 0
    certain = [
        Slip(number, SlipKind.SIGN, -number.amount)
        for number, sign in (Addend(total, -1), *addends)
        if abs(number.amount) > _MANY * total.step and abs(difference + 2 * sign * number.amount) <= slack
    ]
    if not certain:
        certain = [
            Slip(number, SlipKind.LEFT_OUT, number.amount)
            for number, sign in addends
            if number.amount and difference == -sign * number.amount
        ]
    if certain:
        repeated = all(slip.kind is SlipKind.LEFT_OUT and slip.amount == certain[0].amount for slip in certain)
        return certain[-1] if len(certain) == 1 or repeated else None
    found = [
        Slip(number, kind, number.amount + sign * difference)
        for number, sign in (Addend(total, -1), *addends)
        if (kind := digit_slip(number.amount, number.amount + sign * difference, number.step or 1)) is not None
    ]
    if not found:
        found = list(_swaps_but_for_rounding(total, addends, difference, slack))
    return found[0] if len(found) == 1 else None


def is_repeated_but_for_swap(total: Printed, addends: Sequence[Addend]) -> bool:
    """True when a sum of one row is that row with two digits swapped: one of the two is wrong, whichever."""
    if len(addends) != 1:
        return False
    number, sign = addends[0]
    return digit_slip(total.amount, sign * number.amount, number.step or 1) is SlipKind.SWAPPED_DIGITS


_MANY = 10  # a number of fewer rounding steps is turned by chance


def _swaps_but_for_rounding(total: Printed, addends: Sequence[Addend], difference: int, slack: int) -> Iterator[Slip]:
    """Numbers whose swapped digits explain the difference as nearly as rounding lets us know."""
    step = total.step or 1
    for number, sign in (Addend(total, -1), *addends):
        for steps in range(-(slack // step), slack // step + 1):
            right = number.amount + sign * difference + steps * step
            if steps and digit_slip(number.amount, right, number.step or 1) is SlipKind.SWAPPED_DIGITS:
                yield Slip(number, SlipKind.SWAPPED_DIGITS, right)


def digit_slip(printed: int, right: int, step: int) -> SlipKind | None:
    """Which slip of digits turns `right` into `printed` (both öre, printed in whole `step`); None when none does."""
    first, second = str(abs(printed) // step), str(abs(right) // step)
    if printed * right < 0 or len(first) != len(second) or first == second or right % step:
        return None
    differing = [place for place, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
    if len(differing) == 1:
        return SlipKind.WRONG_DIGIT
    is_swap = len(differing) == 2 and differing[1] == differing[0] + 1
    if is_swap and first[differing[0]] == second[differing[1]] and first[differing[1]] == second[differing[0]]:
        return SlipKind.SWAPPED_DIGITS
    return None
