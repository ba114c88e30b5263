"""The running text of a document, for rules that read prose: every inline part and the plain words of a section."""

from __future__ import annotations

from collections.abc import Iterator

from samverk.core.document.tree import (
    Block,
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
    Strong,
    Table,
    Text,
)


def inlines(document: Document) -> Iterator[tuple[Section, Inline]]:
    """Every leaf of running text with the section it stands in, in reading order."""
    for section in document.all_sections():
        for block in section.blocks:
            yield from ((section, part) for part in block_inlines(block))


def block_inlines(block: Block) -> Iterator[Inline]:
    """The leaves of one block; a table or chart has none."""
    match block:
        case Paragraph() | Remark():
            yield from _leaves(block.content)
        case ItemList():
            for item in block.items:
                for part in item:
                    yield from block_inlines(part)
        case _:
            return


def plain_text(section: Section) -> str:
    """The words of a section's own blocks (not its subsections'), citations as shown."""
    return "\n".join(_words(block) for block in section.blocks).strip()


def every_word(document: Document) -> str:
    """All words of a document: title, headings, prose, and the titles, headings and footnotes of tables."""
    parts = [document.title, document.subtitle]
    for section in document.all_sections():
        parts += [section.title, plain_text(section)]
        for block in section.blocks:
            if isinstance(block, Table):
                columns = " ".join(column.label for column in block.columns)
                parts += [block.title, columns, block.footnote, block.sign_convention]
    return "\n".join(part for part in parts if part)


def _words(block: Block) -> str:
    words = []
    for part in block_inlines(block):
        match part:
            case Text():
                words.append(part.text)
            case FigureReference():
                words.append(part.shown)
            case NoteReference():
                words.append(f"not {part.number}")
            case _:
                pass
    return "".join(words)


def _leaves(content: tuple[Inline, ...]) -> Iterator[Inline]:
    for part in content:
        match part:
            case Strong() | Emphasis() | Link():
                yield from _leaves(part.content)
            case _:
                yield part
