"""RO: does the document give away single persons among the participants?

A disclosure is no contradiction, so the verdict is chosen with care. `FAULT` keeps its meaning, wrong beyond doubt: a
hidden cell that anyone can work out from the sums of its own table, and a percentage that no number of people gives.
An open small count, a group that is all alike, a remainder and a sentence about a few are `AMBIGUOUS` and a warning,
since the association may have a lawful reason to print them (consent, or a group that nobody can recognise).

The rules read only what says in words that it is about participants, never staff, board, gatherings, surveys or money.
No source sets the limit for a small count: it is a setting without source (`core.disclosure.counts`), and the messages
say so. Faults name places, never the hidden count. They carry `cells` only where several cells take part: a fault with
one cell would be taken for the cause of every sum that the cell is in, and a small count is not a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.rule import CellPlace, Context, Fault, Held, Outcome, rule
from samverk.core.disclosure.counts import DEFAULT_THRESHOLD
from samverk.core.disclosure.exposed import (
    HeldCell,
    exposed_cells,
    guarded_cells,
    small_cells,
)
from samverk.core.disclosure.tables import DisclosureCell, DisclosureTable, read_table
from samverk.core.document.tree import Place, Section, Table

_SINCE = date(2004, 1, 1)
_GUIDANCE = ("Nationella rådet", "personuppgifter om deltagare")
_MOST_NAMED = 6
_LIMIT = (
    f"Gränsen är här satt till {DEFAULT_THRESHOLD} personer. Ingen källa anger en gräns, så styrelsen får besluta den."
)


def _people_tables(context: Context) -> Iterator[tuple[Section, DisclosureTable]]:
    """Every table about participants, with the section it stands in."""
    headings: list[Section] = []
    for section in context.document.all_sections():
        while headings and headings[-1].level >= section.level:
            headings.pop()
        headings.append(section)
        for block in section.blocks:
            if isinstance(block, Table):
                read = read_table(block, [heading.title for heading in headings])
                if read is not None:
                    yield section, read


def _places(read: DisclosureTable, cells: Sequence[DisclosureCell]) -> str:
    named = [read.label(cell.key) for cell in cells[:_MOST_NAMED]]
    more = [f"och {len(cells) - _MOST_NAMED} till"] if len(cells) > _MOST_NAMED else []
    return "; ".join(named + more)


def _cell_places(read: DisclosureTable, cells: Sequence[DisclosureCell]) -> tuple[CellPlace, ...]:
    """The cells of a fault; none for a single one (see the top of the module)."""
    file = next((cell.place.file for cell in cells if cell.place), "")
    found = tuple(CellPlace(read.table.id, *cell.key, file) for cell in cells)
    return found if len(found) > 1 else ()


def _first_place(section: Section, cells: Sequence[DisclosureCell]) -> Place | None:
    return cells[0].place or section.place


def _in_words(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


@rule("RO-01", title="Små grupper öppet i tabell", severity=Severity.WARNING, source=_GUIDANCE, valid_from=_SINCE)
def small_groups_are_hidden(context: Context) -> Iterator[Outcome]:
    """Tabellen visar öppet att bara några få deltagare hör till en grupp, och då kan någon kännas igen.

    Dölj talet och minst ett tal till i samma rad och i samma kolumn, eller slå ihop grupper. En nolla är inte i sig ett
    röjande. Har deltagarna sagt ja, eller går ingen att känna igen, kan tabellen stå kvar.
    """
    for section, read in _people_tables(context):
        small = small_cells(read)
        if not small:
            yield Held()
            continue
        yield Fault(
            read.table.title or section.title,
            f"0, dolt eller minst {DEFAULT_THRESHOLD}",
            f"{_in_words(len(small), 'cell', 'celler')} med färre: {_places(read, small)}",
            _LIMIT,
            Verdict.AMBIGUOUS,
            section_id=section.id,
            cells=_cell_places(read, small),
            at=_first_place(section, small),
            confidence=0.7,
        )


@rule("RO-02", title="Dolda tal som går att räkna ut", severity=Severity.ERROR, source=_GUIDANCE, valid_from=_SINCE)
def hidden_cells_stay_hidden(context: Context) -> Iterator[Outcome]:
    """Ett dolt tal i tabellen går att räkna ut ur tabellens egna summor.

    Dölj minst ett tal till i samma rad och i samma kolumn, eller dölj summan, så att det dolda talet kan vara flera.
    """
    for section, read in _people_tables(context):
        found = exposed_cells(read)
        if found is None:  # the sums contradict the cells: other rules tell that
            continue
        exposed = {each.cell.key for each in found}
        for each in found:
            yield _exposed(section, read, each)
        for cell in guarded_cells(read):
            if cell.key not in exposed:
                yield Held()


def _exposed(section: Section, read: DisclosureTable, found: HeldCell) -> Fault:
    """The fault of one hidden cell that follows; it says how, and never what."""
    cell = found.cell
    keys = dict.fromkeys(
        key for each in found.relations for key in (each.relation.total, *each.relation.addends) if key != cell.key
    )
    involved = [cell, *(read.cells[key] for key in keys)]
    is_certain = found.is_certain
    return Fault(
        ", ".join(part for part in (read.table.title or section.title, read.label(cell.key)) if part),
        "ett dolt tal som kan vara flera",
        "går att räkna ut",
        _derivation(read, found),
        Verdict.FAULT if is_certain else Verdict.AMBIGUOUS,
        severity=None if is_certain else Severity.WARNING,
        section_id=section.id,
        cells=_cell_places(read, involved),
        at=_first_place(section, involved),
        confidence=0.95 if is_certain else 0.6,
    )


def _derivation(read: DisclosureTable, found: HeldCell) -> str:
    if len(found.relations) > 1:
        return "Det följer av flera summor tillsammans."
    (total,) = found.relations
    where = "raden" if total.is_row else "kolumnen"
    if total.relation.total == found.cell.key:
        return f"Det är summan av de öppna talen i {where}."
    name = read.label(total.relation.total)
    return f"Det är {name} minus de öppna talen i {where}."
