"""Automatic numbers of headings and lists, as Word prints them: "1.2", "a)", "•"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from samverk.formats.docx.markup import VAL, Element, switch, value_of, whole_number, word

_LEVELS = 9
_LARGEST = 780  # of a number written with letters or Roman numerals; above it Word's own marks are hard to read too
_LONGEST = 60
_MARK = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # letters of Symbol and Wingdings
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level (from 1) that begins it anew, 0 for never, None for any above."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""
    restart: int | None = None
    is_legal: bool = False
    is_hidden: bool = False
    has_symbols: bool = False
    gap: str = " "


@dataclass(slots=True)
class _List:
    """A numbering that paragraphs name: the list it counts in, and the levels that it begins anew or sets itself."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """Counts as a document is read from its start; lists that share an abstract one go on from each other."""

    def __init__(self, root: Element | None = None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[int, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()
        if root is not None:
            self._read(root)

    def level_of_style(self, numbering: int, style: str) -> int:
        """The level that belongs to a style, 0 when the list says nothing of it."""
        found = self._lists.get(numbering)
        levels = self._abstract.get(found.abstract, {}) if found else {}
        return next((number for number, level in levels.items() if style and level.style == style), 0)

    def label(self, numbering: int, level: int) -> str:
        """Count one paragraph and give what is printed before it, with its gap; "" when nothing is."""
        found = self._lists.get(numbering)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        levels = self._abstract.get(found.abstract, {}) | found.levels
        counts = self._counts.setdefault(found.abstract, {})
        own = levels.get(level, Level())
        if level in found.starts and (numbering, level) not in self._begun:
            counts[level] = found.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        self._begun.add((numbering, level))
        for deeper in [number for number in counts if number > level]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                del counts[deeper]
        text = _printed(own, levels, counts)
        return text + own.gap if text.strip() and not own.is_hidden else ""

    def _read(self, root: Element) -> None:
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for element in root.findall(word("abstractNum")):
            identity = element.get(word("abstractNumId")) or ""
            self._abstract[identity] = dict(_levels(element))
            links[identity] = value_of(element, "numStyleLink") or ""
            own = value_of(element, "styleLink")
            if own:
                styled[own] = identity
        for element in root.findall(word("num")):
            number = whole_number(element.get(word("numId")))
            abstract = value_of(element, "abstractNumId") or ""
            if number is None or number == 0:
                continue
            if not self._abstract.get(abstract) and links.get(abstract) in styled:
                abstract = styled[links[abstract]]
            self._lists[number] = _with_overrides(_List(abstract), element)


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for element in parent.findall(word("lvl")):
        number = whole_number(element.get(word("ilvl")))
        if number is None or not 0 <= number < _LEVELS:
            continue
        start = whole_number(value_of(element, "start"))
        look = element.find(word("rPr"))
        fonts = look.find(word("rFonts")) if look is not None else None
        font = ((fonts.get(word("ascii")) if fonts is not None else None) or "").lower()
        yield (
            number,
            Level(
                1 if start is None else start,
                value_of(element, "numFmt") or "decimal",
                (value_of(element, "lvlText") or "")[:_LONGEST],
                value_of(element, "pStyle") or "",
                whole_number(value_of(element, "lvlRestart")),
                bool(switch(element, "isLgl")),
                bool(switch(look, "vanish")),
                font.startswith(("symbol", "wingdings", "webdings")),
                "" if value_of(element, "suff") == "nothing" else " ",
            ),
        )


def _with_overrides(found: _List, element: Element) -> _List:
    for override in element.findall(word("lvlOverride")):
        number = whole_number(override.get(word("ilvl")))
        if number is None:
            continue
        start = override.find(word("startOverride"))
        value = whole_number(start.get(VAL)) if start is not None else None
        if value is not None:
            found.starts[number] = value
        found.levels.update(_levels(override))
    return found


def _printed(own: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if own.form == "none":
        return _MARK.sub("", own.text)
    if own.form == "bullet":
        return "•" if own.has_symbols and own.text.strip() else _PRIVATE.sub("•", own.text)

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        level = levels.get(place, Level())
        form = "decimal" if own.is_legal else level.form
        return written(counts.get(place, level.start), form)

    return _MARK.sub(number, own.text)


def written(number: int, form: str) -> str:
    """A number in one of Word's forms (w:numFmt); forms we do not know are written with digits."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if not 0 < number <= _LARGEST:
        return str(number)
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, letter in _ROMAN:
            roman += letter * (number // value)
            number %= value
        return roman.upper() if form == "upperRoman" else roman
    return str(number)
