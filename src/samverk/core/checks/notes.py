"""NO: notes are numbered, referred to, and specify the row that refers to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.reading import OUTCOME_ROLES, Printed
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.checks.tie_out import same
from samverk.core.checks.wording import inlines
from samverk.core.document.tree import NoteCell, NoteReference, Row, RowRole, Section, Table
from samverk.core.law import OWN_RULE

_LKBR = date(2019, 1, 1)
_NOTES = ("LKBR", "9 kap.")
_PRINCIPLES_NOTE = 1


def _note_sections(context: Context) -> dict[int, Section]:
    return {section.note: section for section in context.document.all_sections() if section.note is not None}


def _rows_with_notes(context: Context) -> Iterator[tuple[Section, Table, Row, int]]:
    for section, table in context.reading.tables:
        for row in table.rows:
            yield from ((section, table, row, cell.number) for cell in row.cells if isinstance(cell, NoteCell))


@rule("NO-01", title="Noten och raden", severity=Severity.ERROR, source=_NOTES, valid_from=_LKBR)
def note_totals_are_the_rows_they_specify(context: Context) -> Iterator[Outcome]:
    """Notens summa är inte lika med raden som hänvisar till noten.

    Se efter om noten saknar en rad, eller om beloppet i räkningen är fel.
    """
    notes = _note_sections(context)
    for section, table, row, number in _rows_with_notes(context):
        tables = [block for block in notes[number].blocks if isinstance(block, Table)] if number in notes else []
        for index, column in enumerate(table.columns):
            stated = context.reading.printed(section, table, row, index)
            if stated is not None and column.year and column.role in OUTCOME_ROLES:
                specified = _specified(context, tables, row.id, column.year)
                if specified is not None:
                    yield same(stated, specified)


def _specified(context: Context, tables: list[Table], row_id: str, year: int) -> Printed | None:
    """The note's number for the row: the row with the same name, else the last sum."""
    for table in tables:
        numbers = [
            number
            for number in context.reading.in_table(table)
            if number.column.year == year and number.column.role in OUTCOME_ROLES
        ]
        named = [number for number in numbers if number.row.id == row_id]
        sums = [number for number in numbers if number.row.role in (RowRole.TOTAL, RowRole.SUBTOTAL)]
        if named or sums:
            return (named or sums)[-1]
    return None


@rule("NO-02", title="Hänvisningar till noter", severity=Severity.ERROR, source=_NOTES, valid_from=_LKBR)
def referenced_notes_exist(context: Context) -> Iterator[Outcome]:
    """Dokumentet hänvisar till en not som inte finns.

    Rätta notens nummer i hänvisningen eller lägg till noten.
    """
    notes = _note_sections(context)
    places = [(section, f"{table.title}, {row.label}", n) for section, table, row, n in _rows_with_notes(context)]
    places += [
        (section, section.title, part.number)
        for section, part in inlines(context.document)
        if isinstance(part, NoteReference)
    ]
    for section, place, number in places:
        if number in notes:
            yield Held()
        else:
            known = ", ".join(str(known) for known in sorted(notes)) or "inga"
            yield Fault(place, f"en av noterna {known}", f"not {number}", section_id=section.id)


@rule("NO-03", title="Noter utan hänvisning", severity=Severity.WARNING, source=_NOTES, valid_from=_LKBR)
def every_note_is_referenced(context: Context) -> Iterator[Outcome]:
    """Ingen rad och ingen text hänvisar till noten.

    Sätt notens nummer på den rad som noten förklarar.
    """
    referred = {number for *_, number in _rows_with_notes(context)}
    referred |= {part.number for _, part in inlines(context.document) if isinstance(part, NoteReference)}
    for number, section in sorted(_note_sections(context).items()):
        if number == _PRINCIPLES_NOTE or number in referred:
            yield Held()
        else:
            yield Fault(f"Not {number} {section.title}", "minst en hänvisning", "ingen", section_id=section.id)


@rule("NO-04", title="Noternas nummer", severity=Severity.WARNING, source=(OWN_RULE, ""), valid_from=date(2004, 1, 1))
def notes_are_numbered_in_order(context: Context) -> Iterator[Outcome]:
    """Noterna är inte numrerade från 1 och uppåt i den ordning de står.

    Numrera om noterna och rätta hänvisningarna.
    """
    notes = [section for section in context.document.all_sections() if section.note is not None]
    for expected, section in enumerate(notes, 1):
        if section.note == expected:
            yield Held()
        else:
            yield Fault(section.title, f"not {expected}", f"not {section.note}", section_id=section.id)
