"""What the tables of this app hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields, Kind, about

_OWNER = about(Kind.IDENTIFIES, "vem som följer vilken insats", "så länge kontot behövs, därefter enligt gallringsplan")
_WORDS = about(
    Kind.FREE_TEXT, "beskriva insatsen och dess resultat; aldrig deltagare", "enligt förbundets gallringsplan"
)

FIELDS: Fields = {
    "Measure": {
        **dict.fromkeys(
            (
                "id",
                "version",
                "association",
                "position",
                "code",
                "name",
                "direction",
                "parent",
                "aliases",
                "owner",
                "funders",
                "start",
                "end",
                "projects",
                "cost_centres",
                "accounts",
            ),
            NOTHING,
        ),
        "description": _WORDS,
    },
    "Target": {
        **dict.fromkeys(("id", "measure", "position", "target", "grade"), NOTHING),
        "text": _WORDS,
        "result": _WORDS,
    },
    "MeasureOwner": {"id": NOTHING, "measure": _OWNER, "user": _OWNER},
}
