"""Returns that were taken or sent once, read again from where they are kept, and who signed a file that was not."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from samverk.core.outcomes.returned import Return
from samverk.formats.returns.canonical import NotCanonicalError, canonical, parse
from samverk.formats.returns.content import return_of
from samverk.formats.returns.keys import is_signed, key_id
from samverk.formats.returns.wire import ReturnShape


def kept_return(data: bytes) -> Return:
    """The return in bytes that `read_return` took once, or that the register wrote itself: whom to trust is decided.

    Raises ValueError for bytes that were never taken.
    """
    shape = ReturnShape.model_validate(parse(data))
    told = {shape.measure, *(each for table in shape.tables for each in table.sub_projects)}
    return return_of(shape, frozenset(told))


def signed_by(data: bytes, keys: Iterable[Ed25519PublicKey]) -> Ed25519PublicKey | None:
    """The key whose signature the file bears, whatever else is wrong with the file; None when it bears none of them."""
    try:
        value = parse(data)
    except NotCanonicalError:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("signature"), str) or canonical(value) != data:
        return None
    try:
        signature = b64decode(value["signature"], validate=True)
    except (Base64Error, ValueError):
        return None
    signed = canonical({field: told for field, told in value.items() if field != "signature"})
    return next((key for key in keys if key_id(key) == value.get("key") and is_signed(key, signed, signature)), None)
