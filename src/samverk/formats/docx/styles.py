"""The styles of a Word document, each with what it inherits from the one it is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from samverk.formats.docx.markup import Element, switch, value_of, whole_number, word

_HEADING = re.compile(r"(?:heading|rubrik|överskrift|overskrift|otsikko|überschrift)[ ]?([1-9])$")
_CONTENTS_HEADINGS = frozenset({"toc heading", "innehållsförteckningsrubrik"})
_CAPTIONS = frozenset({"caption", "beskrivning"})
_DEEPEST = 6
BODY_TEXT = 9
"""The outline level (w:outlineLvl) of text that is no heading; 0–8 are the nine levels of headings."""

_RAISED = "superscript"


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look: None, or 0.0 points, where nothing is said."""

    is_bold: bool | None = None
    is_raised: bool | None = None
    is_hidden: bool | None = None
    size: float = 0.0

    def over(self, below: Look) -> Look:
        """This look where it says something, else the one below."""
        return Look(
            below.is_bold if self.is_bold is None else self.is_bold,
            below.is_raised if self.is_raised is None else self.is_raised,
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            self.size or below.size,
        )


NO_LOOK = Look()


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything it inherits. `heading` is 1–6, 0 for none; `numbering` is a numId, None when not said."""

    id: str = ""
    heading: int = 0
    is_caption: bool = False
    look: Look = NO_LOOK
    numbering: int | None = None
    level: int | None = None
    begins_page: bool = False


NO_STYLE = Style()


def look_of(properties: Element | None) -> Look:
    """What a w:rPr says about its letters."""
    if properties is None or not len(properties):
        return NO_LOOK
    place = value_of(properties, "vertAlign")
    lift = whole_number(value_of(properties, "position"))
    is_raised = None if place is None and lift is None else place == _RAISED or (lift or 0) > 0
    half_points = whole_number(value_of(properties, "sz")) or 0
    size = half_points / 2 if 0 < half_points < 1000 else 0.0
    return Look(switch(properties, "b"), is_raised, switch(properties, "vanish"), size)


def heading_of_outline(level: int | None) -> int | None:
    """The heading 1–6 of an outline level 0–8, 0 for body text; None when the level says nothing."""
    if level is None or level < 0:
        return None
    return min(level + 1, _DEEPEST) if level < BODY_TEXT else 0


@dataclass(slots=True)
class Styles:
    """Looks up styles by id. What is missing or based on itself gives what is known of it."""

    elements: dict[str, Element] = field(default_factory=dict)
    usual: str = ""
    base: Look = NO_LOOK
    _known: dict[str, Style] = field(default_factory=dict)

    def paragraph(self, identity: str | None) -> Style:
        """The style of a paragraph; the document's usual one where none is named."""
        return self.get(identity or self.usual)

    def get(self, identity: str) -> Style:
        """The style with this id."""
        known = self._known.get(identity)
        if known is None:
            known = self._resolve(identity)
            self._known[identity] = known
        return known

    def _resolve(self, identity: str) -> Style:
        chain: dict[str, None] = {}
        while identity in self.elements and identity not in chain and identity not in self._known:
            chain[identity] = None
            identity = value_of(self.elements[identity], "basedOn") or ""
        style = self._known.get(identity, NO_STYLE)
        for part in reversed(chain):
            style = _own(part, self.elements[part], style)
            self._known[part] = style
        return style


def _own(identity: str, element: Element, below: Style) -> Style:
    """A style: what it says itself over what the one below says."""
    name = (value_of(element, "name") or "").strip().lower()
    paragraph = element.find(word("pPr"))
    numbers = paragraph.find(word("numPr")) if paragraph is not None else None
    numbering, level = whole_number(value_of(numbers, "numId")), whole_number(value_of(numbers, "ilvl"))
    begins_page = switch(paragraph, "pageBreakBefore")
    return Style(
        identity,
        _heading(name, whole_number(value_of(paragraph, "outlineLvl")), below),
        below.is_caption or name in _CAPTIONS,
        look_of(element.find(word("rPr"))).over(below.look),
        below.numbering if numbering is None else numbering,
        below.level if level is None else level,
        below.begins_page if begins_page is None else begins_page,
    )


def _heading(name: str, outline: int | None, below: Style) -> int:
    if name in _CONTENTS_HEADINGS:
        return 1
    named = _HEADING.match(name)
    if named is not None:
        return min(int(named[1]), _DEEPEST)
    said = heading_of_outline(outline)
    return below.heading if said is None else said


def read_styles(root: Element | None) -> Styles:
    """Gather the styles of styles.xml; none when the part is missing."""
    styles = Styles()
    if root is None:
        return styles
    styles.base = look_of(root.find(f"{word('docDefaults')}/{word('rPrDefault')}/{word('rPr')}"))
    for element in root.findall(word("style")):
        identity = element.get(word("styleId")) or ""
        styles.elements.setdefault(identity, element)
        if element.get(word("default")) in ("1", "true", "on") and element.get(word("type")) == "paragraph":
            styles.usual = styles.usual or identity
    return styles
