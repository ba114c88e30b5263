"""Numbers in running text: amounts with their unit, percentages, counts and years, and how exactly they are meant.

"cirka 1,1 miljoner kronor" is not 1 100 000 kr: it is what rounds to it. Every number therefore carries the bounds that
its printed precision and the words around it allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from samverk.core.money import MoneyUnit

NUMBER = r"(?:\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+)(?:,\d+)?"
NUMBER_WORDS = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
    "arton": 18, "nitton": 19, "tjugo": 20,
}  # fmt: skip
WORDS = "|".join(NUMBER_WORDS)
_HALVES = {"en halv": Fraction(1, 2), "en och en halv": Fraction(3, 2)}

_KR = r"(?:kronor|kr|sek|:-)(?!\w)"
_TKR = r"(?:tkr|kkr|t ?kr|tusen kronor|tusen kr|tusental kronor|ksek|tsek)(?!\w)"
_MNKR = (
    r"(?:mnkr|mkr|mn ?kr|m ?kr|msek|milj(?:on|oner|\.)?(?: ?(?:kronor|krona|kr))?)(?!\w)"
    r"(?! (?:personer|människor|invånare|svenskar|individer|deltagare|euro|dollar|medlemmar|besök))"
)
_AMOUNT = re.compile(
    rf"(?P<sign>(?<![\w\d])[-–](?=\d))?(?<![\d,])(?P<number>{NUMBER}|\b(?:{WORDS}|en halv|en och en halv)\b)"
    rf" ?(?:(?P<kr>{_KR})|(?P<tkr>{_TKR})|(?P<mnkr>{_MNKR}))",
    re.IGNORECASE,
)
_MONEY = re.compile(r"kr|milj|sek|:-", re.IGNORECASE)
"""Some of these letters stand in every unit; most sentences have none of them and need no closer look."""
_PERCENT = re.compile(
    rf"(?<![\d,–-])(?P<number>\d{{1,3}}(?:,\d+)?|\b(?:{WORDS})\b) ?(?:%|procent(?!enhet|uell)(?:en)?\b)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d:/.,-])(?:19|20)\d\d(?![\d:]|[-–]\d|/\d| ?(?:kr|tkr|kronor|personer|deltagare|%)|,\d)")
_ABOUT = re.compile(
    r"\b(?:cirka|ca\.?|c:a|omkring|ungefär|runt|kring|i storleksordningen|uppskattningsvis|lite|någon|"
    r"avrundat|sådär)(?: på)? ?$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:drygt|dryga|lite mer än|något mer än|strax över|något över|lite över)(?: på)? ?$", re.IGNORECASE
)
_LESS = re.compile(
    r"\b(?:närmare|nästan|knappt?|knappa|inte fullt|strax under|nära|uppemot|bortåt|något under|lite under)(?: på)? ?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:minst|lägst|högst|max|maximalt|maximal|som mest|som lägst|upp till|över|under|mer än|mindre än|mellan"
    r"|åtminstone|överstiger|understiger|överstiga|understiga|fler än|färre än)(?: med)? ?$",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"(?:\b(?:från|mellan) {NUMBER}[^.,;]{{0,24}}\b(?:till|och)|{NUMBER} ?[-–]) ?$", re.IGNORECASE)


class Hedge(StrEnum):
    """How a number in prose is meant."""

    NONE = "none"
    ABOUT = "about"  # "cirka"
    MORE = "more"  # "drygt"
    LESS = "less"  # "knappt", "närmare"
    BOUND = "bound"  # "högst", "minst", "mellan": no number to compare with


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence. `value` and `step` (its printed precision) are öre, per cent or a count."""

    start: int
    end: int
    text: str
    value: Fraction
    step: Fraction
    hedge: Hedge = Hedge.NONE
    unit: MoneyUnit | None = None
    has_sign: bool = False

    @property
    def low(self) -> Fraction:
        """The least size (without sign) that the words allow."""
        size, half = abs(self.value), self.step / 2
        margin = {Hedge.ABOUT: max(self.step, size / 10), Hedge.LESS: size / 5 + self.step}
        return size - margin.get(self.hedge, half)

    @property
    def high(self) -> Fraction:
        """The largest size (without sign) that the words allow."""
        size, half = abs(self.value), self.step / 2
        margin = {Hedge.ABOUT: max(self.step, size / 10), Hedge.MORE: size / 4 + self.step}
        return size + margin.get(self.hedge, half)

    def fits(self, size: Fraction | int, slack: Fraction | int = 0) -> bool:
        """True when a number of this size (without sign) can be what is meant. `slack` is how inexact `size` is."""
        known, margin = abs(Fraction(size)), Fraction(slack)
        return self.low - margin <= known <= self.high + margin


