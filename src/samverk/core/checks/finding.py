"""A finding: one place where a document contradicts its facts, the law or itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samverk.core.checks.rule import Fault


class Severity(StrEnum):
    """How grave a finding is. ERROR makes `samverk report` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Verdict(StrEnum):
    """What kind of finding it is (GLOSSARY: granskning)."""

    FAULT = "fault"
    ROUNDING = "rounding"
    AMBIGUOUS = "ambiguous"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found.

    `place` is for people ("Balansräkning, Summa tillgångar, 2023"); `expected` and `found` are as printed.
    `advice` says in Swedish what to do.
    """

    code: str
    severity: Severity
    message: str
    place: str
    expected: str = ""
    found: str = ""
    verdict: Verdict = Verdict.FAULT
    section_id: str = ""
    figure_id: str = ""
    advice: str = ""  # Swedish: what to do
    fault: Fault | None = None  # what the rule said, with cells, amounts and how sure it is; None for a gathered note
    follows: tuple[Finding, ...] = ()  # faults that this one causes
