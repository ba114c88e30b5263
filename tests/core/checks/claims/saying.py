"""The sound report with a sentence of ours in it, as our own document and as a stranger would read it."""

from __future__ import annotations

from dataclasses import replace

from samverk.core.checks.catalogue import all_rules
from samverk.core.checks.finding import Finding
from samverk.core.checks.run import CheckInput, CheckReport, run
from samverk.core.document.tree import Block, Document, Paragraph, Place, Text
from tests.factories.checked import DAY, checked_document, plain, with_blocks


def paragraph(words: str, line: int = 40) -> Paragraph:
    """A paragraph that begins on a line of a file; every line break begins a new one."""
    offsets = [0, *(place + 1 for place, letter in enumerate(words) if letter == "\n")]
    starts = tuple((offset, Place("rapport.txt", 3, line + number)) for number, offset in enumerate(offsets))
    return Paragraph((Text(words),), starts=starts)


def saying(*words: str, section: str = "ekonomi") -> Document:
    """The sound report with paragraphs added last in a section."""
    document = checked_document()
    blocks: tuple[Block, ...] = next(each.blocks for each in document.all_sections() if each.id == section)
    return with_blocks(document, section, *blocks, *(paragraph(each) for each in words))


def tried(document: Document, *codes: str) -> CheckReport:
    """What some rules say of a document without facts."""
    rules = [rule for rule in all_rules() if rule.code in codes]
    report = run(CheckInput(document), DAY, rules)
    return replace(report, findings=tuple(plain(finding) for finding in report.findings))


def findings(words: str, code: str, section: str = "ekonomi") -> tuple[Finding, ...]:
    """What one rule says of a sentence in the sound report."""
    return tried(saying(words, section=section), code).findings
