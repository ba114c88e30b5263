"""Sums over a ledger: per account, object, period and combination. Everything in öre, debit positive.

Only the lines that count are summed; struck and added lines (BTRANS, RTRANS) are history (SIE 4B, #BTRANS and #RTRANS).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from samverk.core.ledger.model import COST_CENTRE, PROJECT, Ledger, Voucher

BALANCE_KINDS = ("T", "S")

Objects = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LineTotals:
    """The year's lines summed by account and object list: enough for every balance, without the vouchers."""

    by_key: dict[tuple[str, Objects], int] = field(default_factory=dict)

    def by_account(self) -> dict[str, int]:
        """Account → öre."""
        sums: dict[str, int] = defaultdict(int)
        for (account, _), ore in self.by_key.items():
            sums[account] += ore
        return dict(sums)

    def by_object(self, dimension: str) -> dict[tuple[str, str], int]:
        """(account, object code in `dimension`) → öre; code "" gathers the lines without one."""
        sums: dict[tuple[str, str], int] = defaultdict(int)
        for (account, objects), ore in self.by_key.items():
            sums[account, code_in(objects, dimension)] += ore
        return dict(sums)

    def by_project_and_centre(self) -> dict[tuple[str, str, str], int]:
        """(account, project, cost centre) → öre; "" where a line has none."""
        sums: dict[tuple[str, str, str], int] = defaultdict(int)
        for (account, objects), ore in self.by_key.items():
            sums[account, code_in(objects, PROJECT), code_in(objects, COST_CENTRE)] += ore
        return dict(sums)


def code_in(objects: Objects, dimension: str) -> str:
    """The code a list of objects has in `dimension`, "" when it has none there."""
    return next((code for number, code in objects if number == dimension), "")


def sum_lines(vouchers: Iterable[Voucher]) -> LineTotals:
    """Sum the lines of `vouchers` by account and object list."""
    sums: dict[tuple[str, Objects], int] = {}
    for voucher in vouchers:
        for posting in voucher.postings:
            key = (posting.account, posting.objects)
            sums[key] = sums.get(key, 0) + posting.amount_ore
    return LineTotals(sums)


def lines_by_account(ledger: Ledger) -> dict[str, int]:
    """Sum of the year's lines: account → öre."""
    return sum_lines(ledger.vouchers).by_account()


def lines_by_object(ledger: Ledger, dimension: str) -> dict[tuple[str, str], int]:
    """Sum of the year's lines: (account, object code) → öre; code "" gathers lines without an object there."""
    return sum_lines(ledger.vouchers).by_object(dimension)


def lines_by_project_and_centre(ledger: Ledger) -> dict[tuple[str, str, str], int]:
    """Sum of the year's lines: (account, project, cost centre) → öre; "" where a line has none."""
    return sum_lines(ledger.vouchers).by_project_and_centre()


def lines_by_period(ledger: Ledger) -> dict[tuple[str, int], int]:
    """Sum of the year's lines: (account, period as yyyymm) → öre. A line's own day goes before the voucher's."""
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for voucher in ledger.vouchers:
        for posting in voucher.postings:
            day = posting.day or voucher.day
            sums[posting.account, day.year * 100 + day.month] += posting.amount_ore
    return dict(sums)


def of_year(balances: Mapping[tuple[int, str], int], offset: int = 0) -> dict[str, int]:
    """One year of `Ledger.opening`, `closing` or `results`: account → öre."""
    return {account: ore for (year, account), ore in balances.items() if year == offset}


def is_balance_account(ledger: Ledger, account: str) -> bool:
    """True for assets, liabilities and equity; False for income and costs.

    The year's own records decide first (UB and IB against RES), then the account's kind.
    """
    if (0, account) in ledger.results:
        return False
    if (0, account) in ledger.closing or (0, account) in ledger.opening:
        return True
    return is_of_balance_kind(ledger, account)