def hedge_before(text: str, start: int) -> Hedge:
    """How the words before `start` weaken the number there."""
    before = text[max(0, start - 28) : start]
    for hedge, pattern in ((Hedge.MORE, _MORE), (Hedge.LESS, _LESS), (Hedge.ABOUT, _ABOUT), (Hedge.BOUND, _BOUND)):
        if pattern.search(before):
            return hedge
    return Hedge.BOUND if _SPAN.search(text[max(0, start - 60) : start]) else Hedge.NONE


def amounts(text: str) -> tuple[Quantity, ...]:
    """Every amount with a unit of money, in öre. "från 3 till 5 mnkr" and "högst 2 mnkr" are bounds."""
    return tuple(_amounts(text)) if _MONEY.search(text) else ()


def _amounts(text: str) -> Iterator[Quantity]:
    for match in _AMOUNT.finditer(text):
        unit = MoneyUnit.KR if match["kr"] else MoneyUnit.TKR if match["tkr"] else MoneyUnit.MNKR
        value, step = _read(match["number"])
        is_minus = bool(match["sign"])
        yield Quantity(
            match.start(),
            match.end(),
            match[0].strip(),
            value * unit.ore * (-1 if is_minus else 1),
            step * unit.ore,
            hedge_before(text, match.start()),
            unit,
            is_minus,
        )


def percents(text: str) -> tuple[Quantity, ...]:
    """Every percentage, in per cent."""
    if "%" not in text and "rocent" not in text:
        return ()
    return tuple(
        Quantity(
            match.start(),
            match.end(),
            match[0],
            _read(match["number"])[0],
            Fraction(1, 10 ** len(match["number"].partition(",")[2])),
            hedge_before(text, match.start()),
        )
        for match in _PERCENT.finditer(text)
    )


def count_of(word: str) -> int | None:
    """A count written with digits or as a word; None when it is neither."""
    lowered = word.lower().strip()
    if lowered in NUMBER_WORDS:
        return NUMBER_WORDS[lowered]
    digits = re.sub(r"[ .]", "", lowered)
    return int(digits) if digits.isdigit() else None


def years(text: str) -> tuple[tuple[int, int], ...]:
    """(year, offset) of every year that stands by itself: no law number, no span, no date, no amount."""
    return tuple((int(match[0]), match.start()) for match in _YEAR.finditer(text))


def _read(written: str) -> tuple[Fraction, Fraction]:
    """(value, printed precision) of a number; round figures are no more precise than their zeros say."""
    lowered = written.lower()
    if lowered in _HALVES:
        return _HALVES[lowered], Fraction(1, 2)
    if lowered in NUMBER_WORDS:
        return Fraction(NUMBER_WORDS[lowered]), Fraction(1)
    whole, _, decimals = re.sub(r"[ .]", "", written).partition(",")
    if decimals:
        return Fraction(Decimal(f"{whole}.{decimals}")), Fraction(1, 10 ** len(decimals))
    zeros = len(whole) - len(whole.rstrip("0"))
    return Fraction(whole), Fraction(10 ** min(zeros, max(len(whole) - 2, 0)))  # two figures are always meant
