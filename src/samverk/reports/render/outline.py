"""What a reader navigates by: headings, the names that links may point at, and which rows cite which note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samverk.core.document.tree import Block, Document, ItemList, NoteCell, Section, Table

_ALLOWED = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


def heading_number(section: Section) -> str:
    """What stands before the heading's words: "1.5", "Not 2" or nothing."""
    return f"Not {section.note}" if section.note is not None else section.number


def heading(section: Section) -> str:
    """The whole heading: "1.5 Översikt", "Not 2 Verksamhetens intäkter"."""
    return f"{heading_number(section)} {section.title}".strip()


def anchor(name: str) -> str:
    """`name` as part of a link target: letters that are not safe there become ~ and their code. Never ambiguous."""
    return _UNSAFE.sub(lambda match: f"~{ord(match[0]):x}", name)


def safe_address(address: str, section_ids: frozenset[str]) -> str:
    """`address` when a reader may be sent there, else "": web and mail addresses, and sections that exist.

    Anything else, such as javascript:, is dropped; the words of the link stay.
    """
    if address.startswith("#"):
        return address if address[1:] in section_ids else ""
    return address if _ALLOWED.match(address) else ""


def section_ids(document: Document) -> frozenset[str]:
    """The ids of all sections; links inside the document may point at them."""
    return frozenset(section.id for section in document.all_sections())


def note_sections(document: Document) -> dict[int, Section]:
    """The section of each note, by its number."""
    return {section.note: section for section in document.all_sections() if section.note is not None}


@dataclass(frozen=True, slots=True)
class NoteCitation:
    """A table row that sends its reader to a note. `count` is 1 for the first place that cites this note."""

    note: int
    count: int
    place: str


def tables_of(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Every table among `blocks`, also those inside lists, in reading order."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from tables_of(item)


def note_citations(document: Document) -> dict[int, tuple[NoteCitation, ...]]:
    """The table rows that cite each note, by note number, in reading order."""
    found: dict[int, list[NoteCitation]] = {}
    for section in document.all_sections():
        for table in tables_of(section.blocks):
            for row in table.rows:
                for number in (cell.number for cell in row.cells if isinstance(cell, NoteCell)):
                    cited = found.setdefault(number, [])
                    cited.append(NoteCitation(number, len(cited) + 1, f"{table.title}, {row.label}"))
    return {number: tuple(cited) for number, cited in found.items()}
