"""Gathers what is wrong in a file: single faults as they are, repeated ones as one problem with count and lines.

A file with the same slip on ten thousand lines gives one problem that names the first lines and says how many more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samverk.core.problems import Problem, ProblemSeverity

SHOWN = 5


class GatheredKind(NamedTuple):
    """A fault that is told once for all its places. `template` may use {antal}, {rader} and {exempel}."""

    severity: ProblemSeverity
    template: str


GATHERED = {
    "SIE-TECKEN-OLASLIGT": GatheredKind(
        ProblemSeverity.WARNING,
        "{antal} tecken gick inte att läsa och är ersatta med \ufffd ({rader}). Exportera filen igen om texterna "
        "behövs.",
    ),
    "SIE-TECKEN-BLANDAT": GatheredKind(
        ProblemSeverity.WARNING,
        "Ord ser ut att ha fått fel bokstäver för å, ä eller ö: {exempel} ({rader}). Belopp och konton påverkas inte.",
    ),
    "SIE-STYRTECKEN": GatheredKind(
        ProblemSeverity.WARNING,
        "{antal} osynliga styrtecken står i filen ({rader}); de är lästa som mellanslag.",
    ),
    "SIE-RAD": GatheredKind(
        ProblemSeverity.WARNING,
        "{antal} rader är inte poster och är inte lästa ({rader}): {exempel}. En post börjar med #. Se efter att "
        "ingen uppgift saknas och exportera filen igen.",
    ),
    "SIE-ETIKETT": GatheredKind(
        ProblemSeverity.NOTE,
        "Okända poster är sparade men används inte: {exempel} ({rader}).",
    ),
    "SIE-EXTRA-FALT": GatheredKind(
        ProblemSeverity.NOTE,
        "{antal} rader har fler fält än posten ska ha ({rader}); de överflödiga är inte lästa: {exempel}.",
    ),
    "SIE-CITAT": GatheredKind(
        ProblemSeverity.WARNING,
        "Citattecken står fel på {antal} rader ({rader}); texten är läst så långt det går: {exempel}.",
    ),
    "SIE-KLAMMER": GatheredKind(
        ProblemSeverity.WARNING,
        "Klammer { eller } saknas eller står fel kring {antal} verifikat ({rader}). Raderna är lästa ändå.",
    ),
    "SIE-OBJEKTLISTA": GatheredKind(
        ProblemSeverity.WARNING,
        "Objektlistan {} saknas på {antal} rader ({rader}); raderna är lästa utan objekt.",
    ),
    "SIE-DATUM-FORM": GatheredKind(
        ProblemSeverity.WARNING,
        "{antal} datum är skrivna på annat sätt än ÅÅÅÅMMDD, till exempel {exempel} ({rader}). De är lästa.",
    ),
    "SIE-DATUM": GatheredKind(
        ProblemSeverity.WARNING,
        "{antal} datum som inte behövs för beloppen gick inte att läsa, till exempel {exempel} ({rader}). De är "
        "utelämnade.",
    ),
    "SIE-KONTO-TECKEN": GatheredKind(
        ProblemSeverity.WARNING,
        "Kontonummer ska bara ha siffror. De här har annat: {exempel} ({rader}). Beloppen är med; ge kontona en plats "
        "i kontoplanen eller byt nummer i bokföringsprogrammet.",
    ),
    "SIE-VER-TOM": GatheredKind(
        ProblemSeverity.NOTE,
        "{antal} verifikat har inga rader: {exempel} ({rader}). De är kvar med sina nummer.",
    ),
}


class Faults:
    """The problems of one file, in the order of its lines."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self._single: list[Problem] = []
        self._lines: dict[str, list[int]] = {}
        self._examples: dict[str, dict[str, None]] = {}

    def add(self, severity: ProblemSeverity, code: str, line: int | None, message: str) -> None:
        """Tell one fault by itself."""
        self._single.append(Problem(severity, code, message, self.file, line))

    def error(self, code: str, line: int, message: str) -> None:
        """Tell that the part at `line` is left out."""
        self.add(ProblemSeverity.ERROR, code, line, message)

    def warn(self, code: str, line: int | None, message: str) -> None:
        """Tell that something is kept but should be looked at."""
        self.add(ProblemSeverity.WARNING, code, line, message)

    def gather(self, code: str, line: int, example: str) -> None:
        """Count a fault of a kind in GATHERED; `example` is shown to the reader when it is new."""
        self._lines.setdefault(code, []).append(line)
        examples = self._examples.setdefault(code, {})
        if example and len(examples) <= SHOWN:
            examples[example] = None

    def problems(self) -> list[Problem]:
        """Everything told so far, by line; what concerns the whole file comes first."""
        return sorted([*self._single, *self._gathered()], key=lambda problem: problem.line or 0)

    def _gathered(self) -> list[Problem]:
        result = []
        for code, lines in self._lines.items():
            severity, template = GATHERED[code]
            values = {"{antal}": str(len(lines)), "{rader}": list_lines(lines), "{exempel}": self._shown(code)}
            message = template
            for name, value in values.items():
                message = message.replace(name, value)
            result.append(Problem(severity, code, message, self.file, lines[0]))
        return result

    def _shown(self, code: str) -> str:
        examples = list(self._examples[code])
        return ", ".join(examples[:SHOWN]) + (" med flera" if len(examples) > SHOWN else "")


def list_lines(lines: Sequence[int]) -> str:
    """Name the first lines and count the rest: "rad 4, 9 och 11", "rad 1, 2, 3, 4, 5 och 12 till"."""
    unique = list(dict.fromkeys(lines))
    shown = [str(line) for line in unique[:SHOWN]]
    if len(unique) > SHOWN:
        return f"rad {', '.join(shown)} och {len(unique) - SHOWN} till"
    return f"rad {shown[0]}" if len(shown) == 1 else f"rad {', '.join(shown[:-1])} och {shown[-1]}"
