"""Headings of a file that marks none: numbered, in capitals, bold or large; and its contents list, which has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverk.core.review.layout.lines import ITEM, LineKind, PrintedLine
from samverk.core.review.layout.vocabulary import fold
from samverk.core.review.numbers import plain_spaces
from samverk.core.review.raw import RawSection
from samverk.core.review.source import Grid

_NUMBERED = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){0,4})\.?\s+(\S.*)")
_NOTE = re.compile(r"not\s+[0-9]{1,2}[a-z]?\b[\s.:–-]*(.*)", re.IGNORECASE)
_MARKED = re.compile(r"(#{1,6})\s+(\S.*)")
_CONTENTS = re.compile(r"innehall(?:sforteckning)?:?|[1il]nnehall(?:sforteckning)?")
_ENTRY = re.compile(r"(.*?\D)[\s.…_·]*[\s.…_·]([0-9]{1,3})")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|_{4,}")
_LONGEST_TITLE = 90
_FEWEST_MARKED = 3
_LONGEST_HEADING = 3
_SENTENCE = re.compile(r"[a-zåäö]{3}\. [A-ZÅÄÖ]")
_LARGER, _MUCH_LARGER, _LARGEST = 1.08, 1.2, 1.5

Flow = Sequence[PrintedLine | Grid]


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """Where sections begin: `hard` headings always, `soft` ones unless they stand inside a table.

    `contents` are the lines of the contents list, `contents_start` its heading (None when the file has no such list).
    """

    hard: Mapping[int, RawSection]
    soft: Mapping[int, RawSection]
    contents: frozenset[int]
    contents_start: int | None = None


def plan_sections(flow: Flow) -> SectionPlan:
    """Find the headings and the contents list of a file's lines."""
    start, contents = _contents_of(flow)
    titles = frozenset(_plain_title(flow[place]) for place in contents) - {""}
    marked = sum(isinstance(line, PrintedLine) and line.line.heading > 0 for line in flow)
    body = _body_size(flow)
    hard: dict[int, RawSection] = {}
    soft: dict[int, RawSection] = {}
    last = 0
    for place, line in enumerate(flow):
        if isinstance(line, Grid) or place in contents:
            continue
        if place == start and start is not None:
            hard[place] = RawSection(plain_spaces(line.line.text), "", max(line.line.heading, 1), (), line.place)
            continue
        found = _marked(line) or _note(line)
        if found is None and marked < _FEWEST_MARKED:
            found = _numbered(flow, place, line, titles)
            if found is not None and found.number.isdigit():
                # chapters count from one; "5. …" without the four before it is an item of a list
                if fold_title(found.title) not in titles and not last <= int(found.number) <= last + 2:
                    found = None
                else:
                    last = int(found.number)
            if found is None:
                other = _capitals(line, 3 if titles else 1) or _emphasised(flow, place, line, body)
                if other is not None:
                    soft[place] = other
        if found is not None:
            hard[place] = found
    return SectionPlan(hard, soft, contents, start)


def _section(line: PrintedLine, title: str, number: str, level: int) -> RawSection:
    return RawSection(plain_spaces(title), number, max(1, min(level, 6)), (), line.place)


def _marked(line: PrintedLine) -> RawSection | None:
    """A heading that the file itself marks, or a Markdown one."""
    text = plain_spaces(line.line.text)
    level = line.line.heading
    if not level:
        match = _MARKED.fullmatch(text)
        if match is None:
            return None
        level, text = len(match[1]), match[2]
    numbered = _NUMBERED.fullmatch(text)
    if numbered and any(letter.isalpha() for letter in numbered[2]):
        return _section(line, numbered[2], numbered[1], level)
    return _section(line, text, "", level)


