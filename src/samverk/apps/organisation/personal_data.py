"""What the tables of this app hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields, Kind, PersonalData, about

_ARCHIVE = "tas bort ur registret enligt förbundets gallringsplan; namn i beslut och årsredovisning är allmän handling"
_BOARD = about(Kind.IDENTIFIES, "vem som sitter i styrelsen och skriver under", _ARCHIVE)
_OFFICE = about(Kind.IDENTIFIES, "vem som har en funktion i förbundet", _ARCHIVE)


def _nothing(*names: str) -> dict[str, PersonalData]:
    return dict.fromkeys(("id", *names), NOTHING)


FIELDS: Fields = {
    "Association": _nothing(
        "version", "slug", "name", "full_name", "org_number", "seat", "municipalities", "formed", "note_texts"
    ),
    "Member": _nothing("version", "association", "position", "name", "kind", "paid_by", "joined", "left"),
    "ShareKey": _nothing("member", "position", "numerator", "denominator", "valid_from", "valid_to"),
    "IncomeSource": _nothing("version", "association", "position", "code", "name", "short_name", "kind", "accounts"),
    "IncomeSourceMember": _nothing("source", "member", "position"),
    "Charter": _nothing(
        "version",
        "association",
        "position",
        "valid_from",
        "interim_report",
        "notice_board",
        "archive_authority",
        "notice_period_years",
        "auditor_fees_paid_by",
        "quorum",
        "remuneration",
    ),
    "SavedFundsCeiling": _nothing("charter", "position", "numerator", "denominator", "base", "source"),
    "Mandate": {
        **_nothing("version", "association", "position"),
        "name": _BOARD,
        "member": _BOARD,
        "seat": _BOARD,
        "function": _BOARD,
        "order": _BOARD,
        "valid_from": _BOARD,
        "valid_to": _BOARD,
    },
    "Officer": {
        **_nothing("version", "association", "position"),
        "name": _OFFICE,
        "role": _OFFICE,
        "title": _OFFICE,
        "valid_from": _OFFICE,
        "valid_to": _OFFICE,
    },
    "OfficerMember": _nothing("position") | {"officer": _OFFICE, "member": _OFFICE},
}
