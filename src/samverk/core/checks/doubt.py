"""A stranger's table in which much fails has been read wrongly, or means something else: its faults become doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from samverk.core.checks.finding import Finding, Verdict
from samverk.core.checks.rule import Held, Rounded
from samverk.core.document.tree import Document

_HOLDING_PER_FAULT = 3  # relations of a table that hold for each number in it that is called wrong
_HOLDING_PER_FAULT_IN_ALL = 12  # the same for the whole document
_ASKEW = 6  # so many times more must hold where numbers could not be placed
_MANY_LOOSE = 7
_FEW = 2  # so many wrong numbers stand anyhow
_TABLE_IN_DOUBT = "Mycket annat i samma tabell går inte heller ihop, så tabellen kan vara fel inläst."
_FILE_IN_DOUBT = "Mycket i filens tabeller går inte ihop, så de kan vara fel inlästa."


def with_doubt(findings: Iterable[Finding], held: Sequence[Held | Rounded], document: Document) -> Iterator[Finding]:
    """The findings, where those of a table or a file with several faults and little that holds are ambiguous.

    A table with rows whose numbers could not be placed may have been read askew, and so may a file with many such rows.
    """
    told = list(findings)
    holding = Counter(table for outcome in held for table in {(cell.table, cell.file) for cell in outcome.cells})
    causes = {cause for finding in told if (cause := _cause(finding)) is not None}
    failing = Counter(table for table, _difference in causes)
    tried = sum(1 for outcome in held if outcome.cells)
    loose = Counter(table.id for table in document.tables() for row in table.rows if row.placings > 1)
    is_askew = loose.total() > _MANY_LOOSE
    needed = _HOLDING_PER_FAULT_IN_ALL * (_ASKEW if is_askew else 1)
    amounts = {difference for _table, difference in causes}
    is_file_in_doubt = (len(amounts) > _FEW or is_askew) and tried < needed * len(amounts)
    for finding in told:
        table = _table(finding)
        if table is None:
            yield finding
        elif _is_in_doubt(failing[table], holding[table], loose[table[0]]):
            yield replace(finding, verdict=Verdict.AMBIGUOUS, message=f"{finding.message} {_TABLE_IN_DOUBT}")
        elif is_file_in_doubt:
            yield replace(finding, verdict=Verdict.AMBIGUOUS, message=f"{finding.message} {_FILE_IN_DOUBT}")
        else:
            yield finding


def _is_in_doubt(failing: int, holding: int, loose: int) -> bool:
    """True for a table with several wrong numbers, or loose rows, and too little that holds for each wrong number."""
    is_askew = loose >= _FEW
    return (failing >= _FEW or is_askew) and holding < _HOLDING_PER_FAULT * (_ASKEW if is_askew else 1) * failing


def _cause(finding: Finding) -> tuple[tuple[str, str], object] | None:
    """(table, what tells the cause from others): numbers wrong by one amount are taken for one cause."""
    table = _table(finding)
    if table is None or finding.fault is None:
        return None
    difference = finding.fault.difference_ore
    return table, abs(difference) if difference else finding.fault.cells[0]


def _table(finding: Finding) -> tuple[str, str] | None:
    """The table where a fault stands; None for prose and for what is no fault."""
    if finding.verdict is not Verdict.FAULT or finding.fault is None or not finding.fault.cells:
        return None
    cell = finding.fault.cells[0]
    return (cell.table, cell.file) if cell.file else None
