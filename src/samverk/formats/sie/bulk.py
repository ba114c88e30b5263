"""Vouchers many at a time: the quick way, for the well-formed text that nearly every file consists of.

One regular expression takes a stretch of text apart into headers and lines in a single call. It is strict: it accepts
only what needs no judgement (plain fields, whole vouchers, readable dates and amounts), and the lines it took must be
all the lines there are. Otherwise `Odd` is raised and the caller reads the stretch line by line (vouchers.py), so both
ways give the same vouchers. The loop is the hot spot of the product: 100,000 vouchers pass it in about half a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from samverk.core.ledger.model import Correction, Posting, Voucher
from samverk.formats.sie.values import parse_day

STRETCH = 250_000
"""Characters per stretch: large enough for speed, small enough that one odd voucher costs little."""

_FIELD = r'"[^"\\\n]*"|[^ \t\n"{}\\]+'
# "(?:x|)" and not "(?:x)?": the regular expression engine tries a branch much faster than a repeat
_OPENING = r"[ \t]*\n[ \t]*\{[ \t]*\n"
_LINE = (
    r"[ \t]*#([BR]?)TRANS([^{}\n]*\{[^{}\n]*\})[ \t]+(-?[0-9]{1,16})(?:\.([0-9][0-9])|)(.*)\n"
    r"([ \t]*\}[ \t]*\n[ \t\n]*|)"
)
_VOUCHER_LINES = re.compile(
    rf"^(?:#VER[ \t]+({_FIELD})[ \t]+({_FIELD})[ \t]+({_FIELD})(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)"
    rf"(?:[ \t]+({_FIELD})|){_OPENING}|){_LINE}",
    re.ASCII | re.MULTILINE,
)
_SUM_LINES = re.compile(
    rf"^(?:#VER[ \t]+((?:{_FIELD})[ \t]+(?:{_FIELD}))[ \t]+({_FIELD})(?:[ \t]+(?:{_FIELD})|)(?:[ \t]+(?:{_FIELD})|)"
    rf"(?:[ \t]+(?:{_FIELD})|){_OPENING}|){_LINE}",
    re.ASCII | re.MULTILINE,
)
_ACCOUNT = re.compile(r"[ \t]+([0-9]+)[ \t]+", re.ASCII)
_TAIL = re.compile(rf"(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)[ \t]*")
_OBJECT_PART = re.compile(r'[ \t]*(?:"([^"\\]*)"(?=[ \t}])|([^ \t"{}\\]+))')

Objects = tuple[tuple[str, str], ...]
Key = tuple[str, Objects]
Tail = tuple[date | None, str, str, str]


class Odd(Exception):  # noqa: N818 - a signal between two ways of reading, never an error that leaves the reader
    """This stretch has something that needs judgement."""


def unquote(raw: str) -> str:
    """A field as matched, without the quotes around it."""
    return raw[1:-1] if raw[:1] == '"' else raw


class _Plain(dict[str, str]):
    """Raw field → text, the same string object every time."""

    def __missing__(self, raw: str) -> str:
        text = self[raw] = unquote(raw)
        return text


class _Days(dict[str, date]):
    """Raw field → day."""

    def __missing__(self, raw: str) -> date:
        day = parse_day(unquote(raw))
        if day is None:
            raise Odd
        self[raw] = day
        return day


class _Keys(dict[str, Key]):
    """Raw account and object list → (account, ((dimension, code), …))."""

    def __missing__(self, raw: str) -> Key:
        head, _, objects = raw.partition("{")
        account = _ACCOUNT.fullmatch(head)
        if account is None:
            raise Odd
        parts = []
        position = 0
        end = len(objects.rstrip("} \t"))
        while position < end:
            match = _OBJECT_PART.match(objects, position)
            if match is None:
                raise Odd
            parts.append(match[2] if match[1] is None else match[1])
            position = match.end()
        if len(parts) % 2:
            raise Odd
        key = self[raw] = (account[1], tuple(zip(parts[::2], parts[1::2], strict=True)))
        return key


class _Tails(dict[str, Tail]):
    """What follows the amount → (day, text, quantity, sign)."""

    def __init__(self, days: _Days) -> None:
        super().__init__()
        self._days = days

    def __missing__(self, raw: str) -> Tail:
        match = _TAIL.fullmatch(raw)
        if match is None:
            raise Odd
        day, text, quantity, sign = (unquote(part) for part in match.groups(""))
        tail = self[raw] = (self._days[day] if day else None, text, quantity, sign)
        return tail


def stretches(text: str, start: int) -> Iterator[str]:
    """Cut `text` from `start` into pieces that each begin with a #VER line and end with a line end."""
    while start < len(text):
        end = text.find("\n#VER", start + STRETCH) + 1 or len(text)
        piece = text[start:end]
        yield piece if piece.endswith("\n") else piece + "\n"
        start = end


