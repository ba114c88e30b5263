"""Accounts and vouchers of the books in force, by number, name or text."""

from __future__ import annotations

from django.db.models import Q

from samverk.apps.accounting.models import Account, LedgerImport, Voucher
from samverk.apps.organisation.models import Association
from samverk.apps.search import MOST, Hit, best_first, containing, matches
from samverk.core.periods import long_date


def search_accounts(association: Association, words: list[str]) -> list[Hit]:
    """Accounts by number or name, each once, in the latest year that has it."""
    found: dict[str, Hit] = {}
    versions = LedgerImport.objects.current().filter(association=association)
    for row in (
        Account.objects.filter(ledger_import__in=versions)
        .order_by("-ledger_import__year", "number")
        .values("number", "name", "ledger_import__year")
    ):
        year, number = row["ledger_import__year"], row["number"]
        if number not in found and matches(words, number, row["name"]):
            title = f"{number} {row['name']}".strip()
            found[number] = Hit("account", title, f"bokföringen {year}", {"year": year, "account": number})
    return best_first(words, found.values())


def search_vouchers(association: Association, words: list[str]) -> list[Hit]:
    """Vouchers by series and number ("A 17") or by text, latest year first."""
    versions = LedgerImport.objects.current().filter(association=association)
    named = Q(number=words[-1], series__iexact=words[0]) if len(words) == 2 else Q(number=words[0])
    rows = Voucher.objects.filter(ledger_import__in=versions).filter(containing("text", words) | named)
    rows = rows.select_related("ledger_import").order_by("-ledger_import__year", "position")[:MOST]
    return [
        Hit(
            "voucher",
            f"{row} {row.text}".strip(),
            long_date(row.day),
            {"year": row.ledger_import.year, "voucher": row.pk},
        )
        for row in rows
    ]
