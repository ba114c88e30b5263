"""Vouchers many at a time: the quick way, for the well-formed text that nearly every file consists of.

One regular expression takes a stretch of text apart into a row per voucher line, in a single call. It is strict: it
accepts only what needs no judgement (plain fields, whole vouchers that sum to zero, readable dates and amounts), and
the lines it took must be all the lines there are. Otherwise `Odd` is raised and the caller reads the stretch line by
line (vouchers.py), so both ways give the same vouchers. This is the hot spot of the product: the loops are long
because a call per line would double their time. Change them only with `make bench` at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from samverk.core.ledger.balances import LineTotals
from samverk.core.ledger.model import Correction, Posting, Voucher
from samverk.formats.sie.values import parse_day

STRETCH = 64_000
"""Characters per stretch: few enough for the processor's cache, and one odd voucher costs little."""

_FIELD = r'"[^"\\\r\n]*"|[^ \t\r\n"{}\\]+'
# "(?:x|)" and not "(?:x)?": the regular expression engine tries a branch much faster than a repeat
_ROW = (
    r"[ \t]*#([BR]?)TRANS([^{}\n]*\{[^{}\n]*\})[ \t]+(-?[0-9]{1,16})(?:\.([0-9][0-9])|)(.*)\n"
    r"([ \t]*\}[ \t]*\r?\n[ \t\r\n]*|)"
)
_VOUCHER_ROWS = re.compile(
    rf"^(?:#VER[ \t]+({_FIELD})[ \t]+({_FIELD})[ \t]+({_FIELD})(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)"
    rf"(?:[ \t]+({_FIELD})|)[ \t]*\r?\n[ \t]*\{{[ \t]*\r?\n|){_ROW}",
    re.ASCII | re.MULTILINE,
)
_SUM_ROWS = re.compile(
    rf"^(?:#VER[ \t]+({_FIELD})[ \t]+({_FIELD})[ \t]+({_FIELD})(?:[ \t]+(?:{_FIELD})|)(?:[ \t]+(?:{_FIELD})|)"
    rf"(?:[ \t]+(?:{_FIELD})|)[ \t]*\r?\n[ \t]*\{{[ \t]*\r?\n|){_ROW}",
    re.ASCII | re.MULTILINE,
)
_ACCOUNT = re.compile(r"[ \t]+([0-9]+)[ \t]+", re.ASCII)
_OBJECT_PART = re.compile(r'[ \t]*(?:"([^"\\\r]*)"(?=[ \t}])|([^ \t\r"{}\\]+))')
_TAIL = re.compile(rf"(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)[ \t]*\r?")

Objects = tuple[tuple[str, str], ...]
Key = tuple[str, Objects]
Tail = tuple[date | None, str, str, str]

Head = tuple[str, str, date, str, date | None, str]
_NO_TAILS = ("", "\r")


class Odd(Exception):  # noqa: N818 - a signal between two ways of reading, never an error that leaves the reader
    """This stretch has something that needs judgement."""


def _unquote(raw: str) -> str:
    return raw[1:-1] if raw[:1] == '"' else raw


class _Plain(dict[str, str]):
    """Raw field → text, the same string object every time."""

    def __missing__(self, raw: str) -> str:
        text = self[raw] = _unquote(raw)
        return text


class _Days(dict[str, date]):
    """Raw field → day."""

    def __missing__(self, raw: str) -> date:
        day = parse_day(_unquote(raw))
        if day is None:
            raise Odd
        self[raw] = day
        return day


