"""The door to linear and integer programming: scipy's HiGHS, the only place in core that knows it.

Counts are small and coefficients are −1, 0 and 1 (percentages aside), so that a tolerance of a millionth is safe; what
must be exact is checked in whole numbers by the caller.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

Floats = NDArray[np.float64]

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class LinearProblem:
    """What must hold: `low` ≤ `matrix` · y ≤ `high` for the rows, `least` ≤ y ≤ `most` for the columns."""

    matrix: csr_array
    low: Floats
    high: Floats
    least: Floats
    most: Floats

    def holds(self, values: Floats) -> bool:
        """True when the values satisfy everything."""
        rows = self.matrix @ values if self.low.size else self.low
        slack = TOLERANCE * 10
        within = (self.least - slack <= values).all() and (values <= self.most + slack).all()
        return bool(within and (self.low - slack <= rows).all() and (rows <= self.high + slack).all())


@dataclass(frozen=True, slots=True)
class Solved:
    """The values found, None when there are none, and how low the cost can be; `is_best` when they reach it.

    `is_unbounded` when the cost has no lower end.
    """

    values: Floats | None
    bound: float
    is_best: bool
    is_unbounded: bool = False

    def rounded(self, is_count: NDArray[np.bool_]) -> Floats | None:
        """The values with counts in whole numbers; None when they are not whole."""
        if self.values is None:
            return None
        rounded = np.where(is_count, np.rint(self.values), self.values)
        return rounded if np.abs(rounded - self.values).max(initial=0.0) < TOLERANCE else None


def minimise(
    problem: LinearProblem,
    cost: Floats,
    *,
    wholes: bool | NDArray[np.bool_] = False,
    seconds: float = 10.0,
    nodes: int = 100_000,
) -> Solved:
    """The values with the least `cost`; whole numbers for all columns, or for those that `wholes` marks.

    `seconds` and `nodes` bound the search of an integer problem.
    """
    integrality = np.broadcast_to(np.asarray(wholes, dtype=np.int64), cost.shape)
    constraints = LinearConstraint(problem.matrix, problem.low, problem.high) if problem.low.size else None
    found = milp(
        cost,
        integrality=integrality,
        bounds=Bounds(problem.least, problem.most),
        constraints=constraints,
        options={"time_limit": seconds, "node_limit": nodes, "mip_rel_gap": 1e-9} if integrality.any() else None,
    )
    bound = found.mip_dual_bound if integrality.any() and found.mip_dual_bound is not None else found.fun
    return Solved(
        values=found.x,
        bound=-np.inf if bound is None else float(bound),
        is_best=found.status == 0,
        is_unbounded=found.status == 3,
    )


def dual_weights(problem: LinearProblem, cost: Floats) -> tuple[float, Floats, Floats] | None:
    """The least cost, and how much a unit of each column's lower and upper bound is worth; None when unsolved.

    The first of the weights is how much the cost falls when a lower bound is lowered by one, the second when an upper
    bound is raised by one (both 0 or more): dual values, by which the cost is bounded for every other choice of bounds.
    """
    equal = problem.low == problem.high
    loose = ~equal
    above = loose & np.isfinite(problem.high)
    below = loose & np.isfinite(problem.low)
    rows = (np.flatnonzero(above), np.flatnonzero(below))
    most = csr_array(np.vstack([problem.matrix[rows[0]].toarray(), -problem.matrix[rows[1]].toarray()]))
    limits = np.concatenate([problem.high[rows[0]], -problem.low[rows[1]]])
    found = linprog(
        cost,
        A_ub=most if limits.size else None,
        b_ub=limits if limits.size else None,
        A_eq=problem.matrix[np.flatnonzero(equal)] if equal.any() else None,
        b_eq=problem.low[equal] if equal.any() else None,
        bounds=np.column_stack([problem.least, problem.most]),
        method="highs-ds",
    )
    if found.status != 0:
        return None
    return float(found.fun), np.maximum(found.lower.marginals, 0.0), np.maximum(-found.upper.marginals, 0.0)
