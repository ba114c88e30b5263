"""What a backup says about itself: one file, a ZIP with the database and this."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from samverk.apps.upkeep.refused import UpkeepRefused
from samverk.formats.refusals import reason

SCHEMA = "samverk.backup/1"
MEMBER, KEY = "manifest.json", "secret.key"
CHUNK = 1024 * 1024
_FIELDS = {
    "schema": str,
    "made_at": str,
    "version": str,
    "vendor": str,
    "migrations": list,
    "chains": list,
    "database": str,
    "size": int,
    "sha256": str,
    "key_print": str,
}


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """Where the chain of an association (0: the installation) ended when the backup was made."""

    association_id: int
    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`database` is the member that holds the database, with its size in bytes and SHA-256 in hex.

    `key_print` tells whether an installation has the key that the backup's secrets are encrypted with.
    """

    schema: str
    made_at: str
    version: str
    vendor: str
    migrations: tuple[str, ...]
    chains: tuple[ChainEnd, ...]
    database: str
    size: int
    sha256: str
    key_print: str

    def text(self) -> str:
        """The manifest as it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def parse(text: bytes) -> Manifest:
    """Read a manifest. Raises ValueError or KeyError for anything else."""
    content = json.loads(text)
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise ValueError(f"not {SCHEMA}")
    if any(not isinstance(content[name], kind) for name, kind in _FIELDS.items()):
        raise ValueError("a field of another kind")
    chains = tuple(
        ChainEnd(int(each["association_id"]), int(each["sequence"]), str(each["hash"])) for each in content["chains"]
    )
    migrations = tuple(str(name) for name in content["migrations"])
    return Manifest(**{name: content[name] for name in _FIELDS} | {"chains": chains, "migrations": migrations})


def read_manifest(backup: Path) -> Manifest:
    """The manifest of a backup. Raises UpkeepRefused when the file is none, or only a part of one."""
    try:
        with zipfile.ZipFile(backup) as file:
            return parse(file.read(MEMBER))
    except FileNotFoundError:
        raise UpkeepRefused(f"{backup} finns inte. Kontrollera namnet.") from None
    except zipfile.BadZipFile:
        raise UpkeepRefused(
            f"{backup} är ingen säkerhetskopia från Samverk, eller bara en del av en. Kontrollera att hela filen är "
            "kopierad, eller välj en annan."
        ) from None
    except (KeyError, ValueError, TypeError, RuntimeError, NotImplementedError):
        raise UpkeepRefused(
            f"{backup} har ingen läsbar innehållsförteckning från Samverk. Välj en annan säkerhetskopia."
        ) from None
    except OSError as error:
        raise UpkeepRefused(f"{backup} går inte att läsa: {reason(error)}. Ange själva kopian, en fil.") from None


def key_print() -> str:
    """A mark of the installation's key that says nothing about it."""
    return hashlib.sha256(b"samverk.backup:" + settings.SECRET_KEY.encode()).hexdigest()[:16]


def copy_hashed(source: BinaryIO, target: BinaryIO) -> str:
    """Copy to the end; the SHA-256 in hex of what was copied."""
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()
