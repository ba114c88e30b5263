"""How `report`, `check` and `demo` speak in the terminal: steps as they are done, then files, problems and findings.

In a terminal with colour and a live line; piped, the same words plain.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from samverk.core.checks.finding import Finding, Severity, Verdict
from samverk.core.checks.run import CheckReport
from samverk.core.problems import Problem, ProblemSeverity

SEVERITY_WORDS = {Severity.ERROR: "Fel", Severity.WARNING: "Varning", Severity.NOTE: "Notera"}
PROBLEM_WORDS = {
    ProblemSeverity.REFUSE: "Fel",
    ProblemSeverity.ERROR: "Fel",
    ProblemSeverity.WARNING: "Varning",
    ProblemSeverity.NOTE: "Notera",
}
STYLES = {"Fel": "bold red", "Varning": "yellow", "Notera": "dim"}


class Teller:
    """Writes to stdout what came out and to stderr what stopped the work."""

    def __init__(self) -> None:
        self.out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        self.err = Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """A live line while the work goes on; every finished step is written and stays."""

        def step(done: str) -> None:
            self.out.print(f"[green]✓[/] {escape(done)}")

        if self.out.is_terminal:
            with self.out.status("Arbetar …", spinner="dots"):
                yield step
        else:
            yield step

    def problems(self, problems: Sequence[Problem]) -> None:
        """What was wrong in the input, gravest first; notes only as a count."""
        shown = [problem for problem in problems if problem.severity is not ProblemSeverity.NOTE]
        for problem in sorted(shown, key=lambda each: each.severity.rank):
            word = PROBLEM_WORDS[problem.severity]
            self.err.print(f"[{STYLES[word]}]{word}[/] {escape(str(problem))} [dim]({problem.code})[/]")

    def unusable(self, message: str) -> None:
        """The last word when nothing could be made."""
        self.err.print(f"[bold red]{escape(message)}[/]")

    def files(self, paths: Sequence[Path]) -> None:
        """The files that were written, with their sizes."""
        sizes = [f"{max(1, round(path.stat().st_size / 1000))} kB" for path in paths]
        width = max((len(size) for size in sizes), default=0)
        self.out.print()
        for path, size in zip(paths, sizes, strict=True):
            self.out.print(f"[dim]{size:>{width}}[/]  {escape(str(path))}", soft_wrap=True)

    def findings(self, report: CheckReport) -> None:
        """Every finding, gravest first, and one sentence that sums up."""
        self.out.print()
        rounding = [finding for finding in report.findings if finding.verdict is Verdict.ROUNDING]
        for finding in report.findings:
            if finding not in rounding:
                self._finding(finding)
        if rounding:
            places = ", ".join(dict.fromkeys(finding.place for finding in rounding))
            self.out.print(f"[dim]Notera[/] Summor skiljer på sista siffran av avrundning i: {escape(places)}.")
        self.out.print(escape(summary(report)))

    def _finding(self, finding: Finding) -> None:
        word = SEVERITY_WORDS[finding.severity]
        self.out.print(f"[{STYLES[word]}]{word} {finding.code}[/] {escape(finding.message)}")
        if finding.place:
            self.out.print(f"    Var: {escape(finding.place)}", style="dim")
        if finding.expected or finding.found:
            self.out.print(
                f"    Väntat: {escape(finding.expected or '–')} · Står: {escape(finding.found or '–')}", style="dim"
            )
        if finding.advice:
            self.out.print(f"    Gör så här: {escape(finding.advice)}", style="dim")


def summary(report: CheckReport) -> str:
    """One sentence: how much was tried, and what was found."""
    counts = {severity: sum(1 for f in report.findings if f.severity is severity) for severity in Severity}
    words = (
        _count(counts[Severity.ERROR], "fel", "fel"),
        _count(counts[Severity.WARNING], "varning", "varningar"),
        _count(counts[Severity.NOTE], "notering", "noteringar"),
    )
    tried = sum(each.tried for each in report.tried)
    return f"{tried} avstämningar prövade: {words[0]}, {words[1]} och {words[2]}."


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
