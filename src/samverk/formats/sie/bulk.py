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

_FIELD = r'"[^"\\\n]*"|[^ \t\r\n"{}\\]+'
_LINES = re.compile(
    rf"^(?:#VER[ \t]+({_FIELD})[ \t]+({_FIELD})[ \t]+({_FIELD})(?:[ \t]+({_FIELD}))?(?:[ \t]+({_FIELD}))?"
    rf"(?:[ \t]+({_FIELD}))?[ \t\r]*\n[ \t]*\{{[ \t\r]*\n"
    r"|[ \t]*#([BR]?)TRANS[ \t]+([0-9]+)[ \t]+(\{[^{}\n]*\})[ \t]+(-?[0-9]{1,16})(?:\.([0-9][0-9]))?"
    r"([ \t\r][^\n]*)?\n([ \t]*\}[ \t\r]*\n(?:[ \t\r]*\n)*)?)",
    re.ASCII | re.MULTILINE,
)
_TAIL = re.compile(rf"(?:[ \t]+({_FIELD}))?(?:[ \t]+({_FIELD}))?(?:[ \t]+({_FIELD}))?(?:[ \t]+({_FIELD}))?[ \t\r]*")
_OBJECT_PART = re.compile(r'[ \t]*(?:"([^"\\]*)"(?=[ \t}])|([^ \t"{}\\]+))')

Objects = tuple[tuple[str, str], ...]
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


class _ObjectLists(dict[str, Objects]):
    """Raw list with its braces → ((dimension, code), …)."""

    def __missing__(self, raw: str) -> Objects:
        parts = []
        position = 1
        end = len(raw.rstrip("} \t"))
        while position < end:
            match = _OBJECT_PART.match(raw, position)
            if match is None:
                raise Odd
            parts.append(match[2] if match[1] is None else match[1])
            position = match.end()
        if len(parts) % 2:
            raise Odd
        objects = self[raw] = tuple(zip(parts[::2], parts[1::2], strict=True))
        return objects


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
        self._objects = _ObjectLists()
        self._tails = _Tails(self._days)

    def vouchers(self, stretch: str, line: int) -> list[Voucher]:
        """The vouchers of a stretch whose first line is number `line`. Raises Odd when any of it needs judgement."""
        plain, days, object_lists, tails = self._plain, self._days, self._objects, self._tails
        new = tuple.__new__  # skips the Python-level constructors of the named tuples
        first_line = line
        result: list[Voucher] = []
        header: tuple[str, ...] = ()
        postings: list[Posting] = []
        corrections: list[Correction] = []
        total = start = 0
        for (
            series,
            number,
            day,
            text,
            registered,
            sign,
            tag,
            account,
            objects,
            kronor,
            ore,
            tail,
            close,
        ) in _LINES.findall(stretch):
            if series:
                if header:
                    raise Odd
                header = (series, number, day, text, registered, sign)
                start = line
                line += 2
                continue
            if not header:
                raise Odd
            amount = int(kronor + ore) if ore else int(kronor) * 100
            posting = new(Posting, (plain[account], amount, object_lists[objects], *tails[tail]))
            if tag:
                corrections.append(Correction(f"{tag}TRANS", len(postings), posting))
            else:
                total += amount
                postings.append(posting)
            line += 1
            if close:
                if total:
                    raise Odd
                series, number, day, text, registered, sign = header
                voucher = (
                    plain[series],
                    unquote(number),
                    days[day],
                    unquote(text),
                    days[registered] if registered and registered != '""' else None,
                    plain[sign],
                    tuple(postings),
                    tuple(corrections),
                    start,
                )
                result.append(new(Voucher, voucher))
                line += close.count("\n")
                header, postings = (), []
                if corrections:
                    corrections = []
        if header or line - first_line != stretch.count("\n"):
            raise Odd
        return result

    def totals(self, stretch: str, sums: dict[tuple[str, str], int]) -> tuple[list[tuple[str, str]], int]:
        """Add the lines of a stretch to `sums`, keyed (account, raw object list), öre.

        Returns (series, number) of its vouchers and the number of its lines. Raises Odd, with `sums` in an unknown
        state, when any of it needs judgement.
        """
        days, tails, object_lists = self._days, self._tails, self._objects
        names: list[tuple[str, str]] = []
        is_open = False
        total = lines = 0
        for series, number, day, _, registered, _, tag, account, objects, kronor, ore, tail, close in _LINES.findall(
            stretch
        ):
            if series:
                if is_open:
                    raise Odd
                is_open = True
                names.append((series, number))
                days[day]
                if registered and registered != '""':
                    days[registered]
                lines += 2
                continue
            if not is_open:
                raise Odd
            amount = int(kronor + ore) if ore else int(kronor) * 100
            tails[tail]
            if not tag:
                total += amount
                key = (account, objects)
                if key in sums:
                    sums[key] += amount
                else:
                    object_lists[objects]
                    sums[key] = amount
            lines += 1
            if close:
                if total:
                    raise Odd
                lines += close.count("\n")
                is_open = False
        if is_open or lines != stretch.count("\n"):
            raise Odd
        return names, lines

    def objects(self, raw: str) -> Objects:
        """A raw object list as ((dimension, code), …). Raises Odd when it is malformed."""
        return self._objects[raw]
