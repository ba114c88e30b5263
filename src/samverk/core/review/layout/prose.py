"""Printed lines joined to paragraphs, each letter with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverk.core.document.tree import Paragraph, Place, Text
from samverk.core.review.layout.lines import BULLET, ITEM, PrintedLine

_SENTENCE_END = (".", ":", "!", "?", ";", "…", ".”", '."', ".)")
_LONG_LINE = 130
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_KEEPS_HYPHEN = re.compile(r"(?:och|eller|samt|resp\.?|respektive)\b")
_STARTS_HIGH = 0.75
_SHORT = 0.5


def paragraphs_of(lines: Sequence[PrintedLine], width: int) -> list[Paragraph]:
    """Join lines to paragraphs. `width` is how many letters a full line of the file has."""
    made: list[Paragraph] = []
    held: list[PrintedLine] = []
    for line in lines:
        if held and not _goes_on(held[-1], line, width, held[0]):
            made.append(paragraph_of(held))
            held = []
        held.append(line)
    if held:
        made.append(paragraph_of(held))
    return made


def paragraph_of(lines: Sequence[PrintedLine]) -> Paragraph:
    """One paragraph of these lines; a word that is parted at a line's end is made whole."""
    text = ""
    starts: list[tuple[int, Place]] = []
    for line in lines:
        own = _BLANKS.sub(" ", line.line.text).strip(" ") or line.text
        if text and _is_parted(text, own):
            text = text[:-1]
        elif text and not (text.endswith("-") and text[-2:-1].isalpha() and not _KEEPS_HYPHEN.match(own)):
            text += " "
        starts.append((len(text), line.place))
        text += own
    return Paragraph((Text(text),), starts=tuple(starts))


def _is_parted(text: str, following: str) -> bool:
    """True for a word parted with a hyphen at the line's end; not for "kort- och långsiktig"."""
    if not following[:1].islower() or _KEEPS_HYPHEN.match(following):
        return False
    return text[-1:] in "-‐\u00ad" and text[-2:-1].isalpha()


def is_item(text: str) -> bool:
    """True for a line that opens an item of a list: "•", "-", "o", "1.", "a)"."""
    return BULLET.match(text) is not None or ITEM.match(text) is not None


def _goes_on(before: PrintedLine, line: PrintedLine, width: int, first: PrintedLine) -> bool:
    """True when `line` belongs to the same paragraph as `before`."""
    if before.line.is_paragraph or line.line.is_paragraph or before.line.heading or line.line.heading:
        return False
    earlier, text = before.line.text.strip(), line.line.text.strip()
    if is_item(text):
        return False
    if "\t" in earlier or "\t" in text:
        return False
    if line.gap:
        new_page = before.place.page != line.place.page or line.gap == 1
        return new_page and before.place.page != line.place.page and _is_open(earlier) and text[:1].islower()
    if len(earlier) > _LONG_LINE:
        return False
    if _is_unlike(before, line) or _is_indented(before, line, first):
        return False
    if earlier.endswith(_SENTENCE_END) and len(earlier) < _STARTS_HIGH * width:
        return False
    if earlier.endswith(_SENTENCE_END) and _is_open(text) and len(text) < _SHORT * width and text[:1].isupper():
        return False  # a short line of its own, such as a heading that is not marked
    return text[:1].islower() or len(earlier) >= _SHORT * width


def _is_open(text: str) -> bool:
    return not text.endswith(_SENTENCE_END)


def _is_unlike(before: PrintedLine, line: PrintedLine) -> bool:
    """True when weight or size tells the two lines apart: a bold lead, a heading that is not numbered."""
    if before.line.size and line.line.size and abs(before.line.size - line.line.size) > 0.6:
        return True
    return before.line.is_bold != line.line.is_bold and bool(before.line.size)


def _is_indented(before: PrintedLine, line: PrintedLine, first: PrintedLine) -> bool:
    """True when the line is set in further than the ones before it, as the first line of a paragraph is."""
    if is_item(first.line.text.strip()) or not before.words or not line.words:
        return False
    step = 2.0 if not line.line.words else 8.0
    further = line.words[0].left - before.words[0].left
    return step <= further < 8 * step and not line.line.text.strip()[:1].islower()


def full_width(lines: Sequence[PrintedLine]) -> int:
    """How many letters a full line has: what nine lines of ten stay within, 60–110."""
    lengths = sorted(len(line.line.text.strip()) for line in lines if "\t" not in line.line.text)
    return max(60, min(110, lengths[len(lengths) * 9 // 10])) if lengths else 80
