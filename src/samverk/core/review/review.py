"""Review files: interpret each, try the rules on it alone and with the others, say where in the file it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from samverk.core.checks.finding import Finding, Severity, Verdict
from samverk.core.checks.rule import CellPlace, CheckInput, Fault
from samverk.core.checks.run import CheckReport, run
from samverk.core.document.tree import Document, FigureCell, Place
from samverk.core.problems import Problem
from samverk.core.review.consequences import consequences
from samverk.core.review.findings import Review, ReviewedFile, ReviewFinding, Tally
from samverk.core.review.interpret import interpret
from samverk.core.review.selection import rules_for_review
from samverk.core.review.source import Source

_VERDICTS = (Verdict.FAULT, Verdict.AMBIGUOUS, Verdict.NOT_CHECKABLE, Verdict.ROUNDING)
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_BY_VERDICT = {Verdict.FAULT: 0.95, Verdict.AMBIGUOUS: 0.5, Verdict.ROUNDING: 0.9, Verdict.NOT_CHECKABLE: 1.0}


def review(files: Sequence[tuple[str, Source | None, tuple[Problem, ...]]], day: date) -> Review:
    """Review files given as (name, what was read, problems of reading) as of `day`.

    A file whose source is None could not be read; the others are reviewed all the same. Each file is compared with
    those before it, in order of the years they tell of.
    """
    documents: dict[int, Document] = {}
    for index, (_name, source, _problems) in enumerate(files):
        if source is not None:
            documents[index] = interpret(source)
    rules = rules_for_review()
    titles = {rule.code: rule.title for rule in rules}
    cells = _cell_places(documents.values())
    reviewed: dict[int, ReviewedFile] = {}
    findings: list[ReviewFinding] = []
    before: list[Document] = []
    for index in sorted(documents, key=lambda index: (documents[index].year, _order(documents[index]), index)):
        document = documents[index]
        report = run(CheckInput(document, others=tuple(before)), day, rules)
        before.append(document)
        name, source, problems = files[index]
        reviewed[index] = ReviewedFile(name, source, document, problems, _tally(report))
        findings += _findings(report, name, cells, document, titles)
    for index, (name, source, problems) in enumerate(files):
        if index not in reviewed:
            reviewed[index] = ReviewedFile(name, source, None, problems)
    names = [name for name, _source, _problems in files]
    told = sorted(_one_cause(findings), key=_key(names))
    return Review(tuple(reviewed[index] for index in range(len(files))), tuple(told))


def _one_cause(findings: Sequence[ReviewFinding]) -> Iterator[ReviewFinding]:
    """Two files that differ because of a number that is wrong by itself: told where that number stands."""
    alone = {
        each.place: each for each in findings if each.verdict is Verdict.FAULT and not each.code.startswith(_BETWEEN)
    }
    between: dict[Place, list[ReviewFinding]] = {}
    for each in findings:
        root = next((place for place in each.others if place in alone), None)
        if each.code.startswith(_BETWEEN) and each.verdict is Verdict.FAULT and root is not None:
            between.setdefault(root, []).append(each)
    gone = {id(each) for found in between.values() for each in found}
    for each in findings:
        found = between.get(each.place, []) if each is alone.get(each.place) else []
        if found:
            sentences = tuple(f"{other.place.file}: {other.label}: står {other.found}." for other in found)
            others = tuple(dict.fromkeys((*each.others, *(other.place for other in found))))
            yield replace(each, others=others, follows=(*each.follows, *sentences))
        elif id(each) not in gone:
            yield each


_BETWEEN = "FI-"


def _order(document: Document) -> int:
    """A plan is made before the year it plans, a report after."""
    return 0 if document.kind in ("activity_plan", "budget") else 1


def _key(names: Sequence[str]) -> Callable[[ReviewFinding], tuple[int, int, int, int, int, str]]:
    def key(finding: ReviewFinding) -> tuple[int, int, int, int, int, str]:
        file = names.index(finding.place.file) if finding.place.file in names else len(names)
        return (
            _VERDICTS.index(finding.verdict),
            file,
            _SEVERITIES.index(finding.severity),
            finding.place.page or 0,
            finding.place.line or 0,
            finding.code,
        )

    return key


def _tally(report: CheckReport) -> Tally:
    return Tally(
        sum(tried.tried for tried in report.tried),
        sum(tried.held for tried in report.tried),
        sum(tried.rounding for tried in report.tried),
        sum(tried.failed for tried in report.tried),
    )


def _cell_places(documents: Iterable[Document]) -> dict[CellPlace, Place]:
    """Where in the files every printed number stands."""
    places: dict[CellPlace, Place] = {}
    for document in documents:
        for table in document.tables():
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=False):
                    if isinstance(cell, FigureCell) and cell.place is not None:
                        places[CellPlace(table.id, row.id, column.id, cell.place.file)] = cell.place
    return places


def _findings(
    report: CheckReport, name: str, cells: Mapping[CellPlace, Place], document: Document, titles: Mapping[str, str]
) -> Iterator[ReviewFinding]:
    sections = {section.id: section.place for section in document.all_sections()}
    for finding in report.findings:
        places = _places(finding, cells)
        at = places[0] if places else sections.get(finding.section_id) or Place(name)
        fault = finding.fault
        yield ReviewFinding(
            code=finding.code,
            title=titles.get(finding.code, ""),
            verdict=finding.verdict,
            severity=finding.severity,
            confidence=_confidence(finding),
            place=at,
            label=finding.place,
            message=finding.message,
            expected=finding.expected,
            found=finding.found,
            difference_ore=fault.difference_ore if fault else None,
            proposal=_proposal(finding),
            advice=finding.advice,
            others=tuple(place for place in dict.fromkeys(places[1:]) if place != at),
            follows=(*_follows(finding), *consequences(finding, document)),
        )


def _follows(finding: Finding) -> Iterator[str]:
    """What else the cause makes wrong, each once; the same number told by another rule is the finding itself."""
    told = {(finding.place, finding.found)}
    for each in finding.follows:
        if (each.place, each.found) not in told:
            told.add((each.place, each.found))
            if _is_mended_by(each, finding):
                yield f"{each.place}: {each.found} stämmer när talet är rättat."
            else:
                yield f"{each.place}: står {each.found}, väntat {each.expected}."


def _is_mended_by(other: Finding, root: Finding) -> bool:
    """True for a number that is right as it stands: it was worked out from what the wrong one should have been."""
    if other.fault is None or root.fault is None or not other.fault.cells or not root.fault.cells:
        return False
    sizes = abs(other.fault.difference_ore or 0), abs(root.fault.difference_ore or 0)
    is_elsewhere = other.fault.cells[0] != root.fault.cells[0] and root.fault.cells[0] in other.fault.cells
    return is_elsewhere and sizes[0] > 0 and abs(sizes[0] - sizes[1]) <= other.fault.slack_ore + root.fault.slack_ore


def _places(finding: Finding, cells: Mapping[CellPlace, Place]) -> list[Place]:
    """Places in the files that the finding is about, the wrong number's own first."""
    faults: list[Fault] = [each.fault for each in (finding, *finding.follows) if each.fault is not None]
    found: list[Place] = []
    for fault in faults:
        if fault.at is not None:
            found.append(fault.at)
        found += [cells[cell] for cell in fault.cells if cell in cells]
    return found


def _confidence(finding: Finding) -> float:
    """How sure the finding is, share 0–1: what the rule says, else what the verdict is worth."""
    if finding.fault is not None and finding.fault.confidence < 1:
        return finding.fault.confidence
    sure = _BY_VERDICT[finding.verdict]
    return min(0.99, sure + 0.04) if finding.follows and finding.verdict is Verdict.FAULT else sure


def _proposal(finding: Finding) -> str:
    if finding.fault is not None and finding.fault.proposal:
        return finding.fault.proposal
    is_number = finding.expected[:1].isdigit() or finding.expected[:1] in "−-"
    if finding.verdict is Verdict.FAULT and finding.found and is_number:
        return f"Skriv {finding.expected} i stället för {finding.found}, om det är det här talet som är fel."
    return ""
