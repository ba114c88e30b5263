"""One year's books as sums: what stood on each account, what was booked, and how vouchers moved the accounts.

The file's own year balances (UB, RES) are what the association closed on, so they are used; where vouchers do not
explain them a problem says so and the difference is carried as one further movement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from samverk.core.ledger.balances import lines_by_account, lines_by_project_and_centre, of_year
from samverk.core.ledger.model import COST_CENTRE, PROJECT, Ledger
from samverk.core.money import format_exact
from samverk.core.problems import Problem, ProblemSeverity

Movement = dict[str, int]
"""One voucher's sum per account, öre, debit positive."""


class CellKey(NamedTuple):
    """An account, narrowed to a cost centre and a project; None means lines without one."""

    account: str
    cost_centre: str | None = None
    project: str | None = None


@dataclass(frozen=True, slots=True)
class Books:
    """Sums of one financial year, öre, debit positive. `movements` sum to closing − opening and to the results.

    `unexplained` holds the balances that vouchers do not carry, per account; it is also the last movement.
    """

    year: int
    names: dict[str, str] = field(default_factory=dict)
    opening: dict[str, int] = field(default_factory=dict)
    closing: dict[str, int] = field(default_factory=dict)
    results: dict[CellKey, int] = field(default_factory=dict)
    movements: tuple[Movement, ...] = ()
    unexplained: Movement = field(default_factory=dict)
    has_vouchers: bool = False

    def result_accounts(self) -> dict[str, int]:
        """The year's sum per result account."""
        sums: dict[str, int] = defaultdict(int)
        for key, amount in self.results.items():
            sums[key.account] += amount
        return dict(sums)


def is_balance_class(account: str) -> bool:
    """True for classes 1 and 2, in BAS and Kommun-Bas alike."""
    return account[:1] in ("1", "2")


def read_books(ledger: Ledger, year: int) -> tuple[Books, list[Problem]]:
    """Sum up `ledger`, whose own year is `year`. Problem: KP-EJ-FORKLARAT."""
    opening = of_year(ledger.opening)
    stated = of_year(ledger.closing) | of_year(ledger.results)
    movements = tuple(_voucher_sums(ledger))
    explained: dict[str, int] = defaultdict(int, lines_by_account(ledger))
    booked = {account: explained[account] + opening.get(account, 0) for account in {*explained, *opening}}
    final = stated or booked
    unexplained = {
        account: final.get(account, 0) - booked.get(account, 0)
        for account in sorted({*final, *booked})
        if final.get(account, 0) != booked.get(account, 0)
    }
    books = Books(
        year=year,
        names={number: account.name for number, account in ledger.accounts.items()},
        opening=opening,
        closing={account: ore for account, ore in final.items() if is_balance_class(account)},
        results=_result_cells(ledger, final),
        movements=(*movements, unexplained) if unexplained else movements,
        unexplained=unexplained,
        has_vouchers=bool(movements),
    )
    return books, _unexplained_problems(books)


def _voucher_sums(ledger: Ledger) -> Iterator[Movement]:
    for voucher in ledger.vouchers:
        sums: Movement = defaultdict(int)
        for posting in voucher.postings:
            sums[posting.account] += posting.amount_ore
        yield dict(sums)


def _result_cells(ledger: Ledger, final: dict[str, int]) -> dict[CellKey, int]:
    """Split result accounts by object; what no object explains stays on the account itself."""
    cells: dict[CellKey, int] = defaultdict(int)
    for key, ore in _object_sums(ledger):
        if not is_balance_class(key.account):
            cells[key] += ore
    explained: dict[str, int] = defaultdict(int)
    for key, ore in cells.items():
        explained[key.account] += ore
    for account in {*final, *explained}:
        if not is_balance_class(account) and final.get(account, 0) != explained[account]:
            cells[CellKey(account)] += final.get(account, 0) - explained[account]
    return {key: ore for key, ore in sorted(cells.items(), key=_by_text) if ore}


def _by_text(item: tuple[CellKey, int]) -> tuple[str, ...]:
    return tuple(part or "" for part in item[0])


def _object_sums(ledger: Ledger) -> Iterator[tuple[CellKey, int]]:
    if ledger.vouchers:
        for (account, project, cost_centre), ore in lines_by_project_and_centre(ledger).items():
            yield CellKey(account, cost_centre or None, project or None), ore
        return
    months = [
        (dict(month.objects), month) for month in ledger.period_balances if month.year_offset == 0 and month.objects
    ]
    # a type 3 file tells the same money once per dimension: projects decide where an account has them
    with_projects = {month.account for objects, month in months if PROJECT in objects}
    for objects, month in months:
        if PROJECT in objects or (COST_CENTRE in objects and month.account not in with_projects):
            yield CellKey(month.account, objects.get(COST_CENTRE), objects.get(PROJECT)), month.amount_ore


def _unexplained_problems(books: Books) -> list[Problem]:
    if not books.has_vouchers:
        return []
    return [
        Problem(
            ProblemSeverity.WARNING,
            "KP-EJ-FORKLARAT",
            f"Konto {account} {books.names.get(account, '')} {books.year}: verifikaten förklarar inte filens "
            f"{'utgående balans' if is_balance_class(account) else 'årssumma'}; skillnaden är {format_exact(ore)} "
            "kronor. Filens årsbelopp används. Exportera hela året, alla serier, och läs in filen igen.",
        )
        for account, ore in books.unexplained.items()
    ]
