"""What the tables of this app hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields, Kind, about

_ACCOUNT = "så länge kontot behövs, därefter enligt förbundets gallringsplan"
_SIGN_IN = about(Kind.IDENTIFIES, "inloggning", _ACCOUNT)
_ROLE = about(Kind.IDENTIFIES, "vem som får göra vad", _ACCOUNT)

FIELDS: Fields = {
    "User": {
        "id": NOTHING,
        "password": NOTHING,
        "last_login": about(Kind.IDENTIFIES, "upptäcka konton som inte används", _ACCOUNT),
        "email": _SIGN_IN,
        "name": _SIGN_IN,
        "is_active": NOTHING,
        "is_host": NOTHING,
        "made_at": NOTHING,
    },
    "RoleAssignment": {
        "id": NOTHING,
        "user": _ROLE,
        "association": NOTHING,
        "role": NOTHING,
        "valid_from": NOTHING,
        "valid_to": NOTHING,
    },
    "CalendarFeed": {
        "id": NOTHING,
        "user": about(Kind.IDENTIFIES, "visa årshjulet i personens egen kalender", "tills flödet stängs"),
        "association": NOTHING,
        "token_hash": NOTHING,
        "made_at": NOTHING,
    },
}
