"""What `samverk sie` says about a file, as values: for the terminal, and as JSON of schema samverk.sie/1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from samverk.core.ledger.balances import (
    AccountBalance,
    ObjectTotal,
    account_balances,
    dimension_name,
    object_totals,
    used_dimensions,
)
from samverk.core.ledger.model import Ledger
from samverk.core.ledger.reconcile import Reconciliation, TieOut, describe, reconcile
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.json_schema import dialect, list_of, record
from samverk.formats.sie.encoding import ENCODING_NAMES
from samverk.formats.sie.validate import describe_difference, vouchers_left_out

SCHEMA = "samverk.sie/1"


@dataclass(frozen=True, slots=True)
class DimensionTotals:
    """A dimension and what the year's lines put on each of its objects."""

    number: str
    name: str
    objects: tuple[ObjectTotal, ...]


@dataclass(frozen=True, slots=True)
class FileSummary:
    """One file, read and reconciled. `ledger` and `reconciliation` are None when the file cannot be used."""

    file: str
    ledger: Ledger | None
    problems: tuple[Problem, ...]
    reconciliation: Reconciliation | None = None
    sentence: str = ""
    balances: tuple[AccountBalance, ...] = ()
    dimensions: tuple[DimensionTotals, ...] = ()

    @property
    def posting_count(self) -> int:
        """How many lines count."""
        return sum(len(voucher.postings) for voucher in self.ledger.vouchers) if self.ledger else 0

    @property
    def encoding_name(self) -> str:
        """The encoding as people call it."""
        return ENCODING_NAMES.get(self.ledger.encoding, self.ledger.encoding) if self.ledger else ""


def summarise(readings: Sequence[tuple[str, Ledger | None, Sequence[Problem]]]) -> tuple[FileSummary, ...]:
    """Sum up files that were read: (name, ledger, problems) of each.

    When the files hold consecutive years of the same association, each year's opening balances are also compared with
    the file of the year before.
    """
    ledgers = [ledger for _, ledger, _ in readings if ledger is not None]
    return tuple(_summary(file, ledger, problems, ledgers) for file, ledger, problems in readings)


def _summary(file: str, ledger: Ledger | None, problems: Sequence[Problem], ledgers: Iterable[Ledger]) -> FileSummary:
    if ledger is None:
        return FileSummary(file, None, tuple(problems))
    found = reconcile(ledger, _year_before(ledger, ledgers), left_out=vouchers_left_out(problems))
    between = [
        Problem(ProblemSeverity.WARNING, *describe_difference(row), file) for row in found.of(TieOut.PREVIOUS_FILE)
    ]
    dimensions = (
        DimensionTotals(number, dimension_name(ledger, number), object_totals(ledger, number))
        for number in used_dimensions(ledger)
    )
    return FileSummary(
        file,
        ledger,
        (*problems, *between),
        found,
        describe(ledger, found),
        account_balances(ledger),
        tuple(dimension for dimension in dimensions if dimension.objects),
    )


def _year_before(ledger: Ledger, ledgers: Iterable[Ledger]) -> Ledger | None:
    year = ledger.years.get(0)
    if year is None:
        return None
    for other in ledgers:
        earlier = other.years.get(0)
        if earlier and earlier.end == year.start - timedelta(days=1) and other.org_number == ledger.org_number:
            return other
    return None


def as_data(summaries: Iterable[FileSummary]) -> dict[str, Any]:
    """The JSON of schema samverk.sie/1 (docs/schema/sie-1.schema.json): amounts in öre, debit positive."""
    return {"schema": SCHEMA, "files": [_file_data(summary) for summary in summaries]}


