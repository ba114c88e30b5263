"""The steps behind `report`, `check` and `demo`: read, build, check, write, tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from samverk.cli.files import write_all
from samverk.cli.swedish import EXIT_FINDINGS, EXIT_OK, EXIT_UNUSABLE
from samverk.cli.tell import Teller
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import CheckInput
from samverk.core.checks.run import CheckReport, run
from samverk.core.document.tree import Document
from samverk.core.facts import Facts
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.facts import read_directory
from samverk.formats.json_schema import dialect, list_of, one_of, record
from samverk.formats.refusals import reason
from samverk.reports.annual.build import build
from samverk.reports.render.everything import render

CHECK_SCHEMA = "samverk.check/1"
FINDING_FIELDS = (
    "code",
    "severity",
    "message",
    "place",
    "expected",
    "found",
    "verdict",
    "section_id",
    "figure_id",
    "advice",
)


@dataclass(frozen=True, slots=True)
class Made:
    """What reading, building and checking gave. `document` and `report` are None when the input cannot be used."""

    facts: Facts | None
    document: Document | None
    report: CheckReport | None
    problems: tuple[Problem, ...]


def make(directory: Path, year: int | None, today: date, step: Callable[[str], None] = lambda _: None) -> Made:
    """Read the facts directory, build the document and try every rule on it. `step` is told what has been done."""
    facts, problems = read_directory(directory, year)
    if facts is None:
        return Made(None, None, None, tuple(problems))
    vouchers = sum(len(ledger.vouchers) for ledger in facts.ledgers.values())
    step(f"Läste {len(facts.inputs)} filer och {vouchers} verifikat")
    document, found = build(facts)
    problems += found
    if document is None:
        return Made(facts, None, None, tuple(problems))
    step(f"Räknade {len(document.figures)} siffror")
    report = run(CheckInput(document, facts), today)
    step(f"Prövade {len(report.tried)} regler")
    return Made(facts, document, report, tuple(problems))


def produce(directory: Path, year: int | None, out: Path, formats: Sequence[str], *, strict: bool, today: date) -> int:
    """Make the report and write it to `out`. Nothing is written when the input cannot be used; then the code is 2."""
    teller = Teller()
    with teller.progress() as step:
        made = make(directory, year, today, step)
        files: dict[str, bytes] = {}
        if made.document is not None:
            name = f"arsredovisning-{made.document.year}"
            try:
                rendered = render(made.document, formats, lambda kind: step(f"Gjorde {kind.upper()}"))
                files = {f"{name}.{kind}": data for kind, data in rendered.items()}
            except ValueError as error:  # a sign that no typeface has, a colour that is none: told in Swedish
                made = replace(made, report=None, problems=(*made.problems, _unprintable(error)))
    teller.problems(made.problems)
    if made.report is None:
        teller.unusable("Ingen årsredovisning skrevs. Det som fanns sedan tidigare är orört.")
        return EXIT_UNUSABLE
    try:
        paths = write_all(out, files)
    except OSError as error:
        teller.unusable(
            f"Filerna gick inte att skriva i {out}: {reason(error)}. Det som fanns sedan tidigare är orört."
        )
        return EXIT_UNUSABLE
    teller.files(paths)
    teller.findings(made.report)
    return exit_code(made.report, strict=strict)


def _unprintable(error: ValueError) -> Problem:
    return Problem(ProblemSeverity.REFUSE, "TX-TECKEN", str(error))


def examine(directory: Path, year: int | None, *, strict: bool, as_json: bool, today: date) -> int:
    """Make the document and try the rules, write nothing."""
    made = make(directory, year, today)
    if as_json:
        click.echo(json.dumps(as_data(made), ensure_ascii=False, indent=1))
    else:
        teller = Teller()
        teller.problems(made.problems)
        if made.report is not None:
            teller.findings(made.report)
        else:
            teller.unusable("Årsredovisningen gick inte att göra av det här underlaget.")
    return EXIT_UNUSABLE if made.report is None else exit_code(made.report, strict=strict)


def exit_code(report: CheckReport, *, strict: bool) -> int:
    """1 when any finding is an error (or, strictly, a warning), else 0."""
    grave = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return EXIT_FINDINGS if any(finding.severity in grave for finding in report.findings) else EXIT_OK


def as_data(made: Made) -> dict[str, Any]:
    """Problems, findings and what was tried, as the JSON of schema samverk.check/1 (docs/schema)."""
    report = made.report
    return {
        "schema": CHECK_SCHEMA,
        "association": made.facts.association.name if made.facts else None,
        "year": made.facts.year if made.facts else None,
        "usable": report is not None,
        "problems": [asdict(problem) for problem in made.problems],
        "findings": [
            {name: getattr(finding, name) for name in FINDING_FIELDS} for finding in (report.findings if report else ())
        ],
        "tried": [asdict(tried) for tried in report.tried] if report else [],
    }


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `samverk check --json`."""
    text = {"type": "string"}
    count = {"type": "integer", "minimum": 0}
    maybe_line = {"type": ["integer", "null"], "minimum": 1}

    problem = record(
        severity=one_of(ProblemSeverity),
        code=text,
        message=text,
        file=text,
        line=maybe_line,
        key=text,
    )
    finding = record(**dict.fromkeys(FINDING_FIELDS, text))
    tried = record(code=text, title=text, tried=count, held=count, rounding=count, failed=count, skipped=text)
    top = record(
        schema={"const": CHECK_SCHEMA},
        association={"type": ["string", "null"]},
        year={"type": ["integer", "null"]},
        usable={"type": "boolean"},
        problems=list_of(problem),
        findings=list_of(finding),
        tried=list_of(tried),
    )
    return dialect("samverk check --json", top)
