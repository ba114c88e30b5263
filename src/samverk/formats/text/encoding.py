"""Bytes → text for plain text files: the byte order mark decides, then valid UTF-8, then the Western tables."""

from __future__ import annotations

import codecs
from typing import NamedTuple

_MARKS = (  # UTF-32 before UTF-16: their little-endian marks begin alike
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_IN_1252 = b"\x81\x8d\x8f\x90\x9d"
_SAMPLE = 64 * 1024  # bytes looked at to tell UTF-16 without a mark
_MANY, _FEW = 0.3, 0.02  # share of NUL bytes in the high and the low half of UTF-16 text
_GOOD_PER_BAD = 4  # a damaged UTF-8 file still has far more whole letters than broken ones


class Decoded(NamedTuple):
    """The text of a file and Python's name of the encoding it was read with. What cannot be read is U+FFFD."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Turn bytes into text. Never raises; nonsense gives a text of control characters and U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding)
    wide = _wide_encoding(data[:_SAMPLE]) if b"\0" in data else ""
    if wide:
        return Decoded(data.decode(wide, errors="replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_not_utf8(data)


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 without a mark: the high halves of Western letters are NUL, the low halves are not."""
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > _MANY * pairs and even <= _FEW * pairs:
        return "utf-16-le"
    if even > _MANY * pairs and odd <= _FEW * pairs:
        return "utf-16-be"
    return ""


def _decode_not_utf8(data: bytes) -> Decoded:
    """UTF-8 with a few damaged letters, else Windows 1252, else ISO 8859-1 where 1252 has holes."""
    damaged = data.decode("utf-8", errors="replace")
    bad = damaged.count("\ufffd")
    good = len(damaged) - len(damaged.encode("ascii", errors="ignore")) - bad
    if good > _GOOD_PER_BAD * bad:
        return Decoded(damaged, "utf-8")
    if any(code in data for code in _NOT_IN_1252):
        return Decoded(data.decode("latin-1"), "latin-1")
    return Decoded(data.decode("cp1252"), "cp1252")
