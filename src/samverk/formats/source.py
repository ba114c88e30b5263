"""The one door to somebody else's document: the bytes decide what it is, never the file name.

Every reader gives the same: a `Source` of lines and grids, and what was wrong. Readers are imported when they are used,
for a text file should not wait for the parts that read PDF.
"""

from __future__ import annotations

import re

from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.source import Source, SourceKind

MAX_BYTES = 100_000_000
ALLOWED = "Samverk läser text (.txt), Word (.docx), Excel (.xlsx) och PDF (.pdf)."

_HEAD = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = (  # what people hand in by mistake, and what to do about it
    (b"{\\rtf", "ett RTF-dokument", "Öppna det i Word och spara det som .docx."),
    (b"\x89PNG", "en bild (PNG)", "Bilder av text kan inte granskas. Använd dokumentet som bilden togs av."),
    (b"\xff\xd8\xff", "en bild (JPEG)", "Bilder av text kan inte granskas. Använd dokumentet som bilden togs av."),
    (b"GIF8", "en bild (GIF)", "Bilder av text kan inte granskas. Använd dokumentet som bilden togs av."),
    (b"II*\0", "en bild (TIFF)", "Tolka bilden till text (OCR) och spara som PDF."),
    (b"MM\0*", "en bild (TIFF)", "Tolka bilden till text (OCR) och spara som PDF."),
    (b"\x1f\x8b", "ett packat arkiv (gzip)", "Packa upp det och använd dokumentet som ligger i det."),
    (b"7z\xbc\xaf\x27\x1c", "ett packat arkiv (7z)", "Packa upp det och använd dokumentet som ligger i det."),
    (b"Rar!\x1a", "ett packat arkiv (RAR)", "Packa upp det och använd dokumentet som ligger i det."),
    (b"%!PS", "PostScript", "Skriv ut dokumentet som PDF i stället."),
    (b"SQLite format 3\0", "en databas", "Använd dokumentet i stället."),
)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|\?xml|svg|!--)", re.IGNORECASE)
_SIE = re.compile(rb"(?:^|[\r\n])[ \t]*#FLAGGA[ \t]+[01]")
_ENDINGS = {
    "txt": SourceKind.TEXT,
    "pdf": SourceKind.PDF,
    "docx": SourceKind.DOCX,
    "docm": SourceKind.DOCX,
    "xlsx": SourceKind.XLSX,
    "xlsm": SourceKind.XLSX,
}
_CALLED = {
    SourceKind.TEXT: "ren text",
    SourceKind.PDF: "ett PDF-dokument",
    SourceKind.DOCX: "ett Word-dokument",
    SourceKind.XLSX: "en Excel-arbetsbok",
}


def read_source(data: bytes, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read a document of any allowed kind. `name` is what places and problems call the file; it never decides the kind.

    Returns None and a REFUSE problem when nothing can be used. Never raises for what the bytes are.
    """
    refusal = _refuse_unread(data, name)
    if refusal is not None:
        return None, (refusal,)
    if data.startswith(_ZIP):
        source, problems = _read_package(data, name)
    elif is_pdf(data):
        from samverk.formats.pdf.read import read_pdf

        source, problems = read_pdf(data, name)
    else:
        from samverk.formats.text.read import read_text

        source, problems = read_text(data, name)
    if source is None:
        return None, problems
    return source, (*_tell_other_ending(source, name), *problems)


def is_pdf(data: bytes) -> bool:
    """True for a PDF. Readers allow other bytes first, so the mark may stand anywhere among the first 1,024."""
    head = data[:_HEAD]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (
        b"%PDF-" in head and b"%%EOF" in data[-2 * _HEAD :]
    )


def _read_package(data: bytes, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read a zip: Word and Excel files are zips, and tell in one of their parts which they are."""
    from samverk.formats.docx.package import open_package
    from samverk.formats.docx.refused import RefusedError

    try:
        package = open_package(data)
        kind = package.kind()
    except RefusedError as refused:
        return None, (refused.problem(name),)
    if kind is SourceKind.DOCX:
        from samverk.formats.docx.read import read_docx_package

        return read_docx_package(package, name)
    from samverk.formats.xlsx.read import read_xlsx_package

    return read_xlsx_package(package, name)


def _refuse_unread(data: bytes, name: str) -> Problem | None:
    """Say why bytes of no allowed kind are refused; None when a reader should try."""

    def refuse(code: str, message: str) -> Problem:
        return Problem(ProblemSeverity.REFUSE, code, message, name)

    if not data:
        return refuse("LAS-TOM", "Filen är tom (0 byte). Hämta eller spara den igen.")
    if len(data) > MAX_BYTES:
        return refuse(
            "LAS-STOR",
            f"Filen är större än {MAX_BYTES // 1_000_000} MB, och så stora filer läser Samverk inte. Se efter att det "
            "är rätt fil, eller spara den utan stora bilder.",
        )
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        return _refuse_ole(data, name)
    for magic, kind, what_now in _OTHER:
        if head.startswith(magic):
            return refuse("LAS-SLAG", f"Filen är {kind}. {ALLOWED} {what_now}")
    if _MARKUP.match(head):
        return refuse("LAS-SLAG", f"Filen är en webbsida eller XML. {ALLOWED} Spara sidan som PDF.")
    if _SIE.search(data, 0, 4 * _HEAD):
        return refuse("LAS-SIE", f"Filen är bokföring (SIE). {ALLOWED} Läs bokföring med kommandot samverk sie.")
    return None


def _refuse_ole(data: bytes, name: str) -> Problem:
    """The container of old Office files is also the one that a password puts round a new one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Problem(
            ProblemSeverity.REFUSE,
            "LAS-LOSENORD",
            "Filen är skyddad med lösenord och kan inte läsas. Öppna den i Word eller Excel, ta bort lösenordet under "
            "Arkiv, Info, Skydda, och spara en kopia.",
            name,
        )
    kind, ending = "ett äldre Office-dokument", ".docx eller .xlsx"
    if "WordDocument".encode("utf-16-le") in data:
        kind, ending = "ett äldre Word-dokument (.doc)", ".docx"
    elif "Workbook".encode("utf-16-le") in data or "B\0o\0o\0k\0\0\0".encode("ascii") in data:
        kind, ending = "en äldre Excel-arbetsbok (.xls)", ".xlsx"
    return Problem(
        ProblemSeverity.REFUSE,
        "LAS-GAMMAL",
        f"Filen är {kind}. {ALLOWED} Öppna den i Office och spara den som {ending}.",
        name,
    )


def _tell_other_ending(source: Source, name: str) -> tuple[Problem, ...]:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if _ENDINGS.get(ending, source.kind) is source.kind:
        return ()
    return (
        Problem(
            ProblemSeverity.NOTE,
            "LAS-ANDELSE",
            f"Filen heter .{ending} men är {_CALLED[source.kind]}. Den är läst som det den är.",
            name,
        ),
    )
