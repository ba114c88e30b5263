"""Running text as paragraphs, lines and sentences, each with the way back to where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from samverk.core.checks.wording import block_inlines
from samverk.core.document.tree import (
    Block,
    Document,
    FigureReference,
    ItemList,
    NoteReference,
    Paragraph,
    Place,
    Remark,
    Section,
    Table,
    Text,
)
from samverk.core.words import fold

Starts = tuple[tuple[int, Place], ...]

_PLAIN = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ", "\n": " ", "\r": " ",
        "\u2212": "-", "\u2010": "-", "\u2011": "-", "”": '"', "“": '"', "„": '"', "’": "'",
    }
)  # fmt: skip
"""One letter for one letter, so that an offset in the plain text is an offset in the paragraph."""

_STOP = re.compile(r"[.!?](?:[\"')\]]+)?\s+(?=[\"'(]?[A-ZÅÄÖÉ0-9–-])")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:t\.?ex|bl\.?a|d\.?v\.?s|s\.?k|fr\.?o\.?m|t\.?o\.?m|f\.?d|e\.?d|o\.?d|p\.?g\.?a|m\.?a\.?o|ca|c:a|kl|nr"
    r"|dnr|inkl|exkl|resp|jfr|obs|prop|kap|st|sid|tel|ev|ang|enl|milj|dr|jan|feb|apr|aug|sept|okt|nov|dec|\d{1,3}|[A-ZÅÄÖ])$",
    re.IGNORECASE,
)
"""Before a full stop these are abbreviations, ordinals or initials, not the end of a sentence."""

_CONTENTS = re.compile(r"^\W*(?:innehåll|table of contents|innehallsf)", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:;]\W*$")
_LONGEST = 1500
"""Letters of the longest sentence that is read as one."""

_GOES_ON = re.compile(r"\s*(?:(?!o )[a-zåäö]+[ ,]|\d[\d ,]* ?(?:%|(?:procent|kr|tkr|mnkr)\b))")
_DOTTED = re.compile(r"\.{4,}\s*\d{1,3}\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with plain letters: every kind of space a space, every minus "-", every quotation mark '"'.

    `offset` is where it begins in its paragraph; `starts` are the paragraph's lines in the file.
    """

    text: str
    section: Section
    offset: int = 0
    starts: Starts = ()

    def place_at(self, index: int) -> Place | None:
        """Where in the file the letter at `index` stands; None in our own documents."""
        found = None
        for start, place in self.starts:
            if start > self.offset + index:
                break
            found = place
        return found


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or an item of a list: its whole text as one `Sentence`, its sentences, and its lines as printed."""

    whole: Sentence
    sentences: tuple[Sentence, ...]
    lines: tuple[Sentence, ...]
    is_item: bool = False

    @property
    def text(self) -> str:
        """The whole text."""
        return self.whole.text

    @property
    def section(self) -> Section:
        """The section it stands in."""
        return self.whole.section


_READ_WRONG = re.compile(
    r"\b(?:f[oéø]r|f[oéø]rbund\w*|[aáé]rets|f[oé]rvaltnings\w*|int[aé]kter\w*|ers[aé]ttare"
    r"|resultatr[aé]kning\w*|balansr[aé]kning\w*|m[oé]te[tn]?|vid [aáé]ret|b[aé]ttre"
    r"|\w*[a-zåäö][01][a-zåäö]\w*|p[aáé])\b|[a-zåäö]&|&[a-zåäö]",
    re.IGNORECASE,
)
_READ_RIGHT = re.compile(
    r"\b(?:för|förbund\w*|årets|förvaltnings\w*|intäkter\w*|ersättare|möte[tn]?|bättre|på)\b", re.IGNORECASE
)
_FEW = 20
_LONG_WORDS = re.compile(r"[^\W\d_]{6,}")
_FEWEST_SPELT_TWICE = 2


def is_scan(passages: tuple[Passage, ...]) -> bool:
    """True when everyday words lack dots and rings, as in a text read from a picture of a page."""
    wrong = sum(len(_READ_WRONG.findall(passage.text)) for passage in passages)
    right = sum(len(_READ_RIGHT.findall(passage.text)) for passage in passages)
    return wrong > 1 and wrong * _FEW > right


def loses_dots(document: Document) -> bool:
    """True when several words of headings and tables stand both with dots or rings and without."""
    spellings: dict[str, set[str]] = {}
    for section in document.all_sections():
        tables = [block for block in section.blocks if isinstance(block, Table)]
        texts = [section.title, *(text for table in tables for text in (table.title, *(r.label for r in table.rows)))]
        for word in _LONG_WORDS.findall(" ".join(texts).lower()):
            spellings.setdefault(fold(word), set()).add(word)
    return sum(len(each) > 1 for each in spellings.values()) >= _FEWEST_SPELT_TWICE


def is_contents(section: Section) -> bool:
    """True for the list of contents."""
    return bool(_CONTENTS.match(section.title))


def passages(document: Document) -> tuple[Passage, ...]:
    """Every paragraph and list item of a document, in reading order, the list of contents last left out."""
    return tuple(
        passage
        for section in document.all_sections()
        if not is_contents(section)
        for passage in passages_of(section)
        if not _DOTTED.search(passage.text)
    )


def passages_of(section: Section) -> Iterator[Passage]:
    """The paragraphs and list items of one section, without its subsections.

    A paragraph that a page break cut in two, so that the rest begins with a small letter, is put together again.
    """
    kept: _Raw | None = None
    for raw in (raw for block in section.blocks for raw in _of_block(block, is_item=False)):
        if kept is not None and _is_cut(kept, raw):
            kept = _joined(kept, raw)
            continue
        if kept is not None:
            yield _passage(section, kept)
        kept = raw
    if kept is not None:
        yield _passage(section, kept)


class _Raw(NamedTuple):
    text: str
    starts: Starts
    is_item: bool


def _of_block(block: Block, *, is_item: bool) -> Iterator[_Raw]:
    match block:
        case Paragraph() | Remark():
            text = "".join(_words(block))
            if text.strip():
                yield _Raw(text, block.starts if isinstance(block, Paragraph) else (), is_item)
        case ItemList():
            for item in block.items:
                for part in item:
                    yield from _of_block(part, is_item=True)
        case _:
            return


def _is_cut(first: _Raw, second: _Raw) -> bool:
    if first.is_item or second.is_item or not second.starts:
        return False
    return not _ENDED.search(first.text) and bool(_GOES_ON.match(second.text))


def _joined(first: _Raw, second: _Raw) -> _Raw:
    text = f"{first.text.rstrip()} "
    moved = tuple((len(text) + start, place) for start, place in second.starts)
    return _Raw(text + second.text, (*first.starts, *moved), False)


def _words(block: Paragraph | Remark) -> Iterator[str]:
    for part in block_inlines(block):
        match part:
            case Text():
                yield part.text
            case FigureReference():
                yield part.shown
            case NoteReference():
                yield f"not {part.number}"
            case _:
                pass


def _passage(section: Section, raw: _Raw) -> Passage:
    text, starts = raw.text.translate(_PLAIN), raw.starts

    def part(begin: int, end: int) -> Sentence:
        words = text[begin:end]
        lead = len(words) - len(words.lstrip())
        return Sentence(words.strip(), section, begin + lead, starts)

    cuts = sorted({0, *(start for start, _place in starts), *(match.end() for match in re.finditer("\n", raw.text))})
    lines = tuple(part(begin, end) for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[begin:end])
    ends = list(_no_longer(text, [0, *_sentence_ends(text), len(text)]))
    sentences = tuple(part(begin, end) for begin, end in pairwise(ends) if text[begin:end].strip())
    return Passage(
        Sentence(text, section, 0, starts), sentences, tuple(line for line in lines if line.text), raw.is_item
    )


def _no_longer(text: str, ends: list[int]) -> Iterator[int]:
    """The ends, with more of them where no one ends a sentence, so that no rule reads a whole file as one."""
    yield 0
    for begin, end in pairwise(ends):
        while end - begin > _LONGEST:
            space = text.rfind(" ", begin + 1, begin + _LONGEST)
            begin = space if space > begin else begin + _LONGEST
            yield begin
        yield end


def _sentence_ends(text: str) -> Iterator[int]:
    for match in _STOP.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if text[match.start()] != "." or not _SHORT.search(before) or _ends_year(before):
            yield match.end()


def _ends_year(before: str) -> bool:
    return bool(re.search(r"\b\d{4}$", before))
