"""A draft becomes lines of text: headings, contents, prose, tables, pages. Every number keeps its mark."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.factories.strangers.draft import Chapter, Draft, Key, Prose, Quote, Sentence, Sheet
from tests.factories.strangers.layouts import FIRST_MARK, MARK, lay_out, ordered, width
from tests.factories.strangers.style import Style
from tests.factories.strangers.wordings import UNITS, headings_of, label_of

LINE_WIDTH = 88
START, END = "början", "slut"


@dataclass(slots=True)
class Marked:
    """Lines with marks, and the place that each mark stands for."""

    lines: list[str] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)

    def mark(self, key: Key) -> str:
        """A letter that prints nothing and stands for `key`."""
        self.keys.append(key)
        return chr(FIRST_MARK + len(self.keys) - 1)

    def keys_in(self, line: str) -> list[Key]:
        """The places whose marks stand on a line."""
        return [self.keys[ord(letter) - FIRST_MARK] for letter in MARK.findall(line)]

    def places(self) -> dict[Key, int]:
        """Place → number of its line in the file, from 1."""
        return {key: count for count, line in enumerate(self.lines, 1) for key in self.keys_in(line)}

    def text(self) -> str:
        """What the file says."""
        return MARK.sub("", "\n".join(self.lines)) + "\n"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    headings: tuple[str, ...] = ()  # of the table that the line is a row of
    is_kept: bool = False  # with the next line, on one page


def write(draft: Draft, style: Style, rng: random.Random) -> Marked:
    """The whole report as text."""
    marked = Marked()
    lines = [*_front(draft, style), *_body(draft, style, rng, marked)]
    if style.blank_lines:
        lines = [each for line in lines for each in (line, _Line("", is_kept=line.is_kept))]
    marked.lines = list(_paged(draft, style, lines, rng)) if style.page_lines else [line.text for line in lines]
    return marked


def _front(draft: Draft, style: Style) -> Iterator[_Line]:
    yield _Line(draft.title)
    yield _Line(draft.association)
    yield _Line("")
    if style.has_contents:
        yield _Line("Innehåll")
        for page, chapter in enumerate(each for each in draft.chapters if each.number):
            dots = "\t" if style.layout == "tabs" else " " + "." * (60 - len(chapter.title)) + " "
            yield _Line(f"{chapter.number}{style.number_dot} {chapter.title}{dots}{page // 2 + 3}")
        yield _Line("")


def _body(draft: Draft, style: Style, rng: random.Random, marked: Marked) -> Iterator[_Line]:
    for chapter in draft.chapters:
        yield _Line("")
        yield _Line(_heading(chapter, style, marked))
        if style.layout != "stacked":
            yield _Line("")
        for block in chapter.blocks:
            if isinstance(block, Sheet):
                yield from _sheet(block, chapter, style, rng, marked)
            else:
                yield from _prose(block, style, marked)
            yield _Line("")


def _heading(chapter: Chapter, style: Style, marked: Marked) -> str:
    mark = marked.mark(Key("text", f"rubrik:{chapter.id}", "nummer"))
    title = chapter.title.upper() if style.capitals and chapter.level == 1 else chapter.title
    if chapter.note:
        return f"{mark}Not {chapter.note} {title}"
    return f"{mark}{chapter.number}{style.number_dot} {title}" if chapter.number else f"{mark}{title}"


def _sheet(sheet: Sheet, chapter: Chapter, style: Style, rng: random.Random, marked: Marked) -> Iterator[_Line]:
    sheet = ordered(sheet, style)
    unit = rng.choice(UNITS[sheet.step]) if sheet.step else ""
    labels = {row.id: label_of(sheet, row, rng, style.bare_sums) for row in sheet.rows}
    laid = lay_out(sheet, style, labels, headings_of(sheet, rng), unit, marked.mark)
    title = f"{sheet.title} ({unit})" if unit and style.unit_at == "title" else sheet.title
    if title != chapter.title:
        yield _Line(title, is_kept=True)
    yield from (_Line(text, is_kept=True) for text in (*laid.above, *laid.headings) if text.strip())
    yield from (_Line(text, laid.headings) for text in laid.rows)


def _prose(prose: Prose, style: Style, marked: Marked) -> Iterator[_Line]:
    if prose.is_list:
        for sentence in prose.sentences:
            yield from (_Line(line) for line in _wrapped(_said(sentence, marked)))
        return
    yield from (_Line(line) for line in _wrapped(" ".join(_said(each, marked) for each in prose.sentences)))


def _said(sentence: Sentence, marked: Marked) -> str:
    """The words of a sentence; spaces inside a quoted number never break the line."""
    text = ""
    for part in sentence.parts:
        text += marked.mark(part.key) + part.text.replace(" ", "\0") if isinstance(part, Quote) else part
    quotes = [part for part in sentence.parts if isinstance(part, Quote)]
    if not quotes:
        return text
    name = quotes[0].key.row
    return marked.mark(Key("text", name, START)) + text + marked.mark(Key("text", name, END))


def _wrapped(text: str) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        if line and width(line) + 1 + width(word) > LINE_WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [each.replace("\0", " ") for each in (*lines, line) if each]


def _paged(draft: Draft, style: Style, lines: list[_Line], rng: random.Random) -> Iterator[str]:
    """The lines with page numbers, running titles and a table's headings again on the next page."""
    foot = rng.choice(("{}", "Sida {}", "– {} –", "{} (24)"))
    has_running_title = rng.random() < 0.5
    page, count = 1, 0
    for place, line in enumerate(lines):
        if count >= style.page_lines and not lines[place - 1].is_kept:
            yield foot.format(page)
            page, count = page + 1, 0
            feed = "\f" if style.form_feed else ""
            yield feed + (draft.association if has_running_title else "")
            if line.headings and lines[place - 1].headings == line.headings:
                yield from (text for text in line.headings if text.strip())
        count += 1
        yield line.text
