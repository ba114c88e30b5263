"""Does the ledger agree with itself? Each relation is checked and told as values; nothing is ever adjusted.

The relations (SIE 4B; sign: debit positive): opening balance + lines = closing balance on balance accounts; lines =
result on result accounts; opening balances sum to zero; closing balances + results = opening balances; objects sum to
their account; last year's closing balance = this year's opening balance. That each voucher sums to zero is seen to when
the file is read: one that does not is left out and told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from samverk.core.ledger.balances import is_balance_account, lines_by_account, of_year
from samverk.core.ledger.model import Ledger, ObjectBalance, Voucher
from samverk.core.money import format_exact

SILENT_DAYS = 75
"""So many days without a voucher before the end of the year make a partial export likely."""


class TieOut(StrEnum):
    """A relation that must hold. The value is stable and used in JSON."""

    CLOSING = "ib_rader_ub"  # opening + lines = closing, per balance account
    RESULT = "rader_res"  # lines = result, per result account
    OPENING_SUM = "summa_ib"  # opening balances sum to zero
    TOTAL = "summa_ub_res"  # closing balances + results = opening balances
    OBJECTS = "objekt_konto"  # objects of a dimension do not exceed their account
    CARRIED = "ub_ib"  # last year's closing balance = this year's opening balance, in the same file
    PREVIOUS_FILE = "ub_ib_filer"  # the same, against the file of the year before


class Difference(NamedTuple):
    """A relation that does not hold; `account` is "" when it concerns the whole ledger. Öre."""

    tie_out: TieOut
    account: str
    expected_ore: int
    found_ore: int

    @property
    def difference_ore(self) -> int:
        """Found minus expected."""
        return self.found_ore - self.expected_ore


class NumberGap(NamedTuple):
    """Voucher numbers that are missing from a series: `first` to `last`, both missing."""

    series: str
    first: int
    last: int


class NumberStep(NamedTuple):
    """A voucher whose number is lower than that of the one before it in the series."""

    voucher: Voucher
    before: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What was checked and what did not hold."""

    checked: tuple[TieOut, ...]
    differences: tuple[Difference, ...] = ()
    gaps: tuple[NumberGap, ...] = ()
    steps: tuple[NumberStep, ...] = ()
    outside_year: tuple[Voucher, ...] = ()
    partial: tuple[str, ...] = ()  # Swedish reasons to suspect that only a part of the year was exported

    @property
    def ties(self) -> bool:
        """True when every relation that could be checked holds."""
        return not self.differences

    def of(self, tie_out: TieOut) -> tuple[Difference, ...]:
        """The differences of one relation."""
        return tuple(difference for difference in self.differences if difference.tie_out is tie_out)


def reconcile(ledger: Ledger, previous: Ledger | None = None) -> Reconciliation:
    """Check every relation that the ledger's content allows; `previous` is the file of the year before."""
    opening, closing, results = (of_year(part) for part in (ledger.opening, ledger.closing, ledger.results))
    has_balances = bool(opening or closing or results)
    checked: list[TieOut] = []
    differences: list[Difference] = []
    if has_balances:
        checked += [TieOut.OPENING_SUM, TieOut.TOTAL]
        differences += _sums(opening, closing, results)
    if has_balances and ledger.vouchers:
        checked += [TieOut.CLOSING, TieOut.RESULT]
        differences += _accounts(ledger, opening, closing, results)
    if ledger.object_opening or ledger.object_closing:
        checked.append(TieOut.OBJECTS)
        differences += _objects(ledger)
    last_closing = of_year(ledger.closing, -1)
    if last_closing:
        checked.append(TieOut.CARRIED)
        differences += _carried(TieOut.CARRIED, last_closing, opening)
    if previous is not None:
        checked.append(TieOut.PREVIOUS_FILE)
        differences += compare_years(previous, ledger)
    gaps, steps = number_gaps(ledger.vouchers)
    outside = vouchers_outside_year(ledger)
    partial = _partial_reasons(ledger, differences, gaps) if has_balances and ledger.vouchers else ()
    return Reconciliation(tuple(checked), tuple(differences), gaps, steps, outside, partial)


