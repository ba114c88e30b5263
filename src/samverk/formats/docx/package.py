"""The zip that Word and Excel files are: opened with limits, its parts found by their relationships.

Nothing is unpacked but the parts that are asked for, and never more of them than the limits allow. Relationships that
lead out of the file (templates, linked pictures, other workbooks) are not even listed.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from typing import NamedTuple

from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.source import SourceKind
from samverk.formats.docx.markup import parse
from samverk.formats.docx.refused import RefusedError, broken_part

MAX_ENTRIES = 5_000
MAX_PART = 64 * 1024 * 1024
"""The largest XML part, unpacked. The text of a report of 25 pages is about half a megabyte."""

MAX_TOTAL = 160 * 1024 * 1024
MAX_DECLARED = 1024 * 1024 * 1024
MAX_RATIO = 200
"""Unpacked over packed size of a part above 10 MB. Real sheets reach about 30; deflate can do 1,032."""

_RATIO_FROM = 10 * 1024 * 1024
_CENTRAL_ENTRY = b"PK\x01\x02"
_ALLOWED = "Samverk läser text (.txt), Word (.docx), Excel (.xlsx) och PDF (.pdf)."
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,  # also NotImplementedError: a newer kind of zip
)
_CONTENT_TYPES = "[content_types].xml"


class Relation(NamedTuple):
    """A way from one part to another: the last word of its type, and the full name of the part."""

    kind: str
    target: str


class Package:
    """An opened Office file. Part names are compared without regard to case, as Office does."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._doubled: set[str] = set()
        self._unpacked = 0
        self.main = ""
        for info in archive.infolist():
            name = info.filename.replace("\\", "/").lstrip("/").lower()
            if name in self._parts:
                self._doubled.add(name)
            self._parts[name] = info

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """Every part's name, lower case."""
        return tuple(self._parts)

    def read(self, part: str) -> bytes:
        """Unpack one part. Raises RefusedError when it is missing, broken, protected or larger than the limits."""
        name = part.lower()
        info = self._parts.get(name)
        if info is None or name in self._doubled:
            raise broken_part(part)
        if info.flag_bits & 1:
            raise _protected()
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken_part(part)
        if info.file_size > MAX_PART:
            raise _bomb(f"delen {part} blir {info.file_size // 1_000_000} MB")
        try:
            with self._archive.open(info) as stream:
                data = stream.read(MAX_PART + 1)
        except _BROKEN as error:
            raise broken_part(part) from error
        self._unpacked += len(data)
        if len(data) > MAX_PART or self._unpacked > MAX_TOTAL:
            raise _bomb(f"mer än {self._unpacked // 1_000_000} MB text")
        return data

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part ("" for the package) by id, without those that lead out of the file."""
        folder, _, file = part.rpartition("/")
        listing = f"{folder}/_rels/{file}.rels".lstrip("/")
        if listing not in self:
            return {}
        found: dict[str, Relation] = {}
        for item in parse(self.read(listing), listing):
            target, key = item.get("Target") or "", item.get("Id") or ""
            if (item.get("TargetMode") or "").lower() == "external":
                continue
            full = target if target.startswith("/") else posixpath.join("/", folder, target)
            kind = (item.get("Type") or "").rpartition("/")[2]
            found[key] = Relation(kind, posixpath.normpath(full).lstrip("/"))
        return found

    def related(self, part: str, kind: str) -> str:
        """The first part of this kind that `part` leads to and that is there; "" when there is none."""
        targets = (relation.target for relation in self.relations(part).values() if relation.kind == kind)
        return next((target for target in targets if target in self), "")

    def kind(self) -> SourceKind:
        """Say if this is a Word document or an Excel workbook, and find its main part; RefusedError for others.

        The content type of the main part decides; where it is missing, the usual names do.
        """
        if _CONTENT_TYPES not in self._parts:
            raise self._refuse_other_zip()
        self.main = self.related("", "officeDocument")
        content_type = self._content_type(self.main) if self.main else ""
        if "sheet.binary" in content_type:
            raise RefusedError(
                "LAS-XLSB",
                f"Filen är en binär arbetsbok (.xlsb). {_ALLOWED} Öppna den i Excel och spara den som .xlsx.",
            )
        if "presentation" in content_type or "slideshow" in content_type:
            raise RefusedError("LAS-SLAG", f"Filen är en presentation (PowerPoint). {_ALLOWED} Spara den som PDF.")
        if "wordprocessingml" in content_type or "ms-word" in content_type:
            return SourceKind.DOCX
        if "spreadsheetml" in content_type or "ms-excel" in content_type:
            return SourceKind.XLSX
        for usual, kind in (("word/document.xml", SourceKind.DOCX), ("xl/workbook.xml", SourceKind.XLSX)):
            if usual in self:
                self.main = usual
                return kind
        raise self._refuse_other_zip()

    def notes(self, name: str) -> list[Problem]:
        """What is good to know of the package itself: it holds macros."""
        if not any(part.endswith("vbaproject.bin") for part in self._parts):
            return []
        message = "Filen innehåller makron. De är inte körda och inte lästa; bara det som syns i dokumentet är läst."
        return [Problem(ProblemSeverity.NOTE, "LAS-MAKRO", message, name)]

    def _content_type(self, part: str) -> str:
        wanted, ending = f"/{part}".lower(), part.rpartition(".")[2].lower()
        by_ending = ""
        for item in parse(self.read(_CONTENT_TYPES), "[Content_Types].xml"):
            content_type = (item.get("ContentType") or "").lower()
            if (item.get("PartName") or "").lower() == wanted:
                return content_type
            if (item.get("Extension") or "").lower() == ending:
                by_ending = content_type
        return by_ending

    def _refuse_other_zip(self) -> RefusedError:
        if "mimetype" in self._parts:
            return RefusedError(
                "LAS-SLAG",
                f"Filen är ett OpenDocument-dokument eller en e-bok. {_ALLOWED} Öppna den i sitt program och spara den "
                "som .docx, .xlsx eller .pdf.",
            )
        if any(part.endswith(".iwa") for part in self._parts):
            return RefusedError("LAS-SLAG", f"Filen kommer från Pages eller Numbers. {_ALLOWED} Exportera den som PDF.")
        within = [part for part in self._parts if part.endswith((".docx", ".xlsx", ".pdf", ".txt"))]
        listed = f" I det ligger {len(within)} dokument." if within else ""
        return RefusedError(
            "LAS-ZIP",
            f"Filen är ett zip-arkiv, inte ett dokument.{listed} {_ALLOWED} Packa upp arkivet och använd dokumenten.",
        )


def open_package(data: bytes) -> Package:
    """Open the zip. Raises RefusedError when it is broken, has too many parts or grows beyond the limits."""
    if data.count(_CENTRAL_ENTRY) > MAX_ENTRIES:
        raise _bomb(f"fler än {MAX_ENTRIES} delar")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise RefusedError(
            "LAS-TRASIG",
            "Filen är avbruten eller skadad: den går inte att packa upp. Hämta den igen, eller öppna den i Office, låt "
            "programmet reparera den och spara en kopia.",
        ) from error
    declared = 0
    for info in archive.infolist():
        declared += info.file_size
        if info.file_size > _RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise _bomb(f"{info.compress_size // 1000} kB blir {info.file_size // 1_000_000} MB")
    if declared > MAX_DECLARED:
        raise _bomb(f"{len(data) // 1000} kB blir {declared // 1_000_000} MB")
    return Package(archive)


def _bomb(found: str) -> RefusedError:
    return RefusedError(
        "LAS-ZIPBOMB",
        f"Filen växer orimligt mycket när den packas upp ({found}). Så görs filer för att få datorer att stanna. Den "
        "är inte läst. Fråga avsändaren, eller öppna den i Office och spara en kopia.",
    )


def _protected() -> RefusedError:
    return RefusedError(
        "LAS-LOSENORD", "Filen är skyddad med lösenord och kan inte läsas. Spara en kopia utan lösenord och använd den."
    )
