"""KSUMMA: CRC-32 over labels and field contents (SIE 4B, #KSUMMA).

Counted are all records between the opening #KSUMMA and the closing one: the label with its # and the fields, as code
page 437 bytes, without separators, field quotes, braces and the backslash of an escaped quote. It is exactly
zlib.crc32.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from samverk.formats.sie.faults import Faults
from samverk.formats.sie.fields import BLANKS, Field, split_record

_KSUMMA = re.compile(r"^[ \t]*#KSUMMA\b[ \t]*(\S*)[ \t\r]*$", re.MULTILINE)
_STRUCTURE = dict.fromkeys(map(ord, " \t\r{}"))


def crc_of_lines(lines: Iterable[str], start: int = 0) -> int:
    """The checksum of lines as they stand in a file. Characters outside code page 437 count as a question mark."""
    crc = start
    for raw in lines:
        line = raw.strip(BLANKS)
        if not line.startswith("#"):
            continue
        if '"' in line or "{" in line:
            record = split_record(line)
            content = f"#{_label(line)}" + "".join(_flat(record.fields))
        else:
            content = line.translate(_STRUCTURE)
        crc = zlib.crc32(content.encode("cp437", errors="replace"), crc)
    return crc


def _label(line: str) -> str:
    match = re.match(r'#([^ \t\r"{}]*)', line)
    return match[1] if match else ""


def _flat(fields: Iterable[Field]) -> Iterable[str]:
    for field in fields:
        yield field if isinstance(field, str) else "".join(field)


def is_cut_off(text: str) -> bool:
    """True when a checksum is announced and never given: the end of the file is missing."""
    values = [match[1] for match in _marks(text)]
    return bool(values) and not values[0] and not any(values[1:])


def check(text: str, faults: Faults) -> None:
    """Tell when the file's checksum does not match its content."""
    marks = _marks(text)
    if not marks:
        return
    opening, closing = marks[0], marks[-1]
    line = text.count("\n", 0, closing.start()) + 1
    if opening[1]:
        faults.warn(
            "SIE-KSUMMA-INLEDNING",
            line,
            "Filen har en kontrollsumma men ingen inledande #KSUMMA, så den går inte att kontrollera.",
        )
        return
    found = crc_of_lines(text[opening.end() : closing.start()].split("\n"))
    if closing[1] != str(found):
        faults.warn(
            "SIE-KSUMMA",
            line,
            f"Kontrollsumman är {closing[1]} men innehållet ger {found}. Filen har ändrats sedan den skrevs. Exportera "
            "den igen ur bokföringsprogrammet om du inte vet varför.",
        )


def _marks(text: str) -> list[re.Match[str]]:
    return list(_KSUMMA.finditer(text)) if "#KSUMMA" in text else []
