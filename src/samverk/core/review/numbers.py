"""Printed numbers: what a cell says, and how a run of digit groups can be cut into numbers. Never a guess."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from samverk.core.document.figures import ValueState
from samverk.core.money import MoneyUnit

MOST_WAYS = 200
"""As many ways to cut a run of digits are ever given."""

MOST_DIGITS = 18
LONGEST = 60
_MOST_GROUPS = 60
_MOST_COUNT = 24
_LONG_RUN = 16
_FEW_WAYS = 30
_MOST_PIECES = 9

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
MINUSES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
"""Every letter that is printed as a minus or as the dash of an empty cell."""

_DASHES = re.compile(rf"[{MINUSES}]{{1,3}}")
_NOT_STATED = frozenset(
    ("", "uppgift saknas", "saknas", "n/a", "n.a.", "na", "i.u.", "i.u", "iu", "u.s.", "ej uppgift", "ingen uppgift")
)
_SUPPRESSED = re.compile(r"(?:[.·•‥]{2,3}|…|‥)")
_FOOTNOTE = re.compile(r"(?<=[0-9%)\w])(?:\s?\*{1,3}|\s?[¹²³⁴-⁹]+|\s[0-9]{1,2}\))$")
_UNITS = (
    (
        re.compile(r"\s*(?:tkr|kkr|t\.?\s?kr|tusen\s(?:kr|kronor)|tusental(?:\s(?:kr|kronor))?)\.?$", re.IGNORECASE),
        MoneyUnit.TKR,
    ),
    (
        re.compile(
            r"\s*(?:mnkr|mkr|mn\s?kr|m\s?kr|msek|milj(?:on|oner)?\.?(?:\s(?:kr|kronor|sek))?)\.?$",
            re.IGNORECASE,
        ),
        MoneyUnit.MNKR,
    ),
    (re.compile(r"\s*(?:kr|kronor|sek|:-)\.?$", re.IGNORECASE), MoneyUnit.KR),
)
_PERCENT = re.compile(r"\s*(?:%|procent)$", re.IGNORECASE)
_PIECES = re.compile(r"\s*st\.?$", re.IGNORECASE)
_MONEY_FIRST = re.compile(r"^(?:sek|kr)\s+(?=\S)", re.IGNORECASE)
_GROUPED = re.compile(r"([1-9][0-9]{0,2})((?:[ .'’´][0-9]{3})+)(?:(,)([0-9]+))?")
_POINT = re.compile(r"((?:0|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]*))\.([0-9]{1,2})")
_ZERO_POINT = re.compile(r"(0)\.([0-9]+)")
_PLAIN = re.compile(r"(0|[1-9][0-9]*)(?:,([0-9]+))?")
_DAMAGE = str.maketrans("OoQDlI|!SsBZzGbgq", "00001111558226699")
_DAMAGED = frozenset("OoQDlI|!SsBZzGbgq")


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """What a printed cell says (tolkat tal).

    `amount` is the number as printed, in the cell's own unit; None unless `state` is STATED. `unit` is given only when
    the cell itself names one. `decimals` is the number of printed decimals. A cell of words, a date and a damaged
    number are all UNREADABLE: `has_digits` of the text tells words from digits that could not be read.
    """

    amount: Decimal | None
    state: ValueState
    unit: MoneyUnit | None = None
    is_percent: bool = False
    decimals: int = 0


_UNREADABLE = ParsedNumber(None, ValueState.UNREADABLE)


def plain_spaces(text: str) -> str:
    """`text` with every run of blanks of any kind as one space, none at the ends."""
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=16384)
def parse_number(text: str) -> ParsedNumber:
    """Read a printed cell: sign, thousands, decimal comma, unit, per cent, footnote marks.

    Never raises. What is not certainly a number is UNREADABLE with amount None: "1 O89", "2024-12-31", "Lund".
    Source: Svenska skrivregler (thousands by space, decimal comma); DESIGN.md section 4 (five kinds of value).
    """
    if len(text) > LONGEST * 4:
        return _UNREADABLE
    shown = plain_spaces(text)
    if shown.casefold() in _NOT_STATED:
        return ParsedNumber(None, ValueState.NOT_STATED)
    if _DASHES.fullmatch(shown):
        return ParsedNumber(None, ValueState.NOTHING)
    if _SUPPRESSED.fullmatch(shown):
        return ParsedNumber(None, ValueState.SUPPRESSED)
    if len(shown) > LONGEST:
        return _UNREADABLE
    body, unit, percent = _without_unit(_without_footnote(shown))
    if unit is not None and (_DASHES.fullmatch(body) or _SUPPRESSED.fullmatch(body)):
        state = ValueState.NOTHING if _DASHES.fullmatch(body) else ValueState.SUPPRESSED
        return ParsedNumber(None, state, unit)
    sign, body = _without_sign(body)
    read = _read_digits(body) if sign else None
    if read is None:
        return _UNREADABLE
    whole, decimals = read
    number = Decimal(f"{whole}.{decimals}" if decimals else whole)
    return ParsedNumber(number * sign, ValueState.STATED, unit, percent, len(decimals))


def _without_footnote(text: str) -> str:
    """Marks of footnotes stripped from the end: "3 685*", "3 685 1)", "3 685¹"."""
    if text.startswith("("):
        return re.sub(r"(?<=\))\s?(?:\*{1,3}|[¹²³⁴-⁹]+)$", "", text)
    return _FOOTNOTE.sub("", text)


def _without_unit(text: str) -> tuple[str, MoneyUnit | None, bool]:
    percent = _PERCENT.search(text)
    if percent:
        return text[: percent.start()], None, True
    for pattern, unit in _UNITS:
        match = pattern.search(text)
        if match and match.start():
            return _without_footnote(text[: match.start()]), unit, False
    first = _MONEY_FIRST.match(text)
    if first:
        return text[first.end() :], MoneyUnit.KR, False
    return _PIECES.sub("", text), None, False


def _without_sign(text: str) -> tuple[int, str]:
    """(+1 or −1, digits); sign 0 when two signs are printed."""
    if text.startswith("(") and text.endswith(")"):
        inner = text[1:-1].strip()
        return (0, text) if inner[:1] in MINUSES + "+" else (-1, inner)
    if text[:1] and text[0] in MINUSES:
        return -1, text[1:].lstrip()
    if text.startswith("+"):
        return 1, text[1:].lstrip()
    if text[-1:] and text[-1] in MINUSES and text[-2:-1].isdigit():
        return -1, text[:-1]
    return 1, text


def _read_digits(body: str) -> tuple[str, str] | None:
    """(whole digits, decimals) of an unsigned number; None when it is not one."""
    grouped = _GROUPED.fullmatch(body)
    if grouped:
        marks = {letter for letter in grouped[2] if not letter.isdigit()}
        whole = grouped[1] + "".join(letter for letter in grouped[2] if letter.isdigit())
        return (whole, grouped[4] or "") if len(marks) == 1 and len(whole) <= MOST_DIGITS else None
    for pattern in (_PLAIN, _ZERO_POINT, _POINT):
        match = pattern.fullmatch(body)
        if match and len(match[1]) <= MOST_DIGITS:
            return match[1].replace(" ", ""), match[2] or ""
    return None


# ── years and dates ───────────────────────────────────────────────────────────────────────────────────────────────

MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec"
)
_YEAR = re.compile(r"(?:19[89]|20[0-9])[0-9]")
_DAY = (
    r"(?:(?:19|20)[0-9]{2}-(?:0?[1-9]|1[0-2])(?:-(?:3[01]|[12][0-9]|0?[1-9]))?"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:3[01]|[12][0-9]|0[1-9])"
    r"|[0-9]{2}-(?:0[1-9]|1[0-2])-(?:3[01]|[12][0-9]|0[1-9])"
    r"|(?:3[01]|[12][0-9]|0?[1-9])\s?/\s?(?:1[0-2]|0?[1-9])(?:[\s-]+(?:19|20)?[0-9]{2})?"
    r"|(?:3[01]|[12][0-9]|0?[1-9])\.(?:1[0-2]|0?[1-9])\.(?:19|20)[0-9]{2}"
    rf"|(?:den\s)?(?:3[01]|[12][0-9]|0?[1-9])\s(?:{MONTHS})\.?(?:\s(?:19|20)[0-9]{{2}})?"
    rf"|(?:{MONTHS})\.?\s(?:19|20)[0-9]{{2}})"
)
_DATE = re.compile(rf"{_DAY}\.?(?:\s?[{MINUSES}]{{1,2}}\s?{_DAY})?", re.IGNORECASE)


def is_year(text: str) -> bool:
    """True for "2024": four digits from 1980 to 2099 and nothing else."""
    return _YEAR.fullmatch(text.strip()) is not None


@lru_cache(maxsize=16384)
def is_date(text: str) -> bool:
    """True for a day, a month of a year or a span of days: "2024-12-31", "31 dec 2024", "2024-01-01 -2024-12-31"."""
    return _DATE.fullmatch(plain_spaces(text)) is not None


# ── a run of digit groups cut into numbers ────────────────────────────────────────────────────────────────────────

_GROUP = re.compile(r"[0-9]{3}(?:,[0-9]+|\.[0-9]{1,2})?(?:[)%*¹²³⁴-⁹]|:-|[-‐−–](?![0-9]))*")
_SUFFIX = re.compile(
    r"%|\*{1,3}|[¹²³⁴-⁹]+|[0-9]{1,2}\)|:-|tkr\.?|kkr|kr\.?|sek|mkr|mnkr|msek|t|m|mn|milj\.?|miljon|miljoner|kronor|st\.?"
    r"|procent|tusen|tusental",
    re.IGNORECASE,
)
_SIGN = re.compile(rf"[{MINUSES}+]")
_HARD_MARK = re.compile(r"[0-9][\u00a0\u2007\u2009\u202f.'’][0-9]{3}")
"""A number that is grouped by another mark than a space is not grouped by spaces too."""

_WORDS = ("uppgift", "ej", "ingen")

BREAK_COST = 0.7
LONE_SIGN_COST = 2.0
DAMAGE_COST = 0.5
WIDE_COST = 4.0

Way = tuple[str, ...]
"""One way to cut a run: the printed text of each number, in order."""


class NumberTerm(NamedTuple):
    """A printed piece without a space, and how far it stands from the one before: 0 a space, 1 wide, 2 apart.

    What stands apart is never one number; what stands wide hardly ever.
    """

    text: str
    gap: int = 0


def split_numbers(text: str, count: int) -> tuple[Way, ...]:
    """Every way to cut a run of digit groups into exactly `count` numbers, likeliest first; at most `MOST_WAYS`.

    A number is 1–3 digits followed by groups of exactly three, or an ungrouped run. Likeliest is what leaves numbers of
    like magnitude beside each other. Never raises; () when the run cannot be cut so.
    """
    terms: list[NumberTerm] = []
    for match in re.finditer(r"(\s*)(\S+)", text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")):
        terms.append(NumberTerm(match[2], 1 if len(match[1]) > 1 and terms else 0))
    return tuple(tuple(term.text for term in way) for _cost, way in cut_numbers(tuple(terms), count))


def is_damaged(text: str) -> bool:
    """True for a number with letters where digits should be ("1 O89"): unreadable, but clearly meant as a number."""
    digits = sum(letter.isdigit() for letter in text)
    letters = sum(letter in _DAMAGED for letter in text)
    if not digits or not letters or digits < letters * (1 if " " in text else 2):  # "Q1" and "S5" are names
        return False
    if parse_number(text).state is not ValueState.UNREADABLE:
        return False
    return parse_number(text.translate(_DAMAGE)).state is ValueState.STATED


def is_number(text: str) -> bool:
    """True when the text fills a number cell: a number, a dash, a suppressed or missing value, or a damaged number."""
    return bool(text) and (parse_number(text).state is not ValueState.UNREADABLE or is_damaged(text))


Cut = tuple[float, tuple["PrintedNumber", ...]]


class PrintedNumber(NamedTuple):
    """A number of a way: its printed text, and which pieces it is made of (first, one past the last)."""

    text: str
    first: int
    last: int


@lru_cache(maxsize=8192)
def cut_numbers(terms: tuple[NumberTerm, ...], count: int, most: int = MOST_WAYS) -> tuple[Cut, ...]:
    """Every way to cut `terms` into exactly `count` numbers as (cost, numbers), cheapest first; at most `most`.

    The work grows with the number of pieces times `count` times `most`; longer runs than 60 pieces are not cut, and of
    long ones only some ways are looked for.
    """
    size = len(terms)
    if not 1 <= count <= min(size, _MOST_COUNT) or size > _MOST_GROUPS:
        return ()
    spans = _spans(terms)
    can = _reachable(spans, size, count)
    if size > _LONG_RUN:
        most = min(most, _FEW_WAYS)
    ways: list[list[tuple[float, tuple[PrintedNumber, ...]]]] = [[] for _ in range(size + 1)]
    ways[0] = [(0.0, ())]
    for taken in range(count):
        following: list[list[tuple[float, tuple[PrintedNumber, ...]]]] = [[] for _ in range(size + 1)]
        for first in range(size):
            for cost, way in ways[first]:
                for own, number in spans[first]:
                    if count - taken - 1 in can[number.last]:
                        step = own + (_unlikeness(way[-1].text, number.text) if way else 0.0)
                        following[number.last].append((cost + step, (*way, number)))
        ways = [sorted(found, key=_order)[:most] if len(found) > 1 else found for found in following]
    return tuple(ways[size])


def _order(cut: Cut) -> tuple[float, tuple[int, ...]]:
    return round(cut[0], 6), tuple(-number.last for number in cut[1])


_Spans = tuple[tuple[tuple[float, PrintedNumber], ...], ...]


@lru_cache(maxsize=8192)
def _spans(terms: tuple[NumberTerm, ...]) -> _Spans:
    """For each piece: the numbers that can begin with it."""
    return tuple(tuple(_numbers_from(terms, first)) for first in range(len(terms)))


def _reachable(spans: _Spans, size: int, count: int) -> list[set[int]]:
    """For each piece: with how many numbers the rest of the run can be cut."""
    can: list[set[int]] = [set() for _ in range(size + 1)]
    can[size] = {0}
    for first in range(size - 1, -1, -1):
        for _cost, number in spans[first]:
            can[first] |= {further + 1 for further in can[number.last] if further < count}
    return can


@lru_cache(maxsize=8192)
def counts_of(terms: tuple[NumberTerm, ...], most: int) -> frozenset[int]:
    """How many numbers a run can be cut into, up to `most`."""
    if len(terms) > _MOST_GROUPS:
        return frozenset()
    return frozenset(_reachable(_spans(terms), len(terms), most)[0])


def _numbers_from(terms: tuple[NumberTerm, ...], first: int) -> Iterator[tuple[float, PrintedNumber]]:
    """Every number that can begin with piece `first`, with what it costs to read it so."""
    text, wide = terms[first].text, 0.0
    last = first + 1
    while True:
        follows = last < len(terms) and terms[last].gap < 2 and goes_on(terms[last - 1].text, terms[last].text)
        if is_number(text):
            damaged = DAMAGE_COST if parse_number(text).state is ValueState.UNREADABLE else 0.0
            broken = 0.0
            if follows and terms[last].gap == 0:
                broken = LONE_SIGN_COST if _SIGN.fullmatch(text) else BREAK_COST
            yield wide + damaged + broken, PrintedNumber(text, first, last)
        if not follows or last - first >= _MOST_PIECES:
            return
        wide += WIDE_COST if terms[last].gap else 0.0
        text = f"{text} {terms[last].text}"
        last += 1


@lru_cache(maxsize=16384)
def goes_on(before: str, text: str) -> bool:
    """True when a printed piece may belong to the same number as the piece before it."""
    if _SUFFIX.fullmatch(text):
        return not _SIGN.fullmatch(before) or text[0].isalpha()
    if _SIGN.fullmatch(before) or before == "(":
        return text[:1].isdigit() or text[:1] in "lIO|"
    if before.casefold() in _WORDS:
        return text.casefold() in ("saknas", "uppgift")
    if _GROUP.fullmatch(text):
        return not _closed(before) and not _HARD_MARK.search(before)
    return bool(_GROUP.fullmatch(text.translate(_DAMAGE))) and any(letter.isdigit() for letter in before + text)


def _closed(text: str) -> bool:
    """True when no group of thousands can follow: decimals, a sign after, a footnote mark, a unit."""
    return bool(re.search(r"[,%*)¹²³⁴-⁹]|[0-9][-‐−–]$|[0-9]{4}", text)) or not text[-1:].isalnum()


def _unlikeness(one: str, other: str) -> float:
    """How unlike in magnitude two neighbours are; nothing said of zeros, dashes and per cents."""
    first, second = _magnitude(one), _magnitude(other)
    return 0.0 if first is None or second is None else min(abs(first - second), 4.0)


@lru_cache(maxsize=16384)
def _magnitude(text: str) -> float | None:
    read = parse_number(text)
    return math.log10(abs(read.amount)) if read.amount and not read.is_percent else None
