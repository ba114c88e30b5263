"""Word documents → `Source`: the door. Macros, links out of the file and templates are never followed."""

from __future__ import annotations

from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.source import Grid, Line, Source, SourceKind
from samverk.formats.docx.body import Body
from samverk.formats.docx.markup import MAX_NODES, Element, parse, value_of, word
from samverk.formats.docx.numbering import Numbering
from samverk.formats.docx.package import Package, open_package
from samverk.formats.docx.reading import Reading
from samverk.formats.docx.refused import BROKEN, RefusedError, broken_part
from samverk.formats.docx.styles import read_styles

_NOTES = (("footnotes", "footnote", "fotnot"), ("endnotes", "endnote", "slutnot"))
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_docx(data: bytes, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read the bytes of a .docx or .docm. `name` is the file name that places and problems carry.

    Place.line is the number of the paragraph, tables left out; Place.cell is "tabell 3 rad 4 kolumn 2" or "fotnot 1";
    Place.page is None when the file does not say where Word broke its pages. Returns None and one REFUSE problem when
    nothing can be used. Never raises.
    """
    try:
        package = open_package(data)
        if package.kind() is not SourceKind.DOCX:
            raise RefusedError("LAS-SLAG", "Filen är inte ett Word-dokument. Spara den som .docx.")
    except RefusedError as refused:
        return None, (refused.problem(name),)
    return read_docx_package(package, name)


def read_docx_package(package: Package, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read an opened package whose main part is a Word document. As `read_docx`."""
    try:
        return _read(package, name)
    except RefusedError as refused:
        return None, (refused.problem(name),)


def _read(package: Package, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    root = parse(package.read(package.main), package.main, MAX_NODES // 2)
    body = root.find(word("body"))
    if body is None:
        raise broken_part(package.main)
    parts = _Parts(package, name)
    reading = Reading(name, read_styles(parts.get("styles")), Numbering(parts.get("numbering")))
    reading.has_pages = _says_pages(body)
    blocks = Body(reading, _notes(parts), _sections(body)).blocks(body)
    if not any(_has_text(block) for block in blocks):
        raise RefusedError(
            "LAS-TOM",
            "Dokumentet har ingen text, bara tomma stycken eller bilder. Se efter att det är rätt fil. Text i bilder "
            "behöver tolkas (OCR) först.",
        )
    source = Source(name, SourceKind.DOCX, tuple(blocks), reading.pages.page if reading.has_pages else 0)
    return source, (*package.notes(name), *parts.problems, *_tell(reading))


class _Parts:
    """The parts beside the body. A broken one is told and left out: the text itself is still worth reading."""

    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._name = name
        self.problems: list[Problem] = []

    def get(self, kind: str) -> Element | None:
        """The first part of this kind, None when there is none that can be read."""
        target = self._package.related(self._package.main, kind)
        if not target:
            return None
        try:
            return parse(self._package.read(target), target)
        except RefusedError as refused:
            if refused.code != BROKEN:
                raise
        message = (
            f"Delen {target} är skadad och utelämnad. Rubriker, nummer eller fotnoter kan saknas. Öppna dokumentet i "
            "Word, låt programmet reparera det och spara en kopia."
        )
        self.problems.append(Problem(ProblemSeverity.ERROR, "LAS-DOCX-DEL", message, self._name))
        return None


def _notes(parts: _Parts) -> dict[tuple[str, str], Element]:
    """Every footnote and endnote by kind and id, without the lines that part them from the text."""
    found: dict[tuple[str, str], Element] = {}
    for kind, tag, called in _NOTES:
        root = parts.get(kind)
        for note in root.findall(word(tag)) if root is not None else ():
            if note.get(word("type")) not in _SEPARATORS:
                found[called, note.get(word("id")) or ""] = note
    return found


def _says_pages(body: Element) -> bool:
    """True when the document marks where pages begin: as Word last laid them out, or with hard page breaks."""
    if next(body.iter(word("lastRenderedPageBreak")), None) is not None:
        return True
    return any(element.get(word("type")) == "page" for element in body.iter(word("br")))


def _sections(body: Element) -> list[str]:
    """How each section after the first begins; a section that does not say begins a new page."""
    ends = [*body.findall(f".//{word('pPr')}/{word('sectPr')}"), *body.findall(word("sectPr"))]
    return [value_of(section, "type") or "nextPage" for section in ends[1:]]


def _has_text(block: Line | Grid) -> bool:
    if isinstance(block, Line):
        return bool(block.text.strip())
    return any(cell is not None and cell.text.strip() for row in block.rows for cell in row)


def _tell(reading: Reading) -> list[Problem]:
    """What was left out on purpose, so that nobody looks for it in vain."""
    told = [
        (
            reading.has_changes,
            ProblemSeverity.WARNING,
            "LAS-DOCX-ANDRINGAR",
            "Dokumentet har spårade ändringar som ingen har tagit ställning till. Infogad text är läst och borttagen "
            "är utelämnad. Godkänn eller avvisa ändringarna i Word innan dokumentet beslutas.",
        ),
        (
            reading.has_hidden,
            ProblemSeverity.NOTE,
            "LAS-DOCX-DOLT",
            "Dokumentet har dold text. Den syns inte i utskrift och är utelämnad.",
        ),
        (
            reading.has_embedded,
            ProblemSeverity.WARNING,
            "LAS-DOCX-INFOGAT",
            "Dokumentet hämtar text ur en annan fil som är infogad. Den texten är inte läst. Öppna dokumentet i Word "
            "och spara en kopia, så blir texten en del av det.",
        ),
        (
            reading.pictures > 0,
            ProblemSeverity.NOTE,
            "LAS-DOCX-BILD",
            f"Bilder och diagram i dokumentet: {reading.pictures}. Text och tal i dem är inte lästa.",
        ),
    ]
    return [Problem(severity, code, message, reading.name) for is_true, severity, code, message in told if is_true]
