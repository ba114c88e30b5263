"""What the tables of this app hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields, Kind, about

_KEPT = "lika länge som räkenskapsinformationen, sju år, därefter enligt förbundets gallringsplan"
_WHO = about(Kind.IDENTIFIES, "visa vem som ändrade vad", _KEPT)
_WHAT = about(Kind.FREE_TEXT, "visa vad som ändrades", _KEPT)

FIELDS: Fields = {
    "AuditChain": {"association_id": NOTHING, "sequence": NOTHING, "hash": NOTHING},
    "AuditEvent": {
        "id": NOTHING,
        "association_id": NOTHING,
        "sequence": NOTHING,
        "at": NOTHING,
        "actor_id": _WHO,
        "actor_name": _WHO,
        "action": NOTHING,
        "subject_kind": NOTHING,
        "subject_id": NOTHING,
        "sentence": _WHAT,
        "before": _WHAT,
        "after": _WHAT,
        "previous_hash": NOTHING,
        "hash": NOTHING,
    },
}
