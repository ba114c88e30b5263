"""Rows whose numbers can stand under more than one set of columns: the sums of the table say where they belong.

A scanner or a copy loses empty cells, and "12 930 12 980" can be cut in more than one way. Each such row carries its
ways; a small exact search per sum keeps those that make the most columns hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod

from samverk.core.checks.places import CASH_FLOW
from samverk.core.review.sums import FoundSum, Number, SumRow, find_sums
from samverk.core.review.templates import expected_sums

_MOST_COMBINATIONS = 4_000
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row with every way to place its numbers, likeliest first. `is_lost`: numbers are missing, not only uncut."""

    label: str
    ways: tuple[tuple[Number | None, ...], ...]
    unknown: frozenset[int] = frozenset()
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row placed: which way was chosen, how many ways fit equally well, and the columns that stay in doubt."""

    way: int
    fitting: int
    doubtful: frozenset[int]


def place(
    rows: Sequence[OpenRow], columns: Sequence[int], kind: str = "", names: Sequence[str] = ()
) -> tuple[tuple[PlacedRow, ...], dict[int, FoundSum]]:
    """Choose a way for every row; also the sums of the table as it then stands. `columns` are those that add.

    `kind` and `names` (one per row) say which statement the table is, where that is known.
    """

    def sums_of(printed: list[SumRow]) -> dict[int, FoundSum]:
        expected = expected_sums(kind, names, printed) if names else None
        return find_sums(printed, columns, expected, is_cash_flow=kind == CASH_FLOW)

    chosen = [0] * len(rows)
    fitting: dict[int, set[int]] = {}
    found: dict[int, FoundSum] = {}
    is_open = any(len(row.ways) > 1 for row in rows)
    for _round in range(_ROUNDS):
        found = sums_of([_as_sum_row(row, chosen[index]) for index, row in enumerate(rows)])
        if not is_open or not _improve(rows, columns, chosen, found, fitting):
            break
    placed = tuple(_placed(row, chosen[index], fitting.get(index)) for index, row in enumerate(rows))
    if any(each.doubtful for each in placed):
        closed = [
            replace(_as_sum_row(row, chosen[index]), unknown=row.unknown | placed[index].doubtful)
            for index, row in enumerate(rows)
        ]
        found = sums_of(closed)
    return placed, found


def _as_sum_row(row: OpenRow, way: int) -> SumRow:
    return SumRow(row.label, row.ways[way], row.unknown)


def _placed(row: OpenRow, way: int, fits: set[int] | None) -> PlacedRow:
    if len(row.ways) == 1:
        return PlacedRow(0, 1, frozenset())
    if not row.is_lost:  # every number is printed and the likeliest cut stands unless a sum says otherwise
        return PlacedRow(way, 1, frozenset())
    ways = fits if fits else set(range(len(row.ways)))
    doubtful = {column for column in range(len(row.ways[way])) if len({row.ways[other][column] for other in ways}) > 1}
    return PlacedRow(way, len(ways), frozenset(doubtful))


def _improve(
    rows: Sequence[OpenRow],
    columns: Sequence[int],
    chosen: list[int],
    found: dict[int, FoundSum],
    fitting: dict[int, set[int]],
) -> bool:
    """Try every sum that does not hold with other ways for its rows; True when some choice changed."""
    changed = False
    for total, sum_ in found.items():
        terms = [(total, -1), *sum_.terms]
        searches = [_best_combinations(rows, terms, columns, chosen)]
        above = _lost_above(rows, sum_) if sum_.failed else []
        if above:
            searches.append(_best_combinations(rows, [*terms, *((row, 1) for row in above)], columns, chosen))
        open_members, _score, best = max(searches, key=lambda search: search[1])
        is_settled = not sum_.failed and not any(rows[member].is_lost for member in open_members)
        if not open_members or is_settled:
            continue
        first = _agreeing_best(rows, columns, chosen, found, total, open_members, best)
        for position, member in enumerate(open_members):
            if rows[member].is_lost or len(best) == 1:
                fitting[member] = {combination[position] for combination in best}
            if chosen[member] != first[position]:
                chosen[member] = first[position]
                changed = True
    return changed


_MOST_COMPARED = 64


def _agreeing_best(
    rows: Sequence[OpenRow],
    columns: Sequence[int],
    chosen: Sequence[int],
    found: dict[int, FoundSum],
    total: int,
    open_members: Sequence[int],
    best: Sequence[tuple[int, ...]],
) -> tuple[int, ...]:
    """Of combinations that serve one sum equally well the one that the other sums of the table like best."""
    others = [
        ((other, -1), *sum_.terms)
        for other, sum_ in found.items()
        if other != total and {other, *(term.row for term in sum_.terms)} & set(open_members)
    ]
    if len(best) == 1 or not others:
        return best[0]

    def failing(combination: tuple[int, ...]) -> int:
        ways = dict(zip(open_members, combination, strict=True))
        count = 0
        for terms in others:
            parts = [(row, sign, ways.get(row, chosen[row])) for row, sign in terms]
            for column in columns:
                amount, slack = _column_sum(rows, parts, column)
                count += 2 * abs(amount) > slack
        return count

    return min(best[:_MOST_COMPARED], key=failing)


def _lost_above(rows: Sequence[OpenRow], found: FoundSum) -> list[int]:
    """Rows right above the sum's own that have lost numbers: placed wrongly, they may have been left out of it."""
    above = []
    row = min((term.row for term in found.terms), default=0) - 1
    while row >= 0 and rows[row].is_lost:
        above.append(row)
        row -= 1
    return above


def _best_combinations(
    rows: Sequence[OpenRow], terms: Sequence[tuple[int, int]], columns: Sequence[int], chosen: Sequence[int]
) -> tuple[list[int], tuple[int, int], list[tuple[int, ...]]]:
    """The open rows of a sum, how many columns hold at most, and the combinations of ways that make them hold.

    Combinations come likeliest first.
    """
    open_members = [member for member, _sign in terms if len(rows[member].ways) > 1]
    position = {member: place for place, member in enumerate(open_members)}
    fixed = [(member, sign) for member, sign in terms if member not in position]
    moving = [(member, sign) for member, sign in terms if member in position]
    base = {column: _column_sum(rows, [(m, s, chosen[m]) for m, s in fixed], column) for column in columns}
    ranges = [range(len(rows[member].ways)) for member in open_members]
    while prod(len(each) for each in ranges) > _MOST_COMBINATIONS:
        widest = max(range(len(ranges)), key=lambda index: len(ranges[index]))
        ranges[widest] = range(len(ranges[widest]) // 2)
    best: list[tuple[int, ...]] = []
    most = (-1, -1)
    for combination in islice(product(*ranges), _MOST_COMBINATIONS):
        exact = near = 0
        for column in columns:
            parts = _column_sum(rows, [(m, s, combination[position[m]]) for m, s in moving], column)
            difference = base[column][0] + parts[0]
            exact += difference == 0
            near += difference != 0 and 2 * abs(difference) < base[column][1] + parts[1]
        if (exact + near, exact) > most:
            most, best = (exact + near, exact), [combination]
        elif (exact + near, exact) == most:
            best.append(combination)
    return open_members, most, best


def _column_sum(rows: Sequence[OpenRow], parts: Sequence[tuple[int, int, int]], column: int) -> tuple[int, int]:
    """(signed sum, rounding slack doubled) of one column over (row, sign, way)."""
    amount = slack = 0
    for row, sign, way in parts:
        number = rows[row].ways[way][column]
        if number is not None:
            amount += sign * number.amount
            slack += number.step if number.amount else 0
    return amount, slack
