"""The body of a Word document: paragraphs become lines, tables grids, in the order they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from samverk.core.document.tree import Place
from samverk.core.review.source import Grid, GridCell, Line
from samverk.formats.docx.markup import COMPATIBILITY, Element, chosen, switch, value_of, whole_number, word
from samverk.formats.docx.reading import Reading
from samverk.formats.docx.runs import Letters, Paragraph, is_mark_deleted, outline_of
from samverk.formats.docx.styles import Style, heading_of_outline
from samverk.formats.docx.tables import RowCell, read_rows

_WRAPPERS = frozenset(word(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_PARAGRAPH, _TABLE = word("p"), word("tbl")
_BRANCHES = COMPATIBILITY + "AlternateContent"
_NEW_PAGE = frozenset({"nextPage", "oddPage", "evenPage"})
_OF_PICTURES = ("figur", "bild", "diagram", "foto", "karta")


class Body:
    """Reads blocks. Footnotes are told right after the block that refers to them, endnotes at the end."""

    def __init__(self, reading: Reading, notes: dict[tuple[str, str], Element], sections: Iterable[str]) -> None:
        self._reading = reading
        self._notes = notes
        self._sections = iter(sections)
        self._waiting: list[tuple[str, str, int]] = []  # notes to tell after the block: kind, id, printed number
        self._boxes: list[Element] = []
        self._captions: dict[int, Line] = {}  # by identity; the line is kept so that its identity stays its own
        self._last: list[tuple[str, str, int]] = []  # endnotes

    def blocks(self, parent: Element) -> list[Line | Grid]:
        """Every line and grid of w:body, with the footnotes and text boxes that belong to them."""
        found = list(self._blocks(parent))
        if self._reading.carried:
            found.append(self._line(Paragraph(self._reading.carried, self._reading.pages.page), 0))
            self._reading.carried = ""
        for kind, identity, number in self._last:
            found += self._note(kind, identity, number)
        return self._with_titles(found)

    def _with_titles(self, blocks: list[Line | Grid]) -> list[Line | Grid]:
        """Captions right above a table become its title."""
        found: list[Line | Grid] = []
        for block in blocks:
            above = found[-1] if found else None
            if isinstance(block, Grid) and isinstance(above, Line) and id(above) in self._captions:
                found[-1] = replace(block, title=above.text)
            else:
                found.append(block)
        return found

    def _blocks(self, parent: Element) -> Iterator[Line | Grid]:
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif tag == _TABLE:
                yield from self._table(child)
            elif tag in _WRAPPERS:
                yield from self._blocks(child)
            elif tag == _BRANCHES:
                branch = chosen(child)
                if branch is not None:
                    yield from self._blocks(branch)
            elif tag in (word("altChunk"), word("subDoc")):
                self._reading.has_embedded = True
            if self._waiting or self._boxes:
                yield from self._belongings()

    def _belongings(self) -> Iterator[Line | Grid]:
        """Text boxes and footnotes of the block just read."""
        boxes, self._boxes = self._boxes, []
        waiting, self._waiting = self._waiting, []
        for box in boxes:
            yield from self._blocks(box)
        for kind, identity, number in waiting:
            if kind == "slutnot":
                self._last.append((kind, identity, number))
            else:
                yield from self._note(kind, identity, number)

    def _note(self, kind: str, identity: str, number: int) -> Iterator[Line]:
        """The paragraphs of a footnote, the first one with its number before it. Each note is told once."""
        note = self._notes.pop((kind, identity), None)
        label = f"{number}) " if number else ""
        for element in note.iter(_PARAGRAPH) if note is not None else ():
            printed = self._letters(element, self._reading.styles.paragraph(None), label)
            if printed.text.strip():
                yield Line(
                    printed.text,
                    Place(self._reading.name, self._reading.page, cell=f"{kind} {number}" if number else kind),
                    is_paragraph=True,
                    is_bold=printed.is_bold,
                    size=printed.size,
                )
                label = ""

    def _paragraph(self, element: Element) -> Iterator[Line]:
        """One paragraph outside tables; nothing yet when its end was deleted, for then the next one goes on."""
        printed, heading, is_joined = self.printed(element)
        if is_joined:
            self._reading.carried = printed.text
        else:
            self._reading.paragraphs += 1
            line = self._line(printed, heading)
            style = self._reading.styles.paragraph(value_of(element.find(word("pPr")), "pStyle"))
            if style.is_caption and line.text and not line.text.lower().startswith(_OF_PICTURES):
                self._captions[id(line)] = line
            yield line
        section = element.find(f"{word('pPr')}/{word('sectPr')}")
        if section is not None and next(self._sections, "") in _NEW_PAGE and self._reading.has_pages:
            self._reading.pages.hard()

    def _line(self, printed: Paragraph, heading: int) -> Line:
        place = Place(
            self._reading.name, printed.page if self._reading.has_pages else None, self._reading.paragraphs or 1
        )
        return Line(
            printed.text,
            place,
            heading=heading if printed.text.strip() else 0,
            is_paragraph=True,
            is_bold=printed.is_bold,
            size=printed.size,
        )

    def printed(self, element: Element) -> tuple[Paragraph, int, bool]:
        """What a w:p prints, its heading level, and whether it runs on into the next paragraph."""
        reading = self._reading
        reading.count()
        properties = element.find(word("pPr"))
        style = reading.styles.paragraph(value_of(properties, "pStyle"))
        begins_page = switch(properties, "pageBreakBefore")
        if (style.begins_page if begins_page is None else begins_page) and not reading.pages.is_fresh:
            reading.pages.hard()
        before = reading.carried + self._label(properties, style)
        reading.carried = ""
        printed = self._letters(element, style, before)
        own = heading_of_outline(outline_of(properties))
        is_joined = is_mark_deleted(properties)
        reading.has_changes = reading.has_changes or is_joined
        return printed, style.heading if own is None else own, is_joined

    def _letters(self, element: Element, style: Style, before: str) -> Paragraph:
        printed = Letters(self._reading, style).read(element, before)
        self._reading.fields.end_paragraph()
        self._waiting += printed.notes
        self._boxes += printed.boxes
        return printed

    def _label(self, properties: Element | None, style: Style) -> str:
        """The automatic number of a paragraph, from itself or from its style."""
        own = properties.find(word("numPr")) if properties is not None else None
        numbering, level = whole_number(value_of(own, "numId")), whole_number(value_of(own, "ilvl"))
        if numbering is None:
            numbering = style.numbering
            level = style.level if level is None else level
        if not numbering:
            return ""
        if level is None:
            level = self._reading.numbering.level_of_style(numbering, style.id)
        return self._reading.numbering.label(numbering, level)

    def _table(self, element: Element) -> Iterator[Line | Grid]:
        """A table, and after it the tables that stand in its cells."""
        reading = self._reading
        reading.tables += 1
        number = reading.tables
        page = reading.page
        rows: list[tuple[GridCell | None, ...]] = []
        within: list[Element] = []
        for row in read_rows(element):
            if row.is_deleted:
                reading.has_changes = True
                continue
            rows.append(tuple(self._row(row.cells, f"tabell {number} rad {len(rows) + 1}", within)))
            if len(rows) == 1:
                first = next((cell for cell in rows[0] if cell is not None), None)
                page = first.place.page if first is not None else page
        yield Grid(tuple(rows), Place(reading.name, page, cell=f"tabell {number}"))
        for table in within:
            yield from self._table(table)

    def _row(self, cells: list[RowCell], place: str, within: list[Element]) -> Iterator[GridCell | None]:
        """The cells of a row. Word may mark one and the same page break in several of them: it counts once."""
        self._reading.count()
        pages = self._reading.pages
        start, is_fresh = pages.page, pages.is_fresh
        last = start
        column = 1
        for cell in cells:
            if cell.element is None:
                yield None
                column += 1
                continue
            pages.page, pages.is_fresh = start, is_fresh
            read = self._cell(cell, f"{place} kolumn {column}", within)
            if column == 1 and read.place.page is not None and read.place.page > start:
                start, is_fresh = read.place.page, True  # the whole row stands on the new page
            last = max(last, pages.page)
            yield read
            yield from [None] * (cell.span - 1)
            column += cell.span
        pages.page = last

    def _cell(self, cell: RowCell, place: str, within: list[Element]) -> GridCell:
        self._reading.count()
        texts: list[Paragraph] = []
        for element in _cell_blocks(cell.element):
            if element.tag == _TABLE:
                within.append(element)
                continue
            printed, _heading, is_joined = self.printed(element)
            if is_joined:
                self._reading.carried = printed.text
            else:
                texts.append(printed)
        if self._reading.carried:
            texts.append(Paragraph(self._reading.carried, self._reading.pages.page))
            self._reading.carried = ""
        spoken = [printed for printed in texts if printed.text.strip()]
        page = spoken[0].page if spoken else self._reading.pages.page
        return GridCell(
            "\n".join(printed.text for printed in spoken),
            Place(self._reading.name, page if self._reading.has_pages else None, cell=place),
            is_header=cell.is_header,
            is_bold=bool(spoken) and all(printed.is_bold for printed in spoken),
            span=cell.span,
        )


def _cell_blocks(parent: Element | None) -> Iterator[Element]:
    """The paragraphs and tables of a cell, out of their wrappers."""
    for child in parent if parent is not None else ():
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cell_blocks(child)
        elif child.tag == _BRANCHES:
            yield from _cell_blocks(chosen(child))
