"""One cause, one finding: a single wrong number breaks many relations, and is told once, where it stands.

A printed number is held to be the cause when at least two relations it takes part in fail by the same amount and no
relation it takes part in holds. Anything less certain is left as it is: several findings are better than a wrong guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from samverk.core.checks.finding import Finding
from samverk.core.checks.rule import CellKey, Fault, Held, Rounded


class Reported(NamedTuple):
    """A fault and the finding it became."""

    code: str
    fault: Fault
    finding: Finding


def fold(reported: Sequence[Reported], held: Sequence[Held | Rounded]) -> tuple[Finding, ...]:
    """The findings, where those with one certain cause are told once; the others' codes are named in the message."""
    innocent = {cell for outcome in held for cell in outcome.cells}
    suspects: dict[tuple[CellKey, int], list[int]] = {}
    for index, entry in enumerate(reported):
        if entry.fault.difference_ore is not None:
            for cell in entry.fault.cells:
                if cell not in innocent:
                    suspects.setdefault((cell, abs(entry.fault.difference_ore)), []).append(index)
    told: dict[int, Finding] = {}
    gone: set[int] = set()
    for (cell, _difference), indices in sorted(suspects.items(), key=lambda item: (-len(item[1]), item[0])):
        left = [index for index in indices if index not in gone and index not in told]
        if len(left) < 2:
            continue
        root = _root(reported, left, cell)
        gone.update(index for index in left if index != root)
        told[root] = _naming(reported[root].finding, [reported[index] for index in left if index != root])
    return tuple(told.get(index, entry.finding) for index, entry in enumerate(reported) if index not in gone)


def _root(reported: Sequence[Reported], indices: list[int], cell: CellKey) -> int:
    """The fault to tell: one that is placed at the cell itself, else the first; errors before the rest."""
    at_cell = [index for index in indices if reported[index].fault.cells[0] == cell]
    return min(at_cell or indices)


def _naming(finding: Finding, others: Sequence[Reported]) -> Finding:
    codes = sorted({entry.code for entry in others} - {finding.code})
    count = len(others)
    where = f" (regel {', '.join(codes)})" if codes else ""
    times = "en avstämning till" if count == 1 else f"{count} avstämningar till"
    return replace(finding, message=f"{finding.message} Samma tal gör att {times} inte stämmer{where}.")
