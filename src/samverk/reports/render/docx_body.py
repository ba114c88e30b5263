"""The nodes of a document as the body of a Word file."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

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
    Signatory,
    SignaturePage,
    Strong,
    Table,
    Text,
)
from samverk.core.money import NBSP
from samverk.reports.render.docx_markup import (
    TEXT_WIDTH,
    attribute,
    bookmarked,
    field,
    field_end,
    field_start,
    inner_link,
    outer_link,
    paragraph,
    quiet,
    run,
    section_properties,
    tab,
)
from samverk.reports.render.docx_table import table_markup
from samverk.reports.render.outline import heading_number, note_sections, safe_address, section_ids
from samverk.reports.render.signing import appointed_words, audit_words, signing_place
from samverk.reports.render.typeset import chapter_openings

FOOTER = "rIdFooter"  # the footer's relation in the package
_DEEPEST_HEADING = 4
# A low chapter stands on the page of the one before it; its tables keep together, so it moves on when it does not fit.
_FOLLOWS_ON = '<w:pageBreakBefore w:val="0"/><w:spacing w:before="900"/>'
_CONTENTS_LEVELS = 2
_EMU_PER_TWIP = 635
_SIGNATURE_COLUMNS = (4400, 554, 4400)


class BodyWriter:
    """Writes the body in reading order, and gathers the web addresses and number lists that the package must list."""

    def __init__(self, document: Document, pictures: Sequence[bytes]) -> None:
        self.addresses: dict[str, str] = {}  # address → relation id
        self.number_lists = 0
        self._document = document
        self._pictures = iter(enumerate(pictures, 1))
        self._ids = section_ids(document)
        self._bookmarks = {section.id: f"avsnitt{n}" for n, section in enumerate(document.all_sections(), 1)}
        self._notes = {number: self._bookmarks[section.id] for number, section in note_sections(document).items()}

    def body(self) -> str:
        """Everything inside w:body. Raises ValueError when there are not as many pictures as charts."""
        parts = [*self._cover(), *self._contents()]
        chapters = self._document.sections
        for section, opens in zip(chapters, chapter_openings(chapters), strict=True):
            parts += self._section(section, 1, _FOLLOWS_ON if opens == "gap" else "")
        if next(self._pictures, None) is not None:
            raise ValueError("there are more pictures than charts")
        return "".join([*parts, section_properties(FOOTER, has_cover=True)])

    def _cover(self) -> Iterator[str]:
        document = self._document
        yield paragraph("CoverName", run(document.association))
        yield paragraph("Title", run(document.title))
        if document.subtitle:
            yield paragraph("Subtitle", run(document.subtitle))
        facts = [f"Org.nr {document.org_number}"] if document.org_number else []
        if document.registration_number:
            facts.append(f"Diarienummer {document.registration_number}")
        yield paragraph("CoverFacts", run(" · ".join(facts)))

    def _contents(self) -> Iterator[str]:
        """A table of contents with its entries in place; Word fills in the page numbers when it opens the file."""
        chapters = self._document.sections
        entries = [pair for chapter in chapters for pair in ((chapter, 1), *((part, 2) for part in chapter.sections))]
        yield paragraph("TOCHeading", run("Innehåll"))
        for place, (section, depth) in enumerate(entries):
            bookmark = self._bookmarks[section.id]
            page = field(f"PAGEREF {bookmark} \\h", "")
            words = f"{run(heading_number(section))}{tab()}{run(section.title)}{tab()}{page}"
            start = field_start(f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u') if place == 0 else ""
            end = field_end() if place == len(entries) - 1 else ""
            yield paragraph(f"TOC{depth}", f"{start}{inner_link(bookmark, words)}{end}")

    def _section(self, section: Section, depth: int, form: str = "") -> Iterator[str]:
        """A heading at its depth in the tree, so that no level is skipped, and what stands under it.

        `form` is what the heading's paragraph has beyond its style.
        """
        number = heading_number(section)
        words = f"{quiet(f'{number}  ') if number else ''}{run(section.title)}"
        bookmark = self._bookmarks[section.id]
        name = f"Heading{min(depth, _DEEPEST_HEADING)}"
        yield paragraph(name, bookmarked(bookmark, int(bookmark.removeprefix("avsnitt")), words), form)
        yield from self._blocks(section.blocks, section.title)
        for part in section.sections:
            yield from self._section(part, depth + 1)

    # ── blocks ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _blocks(self, blocks: tuple[Block, ...], title: str) -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield paragraph("Lead" if block.lead else "BodyText", self._inlines(block.content))
                case Remark():
                    yield paragraph("Remark", self._inlines(block.content))
                case ItemList():
                    yield from self._list(block, title, 0)
                case Table():
                    yield self._table(block, title)
                case Chart():
                    yield from self._chart(block)
                case SignaturePage():
                    yield from _signature_page(block)

    def _list(self, block: ItemList, title: str, level: int) -> Iterator[str]:
        """Every numbered list counts from 1: it gets a number list of its own in the package."""
        if block.numbered:
            self.number_lists += 1
        style = "ListNumber" if block.numbered else "ListBullet"
        number = self.number_lists + 2 if block.numbered else 1
        for item in block.items:
            numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            for part in item:
                if isinstance(part, Paragraph):
                    yield paragraph(style, self._inlines(part.content), numbering)
                    style, numbering = "ListContinue", ""
                elif isinstance(part, ItemList):
                    yield from self._list(part, title, min(level + 1, 2))
                else:
                    yield from self._blocks((part,), title)
            style = "ListNumber" if block.numbered else "ListBullet"

    def _table(self, table: Table, title: str) -> str:
        markup, is_landscape = table_markup(table, self._notes, is_named=table.title != title)
        if not is_landscape:
            return markup
        before = f"<w:p><w:pPr>{section_properties(FOOTER, has_cover=True)}</w:pPr></w:p>"
        return f"{before}{markup}<w:p><w:pPr>{section_properties(FOOTER, landscape=True)}</w:pPr></w:p>"

    def _chart(self, chart: Chart) -> Iterator[str]:
        number, picture = next(self._pictures, (0, b""))
        if not number:
            raise ValueError(f"there is no picture for the chart {chart.id}")
        between = " – " if chart.title and chart.subtitle else ""
        yield paragraph("Caption", f"{run(chart.title)}{quiet(f'{between}{chart.subtitle}')}")
        yield paragraph("Picture", _picture(number, picture, chart))

    # ── running text ──────────────────────────────────────────────────────────────────────────────────────────────

    def _inlines(self, content: tuple[Inline, ...], form: str = "") -> str:
        return "".join(self._inline(part, form) for part in content)

    def _inline(self, part: Inline, form: str) -> str:
        match part:
            case Text():
                return run(part.text, form)
            case Strong():
                return self._inlines(part.content, f"{form}<w:b/><w:bCs/>")
            case Emphasis():
                return self._inlines(part.content, f"{form}<w:i/><w:iCs/>")
            case FigureReference():
                return run(part.shown, form)
            case NoteReference():
                words = f"not{NBSP}{part.number}"
                bookmark = self._notes.get(part.number)
                linked = f'<w:rStyle w:val="Hyperlink"/>{form}'
                return inner_link(bookmark, run(words, linked)) if bookmark else run(words, form)
            case Link():
                return self._link(part, form)

    def _link(self, link: Link, form: str) -> str:
        address = safe_address(link.address, self._ids)
        if not address:
            return self._inlines(link.content, form)
        words = self._inlines(link.content, f'<w:rStyle w:val="Hyperlink"/>{form}')
        if address.startswith("#"):
            return inner_link(self._bookmarks[address[1:]], words)
        relation = self.addresses.setdefault(address, f"rIdLink{len(self.addresses) + 1}")
        return outer_link(relation, words)


def _picture(number: int, picture: bytes, chart: Chart) -> str:
    """The picture as wide as the text, with the chart's words for those who cannot see it."""
    width, height = struct.unpack(">II", picture[16:24])  # PNG: the header chunk begins with both, in pixels
    across = TEXT_WIDTH * _EMU_PER_TWIP
    size = f'cx="{across}" cy="{across * height // width}"'
    name = f'id="{number}" name={attribute(chart.title)}'
    words = attribute(chart.alt or f"{chart.title}. {chart.subtitle}")
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {name} descr={words}/><a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {name} descr={words}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="rIdPicture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


