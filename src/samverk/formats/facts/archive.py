"""A facts directory as one zip file. Nothing is unpacked to disk; what comes out is bounded, whatever was packed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.facts.reading import ASSOCIATION_FILE, LARGEST_FILE
from samverk.formats.facts.toml_text import quoted

MOST_FILES = 500
MOST_BYTES = LARGEST_FILE
"""How much all files may hold together, unpacked."""

_KINDS = (".toml", ".md", ".se", ".si")
_DAY = (2004, 1, 1, 0, 0, 0)  # the same facts give the same bytes


def pack(files: Mapping[str, bytes], folder: str = "") -> bytes:
    """The files as a zip file, in order, in `folder` when it is given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}" if folder else name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def unpack(data: bytes) -> tuple[dict[str, bytes] | None, list[Problem]]:
    """The facts files of a zip file by name, as `read` takes them; None when it cannot be used.

    The directory may lie in a folder of its own. Files that can be no facts are left alone, as are names that point
    out of the archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            chosen = _chosen(archive.infolist())
            return (_contents(archive, chosen), []) if isinstance(chosen, dict) else (None, [chosen])
    except _RefusedArchive as refused:
        return None, [_refusal(str(refused))]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        message = (
            "filen är ingen hel zip-fil. Packa katalogen med faktafiler som zip (i Windows: högerklicka, Komprimera "
            "till ZIP-fil) och välj den filen."
        )
        return None, [_refusal(message)]


class _RefusedArchive(Exception):  # noqa: N818 - an answer to a person, not a fault
    """The archive is whole but is not taken. The message is Swedish."""


def _refusal(message: str) -> Problem:
    return Problem(ProblemSeverity.REFUSE, "FA-ZIP", message)


def _chosen(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo] | Problem:
    """The entries that can be facts, by their name in the directory."""
    if len(entries) > MOST_FILES:
        return _refusal(
            f"zip-filen har {len(entries)} filer; en faktakatalog har några tiotal, och högst {MOST_FILES}."
        )
    found: dict[str, zipfile.ZipInfo] = {}
    paths = [PurePosixPath(entry.filename.replace("\\", "/")) for entry in entries]
    root = _root(paths)
    for entry, path in zip(entries, paths, strict=True):
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        if not _can_be_facts(name) or entry.is_dir():
            continue
        if entry.flag_bits & 1:
            return _refusal("zip-filen är låst med lösenord. Packa katalogen utan lösenord.")
        if name in found:
            return _refusal(f"filen {quoted(name)} finns två gånger i zip-filen. Packa katalogen på nytt.")
        found[name] = entry
    return found


def _root(paths: list[PurePosixPath]) -> PurePosixPath:
    """The folder in which forbund.toml lies, the outermost one; the archive's own when there is none."""
    folders = [path.parent for path in paths if path.name == ASSOCIATION_FILE and ".." not in path.parts]
    return min(folders, key=lambda folder: len(folder.parts), default=PurePosixPath())


def _can_be_facts(name: str) -> bool:
    """True for files right in the directory and in text/ that `read` may take."""
    path = PurePosixPath(name)
    is_here = len(path.parts) == 1 or (len(path.parts) == 2 and path.parts[0] == "text")
    return is_here and path.suffix.lower() in _KINDS and ".." not in path.parts


def _contents(archive: zipfile.ZipFile, chosen: Mapping[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack in memory, and stop when it grows beyond what is allowed: what a zip says of sizes is not believed."""
    left = MOST_BYTES
    files: dict[str, bytes] = {}
    for name, entry in chosen.items():
        with archive.open(entry) as packed:
            files[name] = packed.read(left + 1)
        left -= len(files[name])
        if left < 0:
            raise _RefusedArchive(
                f"innehållet är större än {MOST_BYTES // 1024**2} MB när det packas upp. En faktakatalog är några MB."
            )
    return files
