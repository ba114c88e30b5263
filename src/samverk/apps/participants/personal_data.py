"""What the tables of a register hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields, Kind, about

_KEPT = "tills samtycket återkallas eller gallringsdagen, det som kommer först"
_FOLLOW = "följa upp vad insatsen leder till, med deltagarens samtycke"
_POINTS = about(Kind.IDENTIFIES, _FOLLOW, _KEPT)
_SENSITIVE = about(Kind.SENSITIVE, _FOLLOW, _KEPT)
_STAFF = about(Kind.IDENTIFIES, "veta vem som får göra vad och vem som har gjort det", "enligt partens gallringsplan")

FIELDS: Fields = {
    "Register": dict.fromkeys(
        (
            "id",
            "version",
            "party",
            "association_name",
            "association_number",
            "push_address",
            "threshold",
            "width",
            "zeros",
            "hides_alike",
            "rule_source",
            "allows_identity",
            "identity_decision",
            "retention_months",
            "retention_source",
            "disposed_through",
            "scale_lowest",
            "scale_highest",
            "scb_man_ending",
            "scb_man_source",
        ),
        NOTHING,
    ),
    "RegisterMeasure": dict.fromkeys(("id", "version", "code", "name", "parent", "start", "end", "is_esf"), NOTHING),
    "StaffRole": {
        **dict.fromkeys(("id", "role", "measure", "valid_from", "valid_to"), NOTHING),
        "user": _STAFF,
    },
    "Participant": {
        **dict.fromkeys(("id", "version"), NOTHING),
        "card": _POINTS,
        "gender": _POINTS,
        "birth_year": _POINTS,
        "identity": _POINTS,
        "identity_index": _POINTS,
    },
    "Participation": {
        **dict.fromkeys(("id", "version"), NOTHING),
        **dict.fromkeys(
            ("participant", "measure", "consent_given", "start", "municipality", "education", "referrer", "exit"),
            _POINTS,
        ),
        "months_in_support": _SENSITIVE,
        "exit_reason": _SENSITIVE,
    },
    "StatusNote": {
        **dict.fromkeys(("id", "version"), NOTHING),
        **dict.fromkeys(("participation", "moment", "day", "is_unreached"), _POINTS),
        "support": _SENSITIVE,
        "occupied": _SENSITIVE,
    },
    "OwnQuestion": dict.fromkeys(
        ("id", "version", "measure", "position", "text", "kind", "choices", "asked_at", "valid_from", "valid_to"),
        NOTHING,
    ),
    "OwnAnswer": {"id": NOTHING, "participation": _POINTS, "question": _POINTS, "answer": _SENSITIVE},
    "ProgressRating": {
        "id": NOTHING,
        **dict.fromkeys(("participation", "instrument", "item", "day", "rater", "case_worker"), _POINTS),
        "score": _SENSITIVE,
        "confidence": _SENSITIVE,
    },
    "MonthHours": {
        **dict.fromkeys(("id", "version"), NOTHING),
        **dict.fromkeys(("participation", "month", "hours"), _POINTS),
    },
    "QueuePlace": {
        **dict.fromkeys(("id", "version"), NOTHING),
        **dict.fromkeys(("card", "measure", "gender", "queued", "started", "left"), _POINTS),
    },
    "AnonymousTally": dict.fromkeys(("id", "version", "measure", "year", "gender", "count"), NOTHING),
    "ViolenceTally": dict.fromkeys(
        ("id", "version", "measure", "year", "definition", "gender", "answer", "count"), NOTHING
    ),
    "MeasureReturn": {
        **dict.fromkeys(
            (
                "id",
                "version",
                "measure",
                "first",
                "last",
                "number",
                "replaces",
                "state",
                "content_hash",
                "file",
                "drafted_on",
                "reviewed_on",
                "released_on",
                "sent_at",
                "answer",
                "recount",
            ),
            NOTHING,
        ),
        "hidden": about(Kind.SENSITIVE, "dölja samma personer i nästa återrapport", "tills perioden gallras"),
        **dict.fromkeys(("drafted_by", "reviewed_by", "released_by"), _STAFF),
    },
    "ScbMonth": {
        **dict.fromkeys(("id", "measure", "month", "sent_on", "number"), NOTHING),
        **dict.fromkeys(
            ("fetched", "sent"), about(Kind.IDENTIFIES, "veta vilka månader SCB ska få igen", "tills månaden gallras")
        ),
        **dict.fromkeys(("fetched_by", "sent_by"), _STAFF),
    },
}
