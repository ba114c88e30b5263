"""What the columns of a stranger's table are: year, role and unit, from the words above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from samverk.core.document.tree import Column, ColumnKind
from samverk.core.money import MoneyUnit
from samverk.core.words import fold

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SHORT_DATE = re.compile(r"(?<!\d)(\d\d)[01]\d[0-3]\d(?!\d)|(?<!\d)(\d\d)-[01]\d-[0-3]\d(?!\d)")
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("share", re.compile(r"%|\bandel\b|\bprocent\b|\bandelar\b")),
    ("deviation", re.compile(r"\bavvik|\bdiff|\bbudgetavvik|\bdifferens")),
    ("change", re.compile(r"\bforandring|\bforandr\b|\bskillnad")),
    ("forecast", re.compile(r"prognos")),
    ("budget", re.compile(r"budget|\bbudg\b|\bram\b")),
    ("plan", re.compile(r"\bplan\b|\bverksamhetsplan\b|\bplan20|\bflerarsplan")),
    ("outcome", re.compile(r"\butfall|\bbokslut|\bredovisa|\bresultat\b|\bfaktisk|\bactual|\bupparbetat|\butf\b")),
    ("total", re.compile(r"^(?:totalt?|summa|samtliga|sum|alla|s a)$")),
)
_NOTE = re.compile(r"^(?:not|noter|nr)$")
_UNITS: tuple[tuple[MoneyUnit, re.Pattern[str]], ...] = (
    (MoneyUnit.MNKR, re.compile(r"\b(?:mnkr|mkr|mn kr|m kr|msek|miljoner|miljoner kronor|mijoner)\b")),
    (MoneyUnit.TKR, re.compile(r"\b(?:tkr|t kr|kkr|ksek|tsek|tusen\w*)\b")),
    (MoneyUnit.KR, re.compile(r"\b(?:kr|kronor|sek)\b")),
)
_PART_OF_YEAR = re.compile(
    r"\bkv(?:artal)?\s*[1-4]\b|\bq[1-4]\b|\bjan\w*\s+(?:till\s+|t o m\s+)?(?!dec)[a-z]{3,}|\btertial\b|\bdelar\b"
    r"|\bhalvar\b|\b(?:0[1-9]|1[01]) ?(?:30|31|28|29)\b"
)
"""A column with these words holds a part of the year; its numbers are not the year's."""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """What columns need to know of the document: its kind ("annual_report" …) and year, 0 when unknown."""

    kind: str
    year: int


_AHEAD = ("activity_plan", "budget")
UNKNOWN = "unknown"
"""Role of a column whose header cannot be believed."""


def unit_of(text: str) -> MoneyUnit | None:
    """The money unit that words such as "Belopp i tkr" name; None when they name none."""
    folded = fold(text)
    return next((unit for unit, pattern in _UNITS if pattern.search(folded)), None)


def years_in(text: str) -> tuple[int, ...]:
    """The years a header names, in order and each once: "2024-01-01 – 2024-12-31" → (2024,)."""
    found = [int(year) for year in _YEAR.findall(text)]
    if not found:
        found = [2000 + int(long or short) for long, short in _SHORT_DATE.findall(text)]
    return tuple(dict.fromkeys(found))


def role_of(text: str) -> str:
    """The role that the words of a header name; "" when they name none."""
    folded = fold(text)
    return next((role for role, pattern in _ROLES if pattern.search(folded)), "")


def read_columns(headers: Sequence[str], document: KnownDocument) -> tuple[Column, ...]:
    """Columns with id, kind, year and role. A year or role that no header names is taken from its neighbours."""
    columns = [_column(number, header) for number, header in enumerate(headers)]
    _years_from_neighbours(columns, headers, document)
    named = [_with_role(column, headers[index], document) for index, column in enumerate(columns)]
    named = _own_year_as_budget(named, document)
    return tuple(_unless_doubled(named))


def _own_year_as_budget(columns: list[Column], document: KnownDocument) -> list[Column]:
    """What a plan or budget plans for its own year is that year's budget, unless another column is called so."""
    own = [column for column in columns if column.year == document.year and column.role in ("budget", "plan")]
    if document.kind not in _AHEAD or [column.role for column in own] != ["plan"]:
        return columns
    return [replace(column, role="budget") if column is own[0] else column for column in columns]


def _unless_doubled(columns: Sequence[Column]) -> Iterator[Column]:
    """Two columns cannot hold the same thing: where two claim to, the headers were cut wrongly and none is believed."""
    said = Counter((column.year, column.role) for column in columns if column.kind is ColumnKind.FIGURE and column.year)
    is_doubled = any(count > 1 for count in said.values())
    for column in columns:
        yield replace(column, year=None, role=UNKNOWN) if is_doubled and column.kind is ColumnKind.FIGURE else column


def _column(number: int, header: str) -> Column:
    label = " ".join(header.split())
    role, years = role_of(header), years_in(header)
    kind = ColumnKind.FIGURE
    if _NOTE.match(fold(header)):
        kind = ColumnKind.NOTE
    elif role == "share":
        kind = ColumnKind.TEXT
    year = years[0] if len(years) == 1 else None
    return Column(f"k{number + 1}", label, kind, year, role)


def _years_from_neighbours(columns: list[Column], headers: Sequence[str], document: KnownDocument) -> None:
    """Budget and deviation without a year belong to the year of the outcome beside them, else to the document's."""
    years = {column.year for column in columns if column.year and column.role in ("outcome", "budget", "forecast", "")}
    newest = document.year if document.year in years or not years else max(year for year in years if year)
    for index, column in enumerate(columns):
        if column.year is None and column.kind is ColumnKind.FIGURE and len(years_in(headers[index])) == 0:
            is_named = column.role in ("outcome", "budget", "deviation", "forecast")
            if is_named and newest:
                columns[index] = replace(column, year=newest)


def _with_role(column: Column, header: str, document: KnownDocument) -> Column:
    """A role for a column that only names its year, and for last year's outcome."""
    if column.kind is not ColumnKind.FIGURE:
        return column
    if _PART_OF_YEAR.search(fold(header)) and "dec" not in fold(header) and column.role in ("", "outcome", "budget"):
        return replace(column, role=f"part {column.role or 'outcome'}")
    if column.year is None:
        return column
    is_ahead = document.kind in _AHEAD
    if column.role == "":
        role = "outcome"
        if is_ahead and column.year == document.year:
            role = "budget"
        elif document.year and column.year > document.year:
            role = "plan"
        elif document.year and column.year < document.year:
            role = "previous"
        return replace(column, role=role)
    if column.role == "outcome" and document.year and column.year < document.year:
        return replace(column, role="previous")
    return column
