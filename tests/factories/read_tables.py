"""Tables as a reader would lay them out, from rows of printed text, and the document they become."""

from __future__ import annotations

from datetime import date

from samverk.core.checks.finding import Finding, Verdict
from samverk.core.checks.rule import CheckInput
from samverk.core.checks.run import CheckReport, run
from samverk.core.document.tree import Document, Place, Section, Table
from samverk.core.review.columns import KnownDocument
from samverk.core.review.raw import RawCell, RawRow, RawTable
from samverk.core.review.selection import rules_for_review
from samverk.core.review.tabulate import tabulate

DAY = date(2026, 11, 22)
YEAR = 2024


def raw_table(text: str, *, file: str = "rapport.txt", line: int = 1, title: str = "") -> RawTable:
    """A table written with "|" between cells: the first line is the header, its first cell stands over the labels."""
    lines = [[cell.strip() for cell in row.split("|")] for row in text.strip().splitlines()]
    (label_heading, *headers), *rows = lines
    width = len(headers)
    made = []
    for number, (label, *cells) in enumerate(rows, line + 1):
        place = Place(file, line=number)
        padded = [*cells, *([""] * width)][:width]
        made.append(RawRow(label, (tuple(RawCell(cell, place) if cell else None for cell in padded),), place))
    return RawTable(title, tuple(headers), tuple(made), Place(file, line=line), label_heading)


def read_table(text: str, *, kind: str = "annual_report", title: str = "", table_id: str = "tabell-1") -> Table:
    """The table of the document tree that `raw_table` becomes."""
    return tabulate(raw_table(text, title=title), table_id, KnownDocument(kind, YEAR), title, None).table


def read_document(
    *tables: str, kind: str = "annual_report", file: str = "rapport.txt", name: str = "", year: int = YEAR
) -> Document:
    """A document of such tables, one section each."""
    sections, line, taken = [], 1, set()
    for number, text in enumerate(tables, 1):
        title = f"Avsnitt {number}"
        raw = raw_table(text, file=file, line=line)
        made = tabulate(raw, f"tabell-{number}", KnownDocument(kind, year), title, None).table
        table_id = made.id if made.id not in taken else f"tabell-{number}"
        taken.add(table_id)
        made = Table(table_id, made.title, made.columns, made.rows, made.unit, made.label_heading)
        sections.append(Section(f"s{number}", title, 1, (made,), place=Place(file, line=line)))
        line += len(raw.rows) + 2
    return Document(kind, "Rapport", name, "", year, tuple(sections))


def reviewed(document: Document, *others: Document) -> CheckReport:
    """The rules of a review tried on a document."""
    return run(CheckInput(document, others=others), DAY, rules_for_review())


def said(finding: Finding) -> tuple[str, str]:
    """(expected, found) with plain spaces."""
    return finding.expected.replace("\u00a0", " "), finding.found.replace("\u00a0", " ")


def faults(report: CheckReport) -> list[Finding]:
    """The findings that are faults."""
    return [finding for finding in report.findings if finding.verdict is Verdict.FAULT]
