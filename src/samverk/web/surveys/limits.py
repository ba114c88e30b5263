"""How often one address may answer: counted in this process's memory alone, by a code that nobody can turn back.

The installation's cache is a table of the database, where an address would lie until it is cleared; this is not.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest

from samverk.web.request_log import address_of

_WINDOW = 60
MOST_IN_WINDOW = 60
"""A room of people may answer through one address; a machine that answers for ever may not."""

_SECRET = secrets.token_bytes(32)
_COUNTS = LocMemCache("samverk.surveys", {"timeout": _WINDOW, "max_entries": 5_000})


def is_too_often(request: HttpRequest) -> bool:
    """True when the address has sent more than `MOST_IN_WINDOW` answers in the last minute."""
    key = hashlib.blake2b(address_of(request).encode(), key=_SECRET, digest_size=16).hexdigest()
    _COUNTS.add(key, 0)
    try:
        return bool(_COUNTS.incr(key) > MOST_IN_WINDOW)
    except ValueError:  # the minute ended between the two lines
        return False


def forget() -> None:
    """Begin anew."""
    _COUNTS.clear()
