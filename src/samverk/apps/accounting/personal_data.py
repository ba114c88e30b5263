"""What the tables of this app hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields, Kind, PersonalData, about

_KEPT = "sju år efter räkenskapsårets slut, som bokföringen"
_BOOKED = about(Kind.FREE_TEXT, "visa vad som är bokfört, i bokföringens egna ord", _KEPT)
_FILE = about(Kind.FREE_TEXT, "bevara bokföringen som den lämnades", _KEPT)
_READER = about(Kind.IDENTIFIES, "visa vem som läste in bokföringen", _KEPT)


def _nothing(names: str) -> dict[str, PersonalData]:
    return dict.fromkeys(names.split(), NOTHING)


_RULE = _nothing("id version association position accounts line cost_centres projects")

FIELDS: Fields = {
    "LedgerImport": {
        **_nothing("id association year number state file_name sha256 size sie_type program generated imported_at"),
        **_nothing("voucher_count posting_count account_count ties dimensions locked_at locked_reason"),
        "imported_by": _READER,
        "sentence": NOTHING,
        "problems": _BOOKED,
    },
    "LedgerFile": {"ledger_import": NOTHING, "packed": _FILE},
    "Account": {
        **_nothing("id ledger_import number is_balance opening_ore closing_ore"),
        "name": _BOOKED,
    },
    "DimensionObject": {**_nothing("id ledger_import dimension code"), "name": _BOOKED},
    "ObjectBalance": _nothing("id account pairs opening_ore closing_ore"),
    "Voucher": {
        **_nothing("id ledger_import position series number day"),
        "text": _BOOKED,
        "corrections": _BOOKED,
    },
    "Posting": {**_nothing("id voucher account day amount_ore pairs"), "text": _BOOKED},
    "ChartProfile": _nothing("id version association base"),
    "LineRule": {**_RULE, "line_if_credit": NOTHING},
    "NoteRule": {**_RULE, "name": NOTHING, "block": NOTHING},
}
