"""Charts of plain numbers, for the tests of drawing."""

from __future__ import annotations

from samverk.core.document.tree import Chart, ChartKind, Point, Series
from samverk.core.money import MoneyUnit, group_thousands


def point(number: int | None, unit: MoneyUnit | None = MoneyUnit.TKR) -> Point:
    """A point of `number` whole units, None for a missing one."""
    if number is None:
        return Point(None, None, "uppgift saknas")
    return Point(None, number * (unit.ore if unit else 1), group_thousands(number))


def chart(
    kind: ChartKind,
    categories: tuple[str, ...],
    *rows: tuple[str, tuple[int | None, ...]],
    unit: MoneyUnit | None = MoneyUnit.TKR,
) -> Chart:
    """A chart with one series per (name, numbers)."""
    series = tuple(Series(name, tuple(point(number, unit) for number in numbers)) for name, numbers in rows)
    return Chart("prov", kind, "Kostnaderna ökade", "Kostnader, tkr", categories, series, "Kostnaderna ökade.", unit)
