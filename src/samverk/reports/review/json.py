"""A review as JSON, schema `samverk.granska/1`: for other programs, and for comparing two reviews line by line.

Every key is always there, in the same order; what is not known is null. Money is integer öre.
"""

from __future__ import annotations

import json
from typing import Any

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.document.tree import Place
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.findings import Review, ReviewedFile, ReviewFinding
from samverk.core.review.source import SourceKind
from samverk.formats.json_schema import dialect, list_of, one_of, record

SCHEMA = "samverk.granska/1"


def render(review: Review) -> bytes:
    """`review` as UTF-8 JSON with a final newline. A lone surrogate, which UTF-8 cannot hold, becomes ?."""
    return json.dumps(as_data(review), ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def as_data(review: Review) -> dict[str, Any]:
    """The review as plain lists and dicts."""
    return {
        "schema": SCHEMA,
        "files": [_file_data(file) for file in review.files],
        "findings": [_finding_data(finding) for finding in review.findings],
    }


def _file_data(file: ReviewedFile) -> dict[str, Any]:
    source, document, tally = file.source, file.document, file.tally
    return {
        "file": file.name,
        "kind": source.kind.value if source is not None else None,
        "document": document.kind if document is not None else None,
        "year": document.year or None if document is not None else None,
        "association": document.association or None if document is not None else None,
        "pages": source.pages or None if source is not None else None,
        "unreadable_pages": list(source.unreadable_pages) if source is not None else [],
        "readable": document is not None,
        "problems": [_problem_data(problem) for problem in file.problems],
        "tie_outs": {
            "tried": tally.tried,
            "held": tally.held,
            "rounding": tally.rounding,
            "failed": tally.failed,
        },
    }


def _problem_data(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "line": problem.line,
    }


def _finding_data(finding: ReviewFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "title": finding.title,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        **_place_data(finding.place),
        "label": finding.label,
        "expected": finding.expected or None,
        "found": finding.found or None,
        "difference": finding.difference_ore,
        "message": finding.message,
        "proposal": finding.proposal or None,
        "advice": finding.advice or None,
        "others": [_place_data(place) for place in finding.others],
        "follows": list(finding.follows),
    }


def _place_data(place: Place) -> dict[str, Any]:
    return {"file": place.file, "page": place.page, "line": place.line, "cell": place.cell or None}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `render` writes. Nothing beyond it is allowed."""
    text, count, flag = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "boolean"}
    maybe_text, maybe_integer = {"type": ["string", "null"]}, {"type": ["integer", "null"]}
    maybe_number = {"type": ["integer", "null"], "minimum": 1}
    place = {"file": text, "page": maybe_number, "line": maybe_number, "cell": maybe_text}
    problem = record(severity=one_of(ProblemSeverity), code=text, message=text, line=maybe_number)
    file = record(
        file=text,
        kind={"enum": [*(kind.value for kind in SourceKind), None]},
        document=maybe_text,
        year=maybe_integer,
        association=maybe_text,
        pages=maybe_number,
        unreadable_pages=list_of({"type": "integer", "minimum": 1}),
        readable=flag,
        problems=list_of(problem),
        tie_outs=record(tried=count, held=count, rounding=count, failed=count),
    )
    finding = record(
        code=text,
        title=text,
        verdict=one_of(Verdict),
        severity=one_of(Severity),
        confidence={"type": "number", "minimum": 0, "maximum": 1},
        **place,
        label=text,
        expected=maybe_text,
        found=maybe_text,
        difference={**maybe_integer, "description": "found − expected, öre; null when it is not money"},
        message=text,
        proposal=maybe_text,
        advice=maybe_text,
        others=list_of(record(**place)),
        follows=list_of(text),
    )
    top = record(schema={"const": SCHEMA}, files=list_of(file), findings=list_of(finding))
    return dialect("samverk granska --json", top)
