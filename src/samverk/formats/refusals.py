"""Why the system said no to a file or a directory, in Swedish."""

from __future__ import annotations

import errno

_REASONS = {
    errno.EEXIST: "där ligger redan en fil med det namnet",
    errno.EISDIR: "det är en katalog",
    errno.ENOTDIR: "en del av sökvägen är en fil, inte en katalog",
    errno.ENOENT: "katalogen finns inte och går inte att skapa",
    errno.EACCES: "du saknar rättigheter där",
    errno.EPERM: "du saknar rättigheter där",
    errno.EROFS: "platsen går bara att läsa från",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "du har inte mer utrymme på disken",
    errno.EADDRINUSE: "porten är upptagen",
    errno.EADDRNOTAVAIL: "datorn har inte den adressen",
}


def reason(error: OSError) -> str:
    """The reason in Swedish; the system's own words when we have none."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
