"""A table of indicator results, CSV or XLSX → rows, and what is wrong with its cells. Never raises for the bytes.

Which answers are clearly positive is decided where they were counted: the counts are taken as they are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from samverk.core.outcomes.surveys import NationalValue, SurveyOutcome, count_of_share
from samverk.formats.grid.columns import RowFault, read_line
from samverk.formats.grid.lines import lines_of
from samverk.formats.surveys.columns import COLUMNS, GivenShare

MOST_BYTES = 2_000_000
MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row that could be read: the association's outcome, the national value, or both, of one indicator."""

    row: int
    outcome: SurveyOutcome | None
    national: NationalValue | None

    @property
    def place(self) -> tuple[int, str, int]:
        """Indicator, group and year."""
        found = self.outcome or self.national
        assert found is not None  # noqa: S101 - a row without either is a fault
        return found.indicator, found.group, found.year


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The rows of a file and its faults. `refusal` is why nothing of it can be used, "" when it can."""

    rows: tuple[ResultRow, ...] = ()
    faults: tuple[RowFault, ...] = ()
    refusal: str = ""


def read_results(data: bytes, name: str) -> ResultTable:
    """Read a file. `name` is what problems of a workbook call it."""
    if len(data) > MOST_BYTES:
        return ResultTable(refusal="Filen är större än 2 MB. En tabell med resultat är mindre. Kontrollera filen.")
    lines, refusal = lines_of(data, name, MOST_ROWS)
    at = next((number for number, line in enumerate(lines) if any(line)), None)
    if refusal or at is None:
        return ResultTable(refusal=refusal or "Filen är tom. Hämta mallen och fyll i den.")
    headings = {heading.strip().lower(): place for place, heading in enumerate(lines[at]) if heading.strip()}
    refusal = _refusal(headings, len(lines) - at - 1, at + 1)
    if refusal:
        return ResultTable(refusal=refusal)
    return _rows(lines, at, headings)


def _refusal(headings: Mapping[str, int], rows: int, line: int) -> str:
    known = {each.heading.lower() for each in COLUMNS}
    missing = [each.heading for each in COLUMNS if each.is_required and each.heading.lower() not in headings]
    unknown = [heading for heading in headings if heading not in known]
    if missing:
        return f"Kolumnen {missing[0]} saknas på rad {line}. Hämta mallen; i CSV skiljs kolumner med semikolon."
    if unknown:
        return f"Kolumnen ”{unknown[0][:40]}” finns inte i mallen. Ta bort den och välj filen igen."
    if rows > MOST_ROWS:
        return f"Filen har fler än {MOST_ROWS} rader. Dela den."
    return ""


def _rows(lines: Sequence[Sequence[str]], at: int, headings: Mapping[str, int]) -> ResultTable:
    rows: list[ResultRow] = []
    faults: list[RowFault] = []
    seen: dict[tuple[int, str, int], int] = {}
    for number, line in enumerate(lines[at + 1 :], at + 2):
        if not any(line):
            continue
        row = _row(number, line, headings, faults)
        if row is None:
            continue
        if row.place in seen:
            message = f"Samma indikator, svarsgrupp och år står redan på rad {seen[row.place]}. Ta bort en av raderna."
            faults.append(RowFault(number, "", message))
            continue
        seen[row.place] = number
        rows.append(row)
    if not rows and not faults:
        return ResultTable(refusal="Filen har rubriker men inga rader. Fyll i mallen.")
    return ResultTable(tuple(rows), tuple(faults))


def _row(number: int, line: Sequence[str], headings: Mapping[str, int], faults: list[RowFault]) -> ResultRow | None:
    told = read_line(number, line, headings, COLUMNS)
    faults += told.faults
    if told.faults:
        return None
    try:
        return _given(number, told.values)
    except _RowError as error:
        faults.append(RowFault(number, told.cells.get(error.key, ""), str(error)))
        return None


class _RowError(ValueError):
    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def _given(number: int, values: Mapping[str, Any]) -> ResultRow:
    place = (values["indicator"], values["group"], values["year"])
    told: GivenShare | None = values["national"]
    national = NationalValue(*place, told.share) if told is not None else None
    answers, has_count = values["answers"], values["positive"] is not None or values["share"] is not None
    if answers is None and has_count:
        raise _RowError("answers", "Antal svar saknas. Utan det går resultatet inte att pröva mot minsta antal.")
    if answers is None and national is None:
        raise _RowError("", "Raden har varken svar eller ett värde för riket. Fyll i eller ta bort den.")
    if answers is None:
        return ResultRow(number, None, national)
    return ResultRow(number, SurveyOutcome(*place, _positive(answers, values), answers), national)


def _positive(answers: int, values: Mapping[str, Any]) -> int:
    count: int | None = values["positive"]
    share: GivenShare | None = values["share"]
    if answers == 0 and not count:
        return 0
    if count is None and share is None:
        raise _RowError("positive", "Klart positiva saknas. Skriv antal eller procent.")
    if count is not None and count > answers:
        raise _RowError("positive", "Fler klart positiva än svar är inte möjligt. Rätta ett av talen.")
    if count is None and share is not None:
        count = count_of_share(share.share, answers, share.decimals)
        if count is None:
            raise _RowError("share", "Inget antal av svaren ger den procenten. Skriv antalet klart positiva i stället.")
    elif count is not None and share is not None and not _agree(count, answers, share):
        raise _RowError("share", "Antal och procent säger olika. Rätta eller töm ett av dem.")
    return count or 0


def _agree(count: int, answers: int, given: GivenShare) -> bool:
    unit: int = 100 * 10**given.decimals
    return given.share * unit == int(Fraction(count * unit, answers) + Fraction(1, 2))
