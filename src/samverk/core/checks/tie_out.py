"""A tie-out (avstämning): a relation between printed numbers that must hold, and what rounding may do to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from samverk.core.checks.reading import Printed
from samverk.core.checks.rule import CellPlace, Fault, Held, Outcome, Rounded
from samverk.core.money import format_exact


class Addend(NamedTuple):
    """A number that goes into a relation, with the sign it has there."""

    number: Printed
    sign: int = 1


def key_of(number: Printed) -> CellPlace:
    """Where the number stands."""
    file = number.file_place.file if number.file_place else ""
    return CellPlace(number.table.id, number.row.id, number.column.id, file)


def sum_up(total: Printed, addends: Sequence[Addend], detail: str = "", *, by_print: bool = False) -> Outcome:
    """Try that `total` is the sum of `addends`, all as printed.

    A difference smaller than what rounding each number to its unit can cause is `Rounded`; when the document has
    figures the exact öre must also agree. A single addend printed in the same unit must be equal: each concept is
    rounded once (DESIGN.md section 4). `by_print` leaves the exact öre aside, where some amounts were themselves
    given in tkr.
    """
    expected = sum(addend.sign * addend.number.amount for addend in addends)
    cells = (key_of(total), *(key_of(addend.number) for addend in addends))
    difference = total.amount - expected
    slack = _slack_doubled(total, addends)
    exact = 0 if by_print else _exact_difference(total, addends)
    if exact:
        return fault_at(
            total, total.words(expected), detail=detail or f"Exakt skiljer {format_exact(exact)} kr.", cells=cells
        )
    if difference == 0:
        return Held(cells, slack // 2)
    if _rounding_explains(total, addends, difference):
        is_coarser = all(total.step > addend.number.step for addend in addends)
        if len(addends) == 1 or is_coarser:  # the sum of kronor in tkr is no rounding difference, it is the unit
            return Held(cells, slack // 2)
        return Rounded(total.table.id, total.row.id, total.section.id, cells, slack // 2)
    fault = fault_at(total, total.words(expected), detail=detail, cells=cells, difference_ore=difference)
    return replace(fault, slack_ore=slack // 2)


def agrees(total: Printed, addends: Sequence[Addend], detail: str = "") -> Outcome:
    """Try that `total` is the sum of `addends` once the signs of print are turned back.

    Without figures (a stranger's document) the sign of print is unknown, so the opposite sign is as good.
    """
    turned = tuple(Addend(number, sign * number.sign * total.sign) for number, sign in addends)
    if not total.figure_id and total.amount * sum(number.amount * sign for number, sign in turned) < 0:
        turned = tuple(Addend(number, -sign) for number, sign in turned)
    return sum_up(total, turned, detail)


def same(first: Printed, second: Printed) -> Outcome:
    """Try that two places state the same amount; a fault is placed at `second`."""
    return agrees(second, (Addend(first),), f"Jämfört med {first.place}.")


def fault_at(
    number: Printed,
    expected: str,
    *,
    detail: str = "",
    cells: tuple[CellPlace, ...] = (),
    difference_ore: int | None = None,
) -> Fault:
    """A fault at the place of a printed number."""
    return Fault(
        place=number.place,
        expected=expected,
        found=number.words(number.amount),
        detail=detail,
        section_id=number.section.id,
        figure_id=number.figure_id,
        cells=cells or (key_of(number),),
        difference_ore=difference_ore,
    )


def _exact_difference(total: Printed, addends: Sequence[Addend]) -> int:
    """Total − sum in exact öre; 0 when some number has no exact value."""
    values = [addend.number.exact for addend in addends]
    if total.exact is None or any(value is None for value in values):
        return 0
    return total.exact - sum(addend.sign * (value or 0) for addend, value in zip(addends, values, strict=True))


def _slack_doubled(total: Printed, addends: Sequence[Addend]) -> int:
    """Twice the most that rounding can make the print differ, öre."""
    return total.slack_doubled + sum(addend.number.slack_doubled for addend in addends)


def _rounding_explains(total: Printed, addends: Sequence[Addend], difference: int) -> bool:
    if len(addends) == 1 and total.file_place is not None:  # a stranger may cut decimals off, or round a sum of its own
        return abs(difference) <= max(total.step, addends[0].number.step)
    if len(addends) == 1 and addends[0].number.step == total.step and not addends[0].number.moved + total.moved:
        return False
    slack = _slack_doubled(total, addends)
    if len(addends) == 1:
        return 2 * abs(difference) <= slack
    return 2 * abs(difference) < slack