def compare_years(previous: Ledger, ledger: Ledger) -> tuple[Difference, ...]:
    """Where the year's opening balances differ from the closing balances in the file of the year before."""
    return tuple(_carried(TieOut.PREVIOUS_FILE, of_year(previous.closing), of_year(ledger.opening)))


def _sums(opening: Mapping[str, int], closing: Mapping[str, int], results: Mapping[str, int]) -> list[Difference]:
    start = sum(opening.values())
    end = sum(closing.values()) + sum(results.values())
    found = []
    if start:
        found.append(Difference(TieOut.OPENING_SUM, "", 0, start))
    if end != start:
        found.append(Difference(TieOut.TOTAL, "", start, end))
    return found


def _accounts(
    ledger: Ledger, opening: Mapping[str, int], closing: Mapping[str, int], results: Mapping[str, int]
) -> list[Difference]:
    lines = lines_by_account(ledger)
    found = []
    for account in sorted({*lines, *opening, *closing, *results}):
        change = lines.get(account, 0)
        if is_balance_account(ledger, account):
            difference = Difference(TieOut.CLOSING, account, opening.get(account, 0) + change, closing.get(account, 0))
        else:
            difference = Difference(TieOut.RESULT, account, change, results.get(account, 0))
        if difference.difference_ore:
            found.append(difference)
    return found


def _carried(tie_out: TieOut, closing: Mapping[str, int], opening: Mapping[str, int]) -> list[Difference]:
    return [
        Difference(tie_out, account, closing.get(account, 0), opening.get(account, 0))
        for account in sorted({*closing, *opening})
        if closing.get(account, 0) != opening.get(account, 0)
    ]


def _objects(ledger: Ledger) -> list[Difference]:
    """Objects of one dimension, with what has no object there, sum to the account: opening + lines = closing each."""
    if not ledger.vouchers:
        return []
    lines: dict[tuple[str, tuple[tuple[str, str], ...]], int] = defaultdict(int)
    watched = {balance.objects for balance in (*ledger.object_opening, *ledger.object_closing)}
    for voucher in ledger.vouchers:
        for posting in voucher.postings:
            for objects in watched.intersection((pair,) for pair in posting.objects):
                lines[posting.account, objects] += posting.amount_ore
    start, end = _object_sums(ledger.object_opening), _object_sums(ledger.object_closing)
    found = []
    for account, objects in sorted({*start, *end}):
        expected = start.get((account, objects), 0) + lines.get((account, objects), 0)
        if expected != end.get((account, objects), 0) and is_balance_account(ledger, account):
            found.append(Difference(TieOut.OBJECTS, account, expected, end.get((account, objects), 0)))
    return found


def _object_sums(balances: Iterable[ObjectBalance]) -> dict[tuple[str, tuple[tuple[str, str], ...]], int]:
    sums: dict[tuple[str, tuple[tuple[str, str], ...]], int] = defaultdict(int)
    for balance in balances:
        if balance.year_offset == 0 and len(balance.objects) == 1:
            sums[balance.account, balance.objects] += balance.amount_ore
    return sums


def number_gaps(vouchers: Iterable[Voucher]) -> tuple[tuple[NumberGap, ...], tuple[NumberStep, ...]]:
    """Numbers missing inside each series, and vouchers that stand after a higher number. Numbers that are no plain
    numbers are left alone."""
    seen: dict[str, list[int]] = {}
    steps = []
    for voucher in vouchers:
        if not (voucher.number.isascii() and voucher.number.isdigit()) or len(voucher.number) > 15:
            continue
        number = int(voucher.number)
        numbers = seen.setdefault(voucher.series, [])
        if numbers and number < numbers[-1]:
            steps.append(NumberStep(voucher, numbers[-1]))
        numbers.append(number)
    gaps = []
    for series, numbers in seen.items():
        if numbers[-1] - numbers[0] + 1 == len(numbers):
            continue
        ordered = sorted(set(numbers))
        gaps += [NumberGap(series, low + 1, high - 1) for low, high in pairwise(ordered) if high > low + 1]
    return tuple(gaps), tuple(steps)


