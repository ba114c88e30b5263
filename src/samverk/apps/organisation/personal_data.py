"""What the tables of this app hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields

FIELDS: Fields = {
    "Association": {
        "id": NOTHING,
        "version": NOTHING,
        "slug": NOTHING,
        "name": NOTHING,
        "full_name": NOTHING,
        "org_number": NOTHING,
        "seat": NOTHING,
        "municipalities": NOTHING,
        "formed": NOTHING,
    },
}
