"""What a reader found wrong in something from outside: one shape for every format.

Readers return `(value, problems)`; one bad line never hides the rest (DESIGN.md section 2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class ProblemSeverity(StrEnum):
    """How much of the input is lost. Order: refuse, error, warning, note."""

    REFUSE = "refuse"  # nothing of the file can be used
    ERROR = "error"  # the named part is left out, the rest is kept
    WARNING = "warning"  # kept, but someone should look
    NOTE = "note"  # good to know

    @property
    def rank(self) -> int:
        """Its place in that order: 0 for the gravest."""
        return list(ProblemSeverity).index(self)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an input, told to the person who can mend it.

    `code` is stable ("SIE-OBALANS"), `message` is Swedish: what was found, what is allowed, what to do.
    `line` counts from 1; `key` is the path of a TOML key. Both may be missing.
    """

    severity: ProblemSeverity
    code: str
    message: str
    file: str = ""
    line: int | None = None
    key: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place = f"{place} rad {self.line}" if place else f"rad {self.line}"
        if self.key:
            place = f"{place}, {self.key}" if place else self.key
        return f"{place}: {self.message}" if place else self.message


def is_unusable(problems: Iterable[Problem]) -> bool:
    """True when any problem says that nothing of the input can be used."""
    return any(problem.severity is ProblemSeverity.REFUSE for problem in problems)
