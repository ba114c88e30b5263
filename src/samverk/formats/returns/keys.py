"""Keys of a register: Ed25519 (RFC 8032), as PEM bytes in and out. Where they are kept is for whoever calls."""

from __future__ import annotations

from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)


class KeyFormatError(ValueError):
    """Bytes that are no key of ours. The message is Swedish."""


def generate_private_key() -> Ed25519PrivateKey:
    """A new key, drawn by the operating system."""
    return Ed25519PrivateKey.generate()


def private_pem(key: Ed25519PrivateKey, password: bytes | None = None) -> bytes:
    """The private key as PKCS #8 PEM, encrypted when there is a password."""
    encryption = BestAvailableEncryption(password) if password else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def public_pem(key: Ed25519PublicKey) -> bytes:
    """The public key as PEM: what the association is given."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_private_pem(data: bytes, password: bytes | None = None) -> Ed25519PrivateKey:
    """The private key in a PEM. Raises KeyFormatError in Swedish."""
    try:
        key = load_pem_private_key(data, password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFormatError(
            "Den privata nyckeln går inte att läsa. Kontrollera att det är en PEM-fil och att lösenordet är rätt."
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFormatError("Nyckeln är inte av slaget Ed25519. Gör en ny nyckel i registret.")
    return key


def read_public_pem(data: bytes) -> Ed25519PublicKey:
    """The public key in a PEM. Raises KeyFormatError in Swedish."""
    try:
        key = load_pem_public_key(data)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFormatError(
            "Den publika nyckeln går inte att läsa. Be registret sända den igen som en PEM-fil."
        ) from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyFormatError("Nyckeln är inte av slaget Ed25519. Be registret göra en ny nyckel.")
    return key


def key_id(key: Ed25519PublicKey) -> str:
    """The name of a key: SHA-256 of its 32 bytes, hexadecimal. Read it aloud in groups to compare it."""
    return sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def signature_of(key: Ed25519PrivateKey, data: bytes) -> bytes:
    """The 64 bytes of a signature."""
    return key.sign(data)


def is_signed(key: Ed25519PublicKey, data: bytes, signature: bytes) -> bool:
    """True when the signature over `data` was made with the private half of `key`."""
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True