def _note(line: PrintedLine) -> RawSection | None:
    """ "Not 3 Verksamhetens kostnader" keeps its words as title."""
    text = line.text if line.words else plain_spaces(line.line.text)
    match = _NOTE.fullmatch(text)
    if not match or len(text) > _LONGEST_TITLE or line.kind in (LineKind.TABBED, LineKind.ROW):
        return None
    if text.endswith((".", ",", ";")) or (match[1] and match[1][:1].islower()) or match[1][:1].isdigit():
        return None
    return _section(line, text, "", 2)


def _numbered(flow: Flow, place: int, line: PrintedLine, titles: frozenset[str]) -> RawSection | None:
    """ "1.5. Rubrik", "6 Noter"; not an item of a numbered list."""
    if line.kind in (LineKind.ROW, LineKind.TABBED) or (line.line.is_paragraph and len(line.text) > _LONGEST_TITLE):
        return None
    match = _NUMBERED.fullmatch(line.text)
    if not match or len(line.text) > _LONGEST_TITLE or not match[2][:1].isupper():
        return None
    if line.text.endswith((".", ",", ";", ":")) or sum(letter.isalpha() for letter in match[2]) < 3:
        return None
    level = match[1].count(".") + 1
    known = fold_title(match[2]) in titles
    if not known and _is_list_item(flow, place, line, match[1]):
        return None
    if level == 1 and not known and (titles or len(line.text) > 70):
        return None
    return _section(line, match[2], match[1], level)


def _is_list_item(flow: Flow, place: int, line: PrintedLine, number: str) -> bool:
    """True when the lines around say that a numbered line is an item of a list, or the start of a longer sentence."""
    before = flow[place - 1] if place else None
    after = flow[place + 1] if place + 1 < len(flow) else None
    if isinstance(before, PrintedLine):
        if before.text.endswith((":", ",")) or (before.gap == 0 and line.gap == 0 and ITEM.match(before.text)):
            return True
        if _follows(before.text, number):
            return True
        if line.gap == 0 and before.kind is LineKind.PROSE and not before.text.endswith((".", "!", "?")):
            return True
    if isinstance(after, PrintedLine):
        if after.gap == 0 and after.text[:1].islower():
            return True
        return "." not in number and _follows(number, after.text.split(" ")[0] if after.text else "", forward=True)
    return False


def _follows(one: str, other: str, *, forward: bool = False) -> bool:
    """True when the number that one text opens with is just before the other's."""
    first = re.match(r"([0-9]{1,2})\.?(?:\s|$)", one)
    second = re.match(r"([0-9]{1,2})\.?(?:\s|$)", other)
    return bool(first and second) and int(second[1]) == int(first[1]) + 1 if first and second else False


def _capitals(line: PrintedLine, level: int) -> RawSection | None:
    text = line.text
    letters = [letter for letter in text if letter.isalpha()]
    if line.kind in (LineKind.ROW, LineKind.TABBED, LineKind.NUMBERS) or len(text) > _LONGEST_TITLE:
        return None
    if (
        len(letters) < (5 if " " not in text else 4)
        or any(letter.islower() for letter in letters)
        or text.endswith((".", ",", ";"))
    ):
        return None
    return _section(line, text.strip(), "", level)


def _emphasised(flow: Flow, place: int, line: PrintedLine, body: float) -> RawSection | None:
    """A short line in larger letters than the text, or a bold one that stands free."""
    text = line.text
    if line.kind not in (LineKind.WORDS, LineKind.HEADER, LineKind.PROSE) or not 2 < len(text) <= _LONGEST_TITLE:
        return None
    if text.endswith((".", ",", ";")) or not any(letter.isalpha() for letter in text):
        return None
    size = line.line.size / body if body and line.line.size else 1.0
    if _SENTENCE.search(text) or _is_of_paragraph(flow, place, line):
        return None
    if size >= _LARGER:
        return _section(line, text, "", 1 if size >= _LARGEST else 2 if size >= _MUCH_LARGER else 3)
    after = flow[place + 1] if place + 1 < len(flow) else None
    free = line.gap > 0 or place == 0 or (isinstance(after, PrintedLine) and not after.line.is_bold)
    if line.line.is_bold and free and text[:1].isupper() and line.kind is not LineKind.HEADER:
        return _section(line, text, "", 3)
    return None