# ── signatures ────────────────────────────────────────────────────────────────────────────────────────────────────


def _signature_page(page: SignaturePage) -> Iterator[str]:
    yield paragraph("BodyText", run(page.statement))
    yield paragraph("BodyText", run(signing_place(page)), "<w:keepNext/>")
    yield _signing(page.signatories)
    if page.auditors:
        yield paragraph("BodyText", run(audit_words(page)), '<w:keepNext/><w:spacing w:before="560"/>')
        yield _signing(page.auditors)


def _signing(people: tuple[Signatory, ...]) -> str:
    """Two and two: a line to sign on, and below it name and function. Laid out, so not marked as a table of data."""
    pairs = [people[place : place + 2] for place in range(0, len(people), 2)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _SIGNATURE_COLUMNS)
    rows = "".join(_signing_row(pair) for pair in pairs)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_SIGNATURE_COLUMNS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{paragraph("TableNote", "")}'
    )


def _signing_row(pair: tuple[Signatory, ...]) -> str:
    left, gap, right = _SIGNATURE_COLUMNS
    people = (*pair, *[None] * (2 - len(pair)))
    cells = (_signing_cell(people[0], left), _signing_cell(None, gap), _signing_cell(people[1], right))
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="1250" w:hRule="atLeast"/></w:trPr>{"".join(cells)}</w:tr>'


def _signing_cell(person: Signatory | None, width: int) -> str:
    if person is None:
        words = paragraph("Signature", "")
    else:
        line = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="5C6C73"/></w:pBdr>'
        words = paragraph("Signature", run(person.name, "<w:b/><w:bCs/>"), f"<w:keepNext/>{line}")
        words += paragraph("Signature", quiet(appointed_words(person)))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>{words}</w:tc>'


def footer_words(document: Document) -> str:
    """The page foot: association and document, page x of y."""
    name = " · ".join(part for part in (document.association, document.title) if part)
    pages = f"{run('sida ')}{field('PAGE', '')}{run(' av ')}{field('NUMPAGES', '')}"
    return paragraph("Footer", f"{run(name)}{tab()}{pages}")


def document_title(document: Document) -> str:
    """The whole name of the document, for its properties."""
    return f"{document.title}, {document.association}"
