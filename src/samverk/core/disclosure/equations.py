"""What anyone knows of the cells, as rows and columns: sums, percentages, means and the range of every cell.

Each cell is a column; a mean adds one for the sum behind it. The columns that are not known fall apart into blocks that
have no row in common, and each block is solved by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from samverk.core.disclosure.bounds import CellRange, CellTotal
from samverk.core.disclosure.linked import MeanCell
from samverk.core.disclosure.solver import TOLERANCE, Floats, LinearProblem

Row = tuple[dict[int, float], float, float]
"""Coefficient by column, and the lowest and highest that the row can be."""


@dataclass(frozen=True, slots=True)
class KnownShare:
    """A printed percentage of `base` that `part` is, as printed."""

    part: str
    base: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class EquationBlock:
    """Unknown columns that belong together: their keys, what must hold, and which of them are counts of people."""

    keys: tuple[str, ...]
    problem: LinearProblem
    is_count: NDArray[np.bool_]


class ContradictoryError(ValueError):
    """No counts fit what is said to be known."""


def blocks(
    ranges: Mapping[str, CellRange],
    totals: Iterable[CellTotal[str]],
    shares: Iterable[KnownShare] = (),
    means: Sequence[MeanCell] = (),
) -> list[EquationBlock]:
    """The cells that are not known, in blocks, in the order of `ranges`. Raises ContradictoryError."""
    keys = list(ranges)
    column = {key: index for index, key in enumerate(keys)}
    listed = tuple(totals)
    rows: list[Row] = [_total_row(column, relation) for relation in listed]
    for share in shares:
        rows += _share_rows(column, share)
    rows += _mean_rows(keys, column, means, listed)
    least = np.array([float(ranges[key].lowest) if key in ranges else -np.inf for key in keys])
    most = np.array([_highest(ranges[key]) if key in ranges else np.inf for key in keys])
    is_count = np.arange(len(keys)) < len(ranges)
    low, high = np.array([row[1] for row in rows]), np.array([row[2] for row in rows])
    problem = LinearProblem(_matrix(rows, len(keys)), low, high, least, most)
    return split(EquationBlock(tuple(keys), problem, is_count))


def _highest(each: CellRange) -> float:
    return np.inf if each.highest is None else float(each.highest)


def _total_row(column: Mapping[str, int], relation: CellTotal[str]) -> Row:
    row = {column[relation.total]: -1.0}
    for key in relation.addends:
        row[column[key]] = row.get(column[key], 0.0) + 1.0
    return row, 0.0, 0.0


def half_step(number: Decimal) -> Fraction:
    """Half a unit of the last digit of a number as it is written: half a percentage point of "33"."""
    exponent = number.as_tuple().exponent
    return Fraction(10) ** min(exponent if isinstance(exponent, int) else 0, 0) / 2


def _share_rows(column: Mapping[str, int], share: KnownShare) -> list[Row]:
    low, high = (float((Fraction(share.percent) + sign * half_step(share.percent)) / 100) for sign in (-1, 1))
    part, base = column[share.part], column[share.base]
    if part == base:
        return []
    return [({part: 1.0, base: -low}, 0.0, np.inf), ({part: 1.0, base: -high}, -np.inf, 0.0)]


def _mean_rows(
    keys: list[str], column: dict[str, int], means: Sequence[MeanCell], totals: Sequence[CellTotal[str]]
) -> list[Row]:
    """Rows for the means, after a column for each sum behind them is added to `keys` and `column`."""
    rows: list[Row] = []

    def sum_of(variable: str, base: str) -> int:
        name = f"{variable} av {base}"
        if name not in column:
            column[name] = len(keys)
            keys.append(name)
        return column[name]

    for mean in means:
        summed, base = sum_of(mean.variable, mean.base), column[mean.base]
        half = half_step(mean.mean)
        ends = [(Fraction(mean.mean) - half, Fraction(mean.mean) + half)]
        if mean.lowest is not None and mean.highest is not None:
            ends.append((Fraction(mean.lowest), Fraction(mean.highest)))
        for low, high in ends:
            rows.append(({summed: 1.0, base: -float(low)}, 0.0, np.inf))
            rows.append(({summed: 1.0, base: -float(high)}, -np.inf, 0.0))
    stated = {(mean.variable, mean.base) for mean in means}
    for variable in dict.fromkeys(mean.variable for mean in means):
        for relation in totals:
            if sum((variable, key) in stated for key in (relation.total, *relation.addends)) > 1:
                row = {sum_of(variable, key): 1.0 for key in relation.addends}
                rows.append(({**row, sum_of(variable, relation.total): -1.0}, 0.0, 0.0))
    return rows


def _matrix(rows: Sequence[Row], columns: int) -> csr_array:
    places = [(number, at, value) for number, (row, _low, _high) in enumerate(rows) for at, value in row.items()]
    numbers, ats, values = zip(*places, strict=True) if places else ((), (), ())
    return csr_array(coo_array((np.array(values, dtype=float), (numbers, ats)), shape=(len(rows), columns)))


def restricted(problem: LinearProblem, columns: NDArray[np.bool_], values: Floats) -> LinearProblem:
    """The problem of the `columns` alone, with the others at their `values`. Rows that touch none of them are left out.

    Raises ContradictoryError when such a row does not hold.
    """
    shift = problem.matrix @ np.where(columns, 0.0, values) if problem.low.size else np.zeros(0)
    inner = problem.matrix[:, np.flatnonzero(columns)]
    low, high = problem.low - shift, problem.high - shift
    touched = np.diff(inner.indptr) > 0
    if (~touched & ((low > TOLERANCE) | (high < -TOLERANCE))).any():
        raise ContradictoryError("summor som inte går ihop")
    return LinearProblem(inner[touched], low[touched], high[touched], problem.least[columns], problem.most[columns])


def split(whole: EquationBlock) -> list[EquationBlock]:
    """The columns that are not known, in blocks that share no row. Raises ContradictoryError."""
    least, most = whole.problem.least, whole.problem.most
    if (least > most).any():
        raise ContradictoryError(whole.keys[int(np.argmax(least > most))])
    unknown = least < most
    problem = restricted(whole.problem, unknown, least)
    matrix, here = problem.matrix, np.flatnonzero(unknown)
    pattern = csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)
    count, label = connected_components(pattern.T @ pattern, directed=False) if here.size else (0, here)
    row_label = label[matrix.indices[matrix.indptr[:-1]]] if matrix.shape[0] else label[:0]
    found = []
    for columns, rows in zip(_grouped(label, count), _grouped(row_label, count), strict=True):
        part = LinearProblem(
            matrix[rows][:, columns],
            problem.low[rows],
            problem.high[rows],
            problem.least[columns],
            problem.most[columns],
        )
        at = here[columns]
        found.append(EquationBlock(tuple(whole.keys[each] for each in at), part, whole.is_count[at]))
    return found


def _grouped(label: NDArray[np.integer], count: int) -> list[NDArray[np.intp]]:
    """The places of each label from 0 to `count` − 1, in order."""
    order = np.argsort(label, kind="stable")
    ends = np.searchsorted(label[order], np.arange(count + 1))
    return [order[ends[number] : ends[number + 1]] for number in range(count)]
