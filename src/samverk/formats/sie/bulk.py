"""Vouchers many at a time: the quick way, for the well-formed text that nearly every file consists of.

One regular expression takes a stretch of text apart into a row per voucher line, in a single call. It is strict: it
accepts only what needs no judgement (plain fields, whole vouchers that sum to zero, readable dates and amounts), and
the lines it took must be all the lines there are. Otherwise `Odd` is raised and the caller reads the stretch line by
line (vouchers.py), so both ways give the same vouchers. This is the hot spot of the product: the loops are long
because a call per line would double their time. Change them only with `make bench` at hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate, compress
from operator import add

from samverk.core.ledger.balances import LineTotals
from samverk.core.ledger.model import Correction, Posting, Voucher
from samverk.formats.sie.values import parse_day

STRETCH = 64_000
"""Characters per stretch: few enough for the processor's cache, and one odd voucher costs little."""

_FIELD = r'"[^"\\\r\n]*+"|[^ \t\r\n"{}\\]++'
# For speed: "(?:x|)" and not "(?:x)?", since the engine tries a branch faster than a repeat, and possessive repeats
# (*+, ++), which it need not remember.
_MORE = rf"(?:[ \t]++({_FIELD})|)"
_OPENING = r"[ \t]*+\r?\n[ \t]*+\{[ \t]*+\r?\n"
_ROW = (
    r"[ \t]*+#([BR]?+)TRANS([^{}\n]*+\{[^{}\n]*+\})[ \t]++(-?+[0-9]{1,16}+)(?:\.([0-9][0-9])|)(.*+)\n"
    r"([ \t]*+\}[ \t]*+\r?\n[ \t\r\n]*|)"
)
_HEADER = rf"#VER[ \t]++({_FIELD})[ \t]++({_FIELD})[ \t]++({_FIELD})"
_VOUCHER_ROWS = re.compile(rf"^(?:{_HEADER}{_MORE * 3}{_OPENING}|){_ROW}", re.ASCII | re.MULTILINE)
# what follows the day has no bearing on the sums
_SUM_ROWS = re.compile(rf"^(?:{_HEADER}(?:[ \t].*+|){_OPENING}|){_ROW}", re.ASCII | re.MULTILINE)
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
        self._sums: defaultdict[str, int] = defaultdict(int)
        self.count = 0

    def vouchers(self, stretch: str, line: int) -> list[Voucher]:
        """The vouchers of a stretch whose first line is number `line`. Raises Odd when any of it needs judgement."""
        keys, tails, no_tails = self._keys, self._tails, _NO_TAILS
        new = tuple.__new__  # straight to the tuple, past the Python-level constructors of the named tuples
        sums = self._sums.copy()  # a defaultdict, thrown away when the stretch turns out to be odd
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
                sums[raw] += amount
            if close:
                if total:
                    raise Odd
                result.append(new(Voucher, head + (tuple(postings), corrections, line)))  # noqa: RUF005 - quicker
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

        Raises Odd, with the sums in an unknown state, when any of it needs judgement; `totals` may do so later.
        """
        parts = _SUM_ROWS.split(stretch)
        between, series, numbers, days, tags, keys, kronor, decimals, tails, closes = (
            parts[column :: _SUM_ROWS.groups + 1] for column in range(_SUM_ROWS.groups + 1)
        )
        starts = list(compress(range(len(keys)), series))
        ends = list(compress(range(1, len(keys) + 1), closes))
        if any(between) or [*starts, len(keys)] != [0, *ends]:
            raise Odd
        amounts = list(map(int, map(add, kronor, [part or "00" for part in decimals])))
        if any(tags):
            for key in set(compress(keys, tags)):
                self._keys[key]
            counting = [not tag for tag in tags]
            amounts = [ore if counts else 0 for ore, counts in zip(amounts, counting, strict=True)]
            self._add(compress(keys, counting), compress(amounts, counting))
        else:
            self._add(keys, amounts)
        running = list(accumulate(amounts, initial=0))
        if any(map(running.__getitem__, ends)):
            raise Odd
        for tail in set(tails):
            self._tails[tail]
        for day in set(compress(days, series)):
            self._days[day]
        self.count += len(starts)
        names = list(compress(numbers, series))
        if '"' in "".join(names):
            names = list(map(_unquote, names))
        return list(zip(map(self._plain.__getitem__, compress(series, series)), names, strict=True))

    def _add(self, keys: Iterable[str], amounts: Iterable[int]) -> None:
        sums = self._sums
        for key, ore in zip(keys, amounts, strict=True):
            sums[key] += ore

    def totals(self) -> LineTotals:
        """The sums of every line in the stretches accepted so far.

        Raises Odd when an account or object list is malformed.
        """
        sums: dict[Key, int] = {}
        for raw, ore in self._sums.items():
            key = self._keys[raw]
            sums[key] = sums.get(key, 0) + ore
        return LineTotals(sums)
