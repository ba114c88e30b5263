"""What the tables of this app hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields

FIELDS: Fields = {
    "RecordedDay": {
        "id": NOTHING,
        "association": NOTHING,
        "code": NOTHING,
        "subject": NOTHING,
        "title": NOTHING,
        "day": NOTHING,
    },
}
