"""The key that the register signs its returns with: a file in the data directory, readable by its owner alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from samverk.apps.audit.door import RefusedChange
from samverk.formats.refusals import reason
from samverk.formats.returns.keys import (
    KeyFormatError,
    generate_private_key,
    key_id,
    private_pem,
    public_pem,
    read_private_pem,
)

KEY = "return.key"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half: the PEM that the association is given, and its fingerprint in groups of four."""

    pem: bytes
    fingerprint: str


def key_file() -> Path:
    """Where the key is."""
    return Path(settings.ENVIRONMENT.data) / KEY


def has_key() -> bool:
    """True when the register can sign."""
    return key_file().exists()


def load_key() -> Ed25519PrivateKey:
    """The private key. Raises RefusedChange in Swedish when there is none or it cannot be read."""
    try:
        return read_private_pem(key_file().read_bytes(), _password())
    except FileNotFoundError:
        raise RefusedChange(
            "Registret har ingen nyckel att underteckna med. Den registeransvariga gör en under Inställningar."
        ) from None
    except OSError as error:
        raise RefusedChange(
            f"Registrets nyckel går inte att läsa: {reason(error)}. Be den som sköter datorn."
        ) from None
    except KeyFormatError as error:
        raise RefusedChange(f"{error} Lösenordet anges i SAMVERK_RETURN_KEY_PASSWORD.") from None


def public_key() -> PublicKey | None:
    """The public half; None when there is no key. Raises RefusedChange when the key cannot be read."""
    return of(load_key()) if has_key() else None


def of(key: Ed25519PrivateKey) -> PublicKey:
    """The public half of a key."""
    name = key_id(key.public_key())
    return PublicKey(public_pem(key.public_key()), " ".join(name[at : at + 4] for at in range(0, len(name), 4)))


def write_new_key() -> PublicKey:
    """Make a key and write it, whole or not at all. Raises RefusedChange when there is one."""
    key, place = generate_private_key(), key_file()
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(private_pem(key, _password()))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise RefusedChange(
            "Registret har redan en nyckel. En ny nyckel gör att förbundet måste byta den publika hos sig: flytta "
            f"undan filen {KEY} i registrets katalog om du verkligen vill det, och försök igen."
        ) from None
    except OSError as error:
        place.unlink(missing_ok=True)
        raise RefusedChange(f"Nyckeln gick inte att skriva: {reason(error)}. Be den som sköter datorn.") from None
    return of(key)


def _password() -> bytes | None:
    word: str = settings.ENVIRONMENT.return_key_password
    return word.encode() or None