def is_of_balance_kind(ledger: Ledger, account: str) -> bool:
    """True when #KTYP says asset or liability; without #KTYP, when the account's class is 1 or 2.

    Classes 1 and 2 are the balance sheet both in BAS and in Kommun-Bas.
    """
    kind = ledger.accounts[account].kind if account in ledger.accounts else ""
    return kind in BALANCE_KINDS if kind else account[:1] in ("1", "2")


class AccountBalance(NamedTuple):
    """An account through the year, öre. `closing_ore` is UB for balance accounts and RES for result accounts."""

    account: str
    name: str
    is_balance: bool
    opening_ore: int
    change_ore: int
    closing_ore: int


def account_balances(
    ledger: Ledger, offset: int = 0, *, totals: LineTotals | None = None
) -> tuple[AccountBalance, ...]:
    """Every account with a balance or a line in year `offset`, in order of number.

    `closing_ore` is what the file states. A file of vouchers only (type 4I) states none; there it is the sum of lines.
    `totals` are the sums of the year's lines when they are known already.
    """
    lines = (totals or sum_lines(ledger.vouchers)).by_account() if offset == 0 else {}
    opening, closing, results = (of_year(part, offset) for part in (ledger.opening, ledger.closing, ledger.results))
    states_balances = bool(opening or closing or results)
    rows = []
    for account in sorted({*lines, *opening, *closing, *results}):
        is_balance = is_balance_account(ledger, account)
        start = opening.get(account, 0)
        end = closing.get(account, 0) + results.get(account, 0) if states_balances else lines.get(account, 0)
        name = ledger.accounts[account].name if account in ledger.accounts else ""
        rows.append(AccountBalance(account, name, is_balance, start, end - start, end))
    return tuple(rows)


class ObjectTotal(NamedTuple):
    """The year's lines on one object, öre, result accounts and balance accounts apart."""

    dimension: str
    code: str
    name: str
    result_ore: int
    balance_ore: int
    lines: int


def object_totals(ledger: Ledger, dimension: str) -> tuple[ObjectTotal, ...]:
    """What the year's lines put on each object of `dimension`; code "" is the lines without one, last."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    balance_accounts: dict[str, bool] = {}
    for voucher in ledger.vouchers:
        for posting in voucher.postings:
            account = posting.account
            if account not in balance_accounts:
                balance_accounts[account] = is_balance_account(ledger, account)
            row = sums[code_in(posting.objects, dimension)]
            row[1 if balance_accounts[account] else 0] += posting.amount_ore
            row[2] += 1
    return tuple(
        ObjectTotal(dimension, code, ledger.objects.get((dimension, code), ""), *sums[code])
        for code in sorted(sums, key=lambda code: (not code, code))
    )


def used_dimensions(ledger: Ledger) -> tuple[str, ...]:
    """Dimensions that occur on lines or in object balances, in numeric order."""
    lists = {line.objects for voucher in ledger.vouchers for line in voucher.postings}
    lists.update(balance.objects for balance in (*ledger.object_opening, *ledger.object_closing))
    lists.update(balance.objects for balance in ledger.period_balances)
    found = {number for objects in lists for number, _ in objects}
    return tuple(sorted(found, key=lambda number: (len(number), number)))


RESERVED_DIMENSIONS = {
    "1": "Kostnadsställe",
    "2": "Kostnadsbärare",
    "6": "Projekt",
    "7": "Anställd",
    "8": "Kund",
    "9": "Leverantör",
    "10": "Faktura",
}
"""Dimensions that need no #DIM record (SIE 4B, #DIM)."""


def dimension_name(ledger: Ledger, dimension: str) -> str:
    """The name of a dimension: the file's own, else the reserved one, else its number."""
    if dimension in ledger.dimensions and ledger.dimensions[dimension].name:
        return ledger.dimensions[dimension].name
    return RESERVED_DIMENSIONS.get(dimension, f"Dimension {dimension}")
