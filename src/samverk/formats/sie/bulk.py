"""Vouchers many at a time: the quick way, for the well-formed text that nearly every file consists of.

One regular expression takes a stretch of text apart into a row per voucher line; the rows are turned into columns and
worked on column by column, so that the interpreter's own loops do the work. It is strict: it accepts only what needs
no judgement (plain fields, whole vouchers that sum to zero, readable dates and amounts), and the lines it took must be
all the lines there are. Otherwise `Odd` is raised and the caller reads the stretch line by line (vouchers.py), so both
ways give the same vouchers. This is the hot spot of the product; change it only with `make bench` at hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate, compress, repeat
from operator import add, not_
from typing import Any, cast

from samverk.core.ledger.balances import LineTotals
from samverk.core.ledger.model import Correction, Posting, Voucher
from samverk.formats.sie.values import parse_day

STRETCH = 64_000
"""Characters per stretch: few enough for the processor's cache, and one odd voucher costs little."""

_FIELD = r'"[^"\\\r\n]*"|[^ \t\r\n"{}\\]+'
# "(?:x|)" and not "(?:x)?": the regular expression engine tries a branch much faster than a repeat
_LINES = re.compile(
    rf"^(?:#VER[ \t]+({_FIELD})[ \t]+({_FIELD})[ \t]+({_FIELD})(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)"
    rf"(?:[ \t]+({_FIELD})|)[ \t]*\r?\n[ \t]*\{{[ \t]*\r?\n|)"
    r"[ \t]*#([BR]?)TRANS([^{}\n]*\{[^{}\n]*\})[ \t]+(-?[0-9]{1,16})(?:\.([0-9][0-9])|)(.*)\n"
    r"([ \t]*\}[ \t]*\r?\n[ \t\r\n]*|)",
    re.ASCII | re.MULTILINE,
)
_ACCOUNT = re.compile(r"[ \t]+([0-9]+)[ \t]+", re.ASCII)
_OBJECT_PART = re.compile(r'[ \t]*(?:"([^"\\\r]*)"(?=[ \t}])|([^ \t\r"{}\\]+))')
_TAIL = re.compile(rf"(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)(?:[ \t]+({_FIELD})|)[ \t]*\r?")

Objects = tuple[tuple[str, str], ...]
Key = tuple[str, Objects]
Tail = tuple[date | None, str, str, str]

# straight to the tuple, past the Python-level constructors of the named tuples
_make_posting = cast(Callable[[Iterable[Any]], Posting], partial(tuple.__new__, Posting))
_make_voucher = cast(Callable[[Iterable[Any]], Voucher], partial(tuple.__new__, Voucher))


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


@dataclass(frozen=True, slots=True)
class _Columns:
    """A stretch of whole vouchers, taken apart. The first six columns count only in the rows of `starts`."""

    series: tuple[str, ...]
    numbers: tuple[str, ...]
    days: tuple[str, ...]
    texts: tuple[str, ...]
    registered: tuple[str, ...]
    signs: tuple[str, ...]
    tags: tuple[str, ...]  # "B" or "R" in rows that are history
    keys: tuple[str, ...]  # account and object list as written
    tails: tuple[str, ...]
    closes: tuple[str, ...]
    amounts: list[int]  # öre
    starts: list[int]  # the first row of each voucher
    ends: list[int]  # the row after the last one of each

    def heads(self, column: tuple[str, ...]) -> Iterator[str]:
        """The fields of a header column, one per voucher."""
        return compress(column, self.series)


