"""The annual report as it stands: document, findings and what was wrong, made of the association's facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.apps.audit.remembered import remembered
from samverk.apps.organisation.models import Association
from samverk.apps.publishing.queries import report_facts
from samverk.core.checks.finding import Finding, Severity, Verdict
from samverk.core.checks.rule import CheckInput
from samverk.core.checks.run import CheckReport, run
from samverk.core.document.tree import Document
from samverk.core.problems import Problem, ProblemSeverity
from samverk.reports.annual.build import build
from samverk.reports.annual.template import TEMPLATES, Chapter


@dataclass(frozen=True, slots=True)
class ChapterState:
    """A chapter with prose: its id, title and whether its text is written."""

    name: str
    title: str
    is_written: bool
    is_optional: bool


@dataclass(frozen=True, slots=True)
class MadeReport:
    """What came of the facts. `document` and `checks` are None when the facts cannot become a report yet."""

    year: int
    document: Document | None
    checks: CheckReport | None
    problems: tuple[Problem, ...]
    chapters: tuple[ChapterState, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings to act on; roundings are left out."""
        found = self.checks.findings if self.checks else ()
        return tuple(finding for finding in found if finding.verdict is not Verdict.ROUNDING)

    def count(self, severity: Severity) -> int:
        """How many findings are that grave."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def told(self) -> tuple[Problem, ...]:
        """What was wrong in the facts, gravest first, notes left out."""
        shown = (each for each in self.problems if each.severity is not ProblemSeverity.NOTE)
        return tuple(sorted(shown, key=lambda each: each.severity.rank))

    @property
    def progress(self) -> str:
        """How far it has come: "14 av 17 kapitel klara, 0 fel, 3 varningar"."""
        wanted = [each for each in self.chapters if each.is_written or not each.is_optional]
        ready = f"{sum(each.is_written for each in wanted)} av {len(wanted)} kapitel skrivna"
        if self.checks is None:
            return f"{ready}. Rapporten kan inte göras än."
        errors, warnings = self.count(Severity.ERROR), self.count(Severity.WARNING)
        return f"{ready}, {errors} fel, {warnings} {'varning' if warnings == 1 else 'varningar'}"


@remembered
def made_report(association: Association, year: int, day: date) -> MadeReport:
    """The annual report of `year`, checked as of `day`."""
    facts = report_facts(association, year, day)
    document, problems = build(facts)
    checks = run(CheckInput(document, facts), day) if document is not None else None
    template = TEMPLATES[facts.association.annual_report.template]
    chapters = tuple(
        ChapterState(each.text, each.title, bool(facts.texts.get(each.text, "").strip()), each.optional)
        for each in _with_text(template)
    )
    return MadeReport(year, document, checks, tuple(problems), chapters)


def _with_text(chapters: tuple[Chapter, ...]) -> list[Chapter]:
    found: list[Chapter] = []
    for chapter in chapters:
        found += [chapter] if chapter.text else []
        found += _with_text(chapter.parts)
    return found
