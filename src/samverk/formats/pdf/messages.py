"""Every message about a PDF, in one place."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.core.problems import Problem, ProblemSeverity

_REFUSE, _ERROR, _WARNING = ProblemSeverity.REFUSE, ProblemSeverity.ERROR, ProblemSeverity.WARNING
_SAVE_AGAIN = "Öppna filen i programmet som den gjordes i, spara den som PDF på nytt och pröva igen."
_OCR = "Spara rapporten som PDF direkt från ordbehandlaren, eller kör texttolkning (OCR) på filen och pröva igen."
_MOST_NAMED = 12


def not_pdf() -> Problem:
    """The bytes are something else."""
    return Problem(_REFUSE, "LAS-PDF-FORMAT", f"Filen är inte en PDF. {_SAVE_AGAIN}")


def too_large(megabytes: int) -> Problem:
    """More bytes than any report has."""
    return Problem(
        _REFUSE,
        "LAS-PDF-STORLEK",
        f"Filen är större än {megabytes} MB, som är det största som läses. Spara den med mindre bilder och pröva igen.",
    )


def broken() -> Problem:
    """No document can be made of the bytes."""
    return Problem(_REFUSE, "LAS-PDF-TRASIG", f"Filen är trasig och går inte att öppna. {_SAVE_AGAIN}")


def locked() -> Problem:
    """A password is needed."""
    return Problem(
        _REFUSE,
        "LAS-PDF-LOSENORD",
        "Filen är låst med lösenord. Spara en kopia utan lösenord och pröva igen.",
    )


def no_text(pages: int) -> Problem:
    """Not a word in the whole file."""
    found = "Sidan" if pages == 1 else f"De {pages} sidorna"
    return Problem(_REFUSE, "LAS-PDF-INGEN-TEXT", f"{found} har ingen text, bara bilder. {_OCR}")


def empty() -> Problem:
    """No pages, or nothing on them."""
    return Problem(_REFUSE, "LAS-PDF-TOM", "Filen har inga sidor med innehåll. Se efter att det är rätt fil.")


def no_letters() -> Problem:
    """Text, but no way to tell which letters it is."""
    return Problem(
        _REFUSE,
        "LAS-PDF-TECKEN",
        f"Filen säger inte vilka bokstäver dess tecken är, så texten går inte att läsa. {_OCR}",
    )


def took_too_long(seconds: int) -> Problem:
    """The reading was stopped by the clock."""
    return Problem(
        _REFUSE,
        "LAS-PDF-TID",
        f"Läsningen stoppades efter {seconds} sekunder. Filen är ovanligt tung eller trasig. {_SAVE_AGAIN}",
    )


def too_heavy() -> Problem:
    """The reading took more memory than it may, or PDFium fell on the file."""
    return Problem(
        _REFUSE,
        "LAS-PDF-TUNG",
        f"Läsningen avbröts: filen är trasig eller kräver mer minne än en rapport behöver. {_SAVE_AGAIN}",
    )


def too_many_pages(pages: int, read: int) -> Problem:
    """Only the first pages are read."""
    return Problem(
        _ERROR,
        "LAS-PDF-SIDOR",
        f"Filen har {_count(pages)} sidor. Bara de första {_count(read)} är lästa. Dela upp filen för att läsa resten.",
    )


def pictures(pages: Sequence[int]) -> Problem:
    """Pages with pictures of text."""
    return Problem(
        _WARNING,
        "LAS-PDF-BILD",
        f"{_pages(pages)} har ingen text, bara en bild. {_cannot(pages)}"
        if len(pages) == 1
        else f"{_pages(pages)} har ingen text, bara bilder. {_cannot(pages)}",
    )


def unmapped(pages: Sequence[int]) -> Problem:
    """Pages whose typefaces have no table of letters."""
    return Problem(
        _WARNING,
        "LAS-PDF-TECKEN",
        f"{_pages(pages)} har text i ett typsnitt som inte säger vilka bokstäver det visar. {_cannot(pages)}",
    )


def unopened(pages: Sequence[int]) -> Problem:
    """Pages that are broken or overfull."""
    return Problem(_ERROR, "LAS-PDF-SIDA", f"{_pages(pages)} går inte att öppna. {_cannot(pages)} {_SAVE_AGAIN}")


def _pages(pages: Sequence[int]) -> str:
    if len(pages) == 1:
        return f"Sidan {pages[0]}"
    if len(pages) > _MOST_NAMED:
        return f"Sidorna {', '.join(map(str, pages[:_MOST_NAMED]))} och {_count(len(pages) - _MOST_NAMED)} till"
    return f"Sidorna {', '.join(map(str, pages[:-1]))} och {pages[-1]}"


def _cannot(pages: Sequence[int]) -> str:
    return "Den kan inte granskas." if len(pages) == 1 else "De kan inte granskas."


def _count(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
