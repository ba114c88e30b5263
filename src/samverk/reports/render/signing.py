"""The words of a signature page, the same in every format."""

from __future__ import annotations

from samverk.core.document.tree import Signatory, SignaturePage
from samverk.core.periods import long_date

_LINE = "_" * 20  # for a day written by hand


def signing_place(page: SignaturePage) -> str:
    """Where and when: "Lund den 21 mars 2025", with a line to write on for a day not known."""
    day = long_date(page.day) if page.day is not None else _LINE
    return f"{page.town} den {day}".strip()


def audit_words(page: SignaturePage) -> str:
    """The auditors' sentence with a line for its day; "" when there is none."""
    return f"{page.audit_sentence} den {_LINE}" if page.audit_sentence else ""


def appointed_words(person: Signatory) -> str:
    """What the person signs as: "Ordförande", "Revisor, utsedd av staten"."""
    return f"{person.function}, utsedd av {person.appointed_by}" if person.appointed_by else person.function
