"""What the tables of this app hold about people. About participants they hold nothing but counts."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields, Kind, about

_SENDER = about(
    Kind.IDENTIFIES, "vem som tog emot eller sände en återrapport", "så länge återrapporten finns, enligt gallringsplan"
)

_RELEASER = about(
    Kind.IDENTIFIES,
    "vem som gjorde, granskade och offentliggjorde siffror",
    "bevaras: det som offentliggjorts är allmän handling",
)

FIELDS: Fields = {
    "RegisterKey": dict.fromkeys(
        ("id", "version", "association", "party", "public_key", "key_id", "measures", "valid_from", "closed_on"),
        NOTHING,
    ),
    "DisclosureDecision": dict.fromkeys(
        ("id", "association", "decided_on", "reference", "threshold", "narrowest", "zeros", "hides_alike"), NOTHING
    ),
    "ReceivedReturn": {
        **dict.fromkeys(
            (
                "id",
                "association",
                "measure",
                "register_key",
                "first",
                "last",
                "number",
                "content",
                "sha256",
                "content_hash",
                "received_on",
            ),
            NOTHING,
        ),
        "received_by": _SENDER,
    },
    "RefusedReturn": {
        **dict.fromkeys(("id", "association", "sha256", "refused_on", "reasons"), NOTHING),
        "sender": _SENDER,
    },
    "OutcomeTarget": dict.fromkeys(("id", "measure", "year", "destination", "percent", "source"), NOTHING),
    "OutcomeRelease": {
        **dict.fromkeys(
            (
                "id",
                "version",
                "association",
                "name",
                "place",
                "state",
                "drafted_on",
                "reviewed_on",
                "released_on",
                "content",
                "sha256",
            ),
            NOTHING,
        ),
        **dict.fromkeys(("drafted_by", "reviewed_by", "released_by"), _RELEASER),
    },
    "ReleasedPart": dict.fromkeys(("id", "release", "received", "tables"), NOTHING),
}
