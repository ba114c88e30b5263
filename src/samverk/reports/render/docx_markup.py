"""Pieces of WordprocessingML (ECMA-376, part 1): runs, links, bookmarks, fields, paragraphs and sections."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from samverk.reports.render.columns import LANDSCAPE, WIDE

TWIPS = 20  # to a point
TEXT_WIDTH = round(WIDE * TWIPS)
LANDSCAPE_WIDTH = round(LANDSCAPE * TWIPS)
_A4 = (11906, 16838)
_HEIGHT_MARGIN = 1418
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(text: str) -> str:
    """`text` as XML character data; control characters, which XML cannot hold, are left out."""
    return escape(_NOT_XML.sub("", text))


def attribute(text: str) -> str:
    """`text` as a quoted XML attribute value."""
    return quoteattr(_NOT_XML.sub("", text))


def run(text: str, properties: str = "") -> str:
    """A run of text; `properties` is the inside of w:rPr."""
    form = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{form}<w:t xml:space="preserve">{plain(text)}</w:t></w:r>' if text else ""


def quiet(text: str) -> str:
    """A run of text in the quiet colour, never bold."""
    return run(text, '<w:rStyle w:val="Quiet"/>')


def tab() -> str:
    """A tabulator."""
    return "<w:r><w:tab/></w:r>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in the style called `style`; `properties` is what w:pPr holds after the style, in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def inner_link(bookmark: str, content: str) -> str:
    """A link to a bookmark of this document."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{content}</w:hyperlink>'


def outer_link(relation: str, content: str) -> str:
    """A link to an address that the package lists as `relation`."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{content}</w:hyperlink>'


def bookmarked(name: str, number: int, content: str) -> str:
    """`content` with a bookmark around it; numbers are unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def field_start(instruction: str) -> str:
    """The beginning of a field that Word works out afresh when the file is opened."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {plain(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """The end of a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, shown: str) -> str:
    """A whole field that shows `shown` until Word works it out."""
    return f"{field_start(instruction)}{run(shown)}{field_end()}"


def section_properties(footer: str, *, landscape: bool = False, has_cover: bool = False) -> str:
    """The page of a section: A4 with the footer; a cover page is the first page, without footer."""
    width, height = reversed(_A4) if landscape else _A4
    side = (width - (LANDSCAPE_WIDTH if landscape else TEXT_WIDTH)) // 2
    turned = ' w:orient="landscape"' if landscape else ""
    cover = "<w:titlePg/>" if has_cover else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{_HEIGHT_MARGIN}" w:right="{side}" w:bottom="{_HEIGHT_MARGIN}" w:left="{side}" '
        f'w:header="720" w:footer="720" w:gutter="0"/>{cover}</w:sectPr>'
    )
