"""What the tables of this app hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields, Kind, about

_SIGNED = about(
    Kind.IDENTIFIES, "vem som skriver under årsredovisningen", "bevaras: årsredovisningen är allmän handling"
)
_WORDS = about(Kind.FREE_TEXT, "årsredovisningens text; aldrig deltagare", "bevaras med årsredovisningen")

FIELDS: Fields = {
    "AnnualReportYear": {
        **dict.fromkeys(
            (
                "id",
                "version",
                "association",
                "year",
                "decided",
                "signed",
                "town",
                "audit_report",
                "registration_number",
                "employees",
                "board_meetings",
                "template",
                "unit",
                "rounding",
                "accent",
                "realised_gains_ore",
                "realised_gains_exempt_ore",
                "realised_losses_exempt_ore",
                "unrealised_changes_ore",
                "unrealised_reversals_ore",
            ),
            NOTHING,
        ),
        "serving_deputies": _SIGNED,
    },
    "PastYear": dict.fromkeys(
        (
            "id",
            "report",
            "position",
            "year",
            "income_ore",
            "costs_ore",
            "result_ore",
            "equity_ore",
            "employees",
            "unit",
        ),
        NOTHING,
    ),
    "Chapter": {**dict.fromkeys(("id", "version", "association", "year", "name"), NOTHING), "text": _WORDS},
}
