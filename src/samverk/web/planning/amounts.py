"""How amounts are written in a budget's own unit: exactly where they are typed, calmly where they are read."""

from __future__ import annotations

from samverk.core.money import NBSP, MoneyUnit, format_amount
from samverk.formats.grid.write import written_amount

_GROUP = 3


def shown(ore: int | None, unit: MoneyUnit) -> str:
    """An amount to read: whole units without decimals, others with one; "–" for nothing planned."""
    return "–" if ore is None else format_amount(ore, unit, 1 if ore % unit.ore else 0)


def typed(ore: int | None, unit: MoneyUnit) -> str:
    """An amount as it stands in a field: exact, with blanks between thousands; "" for nothing planned."""
    if ore is None:
        return ""
    whole, comma, decimals = written_amount(ore, unit).partition(",")
    sign = whole[: len(whole) - len(whole.lstrip("−-"))]
    digits = whole[len(sign) :]
    first = len(digits) % _GROUP or _GROUP
    groups = [digits[:first], *(digits[place : place + _GROUP] for place in range(first, len(digits), _GROUP))]
    return f"{sign}{NBSP.join(groups)}{comma}{decimals}"
