"""From the document tree to the plain data that report.typ sets: lists and strings, every width decided.

Nothing here is markup. A word a user wrote reaches the page as a string, so it can never act as a command.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samverk.core.document.tree import (
    Block,
    Chart,
    Document,
    Emphasis,
    FigureReference,
    Inline,
    ItemList,
    Link,
    NoteReference,
    Paragraph,
    Remark,
    Section,
    SignaturePage,
    Strong,
    Table,
    Text,
)
from samverk.core.money import NBSP
from samverk.core.periods import long_date
from samverk.reports.charts import svg
from samverk.reports.charts.colours import readable_accent
from samverk.reports.render.columns import printed_height, table_data
from samverk.reports.render.outline import safe_address, section_ids
from samverk.reports.render.signing import appointed_words, audit_words, signing_place

Data = dict[str, Any]

_BRIEF = 700  # characters: a chapter of so few words does not open a page of its own
_LOW = 560.0  # points: a chapter of tables that is lower may share a page, and is never split
_HEADING_HEIGHT = 60.0  # points, with the air around it
_LINE_LENGTH, _LINE_HEIGHT = 64, 15.0  # characters and points of a line of prose


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a link may point at: section ids, and the section of each note."""

    sections: frozenset[str]
    notes: dict[int, str]


def document_data(document: Document) -> Data:
    """Everything report.typ needs, ready for JSON. Raises ValueError (Swedish) for a chart or accent it cannot draw."""
    sections = list(document.all_sections())
    anchors = Anchors(
        section_ids(document),
        {section.note: section.id for section in sections if section.note is not None},
    )
    seen: set[str] = set()
    return {
        "title": document.title,
        "association": document.association,
        "subtitle": document.subtitle,
        "language": document.language,
        "accent": readable_accent(document.accent),
        "imprint": _imprint(document),
        "contents": "Innehåll",
        "sections": [
            _section(section, 1, document, anchors, seen) | {"opens": opens, "whole": opens == "gap"}
            for section, opens in zip(document.sections, chapter_openings(document.sections), strict=True)
        ],
    }


def chapter_openings(chapters: Sequence[Section]) -> list[str]:
    """How each chapter opens, "page" on a page of its own or "gap" below the chapter before it.

    A few sentences follow on after any chapter; a chapter of short tables only after another that is low too, so that
    two statements share a page when both fit.
    """
    openings: list[str] = []
    heights = [_low_height(chapter) for chapter in chapters]
    for place, (chapter, height) in enumerate(zip(chapters, heights, strict=True)):
        follows_low = place > 0 and height < math.inf and heights[place - 1] < math.inf
        openings.append("gap" if place > 0 and (_is_brief(chapter) or follows_low) else "page")
    return openings


def _imprint(document: Document) -> list[str]:
    """The small lines at the foot of the cover."""
    lines = [f"Organisationsnummer {document.org_number}"]
    if document.registration_number:
        lines.append(f"Diarienummer {document.registration_number}")
    if document.decided is not None and long_date(document.decided) not in document.subtitle.replace(" ", NBSP):
        lines.append(f"Beslutad {long_date(document.decided)}")
    return lines


def _section(section: Section, depth: int, document: Document, anchors: Anchors, seen: set[str]) -> Data:
    """A section at its depth in the tree: headings never skip a level, whatever `level` says."""
    anchor = section.id if section.id not in seen else f"{section.id}-{len(seen)}"
    seen.add(anchor)
    return {
        "id": anchor,
        "number": section.number or (f"Not {section.note}" if section.note is not None else ""),
        "title": section.title,
        "depth": depth,
        "opens": "",
        "whole": False,
        "blocks": [_block(block, section, document, anchors) for block in section.blocks],
        "sections": [_section(part, depth + 1, document, anchors, seen) for part in section.sections],
    }


def _is_brief(section: Section) -> bool:
    """True for a chapter that is only a few sentences, such as "no investments were made"."""
    if section.sections or not all(isinstance(block, Paragraph | Remark) for block in section.blocks):
        return False
    return sum(map(_length, section.blocks)) <= _BRIEF


def _length(block: Block) -> int:
    """How many characters a paragraph or remark has."""
    return sum(len(plain(part)) for part in block.content) if isinstance(block, Paragraph | Remark) else 0


def _low_height(section: Section) -> float:
    """About how many points high a section of tables and short paragraphs is; infinite when it is more than that."""
    height = _HEADING_HEIGHT + sum(_low_height(part) for part in section.sections)
    for block in section.blocks:
        match block:
            case Table(rows=(_, *_)):
                height += printed_height(block)
            case Paragraph() | Remark():
                height += (_length(block) // _LINE_LENGTH + 2) * _LINE_HEIGHT
            case _:
                return math.inf
    return height if height <= _LOW else math.inf


def plain(part: Inline) -> str:
    """The words of an inline node without its form."""
    match part:
        case Text():
            return part.text
        case FigureReference():
            return part.shown
        case NoteReference():
            return f"not {part.number}"
        case Strong() | Emphasis() | Link():
            return "".join(plain(inner) for inner in part.content)


def _block(block: Block, section: Section, document: Document, anchors: Anchors) -> Data:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "lead": block.lead, "content": _inlines(block.content, anchors)}
        case Remark():
            return {"kind": "remark", "content": _inlines(block.content, anchors)}
        case ItemList():
            items = [[_block(part, section, document, anchors) for part in item] for item in block.items]
            return {"kind": "list", "numbered": block.numbered, "items": items}
        case Table(rows=()):
            return {"kind": "paragraph", "lead": False, "content": [["strong", [block.title]], ": inga rader."]}
        case Table():
            return table_data(block, anchors.notes, title="" if block.title == section.title else block.title)
        case Chart():
            return {
                "kind": "chart",
                "title": block.title,
                "subtitle": block.subtitle,
                "alt": block.alt or f"{block.title}. {block.subtitle}",
                "svg": svg(block, document.accent),
            }
        case SignaturePage():
            return _signatures(block)


def _inlines(content: tuple[Inline, ...], anchors: Anchors) -> list[Any]:
    return [_inline(part, anchors) for part in content]


def _inline(part: Inline, anchors: Anchors) -> Any:
    """A string, or [form, content, address]. A link that leads nowhere, or somewhere unsafe, is only its words."""
    match part:
        case Strong():
            return ["strong", _inlines(part.content, anchors)]
        case Emphasis():
            return ["emphasis", _inlines(part.content, anchors)]
        case NoteReference() if part.number in anchors.notes:
            return ["inside", [plain(part)], anchors.notes[part.number]]
        case Link() if address := safe_address(part.address, anchors.sections):
            form, target = ("inside", address[1:]) if address.startswith("#") else ("web", address)
            return [form, _inlines(part.content, anchors), target]
        case _:
            return plain(part)


def _signatures(page: SignaturePage) -> Data:
    """Who signs where. Without a day the date is a line to write on."""
    return {
        "kind": "signatures",
        "statement": page.statement,
        "place": signing_place(page),
        "signatories": [[signer.name, signer.function] for signer in page.signatories],
        "sentence": audit_words(page),
        "auditors": [[signer.name, appointed_words(signer)] for signer in page.auditors],
    }
