"""A file carried from the dry run to the confirmation in the form itself, encrypted: it is stored nowhere."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

_LASTS = 60 * 60


def carried(data: bytes, whose: tuple[int, int]) -> str:
    """The file as a text that only this installation reads, for an hour. `whose` is the person and what it is for."""
    content = {"whose": list(whose), "data": base64.b64encode(zlib.compress(data)).decode("ascii")}
    return _lock().encrypt(json.dumps(content).encode()).decode("ascii")


def carried_back(text: str, whose: tuple[int, int]) -> bytes | None:
    """The file again; None when it was another person's, about something else, changed, or too long ago."""
    try:
        content = json.loads(_lock().decrypt(text.encode("ascii", "replace"), ttl=_LASTS))
    except InvalidToken:
        return None
    return zlib.decompress(base64.b64decode(content["data"])) if content["whose"] == list(whose) else None


def _lock() -> Fernet:
    digest = hashlib.sha256(b"samverk carried file\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
