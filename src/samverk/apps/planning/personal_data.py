"""What the tables of this app hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields, Kind, PersonalData, about

_WORDS = about(Kind.FREE_TEXT, "styrelsens skäl för budgeten; aldrig deltagare", "bevaras: budgeten är allmän handling")
_DECISION = about(
    Kind.FREE_TEXT, "vilket beslut eller besked beloppet kommer ur; aldrig deltagare", "bevaras med budgeten"
)


def _nothing(*names: str) -> dict[str, PersonalData]:
    return dict.fromkeys(("id", *names), NOTHING)


FIELDS: Fields = {
    "BudgetYear": _nothing("version", "association", "year", "unit"),
    "BudgetVersion": {
        **_nothing(
            "version",
            "budget",
            "position",
            "name",
            "kind",
            "state",
            "decided",
            "consultation",
            "opening_ore",
            "covers",
            "plan_years",
        ),
        "motive": _WORDS,
        "remark": _WORDS,
    },
    "BudgetLine": _nothing("version", "position", "year", "side", "key", "amount_ore"),
    "Scenario": _nothing("version", "budget", "position", "name", "opening_ore"),
    "ScenarioDelta": _nothing("scenario", "position", "key", "year", "amount_ore", "numerator", "denominator"),
    "AllocationNotice": {
        **_nothing("association", "year", "amount_ore", "day", "is_preliminary"),
        "source": _DECISION,
    },
    "ExternalGrant": {
        **_nothing(
            "version",
            "association",
            "position",
            "key",
            "cost_lines",
            "numerator",
            "denominator",
            "first",
            "last",
            "request_months",
            "lag_months",
            "most_ore",
        ),
        "source": _DECISION,
    },
    "PlanningSettings": {**_nothing("version", "association", "floor_ore", "decided"), "source": _DECISION},
}