def single_vouchers(stretch: str) -> Iterator[str]:
    """Cut a stretch into one piece per #VER line."""
    first, *others = stretch.split("\n#VER")
    pieces = [first, *("#VER" + other for other in others)]
    yield from (piece + "\n" for piece in pieces[:-1])
    yield pieces[-1]


class BulkReader:
    """Reads stretches of whole vouchers; keeps its caches between them."""

    def __init__(self) -> None:
        self._plain = _Plain()
        self._days = _Days()
        self._keys = _Keys()
        self._tails = _Tails(self._days)

    def vouchers(self, stretch: str, line: int) -> list[Voucher]:
        """The vouchers of a stretch whose first line is number `line`. Raises Odd when any of it needs judgement."""
        plain, days, keys, tails = self._plain, self._days, self._keys, self._tails
        new = tuple.__new__  # skips the Python-level constructors of the named tuples
        last_line = line + stretch.count("\n")
        result: list[Voucher] = []
        head: tuple[str, str, date, str, date | None, str] | None = None
        postings: list[Posting] = []
        corrections: tuple[Correction, ...] = ()
        total = 0
        for series, number, day, text, registered, sign, tag, key, kronor, ore, tail, close in _VOUCHER_LINES.findall(
            stretch
        ):
            if series:
                if head is not None:
                    raise Odd
                if number[0] == '"':
                    number = number[1:-1]
                if text[:1] == '"':
                    text = text[1:-1]
                later = days[registered] if registered and registered != '""' else None
                head = (plain[series], number, days[day], text, later, plain[sign])
            elif head is None:
                raise Odd
            account, objects = keys[key]
            amount = int(kronor + ore) if ore else int(kronor) * 100
            if tail:
                posting = new(Posting, (account, amount, objects) + tails[tail])
            else:
                posting = new(Posting, (account, amount, objects, None, "", "", ""))
            if tag:
                corrections += (Correction(f"{tag}TRANS", len(postings), posting),)
            else:
                total += amount
                postings.append(posting)
            if close:
                if total:
                    raise Odd
                result.append(new(Voucher, (*head, tuple(postings), corrections, line)))
                line += 2 + len(postings) + len(corrections) + (1 if len(close) < 4 else close.count("\n"))
                head = None
                postings = []
                corrections = ()
        if head is not None or line != last_line:
            raise Odd
        return result

    def totals(self, stretch: str, sums: dict[str, int]) -> list[str]:
        """Add the lines of a stretch to `sums`, keyed by account and object list as written, öre.

        Returns series and number of its vouchers as written. Raises Odd, with `sums` in an unknown state, when any of
        it needs judgement.
        """
        days, keys, tails = self._days, self._keys, self._tails
        names: list[str] = []
        is_open = False
        total = lines = 0
        for name, day, tag, key, kronor, ore, tail, close in _SUM_LINES.findall(stretch):
            if name:
                if is_open:
                    raise Odd
                is_open = True
                names.append(name)
                days[day]
                lines += 3
            elif is_open:
                lines += 1
            else:
                raise Odd
            if tail:
                tails[tail]
            if not tag:
                amount = int(kronor + ore) if ore else int(kronor) * 100
                total += amount
                if key in sums:
                    sums[key] += amount
                else:
                    keys[key]
                    sums[key] = amount
            if close:
                if total:
                    raise Odd
                lines += 1 if len(close) < 4 else close.count("\n")
                is_open = False
        if is_open or lines != stretch.count("\n"):
            raise Odd
        return names

    def key(self, raw: str) -> Key:
        """Account and object list as written → (account, ((dimension, code), …)). Raises Odd when malformed."""
        return self._keys[raw]


def count_identities(names: list[str]) -> int:
    """How many different vouchers series and number as written tell apart; `A 1` and `"A"  "1"` are the same."""
    written = "\n".join(names)
    if '"' in written or "\t" in written or "  " in written:
        return len({tuple(unquote(part) for part in re.findall(_FIELD, name)) for name in names})
    return len(set(names))
