"""Number formats of cells → the number as the sheet shows it, in Swedish: "12 345,6", "12,5 %", "(1 089)".

A format is one to four sections (positive; negative; zero; text) of placeholders, marks and literal words; ECMA-376
part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

THOUSANDS, POINT = "\u00a0", ","
_LONGEST = 255  # characters that Excel allows in a format
_MOST_DECIMALS = 30  # placeholders after the point that Excel allows
_MOST_PARTS = 40  # of a section; a longer one is nonsense and shown as General
_MOST_SCALED = 4  # per cent signs or scaling commas that count; more are nonsense
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_GENERAL_LETTERS = 11  # what a cell in the format General shows at most
_SIGNIFICANT, _NOISE_FREE = 15, 10  # digits that Excel keeps; decimals that are never noise of binary fractions

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '#,##0\\ "kr";-#,##0\\ "kr"',
    6: '#,##0\\ "kr";[Red]-#,##0\\ "kr"', 7: '#,##0.00\\ "kr";-#,##0.00\\ "kr"',
    8: '#,##0.00\\ "kr";[Red]-#,##0.00\\ "kr"', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00", 41: '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    42: '_-* #,##0\\ "kr"_-;-* #,##0\\ "kr"_-;_-* "-"\\ "kr"_-;_-@_-',
    43: '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    44: '_-* #,##0.00\\ "kr"_-;-* #,##0.00\\ "kr"_-;_-* "-"??\\ "kr"_-;_-@_-', 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""The formats that files name by number only, as Swedish Excel shows them (18.8.30)."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*.|\[(?P<bracket>[^\]]*)\]?|(?P<general>general)'
    r"|(?P<meridiem>am/pm|a/p)|(?P<exponent>e[+-])|(?P<digit>[0#?])|(?P<comma>,)|(?P<point>\.)|(?P<percent>%)"
    r"|(?P<text>@)|(?P<date>[ymdhs]+)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = re.compile(r"x*(?P<digits>#*0?(?:\.0+)?)x*")
_SWEDISH = str.maketrans(",.", THOUSANDS + POINT)
_UNITS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(_MOST_DECIMALS + 1))
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,10})?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


class Token(Enum):
    """What a piece of a section stands for."""

    LITERAL = auto()
    DIGIT = auto()
    COMMA = auto()
    POINT = auto()
    PERCENT = auto()
    EXPONENT = auto()
    GENERAL = auto()
    TEXT = auto()
    DATE = auto()
    ELAPSED = auto()


_AS_GENERAL = frozenset({Token.GENERAL, Token.TEXT, Token.EXPONENT})


class Part(NamedTuple):
    """A piece of a section and the letters it was written with."""

    token: Token
    text: str


class Shown(NamedTuple):
    """A number as shown: its letters, the value in the unit that is shown, and the decimals of the format."""

    text: str
    number: Decimal
    decimals: int | None


class Shape(NamedTuple):
    """A section without words between its placeholders, as nearly all are: quick to fill in."""

    before: str
    least: int  # digits before the point that are always shown, 0 or 1
    after: str


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `scale` is the power of ten between the cell's value and what is shown: 2 for %, −3 for tkr.

    `date_letters` are y, m, d, h and s of a format of days or times, "" for numbers. `is_general` when the section says
    nothing of how digits are placed, or says it in a way (powers, fractions) that we show as an ordinary number.
    """

    parts: tuple[Part, ...]
    condition: tuple[str, Decimal] | None = None
    decimals: int = 0
    scale: int = 0
    has_thousands: bool = False
    date_letters: str = ""
    is_general: bool = False
    has_digits: bool = False
    shape: Shape | None = None

    def has(self, token: Token) -> bool:
        """True when a piece of this kind is in the section."""
        return any(part.token is token for part in self.parts)

    def matches(self, value: Decimal) -> bool:
        """True when the section's own condition holds."""
        if self.condition is None:
            return False
        sign, limit = self.condition
        return {
            "<": value < limit,
            "<=": value <= limit,
            ">": value > limit,
            ">=": value >= limit,
            "=": value == limit,
            "<>": value != limit,
        }[sign]


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format, its sections ready to use."""

    sections: tuple[Section, ...]

    @property
    def date_letters(self) -> str:
        """The letters of a format of days or times, "" for numbers."""
        return self.sections[0].date_letters

    @property
    def is_elapsed(self) -> bool:
        """True for a format of hours that go on past 24."""
        return self.sections[0].has(Token.ELAPSED)

    def show(self, value: Decimal) -> Shown:
        """The number as the sheet shows it."""
        section, magnitude = self._choose(value)
        if section.is_general:
            return Shown(_general(section, magnitude), value, None)
        number = _EXACT.scaleb(value, section.scale) if section.scale else value
        if not section.has_digits:
            return Shown(_literal(section), number, None)
        shown = _EXACT.scaleb(magnitude, section.scale) if section.scale else magnitude
        return Shown(_digits(section, shown), number, section.decimals)

    def _choose(self, value: Decimal) -> tuple[Section, Decimal]:
        """The section for a value, and the value with the sign that the section still has to show."""
        sections = self.sections
        if len(sections) == 1 and sections[0].condition is None:
            return sections[0], value
        if any(section.condition for section in sections):
            chosen = next((section for section in sections if section.matches(value)), None)
            if chosen is not None:
                return chosen, value
            rest = [section for section in sections if section.condition is None]
            return (rest or list(sections))[0], value
        if value < 0 and len(sections) > 1:
            return sections[1], abs(value)
        if value == 0 and len(sections) > 2:
            return sections[2], value
        return sections[0], value


@lru_cache(maxsize=2048)
def number_format(code: str) -> NumberFormat:
    """Read a format code. Never raises; what is no code is shown as it stands."""
    sections: list[list[Part]] = [[]]
    conditions: dict[int, tuple[str, Decimal]] = {}
    for match in _TOKEN.finditer(code[:_LONGEST]):
        kind = match.lastgroup or ""
        text = match[kind] if kind else ""
        if kind == "plain" and text == ";":
            sections.append([])
            continue
        if kind == "bracket":
            condition = _CONDITION.fullmatch(text)
            if condition is not None:
                conditions[len(sections) - 1] = (condition[1], Decimal(condition[2]))
                continue
        part = _part(kind, text)
        if part is not None:
            sections[-1].append(part)
    read = tuple(_section(parts, conditions.get(place)) for place, parts in enumerate(sections[:4]))
    return NumberFormat(read if any(section.parts for section in read) or len(read) > 1 else (_GENERAL,))


def exact_number(text: str) -> Decimal | None:
    """The value of a number cell without the noise of binary fractions; None when the text is no such number."""
    try:
        value = Decimal(text.strip())
    except (ArithmeticError, ValueError):
        return None
    if not value.is_finite() or not -308 <= value.adjusted() <= 308:
        return Decimal(0) if value == 0 and value.is_finite() else None
    rounded = Context(prec=_SIGNIFICANT, rounding=ROUND_HALF_UP).plus(value)
    exponent = rounded.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_NOISE_FREE:
        rounded = _EXACT.quantize(rounded, Decimal(1).scaleb(-_NOISE_FREE))
    rounded = _EXACT.normalize(rounded)
    return _EXACT.quantize(rounded, Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def _part(kind: str, text: str) -> Part | None:
    if kind == "space":
        return Part(Token.LITERAL, " ")
    if kind == "bracket":
        if _ELAPSED.fullmatch(text):
            return Part(Token.ELAPSED, text)
        return Part(Token.LITERAL, text[1:].partition("-")[0]) if text.startswith("$") else None
    tokens = {
        "digit": Token.DIGIT,
        "comma": Token.COMMA,
        "point": Token.POINT,
        "percent": Token.PERCENT,
        "exponent": Token.EXPONENT,
        "general": Token.GENERAL,
        "text": Token.TEXT,
        "date": Token.DATE,
        "meridiem": Token.DATE,
    }
    return Part(tokens.get(kind, Token.LITERAL), text) if text else None


def _section(parts: list[Part], condition: tuple[str, Decimal] | None) -> Section:
    if len(parts) > _MOST_PARTS:
        return Section(_GENERAL.parts, condition, is_general=True)
    digits = [place for place, part in enumerate(parts) if part.token is Token.DIGIT]
    point = next((place for place, part in enumerate(parts) if part.token is Token.POINT), len(parts))
    whole = [place for place in digits if place < point]
    commas = [place for place, part in enumerate(parts) if part.token is Token.COMMA and digits]
    has_thousands = any(whole and whole[0] < place < whole[-1] for place in commas)
    scaling = sum(1 for place in commas if digits and (place > digits[-1] or (whole and whole[-1] < place <= point)))
    percents = sum(1 for part in parts if part.token is Token.PERCENT)
    decimals = min(sum(1 for place in digits if place > point), _MOST_DECIMALS)
    kept = tuple(_spaced(part, parts[place - 1]) if place else part for place, part in enumerate(parts))
    kept = tuple(part for part in kept if part.token is not Token.COMMA)
    return Section(
        kept,
        condition,
        decimals,
        2 * min(percents, _MOST_SCALED) - 3 * min(scaling, _MOST_SCALED),
        has_thousands,
        _date_letters(kept),
        any(part.token in _AS_GENERAL for part in kept) or _is_fraction(kept),
        bool(digits),
        _shape(kept),
    )


def _date_letters(parts: tuple[Part, ...]) -> str:
    letters = "".join(part.text for part in parts if part.token in (Token.DATE, Token.ELAPSED)).lower()
    digits = "".join(part.text for part in parts if part.token is Token.DIGIT)
    return "" if digits.strip("0") or (digits and "s" not in letters) else letters


def _shape(parts: tuple[Part, ...]) -> Shape | None:
    """The quick way to fill a section in; None when it has words among its digits or digits that come and go."""
    signs = "".join(part.text if part.token in (Token.DIGIT, Token.POINT) else "x" for part in parts)
    found = _PLAIN.fullmatch(signs)
    if found is None:
        return None
    words = [part.text if part.token in (Token.LITERAL, Token.PERCENT) else "" for part in parts]
    before, after = words[: found.start("digits")], words[found.end("digits") :]
    return Shape("".join(before), found["digits"].partition(".")[0].count("0"), "".join(after))


def _spaced(part: Part, before: Part) -> Part:
    """A per cent sign stands a space from its number, as Swedish is written."""
    is_close = part.token is Token.PERCENT and before.token is Token.DIGIT
    return Part(Token.PERCENT, f"{THOUSANDS}%") if is_close else part


_GENERAL = Section((Part(Token.GENERAL, "General"),), is_general=True)


def _is_fraction(parts: tuple[Part, ...]) -> bool:
    """True for "# ?/?": a slash between placeholders."""
    digits = [place for place, part in enumerate(parts) if part.token is Token.DIGIT]
    return any(part.text == "/" and digits and digits[0] < place < digits[-1] for place, part in enumerate(parts))


def _general(section: Section, value: Decimal) -> str:
    """A number without a format of its own: as many decimals as a cell has room for, among the words of the section."""
    whole = len(str(int(abs(value))))
    room = max(_GENERAL_LETTERS - whole - 1, 0)
    rounded = _EXACT.quantize(value, Decimal(1).scaleb(-min(room, _NOISE_FREE)))
    text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    shown = ("0" if text in ("-0", "") else text).replace(".", POINT)
    words = (
        shown if part.token in (Token.GENERAL, Token.TEXT) else part.text if part.token is Token.LITERAL else ""
        for part in section.parts
    )
    return "".join(words).strip() if section.has(Token.GENERAL) or section.has(Token.TEXT) else shown


def _literal(section: Section) -> str:
    """What a section without placeholders shows: its words."""
    return "".join(part.text for part in section.parts if part.token in (Token.LITERAL, Token.PERCENT)).strip()


def _digits(section: Section, value: Decimal) -> str:
    """Put digits into the placeholders, from the point outwards; words between them stay where they stand."""
    rounded = _EXACT.quantize(abs(value), _UNITS[section.decimals])
    shape = section.shape
    if shape is not None:
        sign = "-" if value < 0 and rounded else ""
        text = f"{rounded:,f}" if section.has_thousands else f"{rounded:f}"
        if not shape.least and rounded < 1:
            text = text[1:]
        return f"{sign}{shape.before}{text.translate(_SWEDISH)}{shape.after}".strip()
    whole, _, fraction = f"{rounded:f}".partition(".")
    point = next((place for place, part in enumerate(section.parts) if part.token is Token.POINT), len(section.parts))
    before = _whole_part(section, section.parts[:point], whole.lstrip("0"))
    after = _fraction_part(section.parts[point + 1 :], fraction)
    has_point = point < len(section.parts) and any(part.token is Token.DIGIT for part in section.parts[point:])
    sign = "-" if value < 0 and rounded != 0 else ""
    return (sign + before + (POINT if has_point else "") + after).strip()


def _whole_part(section: Section, parts: tuple[Part, ...], digits: str) -> str:
    """The part before the point, made from right to left; the first placeholder takes all digits that are left."""
    first = next((place for place, part in enumerate(parts) if part.token is Token.DIGIT), -1)
    zero = next(
        (place for place, part in enumerate(parts) if part.token is Token.DIGIT and part.text == "0"), len(parts)
    )
    left = list(digits)
    made: list[str] = []
    placed = 0
    for place in range(len(parts) - 1, -1, -1):
        part = parts[place]
        if part.token is not Token.DIGIT:
            is_needed = place < first or not placed or left or zero < place
            if part.token in (Token.LITERAL, Token.PERCENT) and is_needed:
                made.append(part.text)
            continue
        while left or part.text == "0":
            if section.has_thousands and placed and placed % 3 == 0:
                made.append(THOUSANDS)
            made.append(left.pop() if left else "0")
            placed += 1
            if place != first or not left:
                break
    return "".join(reversed(made))


def _fraction_part(parts: tuple[Part, ...], digits: str) -> str:
    made: list[str] = []
    places = [part for part in parts if part.token is Token.DIGIT]
    needed = len(digits)
    while needed and needed <= len(places) and places[needed - 1].text == "#" and digits[needed - 1] == "0":
        needed -= 1
    used = 0
    for part in parts:
        if part.token is Token.DIGIT:
            made.append(digits[used] if used < needed else "")
            used += 1
        elif part.token in (Token.LITERAL, Token.PERCENT):
            made.append(part.text)
    return "".join(made)