def vouchers_outside_year(ledger: Ledger) -> tuple[Voucher, ...]:
    """Vouchers whose day, or the day of a line, lies outside year 0."""
    year = ledger.years.get(0)
    if year is None:
        return ()
    start, end = year.start, year.end
    return tuple(
        voucher
        for voucher in ledger.vouchers
        if not start <= voucher.day <= end
        or any(line.day is not None and not start <= line.day <= end for line in voucher.postings)
    )


def _partial_reasons(ledger: Ledger, differences: list[Difference], gaps: tuple[NumberGap, ...]) -> tuple[str, ...]:
    """Signs that the user exported some series or months only. They count only when accounts do not tie."""
    untied = [row for row in differences if row.tie_out in (TieOut.CLOSING, TieOut.RESULT)]
    if not untied:
        return ()
    reasons = [f"raderna för inte {len(untied)} konton från ingående till utgående belopp"]
    if gaps:
        missing = sum(gap.last - gap.first + 1 for gap in gaps)
        reasons.append(f"{missing} verifikatnummer saknas")
    last = max(voucher.day for voucher in ledger.vouchers)
    end = _expected_end(ledger)
    if end is not None and last < end - timedelta(days=SILENT_DAYS):
        reasons.append(f"sista verifikatet är från {last.isoformat()} men saldona gäller till {end.isoformat()}")
    return tuple(reasons) if len(reasons) > 1 else ()


def _expected_end(ledger: Ledger) -> date | None:
    year = ledger.years.get(0)
    return ledger.covers_to or (year.end if year is not None else None)


def describe(ledger: Ledger, reconciliation: Reconciliation) -> str:
    """One Swedish sentence: can these books be trusted?"""
    if not reconciliation.checked:
        return "Filen har inga saldon att stämma av mot; varje verifikat går jämnt ut."
    accounts = len(reconciliation.of(TieOut.CLOSING)) + len(reconciliation.of(TieOut.RESULT))
    parts = []
    if reconciliation.partial:
        parts.append("filen verkar vara en del av året: " + ", ".join(reconciliation.partial))
    elif accounts:
        parts.append(f"på {accounts} konton för raderna inte från ingående till utgående belopp")
    parts += [
        f"de ingående balanserna summerar till {format_exact(row.found_ore)} kr i stället för 0"
        for row in reconciliation.of(TieOut.OPENING_SUM)
    ]
    parts += [
        f"utgående balanser och resultat skiljer sig {format_exact(row.difference_ore)} kr från de ingående"
        for row in reconciliation.of(TieOut.TOTAL)
    ]
    carried = {row.account for tie in (TieOut.CARRIED, TieOut.PREVIOUS_FILE) for row in reconciliation.of(tie)}
    if carried:
        parts.append(f"{len(carried)} konton öppnar med annat belopp än de stängde föregående år")
    if reconciliation.of(TieOut.OBJECTS):
        parts.append(f"{len(reconciliation.of(TieOut.OBJECTS))} objektsaldon stämmer inte med raderna")
    if parts:
        return f"Bokföringen stämmer inte med sig själv: {'; '.join(parts)}."
    if not ledger.vouchers:
        return "Saldona stämmer: ingående balanser är 0 tillsammans, och utgående balanser och resultat går jämnt ut."
    return (
        "Bokföringen stämmer: varje verifikat går jämnt ut, och raderna för varje konto från ingående till utgående "
        "belopp."
    )
