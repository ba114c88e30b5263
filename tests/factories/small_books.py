"""Small sets of books for tests: vouchers in, a ledger with the balances they give out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from samverk.core.ledger.model import COST_CENTRE, PROJECT, Account, FinancialYear, Ledger, Posting, Voucher

Line = tuple[str, int] | tuple[str, int, str] | tuple[str, int, str, str]
"""Account, kronor (debit positive), project, cost centre."""


def posting(account: str, kronor: int, project: str = "", cost_centre: str = "") -> Posting:
    named = ((COST_CENTRE, cost_centre), (PROJECT, project))
    return Posting(account, kronor * 100, tuple((dimension, code) for dimension, code in named if code))


def ledger(
    year: int,
    vouchers: Sequence[Sequence[Line]],
    opening: Mapping[str, int] | None = None,
    names: Mapping[str, str] | None = None,
    *,
    with_vouchers: bool = True,
) -> Ledger:
    """Books of `year`; `opening` in kronor. Without vouchers only the balances remain, as in a type 1 file."""
    sums: dict[str, int] = defaultdict(int)
    start = {account: kronor * 100 for account, kronor in (opening or {}).items()}
    for account, ore in start.items():
        sums[account] += ore
    booked = []
    for number, lines in enumerate(vouchers, 1):
        postings = tuple(posting(*line) for line in lines)
        assert sum(line.amount_ore for line in postings) == 0, f"voucher {number} does not balance"
        booked.append(Voucher("A", str(number), date(year, 6, 1), postings=postings))
        for line in postings:
            sums[line.account] += line.amount_ore
    known = dict(names or {})
    return Ledger(
        sie_type="4E",
        years={0: FinancialYear(0, date(year, 1, 1), date(year, 12, 31))},
        accounts={account: Account(account, known.get(account, f"Konto {account}")) for account in {*sums, *known}},
        opening={(0, account): ore for account, ore in start.items()},
        closing={(0, account): ore for account, ore in sums.items() if account[0] in "12"},
        results={(0, account): ore for account, ore in sums.items() if account[0] not in "12"},
        vouchers=tuple(booked) if with_vouchers else (),
    )
