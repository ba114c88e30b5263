"""A table of participations, CSV or XLSX → rows, and what is wrong with its cells. Never raises for what the bytes are.

Nothing in a file is run: a cell that begins as a formula is refused, and workbooks are read as `formats.xlsx` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samverk.core.outcomes.codes import CodeError
from samverk.core.outcomes.record import RecordError, Status
from samverk.core.outcomes.span import FOLLOW_UP_MONTHS
from samverk.formats.grid.columns import Column, RowFault, read_line
from samverk.formats.grid.lines import lines_of
from samverk.formats.participations.columns import COLUMNS, follow_up_key

MOST_BYTES = 5_000_000
MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """A row that could be read. `values` are by the columns' keys, None where nothing stands; `cells` are places.

    `later` are the follow-ups by months after the exit.
    """

    row: int
    values: Mapping[str, Any]
    cells: Mapping[str, str]
    at_start: Status
    at_exit: Status | None
    later: Mapping[int, Status] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParticipationTable:
    """The rows of a file and its faults. `refusal` is why nothing of it can be used, "" when it can."""

    rows: tuple[ParticipationRow, ...] = ()
    faults: tuple[RowFault, ...] = ()
    refusal: str = ""


def read_participations(data: bytes, name: str, own: Sequence[Column] = ()) -> ParticipationTable:
    """Read a file. `name` is what problems of a workbook call it, `own` are columns beside those that all have."""
    if len(data) > MOST_BYTES:
        return ParticipationTable(refusal=f"Filen är {len(data)} byte. Den får vara högst {MOST_BYTES}. Dela den.")
    lines, refusal = lines_of(data, name, MOST_ROWS)
    return ParticipationTable(refusal=refusal) if refusal else _table(lines, (*COLUMNS, *own))


def _table(lines: Sequence[Sequence[str]], columns: Sequence[Column]) -> ParticipationTable:
    at = next((number for number, line in enumerate(lines) if any(line)), None)
    if at is None:
        return ParticipationTable(refusal="Filen är tom. Hämta mallen och fyll i den.")
    headings = {heading.strip().lower(): place for place, heading in enumerate(lines[at]) if heading.strip()}
    known = {each.heading.lower() for each in columns}
    missing = [each.heading for each in columns if each.is_required and each.heading.lower() not in headings]
    unknown = [heading for heading in headings if heading not in known]
    if missing:
        return ParticipationTable(
            refusal=f"Kolumnen {missing[0]} saknas på rad {at + 1}. Hämta mallen; i CSV skiljs kolumner med semikolon."
        )
    if unknown:
        return ParticipationTable(
            refusal=f"Kolumnen ”{unknown[0][:40]}” finns inte i mallen. Ta bort den: registret läser inget annat."
        )
    if len(lines) - at - 1 > MOST_ROWS:
        return ParticipationTable(refusal=f"Filen har fler än {MOST_ROWS} rader. Dela den.")
    rows: list[ParticipationRow] = []
    faults: list[RowFault] = []
    for number, line in enumerate(lines[at + 1 :], at + 2):
        if any(line):
            row, found = _row(number, line, headings, columns)
            faults += found
            if row is not None:
                rows.append(row)
    if not rows and not faults:
        return ParticipationTable(refusal="Filen har rubriker men inga rader. Fyll i mallen.")
    return ParticipationTable(tuple(rows), tuple(faults))


def _row(
    number: int, line: Sequence[str], headings: Mapping[str, int], columns: Sequence[Column]
) -> tuple[ParticipationRow | None, list[RowFault]]:
    told = read_line(number, line, headings, columns)
    if told.faults:
        return None, list(told.faults)
    values = told.values
    try:
        at_start = Status(values["start"], values["support"] or (), values["occupied"] or ())
        at_exit, later = _at_exit(values), _later(values)
    except (RecordError, CodeError) as error:
        return None, [RowFault(number, "", str(error))]
    return ParticipationRow(number, values, told.cells, at_start, at_exit, later), []


def _at_exit(values: Mapping[str, Any]) -> Status | None:
    told = values["exit_support"] or values["exit_occupied"]
    if values["exit"] is None:
        if told or values["exit_reason"]:
            raise RecordError("Avslutsorsak och läge vid avslut kräver en avslutsdag. Ange dagen.")
        return None
    if values["exit_reason"] is None:
        raise RecordError("Ett avslut behöver en avslutsorsak. Ange den.")
    return Status(values["exit"], values["exit_support"] or (), values["exit_occupied"] or ()) if told else None


def _later(values: Mapping[str, Any]) -> dict[int, Status]:
    """The follow-ups that the row tells of. Raises RecordError when a day or what was found is missing."""
    found = {}
    for months in FOLLOW_UP_MONTHS:
        day, support, occupied = (values[f"{follow_up_key(months)}_{each}"] for each in ("day", "support", "occupied"))
        if day is None and (support or occupied):
            raise RecordError(f"Läget efter {months} månader kräver dagen då det följdes upp. Ange dagen.")
        if day is not None:
            if not support and not occupied:
                raise RecordError(
                    f"Uppföljningen efter {months} månader saknar både försörjning och sysselsättning. Gick personen "
                    "inte att nå antecknas det på deltagandets sida."
                )
            found[months] = Status(day, support or (), occupied or ())
    return found
