"""TOML as a person typed it: bytes → values, mistakes told in Swedish with their line, and the line of every key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from samverk.core.problems import Problem, ProblemSeverity

KeyPath = tuple[str | int, ...]

NULL_SIGN = "här står ett osynligt tecken med koden 0, som ingen text kan ha. Ta bort tecknet."

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

# What tomllib says (Python 3.11), by its opening words, and what a person can do about it.
_MISTAKES = (
    (
        "Invalid value",
        'värdet kan inte läsas. Text står inom citattecken ("Lund"), tal med punkt före decimaler (1842.5)',
    ),
    ("Expected newline", "det står något mer efter värdet. Skriv ett värde per rad, och text inom citattecken"),
    ("Expected '='", "likhetstecknet saknas. En rad skrivs nyckel = värde, och nyckeln utan å, ä, ö och mellanrum"),
    ("Invalid statement", "raden börjar med ett tecken som inte är tillåtet. Nycklar skrivs med a–z, 0–9 och _"),
    ("Invalid initial character", "nyckeln börjar med ett tecken som inte är tillåtet. Använd a–z, 0–9 och _"),
    ("Cannot overwrite a value", "nyckeln står två gånger. Ta bort den ena"),
    ("Duplicate inline table key", "nyckeln står två gånger inom samma klamrar. Ta bort den ena"),
    (
        "Cannot declare",
        "rubriken finns redan längre upp. Ska det vara flera av samma slag skrivs den med dubbla hakar, [[så]]",
    ),
    ("Cannot mutate", "rubriken eller nyckeln är redan använd på ett annat sätt längre upp i filen"),
    ("Cannot redefine", "rubriken eller nyckeln är redan använd på ett annat sätt längre upp i filen"),
    ("Expected ']]'", "rubriken ska sluta med två hakar: [[medlem]]"),
    ("Expected ']'", "rubriken ska sluta med en hake: [kontoplan]"),
    ("Unclosed array", "listan avslutas inte. Lägg till ] och kontrollera att det står komma mellan värdena"),
    ("Unclosed inline table", "klammern avslutas inte. Lägg till } och kontrollera att det står komma mellan värdena"),
    ("Unterminated string", "texten avslutas inte. Lägg till det avslutande citattecknet"),
    ("Expected", "texten avslutas inte. Lägg till det avslutande citattecknet"),
    ("Unescaped", "ett omvänt snedstreck i text skrivs dubbelt: \\\\"),
    ("Invalid hex value", "tecknet efter \\u eller \\U är inte skrivet med siffror och a–f"),
    ("Escaped character", "tecknet efter \\u eller \\U finns inte"),
    ("Illegal character", 'texten går över flera rader. Sådan text skrivs mellan tre citattecken: """så"""'),
    ("Found invalid character", "raden innehåller ett osynligt styrtecken. Skriv om raden"),
    ("Invalid date", "dagen finns inte i kalendern. Den skrivs år-månad-dag: 2025-03-21"),
)


def _refusal(code: str, message: str, file: str, line: int | None = None) -> Problem:
    return Problem(ProblemSeverity.REFUSE, code, message, file, line)


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Read bytes as UTF-8 text, with or without a byte order mark, line ends made one kind.

    Anything else is refused with the line of the first bad byte; a file in Windows or UTF-16 coding is called by name.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "filen är sparad som UTF-16. Öppna den i redigeraren och spara den med kodningen UTF-8."
        return None, [_refusal("FA-KODNING", message, file)]
    if b"\0" in data:
        return None, [_refusal("FA-TECKEN", NULL_SIGN, file, data.count(b"\n", 0, data.index(b"\0")) + 1)]
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        shown = data.splitlines()[line - 1].decode("cp1252", "replace").strip()[:60]
        message = (
            f"filen är inte sparad som UTF-8 utan troligen i en äldre Windows-kodning. "
            f"Raden lyder kanske {quoted(shown)}. "
            "Öppna filen i redigeraren och spara den med kodningen UTF-8."
        )
        return None, [_refusal("FA-KODNING", message, file, line)]


def quoted(text: object, longest: int = 60) -> str:
    """What was found, in Swedish quotation marks, shortened."""
    shown = " ".join(str(text).split())
    return f"”{shown[: longest - 1]}…”" if len(shown) > longest else f"”{shown}”"


def parse(text: str, file: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Parse TOML; decimals become Decimal. A mistake gives None and one REFUSE problem with the line and its words."""
    try:
        values = tomllib.loads(text, parse_float=Decimal)
        return (None, [_refusal("FA-TECKEN", NULL_SIGN, file)]) if _has_null(values) else (values, [])
    except RecursionError:
        return None, [
            _refusal("FA-TOML", "för många listor inuti varandra. Faktafiler behöver högst tre nivåer.", file)
        ]
    except (ValueError, ArithmeticError) as error:
        return None, [_mistake(text, str(error), file)]