def _file_data(summary: FileSummary) -> dict[str, Any]:
    problems = [asdict(problem) for problem in summary.problems]
    ledger, found = summary.ledger, summary.reconciliation
    if ledger is None or found is None:
        return {"file": summary.file, "usable": False, "books": None, "problems": problems}
    year = ledger.years.get(0)
    books = {
        "association": ledger.company,
        "org_number": ledger.org_number,
        "sie_type": ledger.sie_type,
        "program": {"name": ledger.program[0], "version": ledger.program[1]},
        "generated": _day(ledger.generated),
        "encoding": ledger.encoding,
        "chart": ledger.chart,
        "currency": ledger.currency,
        "year": {"start": _day(year.start), "end": _day(year.end)} if year else None,
        "counts": {
            "accounts": len(ledger.accounts),
            "objects": len(ledger.objects),
            "vouchers": len(ledger.vouchers),
            "postings": summary.posting_count,
        },
        "reconciliation": _reconciliation_data(found, summary.sentence),
        "accounts": [row._asdict() for row in summary.balances],
        "dimensions": [
            {
                "number": dimension.number,
                "name": dimension.name,
                "objects": [_object_data(row) for row in dimension.objects],
            }
            for dimension in summary.dimensions
        ],
    }
    return {"file": summary.file, "usable": True, "books": books, "problems": problems}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _object_data(row: ObjectTotal) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "result_ore": row.result_ore,
        "balance_ore": row.balance_ore,
        "lines": row.lines,
    }


def _reconciliation_data(found: Reconciliation, sentence: str) -> dict[str, Any]:
    return {
        "ties": found.ties,
        "sentence": sentence,
        "checked": [tie_out.value for tie_out in found.checked],
        "left_out": found.left_out,
        "partial": list(found.partial),
        "differences": [
            {
                "tie_out": row.tie_out.value,
                "account": row.account,
                "object": list(row.object) if row.object else None,
                "expected_ore": row.expected_ore,
                "found_ore": row.found_ore,
            }
            for row in found.differences
        ],
        "gaps": [gap._asdict() for gap in found.gaps],
    }


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `samverk sie --json`."""
    text, number, flag = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
    count = {"type": "integer", "minimum": 0}
    maybe_day = {"type": ["string", "null"], "format": "date"}
    problem = record(
        severity={"enum": [severity.value for severity in ProblemSeverity]},
        code=text,
        message=text,
        file=text,
        line={"type": ["integer", "null"], "minimum": 1},
        key=text,
    )
    difference = record(
        tie_out={"enum": [tie_out.value for tie_out in TieOut]},
        account=text,
        object={"type": ["array", "null"], "items": text, "minItems": 2, "maxItems": 2},
        expected_ore=number,
        found_ore=number,
    )
    reconciliation = record(
        ties=flag,
        sentence=text,
        checked=list_of({"enum": [tie_out.value for tie_out in TieOut]}),
        left_out=count,
        partial=list_of(text),
        differences=list_of(difference),
        gaps=list_of(record(series=text, first=count, last=count)),
    )
    account = record(
        account=text, name=text, is_balance=flag, opening_ore=number, change_ore=number, closing_ore=number
    )
    row = record(code=text, name=text, result_ore=number, balance_ore=number, lines=count)
    books = record(
        association=text,
        org_number=text,
        sie_type={"enum": ["1", "2", "3", "4E", "4I"]},
        program=record(name=text, version=text),
        generated=maybe_day,
        encoding={"enum": ["cp437", "cp1252", "utf-8"]},
        chart=text,
        currency=text,
        year={"anyOf": [record(start=maybe_day, end=maybe_day), {"type": "null"}]},
        counts=record(accounts=count, objects=count, vouchers=count, postings=count),
        reconciliation=reconciliation,
        accounts=list_of(account),
        dimensions=list_of(record(number=text, name=text, objects=list_of(row))),
    )
    one_file = record(file=text, usable=flag, books={"anyOf": [books, {"type": "null"}]}, problems=list_of(problem))
    top = record(schema={"const": SCHEMA}, files=list_of(one_file))
    return dialect("samverk sie --json", top)
