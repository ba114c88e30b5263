"""What is remembered while a document is read from its start to its end: page, fields, counts, things to tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from samverk.formats.docx.numbering import Numbering
from samverk.formats.docx.refused import RefusedError
from samverk.formats.docx.styles import Styles

MAX_PIECES = 150_000
"""Paragraphs, rows and cells in a document. A report of 25 pages has about 2,000."""

_DEEPEST_FIELD = 20  # fields within fields; Word itself stops at 20


@dataclass(slots=True)
class Pages:
    """The page that is being printed, as Word last laid it out.

    `is_fresh` is true when nothing is printed on the page yet: Word marks a page that a hard break began once more.
    """

    page: int = 1
    is_fresh: bool = False

    def rendered(self) -> None:
        """Word began a page here when it last laid the document out."""
        if not self.is_fresh:
            self.hard()

    def hard(self) -> None:
        """The document itself says that a page begins here."""
        self.page += 1
        self.is_fresh = True

    def printed(self) -> None:
        """Something is printed on the page."""
        self.is_fresh = False


@dataclass(slots=True)
class Fields:
    """Which fields are open. Between its begin and its separator a field holds code, after it the shown result."""

    _open: list[bool] = field(default_factory=list)

    @property
    def is_code(self) -> bool:
        """True while what is read is the code of a field."""
        return any(self._open)

    def mark(self, kind: str | None) -> None:
        """A w:fldChar was read."""
        if kind == "begin" and len(self._open) < _DEEPEST_FIELD:
            self._open.append(True)
        elif self._open and kind == "separate":
            self._open[-1] = False
        elif self._open and kind == "end":
            self._open.pop()

    def end_paragraph(self) -> None:
        """A field whose code does not end with its paragraph is broken: show what follows rather than lose it."""
        if True in self._open:
            self._open = [False for _ in self._open]


@dataclass(slots=True)
class Reading:
    """The state of one reading of a document."""

    name: str
    styles: Styles = field(default_factory=Styles)
    numbering: Numbering = field(default_factory=Numbering)
    pages: Pages = field(default_factory=Pages)
    fields: Fields = field(default_factory=Fields)
    has_pages: bool = False
    has_changes: bool = False
    has_hidden: bool = False
    has_embedded: bool = False
    pictures: int = 0
    paragraphs: int = 0
    tables: int = 0
    carried: str = ""
    _counted: int = 0
    _notes: Counter[str] = field(default_factory=Counter)

    @property
    def page(self) -> int | None:
        """The page for a `Place`: None when the document does not say where its pages begin."""
        return self.pages.page if self.has_pages else None

    def count(self) -> None:
        """Count one paragraph, row or cell. Raises RefusedError above what any report has."""
        self._counted += 1
        if self._counted > MAX_PIECES:
            raise RefusedError(
                "LAS-STOR",
                f"Dokumentet har fler än {MAX_PIECES} stycken och celler. Så stor är ingen rapport. Se efter att det "
                "är rätt fil, eller dela den.",
            )

    def next_note(self, kind: str) -> int:
        """Count one more footnote or endnote."""
        self._notes[kind] += 1
        return self._notes[kind]
