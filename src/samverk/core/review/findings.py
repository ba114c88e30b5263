"""What a review gives back: per file how much was tried, and every finding with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.document.tree import Document, Place
from samverk.core.problems import Problem
from samverk.core.review.source import Source


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """One place where a file contradicts itself or another of the files.

    `place` is where in the file the wrong number or word stands; `others` are the places it was compared with. `label`
    says it for people ("Balansräkning, Summa tillgångar, 2023"). `confidence` is a share 0–1. `expected` and `found`
    are as printed; `difference_ore` is found − expected where both are money. `proposal` is a wording to put in
    instead, "" when none can be given. `follows` are sentences about what else is wrong because of this.
    """

    code: str
    title: str
    verdict: Verdict
    severity: Severity
    confidence: float
    place: Place
    label: str
    message: str
    expected: str = ""
    found: str = ""
    difference_ore: int | None = None
    proposal: str = ""
    advice: str = ""
    others: tuple[Place, ...] = ()
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tie-outs (avstämningar) were tried on a file, and how they fell out."""

    tried: int = 0
    held: int = 0
    rounding: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class ReviewedFile:
    """A file of the review. `source` and `document` are None when nothing of it could be read; `problems` say why."""

    name: str
    source: Source | None
    document: Document | None
    problems: tuple[Problem, ...] = ()
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Review:
    """A review of one or several files. `findings`: faults first, then by file and place."""

    files: tuple[ReviewedFile, ...]
    findings: tuple[ReviewFinding, ...]

    @property
    def has_faults(self) -> bool:
        """True when some finding is a fault: `samverk granska` then exits with 1."""
        return any(finding.verdict is Verdict.FAULT for finding in self.findings)

    @property
    def is_readable(self) -> bool:
        """True when every file could be read."""
        return all(file.document is not None for file in self.files)
