"""Is this a SIE file at all? People hand in web pages, PDF files and SIE 5 under the same names."""

from __future__ import annotations

import re

from samverk.core.problems import Problem, ProblemSeverity

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read. About 400,000 vouchers; an association writes a few hundred a year."""

_LABEL = re.compile(rb"(?:^|[\r\n])[ \t]*#(?:FLAGGA|FORMAT|SIETYP|PROGRAM|GEN|FNAMN|RAR|KONTO|IB|UB|RES|VER)\b", re.I)
_SIE5 = re.compile(rb"sie\.se/sie5|<(?:\w+:)?Sie(?:Entry)?[\s>]")
_MAGIC = (
    (b"%PDF", "SIE-PDF", "ett PDF-dokument"),
    (b"PK\x03\x04", "SIE-ZIP", "ett zip-arkiv (eller ett Word- eller Excel-dokument)"),
    (b"\x1f\x8b", "SIE-ZIP", "ett komprimerat arkiv"),
    (b"\xd0\xcf\x11\xe0", "SIE-BINAR", "ett äldre Office-dokument"),
    (b"\xff\xfe", "SIE-UTF16", "text i UTF-16"),
    (b"\xfe\xff", "SIE-UTF16", "text i UTF-16"),
)
WHAT_NOW = "Exportera SIE typ 4 (filändelse .se) ur bokföringsprogrammet och använd den filen."


def refuse_unread(data: bytes, file: str = "") -> Problem | None:
    """Say why these bytes cannot be SIE 1–4, or None when they can be. The message is Swedish and says what to do."""

    def refuse(code: str, message: str) -> Problem:
        return Problem(ProblemSeverity.REFUSE, code, message, file)

    if len(data) > MAX_BYTES:
        return refuse_size(len(data), file)
    if not data.strip():
        return refuse("SIE-TOM", f"Filen är tom. {WHAT_NOW}")
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, code, kind in _MAGIC:  # first, for an archive may hold a SIE file uncompressed
        if start.startswith(magic):
            return refuse(code, f"Filen är {kind}, inte en SIE-fil. {WHAT_NOW}")
    if _LABEL.search(data, 0, 100_000):
        return None
    if start.startswith(b"<"):
        return _refuse_markup(start, file)
    if _LABEL.search(data):
        return None
    if b"\0" in data:
        return refuse("SIE-BINAR", f"Filen är inte text och kan inte vara en SIE-fil. {WHAT_NOW}")
    return refuse(
        "SIE-INTE-SIE", f"Filen har inga SIE-poster (rader som börjar med #FLAGGA, #RAR, #KONTO, #VER …). {WHAT_NOW}"
    )


def refuse_size(size: int, file: str = "") -> Problem:
    """The message for a file that is larger than MAX_BYTES. `size` is in bytes."""
    return Problem(
        ProblemSeverity.REFUSE,
        "SIE-STORLEK",
        f"Filen är {size // 1_000_000} MB. Samverk läser SIE-filer upp till {MAX_BYTES // 1_000_000} MB, ungefär "
        "400 000 verifikat. Se efter att det är rätt fil, eller exportera ett räkenskapsår i taget.",
        file,
    )


def _refuse_markup(start: bytes, file: str) -> Problem:
    if re.match(rb"<!doctype html|<html|<head|<body", start, re.IGNORECASE):
        code, message = "SIE-HTML", "Filen är en webbsida, inte en SIE-fil. Nedladdningen gick kanske fel."
    elif _SIE5.search(start):
        code, message = "SIE-5", "Filen är SIE typ 5 (XML). Samverk läser SIE typ 1–4."
    else:
        code, message = "SIE-XML", "Filen är XML, inte en SIE-fil av typ 1–4."
    return Problem(ProblemSeverity.REFUSE, code, f"{message} {WHAT_NOW}", file)
