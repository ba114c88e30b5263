"""One cause, one finding: a single wrong number breaks many relations, and is told once, where it stands.

A printed number is held to be the cause in two cases. A rule has tried it alone, against its figure or its facts, and
found it wrong. Or at least two relations it takes part in fail by the same amount, and none that would have noticed
holds. Anything less certain is left as it is: several findings are better than a wrong guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from samverk.core.checks.finding import Finding, Severity, Verdict
from samverk.core.checks.rule import CellPlace, Fault, Held, Rounded


class Reported(NamedTuple):
    """A fault and the finding it became."""

    code: str
    fault: Fault
    finding: Finding


def fold(reported: Sequence[Reported], held: Sequence[Held | Rounded]) -> tuple[Finding, ...]:
    """The findings, where those with one certain cause are told once; the others' codes are named in the message."""
    told: dict[int, Finding] = {}
    gone: set[int] = set()
    for root, others in (*_tried_alone(reported), *_failing_alike(reported, held)):
        left = [index for index in others if index not in gone and index not in told]
        if left and root not in gone:
            gone.update(left)
            told[root] = _naming(told.get(root, reported[root].finding), [reported[index] for index in left])
    kept = [(entry, told.get(index, entry.finding)) for index, entry in enumerate(reported) if index not in gone]
    return tuple(_by_row(_by_cell(kept)))


def _by_cell(kept: Sequence[tuple[Reported, Finding]]) -> list[tuple[Reported, Finding]]:
    """Faults placed at one number that differ by one amount are one cause, whatever else holds."""
    cells: dict[CellPlace, list[tuple[Reported, Finding]]] = {}
    made: list[tuple[Reported, Finding]] = []
    for entry, finding in sorted(kept, key=lambda each: each[0].code.startswith("FI-")):  # its own file tells it first
        if entry.fault.difference_ore is None or not entry.fault.cells or not entry.fault.cells[0].file:
            made.append((entry, finding))
            continue
        others = cells.setdefault(entry.fault.cells[0], [])
        position = next((place for place, (first, _) in enumerate(others) if _alike(first, entry)), None)
        if position is None:
            others.append((entry, finding))
        else:
            first, root = others[position]
            others[position] = (first, _naming(root, [Reported(entry.code, entry.fault, finding)]))
    return [*made, *(each for others in cells.values() for each in others)]


def _by_row(kept: Sequence[tuple[Reported, Finding]]) -> Iterator[Finding]:
    """Faults of one rule in several years of one row are one cause: told at the first, the others named."""
    rows: dict[tuple[str, str, str, str], list[tuple[Reported, Finding]]] = {}
    for number, (entry, finding) in enumerate(kept):
        cells = entry.fault.cells
        is_alone = len(cells) == 1 and not entry.finding.figure_id
        row = (entry.code, cells[0].table, cells[0].row, entry.fault.verdict) if is_alone else (str(number), "", "", "")
        rows.setdefault(row, []).append((entry, finding))
    for (_first, finding), *others in rows.values():
        follows = tuple(each for _entry, other in others for each in (other, *other.follows))
        yield replace(finding, follows=(*finding.follows, *follows)) if follows else finding


def _tried_alone(reported: Sequence[Reported]) -> Iterator[tuple[int, list[int]]]:
    """(root, others) for every number that a rule found wrong by itself; the rule about its own figure goes first."""
    roots: dict[CellPlace, int] = {}
    alone = [index for index, entry in enumerate(reported) if len(entry.fault.cells) == 1]
    for index in sorted(alone, key=lambda index: (reported[index].code != "TB-02", index)):
        roots.setdefault(reported[index].fault.cells[0], index)
    for cell, root in roots.items():
        yield root, [index for index, entry in enumerate(reported) if index != root and cell in entry.fault.cells]


def _failing_alike(reported: Sequence[Reported], held: Sequence[Held | Rounded]) -> Iterator[tuple[int, list[int]]]:
    """(root, others) for every number whose relations fail by one amount, the most failing first."""
    acquitted: dict[CellPlace, int] = {}
    for outcome in held:
        for cell in outcome.cells:
            acquitted[cell] = min(outcome.slack_ore, acquitted.get(cell, outcome.slack_ore))
    failing: dict[CellPlace, list[int]] = {}
    for index, entry in enumerate(reported):
        difference = entry.fault.difference_ore
        for cell in entry.fault.cells if difference is not None and len(entry.fault.cells) > 1 else ():
            if cell not in acquitted or abs(difference or 0) <= acquitted[cell]:
                failing.setdefault(cell, []).append(index)
    for cell, indices in sorted(failing.items(), key=lambda item: (-len(item[1]), item[0])):
        at_cell = [index for index in indices if reported[index].fault.cells[0] == cell]
        root = min(at_cell or indices, key=lambda index: (reported[index].code != "TB-01", index))
        yield root, [index for index in indices if index != root and _alike(reported[root], reported[index])]


def _alike(first: Reported, second: Reported) -> bool:
    """True when two faults differ by the same amount, as far as rounding lets us know."""
    sizes = abs(first.fault.difference_ore or 0), abs(second.fault.difference_ore or 0)
    return abs(sizes[0] - sizes[1]) <= first.fault.slack_ore + second.fault.slack_ore


def _naming(finding: Finding, others: Sequence[Reported]) -> Finding:
    codes = sorted({entry.code for entry in others} - {finding.code})
    count = len(others)
    where = f" (regel {', '.join(codes)})" if codes else ""
    times = "en avstämning till" if count == 1 else f"{count} avstämningar till"
    gravest = min((finding.severity, *(entry.finding.severity for entry in others)), key=list(Severity).index)
    message = f"{finding.message} Samma tal gör att {times} inte stämmer{where}."
    if finding.verdict is Verdict.AMBIGUOUS and any(entry.fault.cells for entry in others):
        finding = replace(
            finding, verdict=Verdict.FAULT
        )  # what one relation leaves in doubt two that fail alike settle
    follows = (*finding.follows, *(entry.finding for entry in others))
    return replace(finding, message=message, severity=gravest, follows=follows)
