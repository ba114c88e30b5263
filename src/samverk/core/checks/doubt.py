"""A stranger's table in which much fails has been read wrongly, or means something else: its faults become doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from samverk.core.checks.finding import Finding, Verdict
from samverk.core.checks.rule import Held, Rounded

_HOLDING_PER_FAULT = 3
_DOUBT = "Mycket annat i samma tabell går inte heller ihop, så tabellen kan vara fel inläst."


def with_doubt(findings: Iterable[Finding], held: Sequence[Held | Rounded]) -> Iterator[Finding]:
    """The findings, where those of a table with several faults and little that holds are ambiguous."""
    told = list(findings)
    holding = Counter(table for outcome in held for table in {(cell.table, cell.file) for cell in outcome.cells})
    cells = {finding.fault.cells[0] for finding in told if finding.fault is not None and _table(finding) is not None}
    failing = Counter((cell.table, cell.file) for cell in cells)
    for finding in told:
        table = _table(finding)
        if table is None or failing[table] < 2 or holding[table] >= _HOLDING_PER_FAULT * failing[table]:
            yield finding
        else:
            message = f"{finding.message} {_DOUBT}"
            yield replace(finding, verdict=Verdict.AMBIGUOUS, message=message)


def _table(finding: Finding) -> tuple[str, str] | None:
    """The table where a fault stands; None for prose and for what is no fault."""
    if finding.verdict is not Verdict.FAULT or finding.fault is None or not finding.fault.cells:
        return None
    cell = finding.fault.cells[0]
    return (cell.table, cell.file) if cell.file else None