def _is_of_paragraph(flow: Flow, place: int, line: PrintedLine) -> bool:
    """True when lines of the same size right before and after make a paragraph, such as a lead in larger letters."""
    run = [line]
    for step in (-1, 1):
        at = place
        while 0 <= at + step < len(flow) and len(run) <= _LONGEST_HEADING:
            other, lower = flow[at + step], flow[max(at, at + step)]
            if not isinstance(other, PrintedLine) or not isinstance(lower, PrintedLine) or lower.gap:
                break
            if abs(other.line.size - line.line.size) > 0.1 or other.line.is_bold != line.line.is_bold:
                break
            run.append(other)
            at += step
    return len(run) > _LONGEST_HEADING or any(other.text.endswith((".", ",", ";")) for other in run)


def _body_size(flow: Flow) -> float:
    """The size that most letters are set in; 0.0 when the file tells none."""
    sizes: Counter[float] = Counter()
    for line in flow:
        if isinstance(line, PrintedLine) and line.line.size:
            sizes[round(line.line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


# ── the contents list ─────────────────────────────────────────────────────────────────────────────────────────────


def fold_title(text: str) -> str:
    """A title as it is compared: folded, letters and digits only."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _plain_title(line: PrintedLine | Grid) -> str:
    if isinstance(line, Grid):
        return ""
    text = plain_spaces(line.line.text)
    entry = _ENTRY.fullmatch(text)
    text = entry[1] if entry else text
    numbered = _NUMBERED.fullmatch(text.strip(" ."))
    return fold_title(numbered[2] if numbered else text)


def _contents_of(flow: Flow) -> tuple[int | None, frozenset[int]]:
    """The heading of the contents list, and the lines that are entries of one."""
    leaders = {
        place
        for place, line in enumerate(flow)
        if isinstance(line, PrintedLine) and _LEADERS.search(line.line.text) and _entry(line)
    }
    start = next(
        (
            place
            for place, line in enumerate(flow)
            if isinstance(line, PrintedLine) and _CONTENTS.fullmatch(fold(plain_spaces(line.line.text)))
        ),
        None,
    )
    if start is None:
        return None, frozenset(leaders)
    return start, frozenset(leaders | _entries_after(flow, start))


def _entry(line: PrintedLine) -> bool:
    return _ENTRY.fullmatch(plain_spaces(line.line.text)) is not None


def _entries_after(flow: Flow, start: int) -> set[int]:
    """The lines from the contents heading on that are entries: words and a page number, or a title that comes later."""
    later = Counter(
        fold_title(plain_spaces(line.line.text))
        for line in flow[start + 1 :]
        if isinstance(line, PrintedLine) and len(line.line.text) < 2 * _LONGEST_TITLE
    )
    found: set[int] = set()
    paged = 0
    place = start + 1
    while place < len(flow):
        line = flow[place]
        if isinstance(line, Grid) or line.line.heading:
            break
        following = [each for each in flow[place + 1 : place + 3] if isinstance(each, PrintedLine)]
        if _entry(line):
            paged += 1
        elif fold(line.line.text).strip(" .") in ("sida", "sid", "sidnr"):
            pass
        elif paged:
            wrapped = bool(following) and _entry(following[0]) and following[0].gap == 0
            if not wrapped or len(line.line.text) > _LONGEST_TITLE:
                break
        elif later[fold_title(plain_spaces(line.line.text))] < 2 and not (
            following and _entry(following[0]) and place == start + 1
        ):
            break
        found.add(place)
        if not paged:
            later[fold_title(plain_spaces(line.line.text))] -= 1
        place += 1
    return found