def _has_null(value: Any) -> bool:
    """True when a text or key inside has the sign U+0000, which TOML lets in as an escape."""
    if isinstance(value, dict):
        return any("\0" in key or _has_null(each) for key, each in value.items())
    if isinstance(value, list):
        return any(_has_null(each) for each in value)
    return isinstance(value, str) and "\0" in value


def _mistake(text: str, told: str, file: str) -> Problem:
    lines = text.split("\n")
    place = _PLACE.search(told)
    line = int(place[1]) if place and place[1] else (len(lines) if place else None)
    advice = next((swedish for english, swedish in _MISTAKES if told.startswith(english)), None)
    if advice is None:
        advice = "ett tal eller en text kan inte läsas. Jämför med exemplen i handboken, kapitlet Faktafiler"
    found = lines[line - 1].strip() if line is not None and line <= len(lines) else ""
    shown = f" Raden lyder {quoted(found)}." if found else ""
    return _refusal("FA-TOML", f"{advice}.{shown}", file, line)


_KEY = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_ASSIGNMENT = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*|[\[\]{}]")


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_KEY, dotted)]


def _scan(line: str, depth: int, fence: str) -> tuple[int, str]:
    """Follow open brackets and an open multi-line text through one line; returns them as they stand at its end."""
    position = 0
    while position < len(line):
        if fence:
            end = line.find(fence, position)
            if end < 0:
                return depth, fence
            position, fence = end + len(fence), ""
            continue
        token = _TOKEN.search(line, position)
        if token is None:
            break
        position = token.end()
        if token[0] in ('"""', "'''"):
            fence = token[0]
        elif token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
    return depth, fence


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every table and key of a TOML text; list positions count from 0.

    tomllib does not tell where a key stood. Keys inside brackets have the line of the key that opens them.
    """
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    depth, fence = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        rest = line
        if depth <= 0 and not fence:
            if header := _HEADER.match(line):
                table = _open_table(_parts(header[2]), header[1] == "[[", counts)
                found.setdefault(table, number)
                continue
            if assignment := _ASSIGNMENT.match(line):
                parts = _parts(assignment[1])
                for length in range(1, len(parts) + 1):
                    found.setdefault((*table, *parts[:length]), number)
                rest = line[assignment.end() :]
        depth, fence = _scan(rest, depth, fence)
    return found


def _open_table(parts: Sequence[str], is_list: bool, counts: dict[KeyPath, int]) -> KeyPath:
    """The path of a table header, with the list positions it stands under. Counts the element a [[header]] begins."""
    path: KeyPath = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, parts[-1])
    if is_list:
        counts[path] = counts.get(path, -1) + 1
        return (*path, counts[path])
    return path


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """The line of `path`, or of the nearest thing it lies in; None when neither is known."""
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), None)


def key_name(path: KeyPath) -> str:
    """A path as people read it, list positions from 1: medlem[2].typ."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name
