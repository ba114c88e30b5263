"""XML parts of an Office file → elements, with limits: no document type, no entities, a bounded number of nodes.

Everything is read as UTF-8, the names of ISO strict files are turned into those that Office writes, and comments and
processing instructions are left out; so a tag is always a string and always one of the names below.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any, Protocol

from lxml import etree

from samverk.formats.docx.refused import RefusedError, broken_part

MAX_NODES = 3_000_000
"""Tags and attributes in one part. A report of 25 pages has about 30,000; at the limit memory stays under 1 GB."""

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = (  # ISO/IEC 29500 strict → the names that Office writes
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", f"{_OFFICE}/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", f"{_OFFICE}/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", f"{_OFFICE}/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", f"{_OFFICE}/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", f"{_OFFICE}/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", f"{_OFFICE}/drawingml/2006/chart"),
)
WORD = f"{{{_OFFICE}/wordprocessingml/2006/main}}"
SHEET = f"{{{_OFFICE}/spreadsheetml/2006/main}}"
MATH = f"{{{_OFFICE}/officeDocument/2006/math}}"
DRAWING = f"{{{_OFFICE}/drawingml/2006/main}}"
CHART = f"{{{_OFFICE}/drawingml/2006/chart}}"
VML = "{urn:schemas-microsoft-com:vml}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATION = f"{{{_OFFICE}/officeDocument/2006/relationships}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ON = frozenset({"1", "true", "on"})


class Element(Protocol):
    """What we use of an lxml element."""

    @property
    def tag(self) -> str:
        """The full name, {namespace}name."""
        ...

    @property
    def text(self) -> str | None:
        """The text before the first child."""
        ...

    def get(self, key: str, /) -> str | None:
        """An attribute by its full name."""
        ...

    def find(self, path: str, /) -> Element | None:
        """The first child at the path."""
        ...

    def findall(self, path: str, /) -> list[Element]:
        """All at the path."""
        ...

    def iter(self, *tags: str) -> Iterator[Element]:
        """This element and all within it with these tags."""
        ...

    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...


def parse(data: bytes, part: str, most: int = MAX_NODES) -> Element:
    """Parse the bytes of the part named `part`. Raises RefusedError when it cannot be used."""
    data = plain_markup(data, part, most)
    options: dict[str, Any] = {"encoding": "utf-8", "resolve_entities": False, "no_network": True, "load_dtd": False}
    parser = etree.XMLParser(**options, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root: Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken_part(part) from error
    return root


def plain_markup(data: bytes, part: str, most: int = MAX_NODES) -> bytes:
    """The bytes as UTF-8 with the names that Office writes. Raises RefusedError for what no Office file has."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            data = data[2:].decode(encoding, errors="replace").encode("utf-8")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise RefusedError(
            "LAS-XML-ENTITET",
            f"Filen innehåller en dokumenttyp eller entiteter ({part}). Det får Office-filer inte ha, och det används "
            "för att lura program. Filen är inte läst. Fråga avsändaren, eller öppna den i Office och spara en kopia.",
        )
    if data.count(b"<") + data.count(b"=") > most:
        raise RefusedError(
            "LAS-STOR",
            f"Filen har ett orimligt stort innehåll ({part}: fler än {most} delar). Så stor är ingen rapport. "
            "Se efter att det är rätt fil, eller dela den.",
        )
    if b"purl.oclc.org/ooxml" in data:
        for strict, office in _STRICT:
            data = data.replace(strict, office.encode("ascii"))
    return data


def word(name: str) -> str:
    """The full name of a WordprocessingML tag or attribute."""
    return WORD + name


VAL = word("val")


def value_of(parent: Element | None, name: str) -> str | None:
    """The w:val of the child `name`; None when the child or the attribute is missing."""
    child = parent.find(WORD + name) if parent is not None else None
    return child.get(VAL) if child is not None else None


def switch(parent: Element | None, name: str) -> bool | None:
    """An on/off property such as w:b: on without a value; None when it is not there."""
    child = parent.find(WORD + name) if parent is not None else None
    if child is None:
        return None
    value = child.get(VAL)
    return value is None or value.lower() in _ON


def whole_number(text: str | None) -> int | None:
    """A whole number of reasonable size written in an attribute; None for anything else."""
    if text is None or len(text) > 10:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def chosen(branches: Element) -> Element | None:
    """The branch of mc:AlternateContent that is read: the first choice, else the fallback. None when it is empty."""
    choice = branches.find(COMPATIBILITY + "Choice")
    return choice if choice is not None else branches.find(COMPATIBILITY + "Fallback")
