"""A year's books as values: accounts, dimensions, balances, vouchers.

Sign everywhere: debit positive, credit negative (SIE 4B). Amounts are integer öre. Codes are text: `0001` is not `1`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

COST_CENTRE = "1"  # SIE dimension 1, kostnadsställe
PROJECT = "6"  # SIE dimension 6, projekt


class Account(NamedTuple):
    """A ledger account. `kind` is T (asset), S (liability), I (income), K (cost) or "" when the file does not say."""

    number: str
    name: str
    kind: str = ""
    unit: str = ""
    sru: tuple[str, ...] = ()


class Dimension(NamedTuple):
    """A SIE dimension such as 6 Projekt; `parent` is set for an underdimension."""

    number: str
    name: str
    parent: str = ""


class FinancialYear(NamedTuple):
    """`offset` 0 is the year of the file, -1 the one before (SIE 4B, #RAR)."""

    offset: int
    start: date
    end: date


class Posting(NamedTuple):
    """One line of a voucher. `objects` is ((dimension, code), …) in the order of the file."""

    account: str
    amount_ore: int
    objects: tuple[tuple[str, str], ...] = ()
    day: date | None = None  # None: the voucher's own day
    text: str = ""
    quantity: str = ""
    sign: str = ""

    def object_of(self, dimension: str) -> str | None:
        """The code of this line in `dimension`, None when it has none."""
        for number, code in self.objects:
            if number == dimension:
                return code
        return None


class Correction(NamedTuple):
    """A line that is history and never counts: added later (RTRANS) or struck (BTRANS).

    `position` counts the TRANS lines before it in the voucher.
    """

    label: str
    position: int
    posting: Posting


class Voucher(NamedTuple):
    """A voucher (verifikat). Identity is series + number + year; it is never renumbered.

    `line` says where it stood in the file, so two readings of the same books may differ in it; compare `content`.
    """

    series: str
    number: str
    day: date
    text: str = ""
    registered: date | None = None
    sign: str = ""
    postings: tuple[Posting, ...] = ()
    corrections: tuple[Correction, ...] = ()
    line: int = 0  # line of #VER in the file; 0 when not read from one

    @property
    def name(self) -> str:
        """The voucher as people cite it: "A 17"; "" when the file gave it neither series nor number."""
        return f"{self.series} {self.number}".strip()

    @property
    def content(self) -> Voucher:
        """The voucher without its place in a file."""
        return self._replace(line=0)


class PeriodBalance(NamedTuple):
    """A month's change (PSALDO) or budget (PBUDGET) on an account, for the account (no objects) or for an object."""

    year_offset: int
    period: int  # yyyymm
    account: str
    objects: tuple[tuple[str, str], ...]
    amount_ore: int
    quantity: str = ""


class ObjectBalance(NamedTuple):
    """Opening (OIB) or closing (OUB) balance of an account for an object."""

    year_offset: int
    account: str
    objects: tuple[tuple[str, str], ...]
    amount_ore: int
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The books of one association and financial year, as one SIE file told them.

    Balances are keyed (year offset, account number) → öre. `closing` holds balance accounts (UB), `results` result
    accounts (RES), `opening` balance accounts (IB); `quantities` holds what those records say of quantity, keyed
    (label, year offset, account number). Nothing derived is stored here; see `balances.py`.
    """

    company: str = ""
    org_number: str = ""
    acquisition: tuple[str, str] = ("", "")  # förvärvsnummer and verksamhetsnummer of #ORGNR
    sie_type: str = ""  # "1", "2", "3", "4E", "4I"
    program: tuple[str, str] = ("", "")
    generated: date | None = None
    generated_by: str = ""
    currency: str = "SEK"
    chart: str = ""  # KPTYP as written
    covers_to: date | None = None  # OMFATTN
    is_imported: bool = False  # FLAGGA 1: some program has read the file already
    encoding: str = "cp437"  # what the bytes were, whatever #FORMAT says
    years: dict[int, FinancialYear] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)
    opening: dict[tuple[int, str], int] = field(default_factory=dict)
    closing: dict[tuple[int, str], int] = field(default_factory=dict)
    results: dict[tuple[int, str], int] = field(default_factory=dict)
    quantities: dict[tuple[str, int, str], str] = field(default_factory=dict)
    object_opening: tuple[ObjectBalance, ...] = ()
    object_closing: tuple[ObjectBalance, ...] = ()
    period_balances: tuple[PeriodBalance, ...] = ()
    period_budgets: tuple[PeriodBalance, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    extra: tuple[tuple[str, tuple[str, ...]], ...] = ()  # records without a field here, kept for the writer
