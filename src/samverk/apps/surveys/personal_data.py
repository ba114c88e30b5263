"""What the tables of this app hold about people: nothing.

An answer is closed choices without name, time or address; few answers are kept back where they are read.
"""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields

_PLACE = ("id", "association", "indicator", "group", "year", "source")

FIELDS: Fields = {
    "SurveyDecision": dict.fromkeys(("id", "association", "decided_on", "reference", "minimum"), NOTHING),
    "IndicatorResult": dict.fromkeys((*_PLACE, "positive", "answers"), NOTHING),
    "NationalIndicator": dict.fromkeys((*_PLACE, "share"), NOTHING),
    "Questionnaire": dict.fromkeys(("id", "version", "association", "name", "content"), NOTHING),
    "SurveyRound": dict.fromkeys(
        (
            "id",
            "version",
            "questionnaire",
            "group",
            "year",
            "opens_on",
            "closes_on",
            "code",
            "content",
            "ended_on",
        ),
        NOTHING,
    ),
    "SurveyAnswer": dict.fromkeys(("id", "round", "choices"), NOTHING),
}
