"""Charts of what returns tell."""

from __future__ import annotations

from samverk.core.document.tree import Chart, ChartKind, Point, Series
from samverk.core.money import group_thousands
from samverk.core.outcomes.code_lists import NONE_SUPPORT
from samverk.core.outcomes.returned import HiddenBecause, Return
from samverk.core.outcomes.table_kinds import ALL, TABLE_KINDS
from samverk.core.outcomes.told import count_at, table_of
from samverk.reports.outcomes.tables import count_cell

_AFTER = {
    0: "vid avslut",
    3: "tre månader efter avslut",
    6: "sex månader efter avslut",
    12: "tolv månader efter avslut",
}


def flow_chart(given: Return, months: int) -> Chart | None:
    """Income source at start and `months` after exit, as flows; None when the return does not tell of it.

    A source that nobody has, neither before nor after, is left out.
    """
    kind = TABLE_KINDS[f"support_flow_{months}"]
    table = table_of(given, kind.id)
    if table is None:
        return None
    before, after = kind.dimensions
    cells = {cell.at: cell for cell in table.cells}
    rows = [code for code in before.codes if any(cells[code, each].value != 0 for each in after.codes)]
    columns = [code for code in after.codes if any(cells[each, code].value != 0 for each in before.codes)]
    series = tuple(
        Series(after.names[code], tuple(_point(cells[row, code].value, cells[row, code].reason) for row in rows))
        for code in columns
    )
    if not rows or not series:
        return None
    title = _title(given, kind.id, months)
    hidden = sum(point.value is None for each in series for point in each.points)
    unseen = f" {hidden} flöden visas inte, för att skydda enskilda." if hidden else ""
    return Chart(
        f"flode-{months}",
        ChartKind.FLOW,
        title,
        f"Avslutade deltaganden efter huvudsaklig försörjning vid start och {_AFTER[months]}, antal",
        tuple(before.names[code] for code in rows),
        series,
        f"{title}. Flöden från försörjning vid start till försörjning {_AFTER[months]}.{unseen}",
        None,
    )


def _point(value: int | None, reason: HiddenBecause | None) -> Point:
    return Point(None, value, count_cell(value, reason).shown)


def _title(given: Return, kind: str, months: int) -> str:
    """The message: how many live without public support, before and after; without one when that is hidden."""
    start, end = count_at(given, kind, NONE_SUPPORT, ALL), count_at(given, kind, ALL, NONE_SUPPORT)
    everyone = count_at(given, kind, ALL, ALL)
    if start is None or end is None or everyone is None:
        return f"Försörjning vid start och {_AFTER[months]}"
    return (
        f"{group_thousands(end)} av {group_thousands(everyone)} hade ingen offentlig försörjning {_AFTER[months]}, "
        f"{group_thousands(start)} vid start"
    )
