"""A line on its own: its words, the run of numbers it ends with, and what kind of line it looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from samverk.core.document.tree import Place
from samverk.core.review.layout.vocabulary import (
    ends_openly,
    fold,
    is_beside_role,
    is_contact,
    is_role,
    is_time,
    is_unit,
    names_own_column,
    skeleton,
)
from samverk.core.review.numbers import (
    MINUSES,
    NumberTerm,
    counts_of,
    goes_on,
    is_date,
    is_number,
    is_year,
    parse_number,
)
from samverk.core.review.source import Line

LONGEST_LABEL = 90
MOST_COLUMNS = 14
_MOST_PIECES = 36
MOST_LABEL_WORDS = 13
_LONG_LINE = 75
_FEWEST_ROLES = 3
_WORD = re.compile(r"[^ \t\n\r\f\v]+")
_HARD_SPACES = re.compile(r"[\u00a0\u2007\u2009\u202f]")
_PART = re.compile(r"\(?[0-9]{1,3}|[0-9]{3}(?:,[0-9]+|\.[0-9]{1,2})?\)?[*¹²³⁴-⁹]*|[0-9]{1,2}\)|\*{1,3}|[¹²³⁴-⁹]+|%|:-")
_UNIT_WORDS = re.compile(
    r"kr\.?|tkr\.?|kkr|sek|mkr|mnkr|milj\.?|miljoner|kronor|st\.?|procent|t|tusen|tusental|saknas", re.IGNORECASE
)
_DAMAGED_GROUP = re.compile(r"(?=.*[0-9])[0-9OolIS|B]{3}(?:,[0-9]+)?")
_SENTENCE_BREAK = re.compile(r"[a-zåäö]{2}(?<!inkl)(?<!exkl)(?<!resp)[.!?] [A-ZÅÄÖ]")
_SUM_WORDS = re.compile(r"(?:summa|totalt?|s:a|not|noter|plan)\b", re.IGNORECASE)
_BASE = re.compile(r"\(?(?:alla )?belopp (?:anges |redovisas |ar )?i ")
BULLET = re.compile(r"(?:[•●▪■◦‣·*→✓➢]|[-–−]\s|o\s(?=[A-ZÅÄÖ]))")
ITEM = re.compile(r"(?:\(?[0-9]{1,2}[.)]|\(?[a-zåäö][.)])(?=\s)")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|_{4,}")


class LineKind(StrEnum):
    """What a line looks like on its own, before its neighbours are asked."""

    TABBED = "tabbed"
    ROW = "row"  # words, then numbers
    NUMBERS = "numbers"  # nothing but numbers
    HEADER = "header"  # years, periods, "Utfall", units
    WORDS = "words"  # a few words, such as a label or a row that is a heading
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class LineWord:
    """A word and where it stands: points when the file tells positions, else letters. `gap` as in `NumberTerm`."""

    text: str
    left: float
    right: float
    gap: int = 0

    @property
    def term(self) -> NumberTerm:
        """The word as a piece of a run of numbers."""
        return NumberTerm(self.text, self.gap)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line that is not blank. `gap` is how many blank lines part it from the one before, doubled spacing undone.

    `label` is made of the first words, `tail` is the run of numbers that the line ends with. `is_part` marks one of two
    rows that have run together on a line; its positions say nothing. `may_be_page` marks a lone number that goes
    between the page numbers of the file.
    """

    line: Line
    index: int
    gap: int
    kind: LineKind
    words: tuple[LineWord, ...] = ()
    tail: tuple[LineWord, ...] = field(default=())
    is_part: bool = False
    may_be_page: bool = False

    @property
    def text(self) -> str:
        """The text with single spaces."""
        return " ".join(self.line.text.split(" ")).strip() if not self.words else _joined(self.words)

    @property
    def place(self) -> Place:
        """Where the line stands."""
        return self.line.place

    @property
    def label_words(self) -> tuple[LineWord, ...]:
        """The words before the numbers."""
        return self.words[: len(self.words) - len(self.tail)]

    @property
    def label(self) -> str:
        """The words before the numbers, without leaders."""
        return _LEADERS.sub(" ", _joined(self.label_words)).strip()


def _joined(words: tuple[LineWord, ...]) -> str:
    return " ".join(word.text for word in words)


def printed_line(line: Line, index: int, gap: int) -> PrintedLine:
    """Look at a line on its own."""
    if "\t" in line.text.strip(" ") and not line.words:
        return PrintedLine(line, index, gap, LineKind.TABBED)
    words = words_of(line)
    tail = words[_tail_start(words) :]
    dashes = len(tail) < len(words) and all(word.text in MINUSES for word in tail)
    is_header = dashes and sum(is_role(word.text) for word in words) >= _FEWEST_ROLES
    if is_header or (dashes and is_time(words[-len(tail) - 1].text)):
        tail = ()  # "2024-01-01 – 2023-01-01 –" over "2024-12-31 2023-12-31", "Budget Utfall Avvikelse utfall –"
    made = PrintedLine(line, index, gap, LineKind.PROSE, words, tail)
    return PrintedLine(line, index, gap, _kind(made), words, tail)


