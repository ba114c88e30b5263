"""What the tables of this app hold about people: nothing. Few answers are kept back where they are read."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields

_PLACE = ("id", "association", "indicator", "group", "year", "source")

FIELDS: Fields = {
    "SurveyDecision": dict.fromkeys(("id", "association", "decided_on", "reference", "minimum"), NOTHING),
    "IndicatorResult": dict.fromkeys((*_PLACE, "positive", "answers"), NOTHING),
    "NationalIndicator": dict.fromkeys((*_PLACE, "share"), NOTHING),
}