def _take_apart(stretch: str) -> _Columns:
    """Split a stretch into columns. Raises Odd unless it is whole, balanced vouchers and nothing else."""
    rows = _LINES.findall(stretch)
    if not rows:
        raise Odd
    series, numbers, days, texts, registered, signs, tags, keys, kronor, decimals, tails, closes = zip(
        *rows, strict=True
    )
    starts = list(compress(range(len(rows)), series))
    ends = list(compress(range(1, len(rows) + 1), closes))
    if [*starts, len(rows)] != [0, *ends]:
        raise Odd
    if len(rows) + 2 * len(starts) + "".join(closes).count("\n") != stretch.count("\n"):
        raise Odd
    if all(decimals):
        amounts = list(map(int, map(add, kronor, decimals)))
    else:
        amounts = [
            int(whole + part) if part else int(whole) * 100 for whole, part in zip(kronor, decimals, strict=True)
        ]
    counting = amounts
    if any(tags):
        counting = [0 if tag else ore for tag, ore in zip(tags, amounts, strict=True)]
    sums = list(accumulate(counting, initial=0))
    if any(map(sums.__getitem__, ends)):
        raise Odd
    return _Columns(series, numbers, days, texts, registered, signs, tags, keys, tails, closes, amounts, starts, ends)


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
        columns = _take_apart(stretch)
        accounts, objects = zip(*map(self._keys.__getitem__, columns.keys), strict=True)
        details = zip(*map(self._tails.__getitem__, columns.tails), strict=True)
        postings = list(map(_make_posting, zip(accounts, columns.amounts, objects, *details, strict=True)))
        groups = [tuple(postings[start:end]) for start, end in zip(columns.starts, columns.ends, strict=True)]
        corrections: Iterable[tuple[Correction, ...]] = repeat((), len(groups))
        if any(columns.tags):
            groups, corrections = _split_history(groups, columns)
        vouchers = list(
            map(
                _make_voucher,
                zip(
                    map(self._plain.__getitem__, columns.heads(columns.series)),
                    map(_unquote, columns.heads(columns.numbers)),
                    map(self._days.__getitem__, columns.heads(columns.days)),
                    map(_unquote, columns.heads(columns.texts)),
                    map(self._later.__getitem__, columns.heads(columns.registered)),
                    map(self._plain.__getitem__, columns.heads(columns.signs)),
                    groups,
                    corrections,
                    _line_numbers(columns, line),
                    strict=True,
                ),
            )
        )
        self._add(columns)
        return vouchers

    def identities(self, stretch: str) -> list[tuple[str, str]]:
        """Add the lines of a stretch to the sums and return (series, number) of its vouchers, without making any.

        Raises Odd, and adds nothing, when any of it needs judgement.
        """
        columns = _take_apart(stretch)
        for cache, raw in (
            (self._keys, columns.keys),
            (self._tails, columns.tails),
            (self._days, tuple(columns.heads(columns.days))),
        ):
            for part in set(raw) - cache.keys():
                cache[part]  # raises Odd when it cannot be read
        self._add(columns)
        numbers = map(_unquote, columns.heads(columns.numbers))
        return list(zip(map(self._plain.__getitem__, columns.heads(columns.series)), numbers, strict=True))

    def totals(self) -> LineTotals:
        """The sums of every line in the stretches accepted so far."""
        sums: dict[Key, int] = {}
        for raw, ore in self._sums.items():
            key = self._keys[raw]
            sums[key] = sums.get(key, 0) + ore
        return LineTotals(sums)

    def _add(self, columns: _Columns) -> None:
        self.count += len(columns.starts)
        sums = self._sums
        rows: Iterable[tuple[str, int]] = zip(columns.keys, columns.amounts, strict=True)
        if any(columns.tags):
            rows = compress(rows, map(not_, columns.tags))
        for key, ore in rows:
            sums[key] = sums.get(key, 0) + ore


def _line_numbers(columns: _Columns, first: int) -> Iterable[int]:
    """The line of each voucher's header: before it stand the rows, headers and closing lines of those before."""
    closing = [close.count("\n") for close in columns.closes if close]
    before = accumulate(closing, initial=first)
    return [start + 2 * index + lines for index, (start, lines) in enumerate(zip(columns.starts, before, strict=False))]


def _split_history(
    groups: list[tuple[Posting, ...]], columns: _Columns
) -> tuple[list[tuple[Posting, ...]], list[tuple[Correction, ...]]]:
    """Part the lines that count from the struck and added ones, which remember how many counted before them."""
    kept: list[tuple[Posting, ...]] = []
    corrections: list[tuple[Correction, ...]] = []
    for start, lines in zip(columns.starts, groups, strict=True):
        tags = columns.tags[start : start + len(lines)]
        if not any(tags):
            kept.append(lines)
            corrections.append(())
            continue
        counted: list[Posting] = []
        history: list[Correction] = []
        for tag, posting in zip(tags, lines, strict=True):
            if tag:
                history.append(Correction(f"{tag}TRANS", len(counted), posting))
            else:
                counted.append(posting)
        kept.append(tuple(counted))
        corrections.append(tuple(history))
    return kept, corrections