def words_of(line: Line) -> tuple[LineWord, ...]:
    """The words of a line with their positions. A word of several numbers with hard spaces is taken apart."""
    if line.words:
        return _placed_words(line)
    found: list[LineWord] = []
    end = 0
    for match in _WORD.finditer(line.text):
        space = match.start() - end if found else 0
        gap = 0 if space <= 1 else 1 if space == 2 else 2
        found.append(LineWord(match[0], float(match.start()), float(match.end()), gap))
        end = match.end()
    return _apart(found)


def _placed_words(line: Line) -> tuple[LineWord, ...]:
    found: list[LineWord] = []
    digit = digit_width(line)
    for word in line.words:
        text = word.text.strip()
        if not text:
            continue
        gap = 0
        if found:
            wide = (word.left - found[-1].right) / digit
            gap = 0 if wide < 0.85 else 1 if wide < 1.4 else 2
        found.append(LineWord(text, word.left, word.right, gap))
    return _apart(found)


def digit_width(line: Line) -> float:
    """How wide a digit is, in the units of the line's words: 1 letter, or points."""
    if not line.words:
        return 1.0
    widths = [
        (word.right - word.left) / len(word.text)
        for word in line.words
        if word.text and word.text[0].isdigit() and word.right > word.left
    ] or [(word.right - word.left) / len(word.text) for word in line.words if word.text and word.right > word.left]
    return max(sorted(widths)[len(widths) // 2] if widths else 5.0, 0.1)


def _apart(words: list[LineWord]) -> tuple[LineWord, ...]:
    """A word held together by hard spaces is one number, or else as many words."""
    found: list[LineWord] = []
    for word in words:
        if not _HARD_SPACES.search(word.text) or is_number(word.text):
            found.append(word)
            continue
        each = (word.right - word.left) / len(word.text)
        for match in re.finditer(r"[^\u00a0\u2007\u2009\u202f]+", word.text):
            left, right = word.left + match.start() * each, word.left + match.end() * each
            found.append(LineWord(match[0], left, right, word.gap if match.start() == 0 else 0))
    return tuple(found)


def _tail_start(words: tuple[LineWord, ...]) -> int:
    """Where the run of numbers at the end of the line begins."""
    start = len(words)
    while start and is_numeral(words, start - 1):
        start -= 1
    while start < len(words) and not _begins(words, start):
        start += 1
    if 0 < start < len(words) - 1 and is_year(words[start].text) and _asks_for_year(words[start - 1].text):
        start += 1  # "Medel till förfogande inför 2025 4 865 …"
    return start


def _asks_for_year(word: str) -> bool:
    return ends_openly(word) or fold(word) in ("infor", "ar", "for", "helar", "budget", "bokslut")


def is_numeral(words: tuple[LineWord, ...], index: int) -> bool:
    """True when the word can be a part of a number."""
    text = words[index].text
    if _PART.fullmatch(text) or (is_number(text) and not is_date(text)):
        return True
    following = words[index + 1].text if index + 1 < len(words) else ""
    before = words[index - 1].text if index else ""
    if text in ("l", "I", "|"):
        return bool(following) and (_DAMAGED_GROUP.fullmatch(following) is not None or following.isdigit())
    if _DAMAGED_GROUP.fullmatch(text):
        return before[-1:].isdigit() or before in ("l", "I", "|") or is_number(text)
    if text.casefold() == "uppgift":
        return following.casefold() == "saknas"
    return _UNIT_WORDS.fullmatch(text) is not None and index > 0 and is_numeral(words, index - 1)


def _begins(words: tuple[LineWord, ...], index: int) -> bool:
    """True when a number can begin with this word."""
    text = words[index].text
    if text in ("%", ":-") or text.startswith("*") or (_UNIT_WORDS.fullmatch(text) and text.casefold() != "uppgift"):
        return False
    if text[:1] in MINUSES and len(text) == 1 and index + 1 < len(words):
        return index == 0 or goes_on(text, words[index + 1].text) or is_numeral(words, index + 1)
    return not re.fullmatch(r"[0-9]{1,2}\)|[¹²³⁴-⁹]+", text)


def has_only_times(words: tuple[LineWord, ...]) -> bool:
    """True when every word is a year, a date or a dash between them."""
    times = [word for word in words if not (len(word.text) == 1 and word.text in MINUSES)]
    return bool(times) and all(is_year(word.text) or is_time(word.text) for word in times)


def parted_line(line: PrintedLine) -> tuple[PrintedLine, ...]:
    """Two rows that have run together on one line, as two; otherwise the line alone."""
    words = line.label_words
    if not line.tail or len(words) < 3:
        return (line,)
    for start in range(1, len(words) - 1):
        if not is_numeral(words, start) or is_numeral(words, start - 1):
            continue
        end = start
        while end < len(words) and is_numeral(words, end):
            end += 1
        inner = words[start:end]
        if end < len(words) and words[end].text[:1].isupper() and _count_alike(inner, line.tail):
            first = replace(line, kind=LineKind.ROW, words=words[:end], tail=inner, is_part=True)
            return first, replace(line, kind=LineKind.ROW, words=line.words[end:], is_part=True)
    return (line,)


def _count_alike(one: tuple[LineWord, ...], other: tuple[LineWord, ...]) -> bool:
    """True when two runs can be the same number of numbers: at least two, or one large amount each."""
    first = counts_of(tuple(word.term for word in one), MOST_COLUMNS)
    second = counts_of(tuple(word.term for word in other), MOST_COLUMNS)
    if not first & second:
        return False
    return (
        max(first & second) > 1 if min(first) > 1 or len(one) > 1 else len(one[0].text) > 3 and not is_year(one[0].text)
    )


def _kind(printed: PrintedLine) -> LineKind:
    words, tail = printed.words, printed.tail
    if not words:
        return LineKind.PROSE
    if printed.line.is_paragraph or printed.line.heading:
        return LineKind.PROSE
    if is_header_line(printed):
        return LineKind.HEADER
    if len(tail) > _MOST_PIECES:
        return LineKind.PROSE
    if tail and not has_only_times(tail):
        if len(tail) == len(words):
            return LineKind.NUMBERS
        return LineKind.ROW if is_label(printed.label) else LineKind.PROSE
    text = printed.text
    if len(text) > _LONG_LINE or BULLET.match(text) or ITEM.match(text):
        return LineKind.PROSE
    if text.endswith((".", ";", "!", "?")) and len(words) > 2 and not text.endswith(("m.m.", "mm.", "m.fl.", "inkl.")):
        return LineKind.PROSE
    return LineKind.WORDS


def is_label(label: str) -> bool:
    """True when the words can stand first in a row of a table; False for running text, list items and addresses."""
    words = label.split()
    if not words or len(label) > LONGEST_LABEL or len(words) > MOST_LABEL_WORDS:
        return False
    if ends_openly(label) or is_contact(label) or label.endswith((",", ";", "=", "§", "(", "/")):
        return False
    if BULLET.match(label) or _SENTENCE_BREAK.search(label) or not any(c.isalpha() for c in label):
        return False
    return not (label.endswith(".") and len(words) > 4)


def is_header_line(printed: PrintedLine) -> bool:
    """True for a line of years, periods, roles and units that stands above columns of figures."""
    words = printed.words
    if len(words) > 40 or len(printed.text) > 240:
        return False
    if printed.tail and not has_only_times(printed.tail) and not _are_day_numbers(printed.tail, printed):
        return False
    if re.search(r"[a-zåäö]{3}[.!?:]$", printed.text) and not is_unit(words[-1].text):
        return False
    times = sum(is_time(word.text) for word in words)
    roles = sum(is_role(word.text) for word in words)
    units = sum(is_unit(word.text) for word in words)
    beside = sum(is_beside_role(word.text) and not is_role(word.text) for word in words)
    dashes = sum(word.text in MINUSES for word in words)
    days = sum(is_date(f"{word.text} {after.text}") for word, after in pairwise(words))
    known = min(len(words), times + roles + units + beside + dashes + days)
    parted = sum(word.gap > 1 for word in words)
    own = sum(names_own_column(word.text) for word in words)
    strong = times + units + own
    if not strong or (own == strong == 1 < len(words) and _SUM_WORDS.match(printed.text)):
        return False
    rest = len(words) - known
    if strong == 1:
        return rest == 0 or (rest <= 2 and parted > 0) or _is_heading_of_amounts(printed)
    return rest <= max(2, known) and (not words[0].text[:1].islower() or rest == 0)


def _is_heading_of_amounts(printed: PrintedLine) -> bool:
    return _BASE.match(skeleton(printed.text)) is not None and len(printed.words) <= 6


def _are_day_numbers(tail: tuple[LineWord, ...], printed: PrintedLine) -> bool:
    """True when the small numbers of the tail belong to words: "Prognos 2", "jan-aug 31/8 2024"."""
    small = [word for word in tail if not is_year(word.text)]
    before = printed.label_words[-1].text if printed.label_words else ""
    return (
        len(small) == 1
        and parse_number(small[0].text).amount is not None
        and len(small[0].text) == 1
        and (is_role(before) or is_beside_role(before))
    )
