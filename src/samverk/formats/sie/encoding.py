"""Bytes → text. The header always says PC8 (code page 437), whatever the bytes are, so the bytes decide."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from samverk.core.problems import ProblemSeverity
from samverk.formats.sie.faults import Faults

CP437_LETTERS = b"\x84\x86\x8e\x8f\x94\x99\x82"  # ä å Ä Å ö Ö é
CP1252_LETTERS = b"\xe4\xe5\xc4\xc5\xf6\xd6\xe9"
ENCODING_NAMES = {"cp437": "PC8 (teckentabell 437)", "cp1252": "Windows 1252", "utf-8": "UTF-8", "utf-8-sig": "UTF-8"}

PLAIN = bytes(code for code in range(32, 127)) + b"\t\r\n"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNREADABLE = re.compile("\ufffd")
_HIGH = bytes(range(128, 256))
_DECODED_TWICE = re.compile(r"[^\W\d_][”„Ž†™‚][^\W\d_]")
_OTHER_TABLE = re.compile(r"[a-zA-Z][Σσ─┼÷╓Θ][a-zA-Z]")
_NAME_WITH_LETTER = re.compile(r'#KONTO[ \t]+\S+[ \t]+"?([^"\r\n]*[åäöÅÄÖ][^"\r\n]*)')


class Decoded(NamedTuple):
    """The text of a file and the name of the encoding it was read with."""

    text: str
    encoding: str


def detect_encoding(data: bytes, unusual: bytes) -> str:
    """Say which encoding the bytes are: a byte order mark, then valid UTF-8, then the commoner Swedish letters.

    Swedish letters in code page 437 are never valid UTF-8, so the order is safe. `unusual` is what is left of the bytes
    without those in PLAIN.
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if unusual.isascii():
        return "cp437"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pc8 = sum(unusual.count(code) for code in CP437_LETTERS)
        windows = sum(unusual.count(code) for code in CP1252_LETTERS)
        return "cp1252" if windows > pc8 else "cp437"
    return "utf-8"


def decode(data: bytes, faults: Faults) -> Decoded:
    """Turn the bytes of a file into text with LF or CRLF line ends; what had to be judged is told in `faults`."""
    if b"\n" not in data and b"\r" in data:
        data = data.replace(b"\r", b"\n")
        faults.add(
            ProblemSeverity.NOTE, "SIE-RADSLUT", 1, "Raderna slutar med CR i stället för CRLF. De är lästa som vanligt."
        )
    unusual = data.translate(None, PLAIN)
    encoding = detect_encoding(data, unusual)
    text = data.decode(encoding, errors="replace")
    if encoding != "cp437":
        _tell_encoding(text, encoding, faults)
    _gather_doubtful(text, encoding, unusual, faults)
    if unusual.translate(None, _HIGH):
        text = _without_controls(text, faults)
    return Decoded(text, "utf-8" if encoding == "utf-8-sig" else encoding)


def _tell_encoding(text: str, encoding: str, faults: Faults) -> None:
    names = ", ".join(match[1].strip() for match, _ in zip(_NAME_WITH_LETTER.finditer(text), range(5), strict=False))
    faults.add(
        ProblemSeverity.NOTE,
        "SIE-TECKEN",
        None,
        f"Filen säger PC8 men är skriven i {ENCODING_NAMES[encoding]} och är läst så."
        + (f" Se efter att å, ä och ö blev rätt: {names}." if names else ""),
    )


def _gather_doubtful(text: str, encoding: str, unusual: bytes, faults: Faults) -> None:
    if encoding != "cp437":
        for line, _ in _places(text, _UNREADABLE):
            faults.gather("SIE-TECKEN-OLASLIGT", line, "")
        doubtful: Iterator[tuple[int, re.Match[str]]] = _places(text, _DECODED_TWICE)
    elif any(code in unusual for code in CP1252_LETTERS):
        doubtful = _places(text, _OTHER_TABLE)
    else:
        return
    for line, match in doubtful:
        faults.gather("SIE-TECKEN-BLANDAT", line, _word_at(text, match.start()))


def _word_at(text: str, position: int) -> str:
    before = re.split(r'[\s"\\]', text[max(0, position - 20) : position])[-1]
    after = re.split(r'[\s"\\]', text[position : position + 20])[0]
    return before + after


def _without_controls(text: str, faults: Faults) -> str:
    text = text.removesuffix("\x1a")  # the end mark of old DOS programs
    for line, match in _places(text, _CONTROL):
        faults.gather("SIE-STYRTECKEN", line, f"tecken {ord(match[0])}")
    return _CONTROL.sub(" ", text)


def _places(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Every match with its line number, counted from 1; one pass over the text however many there are."""
    line, counted = 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield line, match