class _LaterDays(dict[str, "date | None"]):
    """Raw field → day of registration, None when it is left out."""

    def __missing__(self, raw: str) -> date | None:
        text = _unquote(raw)
        day = parse_day(text)
        if text and day is None:
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

    def __missing__(self, raw: str) -> Tail:
        match = _TAIL.fullmatch(raw)
        if match is None:
            raise Odd
        day_text, text, quantity, sign = (_unquote(part) for part in match.groups(""))
        day = parse_day(day_text)
        if day_text and day is None:
            raise Odd
        tail = self[raw] = (day, text, quantity, sign)
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
    """Reads stretches of whole vouchers. Keeps its caches between them, and the sums of all it has accepted."""

    def __init__(self) -> None:
        self._plain = _Plain()
        self._days = _Days()
        self._later = _LaterDays()
        self._keys = _Keys()
        self._tails = _Tails()
        self._sums: dict[str, int] = {}
        self.count = 0

    def vouchers(self, stretch: str, line: int) -> list[Voucher]:
        """The vouchers of a stretch whose first line is number `line`. Raises Odd when any of it needs judgement."""
        keys, tails, no_tails = self._keys, self._tails, _NO_TAILS
        new = tuple.__new__  # straight to the tuple, past the Python-level constructors of the named tuples
        sums = self._sums.copy()  # thrown away when the stretch turns out to be odd
        last_line = line + stretch.count("\n")
        result: list[Voucher] = []
        head: Head | None = None
        postings: list[Posting] = []
        corrections: tuple[Correction, ...] = ()
        total = 0
        for series, number, day, text, registered, sign, tag, raw, kronor, ore, tail, close in _VOUCHER_ROWS.findall(
            stretch
        ):
            if series:
                if head is not None:
                    raise Odd
                head = self._head(series, number, day, text, registered, sign)
            elif head is None:
                raise Odd
            account, objects = keys[raw]
            amount = int(kronor + ore) if ore else int(kronor) * 100
            if tail in no_tails:
                posting = new(Posting, (account, amount, objects, None, "", "", ""))
            else:
                posting = new(Posting, (account, amount, objects) + tails[tail])
            if tag:
                corrections += (Correction(f"{tag}TRANS", len(postings), posting),)
            else:
                total += amount
                postings.append(posting)
                sums[raw] = sums.get(raw, 0) + amount
            if close:
                if total or head is None:
                    raise Odd
                result.append(new(Voucher, (*head, tuple(postings), corrections, line)))
                line += 2 + len(postings) + len(corrections) + close.count("\n")
                head = None
                postings = []
                corrections = ()
        if head is not None or line != last_line:
            raise Odd
        self._sums = sums
        self.count += len(result)
        return result

    def _head(self, series: str, number: str, day: str, text: str, registered: str, sign: str) -> Head:
        number = number[1:-1] if number[0] == '"' else number
        text = text[1:-1] if text[:1] == '"' else text
        return self._plain[series], number, self._days[day], text, self._later[registered], self._plain[sign]

    def identities(self, stretch: str) -> list[tuple[str, str]]:
        """Add the lines of a stretch to the sums and return (series, number) of its vouchers, without making any.

        Raises Odd, with the sums in an unknown state, when any of it needs judgement.
        """
        keys, tails, days, plain, sums, no_tails = (
            self._keys,
            self._tails,
            self._days,
            self._plain,
            self._sums,
            _NO_TAILS,
        )
        names: list[tuple[str, str]] = []
        is_open = False
        total = lines = 0
        for series, number, day, tag, raw, kronor, ore, tail, close in _SUM_ROWS.findall(stretch):
            lines += 1
            if series:
                if is_open:
                    raise Odd
                is_open = True
                names.append((plain[series], number[1:-1] if number[0] == '"' else number))
                days[day]
                lines += 2
            elif not is_open:
                raise Odd
            if tail not in no_tails:
                tails[tail]
            if raw not in sums:
                keys[raw]
            if not tag:
                amount = int(kronor + ore) if ore else int(kronor) * 100
                total += amount
                sums[raw] = sums.get(raw, 0) + amount
            if close:
                if total:
                    raise Odd
                lines += close.count("\n")
                is_open = False
        if is_open or lines != stretch.count("\n"):
            raise Odd
        self.count += len(names)
        return names

    def totals(self) -> LineTotals:
        """The sums of every line in the stretches accepted so far."""
        sums: dict[Key, int] = {}
        for raw, ore in self._sums.items():
            key = self._keys[raw]
            sums[key] = sums.get(key, 0) + ore
        return LineTotals(sums)
