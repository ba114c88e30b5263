"""Accounts and vouchers in the latest books in force."""

from __future__ import annotations

from samverk.apps.accounting.models import Account, LedgerImport, Voucher
from samverk.apps.organisation.models import Association
from samverk.apps.search import MOST, Hit, best_first, containing, matches


def search_accounts(association: Association, words: list[str]) -> list[Hit]:
    """Accounts by number or name."""
    version = _latest(association)
    if version is None:
        return []
    rows = Account.objects.filter(ledger_import=version).values_list("number", "name")
    return best_first(
        words,
        (
            Hit("account", f"{number} {name}", f"bokföringen {version.year}", {"year": version.year, "number": number})
            for number, name in rows
            if matches(words, number, name)
        ),
    )


def search_vouchers(association: Association, words: list[str]) -> list[Hit]:
    """Vouchers by text, or by series and number ("A 17", "a17")."""
    version = _latest(association)
    if version is None:
        return []
    rows = Voucher.objects.filter(ledger_import=version)
    numbered = "".join(words)
    digits = numbered.lstrip("abcdefghijklmnopqrstuvwxyzåäö")
    found = rows.filter(containing("text", words))
    if digits.isdigit():
        series = numbered[: len(numbered) - len(digits)].upper()
        by_number = rows.filter(number=digits)
        found |= by_number.filter(series=series) if series else by_number
    return [
        Hit(
            "voucher",
            f"Verifikat {row.series} {row.number}".replace("  ", " "),
            f"{row.day.isoformat()} {row.text}".strip(),
            {"year": version.year, "pk": row.pk},
        )
        for row in found.order_by("position")[:MOST]
    ]


def _latest(association: Association) -> LedgerImport | None:
    found: LedgerImport | None = (
        LedgerImport.objects.current().filter(association=association).order_by("-year").first()
    )
    return found
