"""One line of a SIE file → label and fields (SIE 4B, lexical rules).

Fields are separated by spaces or tabs. A field may be quoted; a quote inside it is written backslash quote. The
backslash itself is not escaped, so `"C:\\temp\\"` is read as ending in a backslash when nothing else closes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

BLANKS = " \t\r"
_LABEL = re.compile(r'#([^ \t\r"{}]*)')
_QUOTE = re.compile(r'(?<!\\)"')
_BARE = re.compile(r"[^ \t\r]+")
_BARE_BEFORE_LIST = re.compile(r"[^ \t\r{]+")
_BARE_IN_LIST = re.compile(r"[^ \t\r}]+")

Field = str | tuple[str, ...]
"""A text, or the parts of an object list."""

WITH_OBJECTS = frozenset({"TRANS", "BTRANS", "RTRANS", "OIB", "OUB", "PSALDO", "PBUDGET"})
"""Labels whose records may hold an object list; elsewhere a brace is an ordinary character."""

_TEXT_FROM = {"KONTO": 1, "DIM": 1, "UNDERDIM": 1, "OBJEKT": 2, "VER": 3, "TRANS": 4, "BTRANS": 4, "RTRANS": 4}
"""Where free text begins; a stray quote is looked for there only, codes and dates before it have none."""


class Record(NamedTuple):
    """A record of the file. `is_doubtful` when quotes or braces were not where the format wants them."""

    label: str
    fields: tuple[Field, ...]
    line: int
    is_doubtful: bool = False

    def text(self, position: int) -> str:
        """The field at `position` as text; "" when it is missing or an object list."""
        field = self.fields[position] if position < len(self.fields) else ""
        return field if isinstance(field, str) else ""


class _Scanner:
    """Walks one line. Positions of quotes are found once, so a line of only quotes is still read in linear time."""

    def __init__(self, line: str, start: int) -> None:
        self.line = line
        self.position = start
        self.is_doubtful = False
        self.quotes = [match.start() for match in _QUOTE.finditer(line, start)]

    def skip_blanks(self) -> bool:
        """Move past blanks; False at the end of the line."""
        while self.position < len(self.line) and self.line[self.position] in BLANKS:
            self.position += 1
        return self.position < len(self.line)

    def bare(self, pattern: re.Pattern[str]) -> str:
        """Read a field without quotes around it."""
        match = pattern.match(self.line, self.position)
        if match is None:  # a brace where no brace can be
            self.is_doubtful = True
            self.position += 1
            return self.line[self.position - 1]
        self.position = match.end()
        if '"' in match[0]:
            self.is_doubtful = self.is_doubtful or '"' in match[0].replace('\\"', "")
        return match[0].replace('\\"', '"')

    def quoted(self, closers: str, *, is_text: bool = False) -> str:
        """Read a quoted field: to the first quote that one of `closers` or the line's end follows.

        In free text the quotes after it must also pair up, or it is a stray one inside the text.
        """
        first = self.position + 1
        start = bisect_left(self.quotes, first)
        for index in range(start, len(self.quotes)):
            place = self.quotes[index]
            is_followed = self.line[place + 1 : place + 2] in closers  # the empty string at the end of the line is
            if is_followed and not (is_text and (len(self.quotes) - index - 1) % 2):
                return self._close(first, place, stray=index > start)
        end = len(self.line.rstrip(BLANKS))
        if end - 2 >= first and self.line.startswith('\\"', end - 2):
            return self._close(first, end - 1, stray=start < len(self.quotes))  # the backslash belongs to the text
        return self._close(first, end, stray=True)

    def _close(self, first: int, place: int, *, stray: bool) -> str:
        self.is_doubtful = self.is_doubtful or stray
        self.position = place + 1
        return self.line[first:place].replace('\\"', '"')

    def object_list(self) -> tuple[str, ...]:
        """Read `{dim obj …}` from its opening brace."""
        self.position += 1
        parts: list[str] = []
        while self.skip_blanks():
            char = self.line[self.position]
            if char == "}":
                self.position += 1
                return tuple(parts)
            parts.append(self.quoted(BLANKS + "}") if char == '"' else self.bare(_BARE_IN_LIST))
        self.is_doubtful = True
        return tuple(parts)


def split_record(line: str, number: int = 0) -> Record:
    """Split a line that begins with # into label (upper case, without #) and fields. Never raises."""
    match = _LABEL.match(line)
    label = match[1].upper() if match else ""
    start = match.end() if match else 0
    has_objects = label in WITH_OBJECTS
    if '"' not in line and not (has_objects and "{" in line):
        return Record(label, tuple(_BARE.findall(line, start)), number)
    scanner = _Scanner(line, start)
    fields: list[Field] = []
    text_from = _TEXT_FROM.get(label, 0)
    bare = _BARE_BEFORE_LIST if has_objects else _BARE
    while scanner.skip_blanks():
        char = line[scanner.position]
        if char == '"':
            is_text = len(fields) >= text_from
            fields.append(scanner.quoted(BLANKS + "{" if has_objects else BLANKS, is_text=is_text))
        elif char == "{" and has_objects:
            fields.append(scanner.object_list())
        else:
            fields.append(scanner.bare(bare))
    return Record(label, tuple(fields), number, scanner.is_doubtful)


def pair_objects(parts: tuple[str, ...]) -> tuple[tuple[str, str], ...] | None:
    """Pair an object list as ((dimension, code), …); None when a code is missing."""
    if len(parts) % 2:
        return None
    return tuple(zip(parts[::2], parts[1::2], strict=True))
