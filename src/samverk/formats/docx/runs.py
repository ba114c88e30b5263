"""The letters of one paragraph: what Word shows, without hidden or deleted text and field codes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from samverk.formats.docx.markup import (
    CHART,
    COMPATIBILITY,
    DRAWING,
    MATH,
    VML,
    XML_SPACE,
    Element,
    chosen,
    value_of,
    whole_number,
    word,
)
from samverk.formats.docx.raised import Piece, put_together
from samverk.formats.docx.reading import Reading
from samverk.formats.docx.styles import NO_LOOK, Look, Style, look_of

_TEXT, _RUN, _LOOK = word("t"), word("r"), word("rPr")
_BOX = word("txbxContent")
_BRANCHES = COMPATIBILITY + "AlternateContent"
_PICTURES = frozenset({DRAWING + "blip", CHART + "chart", VML + "imagedata"})
_AS_TEXT = {
    word("tab"): "\t",
    word("ptab"): "\t",
    word("cr"): "\n",
    word("noBreakHyphen"): "-",
}
_THROUGH = frozenset(  # wrappers whose runs are printed; w:del and w:moveFrom are not among them
    word(name)
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
) | {word("ruby"), word("rubyBase")}
_CHANGES = frozenset(word(name) for name in ("ins", "del", "moveTo", "moveFrom"))
_MATH = frozenset({MATH + "oMath", MATH + "oMathPara"})
_NOTES = {word("footnoteReference"): "fotnot", word("endnoteReference"): "slutnot"}
_DRAWN = frozenset({word("drawing"), word("pict"), word("object")})
_SPACE = re.compile(r"[ \t\r\n]*\n[ \t\r\n]*")


@dataclass(slots=True)
class Paragraph:
    """What one paragraph prints. `page` is where its first letter stands; `boxes` are text boxes anchored in it."""

    text: str = ""
    page: int = 1
    is_bold: bool = False
    size: float = 0.0
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str, int]] = field(default_factory=list)  # kind, id, printed number


class Letters:
    """Walks one paragraph and gathers its pieces."""

    def __init__(self, reading: Reading, style: Style) -> None:
        self._reading = reading
        self._below = style.look.over(reading.styles.base)
        self._pieces: list[Piece] = []
        self._bold: Counter[bool] = Counter()
        self._sizes: Counter[float] = Counter()
        self._page = 0
        self.paragraph = Paragraph()

    def read(self, element: Element, before: str) -> Paragraph:
        """Read a w:p. `before` is its automatic number or what a deleted paragraph mark joined to it."""
        start = self._reading.pages.page
        if before:
            self._add(before, NO_LOOK)
            self._bold.clear()  # the number says nothing of how the paragraph looks
            self._sizes.clear()
            self._page = 0
        self._walk(element)
        found = self.paragraph
        found.text = put_together(self._pieces)
        found.page = self._page or (self._reading.pages.page if before else start)
        found.is_bold = self._bold[True] > 0 and not self._bold[False]
        found.size = self._sizes.most_common(1)[0][0] if self._sizes else 0.0
        return found

    def _walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag in _CHANGES:
                self._reading.has_changes = True
            if tag == _RUN:
                self._run(child)
            elif tag in _THROUGH:
                self._walk(child)
            elif tag in _MATH:
                self._add("".join(part.text or "" for part in child.iter(MATH + "t")), self._below)
            elif tag == _BRANCHES:
                branch = chosen(child)
                if branch is not None:
                    self._walk(branch)

    def _run(self, run: Element) -> None:
        look = self._look(run.find(_LOOK))
        for child in run:
            self._part(child, look)

    def _look(self, properties: Element | None) -> Look:
        if properties is None:
            return self._below
        named = value_of(properties, "rStyle")
        below = self._reading.styles.get(named).look.over(self._below) if named else self._below
        return look_of(properties).over(below)

    def _part(self, child: Element, look: Look) -> None:
        """One child of a run."""
        tag = child.tag
        if tag == _TEXT:
            text = child.text or ""
            if child.get(XML_SPACE) != "preserve":
                text = text.strip(" \t\r\n")
            self._add(_SPACE.sub(" ", text) if "\n" in text else text, look)
        elif tag in _AS_TEXT:
            self._add(_AS_TEXT[tag], look)
        elif tag == word("sym"):
            self._add(_symbol(child), look)
        elif tag in _NOTES:
            self._note(child, _NOTES[tag], look)
        elif tag in _DRAWN:
            self._drawn(child)
        elif tag == _BRANCHES:
            branch = chosen(child)
            for part in branch if branch is not None else ():
                self._part(part, look)
        elif tag in _THROUGH:
            self._walk(child)
        else:
            self._mark(child, look)

    def _mark(self, child: Element, look: Look) -> None:
        """A break or the edge of a field."""
        if child.tag == word("br"):
            self._break(child, look)
        elif child.tag == word("lastRenderedPageBreak"):
            self._reading.pages.rendered()
        elif child.tag == word("fldChar"):
            self._reading.fields.mark(child.get(word("fldCharType")))

    def _break(self, child: Element, look: Look) -> None:
        if child.get(word("type")) == "page":
            self._reading.pages.hard()
        else:
            self._add("\n", look)

    def _add(self, text: str, look: Look) -> None:
        if not text or self._reading.fields.is_code:
            return
        if look.is_hidden:
            self._reading.has_hidden = self._reading.has_hidden or bool(text.strip())
            return
        self._pieces.append(Piece(text, bool(look.is_raised)))
        letters = len(text.strip())
        if letters:
            self._reading.pages.printed()
            self._page = self._page or self._reading.pages.page
            if not look.is_raised:
                self._bold[bool(look.is_bold)] += letters
                self._sizes[look.size] += letters

    def _note(self, child: Element, kind: str, look: Look) -> None:
        """A reference to a footnote: its printed number is counted, for the file does not say it."""
        identity = child.get(word("id")) or ""
        if child.get(word("customMarkFollows")) in ("1", "true", "on"):
            number = 0
        else:
            number = self._reading.next_note(kind)
            self._add(str(number), Look(is_raised=True, is_hidden=look.is_hidden))
        if not look.is_hidden:
            self.paragraph.notes.append((kind, identity, number))

    def _drawn(self, element: Element) -> None:
        """A drawing: its text boxes are kept for later, its pictures counted."""
        for child in element:
            if child.tag == _BOX:
                self.paragraph.boxes.append(child)
            elif child.tag == _BRANCHES:
                branch = chosen(child)
                if branch is not None:
                    self._drawn(branch)
            else:
                self._reading.pictures += child.tag in _PICTURES
                self._drawn(child)


def _symbol(child: Element) -> str:
    """A letter named by its code. Symbol fonts keep digits and signs of ASCII at F020–F07E; all else is a mark."""
    try:
        code = int(child.get(word("char")) or "", 16)
    except ValueError:
        return ""
    if 0xF020 <= code <= 0xF07E:
        code -= 0xF000
        font = (child.get(word("font")) or "").lower()
        if not font.startswith("symbol"):
            return "•"
        return "−" if code == ord("-") else chr(code) if not chr(code).isalpha() else "•"
    if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0xFFFD or 0xD800 <= code < 0xE000:
        return "•"
    return chr(code)


def is_mark_deleted(properties: Element | None) -> bool:
    """True when the paragraph's end was deleted with tracked changes: it runs on into the next one."""
    marks = properties.find(_LOOK) if properties is not None else None
    return marks is not None and marks.find(word("del")) is not None


def outline_of(properties: Element | None) -> int | None:
    """The outline level that a paragraph sets itself."""
    return whole_number(value_of(properties, "outlineLvl"))
