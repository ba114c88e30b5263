"""Does the ledger agree with itself? Each relation is checked and told as values; nothing is ever adjusted.

The relations (SIE 4B; sign: debit positive): opening balance + lines = closing balance on balance accounts; lines =
result on result accounts; opening balances sum to zero; closing balances + results = opening balances; objects sum to
their account; last year's closing balance = this year's opening balance. That each voucher sums to zero is seen to when
the file is read: one that does not is left out and told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from samverk.core.ledger.balances import LineTotals, is_balance_account, is_of_balance_kind, of_year, sum_lines
from samverk.core.ledger.model import Ledger, ObjectBalance, Voucher
from samverk.core.money import format_exact

SILENT_DAYS = 75
"""So many days without a voucher before the end of the year make a partial export likely."""


MAX_DIGITS = 15
"""Voucher numbers longer than this are identifiers of another kind, not a counted series."""


class TieOut(StrEnum):
    """A relation that must hold. The value is stable and used in JSON."""

    CLOSING = "ib_rader_ub"  # opening + lines = closing, per balance account
    RESULT = "rader_res"  # lines = result, per result account
    OPENING_SUM = "summa_ib"  # opening balances sum to zero
    TOTAL = "summa_ub_res"  # closing balances + results = opening balances
    OBJECTS = "objekt"  # opening + lines = closing, per account and object
    CARRIED = "ub_ib"  # last year's closing balance = this year's opening balance, in the same file
    PREVIOUS_FILE = "ub_ib_filer"  # the same, against the file of the year before


class Difference(NamedTuple):
    """A relation that does not hold; `account` is "" when it concerns the whole ledger. Amounts in öre."""

    tie_out: TieOut
    account: str
    expected_ore: int
    found_ore: int
    object: tuple[str, str] | None = None  # (dimension, code) when it concerns one object of the account

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
    left_out: int = 0  # vouchers of the file that could not be read

    @property
    def ties(self) -> bool:
        """True when every relation that could be checked holds."""
        return not self.differences

    def of(self, tie_out: TieOut) -> tuple[Difference, ...]:
        """The differences of one relation."""
        return tuple(difference for difference in self.differences if difference.tie_out is tie_out)


def reconcile(
    ledger: Ledger, previous: Ledger | None = None, *, lines: LineTotals | None = None, left_out: int = 0
) -> Reconciliation:
    """Check every relation that the ledger's content allows.

    `previous` is the file of the year before, `lines` the sums of the ledger's lines when they are known already,
    `left_out` how many vouchers of the file could not be read: then missing lines are no sign of a partial export.
    """
    opening, closing, results = (of_year(part) for part in (ledger.opening, ledger.closing, ledger.results))
    has_balances = bool(opening or closing or results)
    checked: list[TieOut] = []
    differences: list[Difference] = []
    if has_balances:
        checked += [TieOut.OPENING_SUM, TieOut.TOTAL]
        differences += _sums(opening, closing, results)
    if has_balances and ledger.vouchers:
        checked += [TieOut.CLOSING, TieOut.RESULT]
        by_account = (lines or sum_lines(ledger.vouchers)).by_account()
        differences += _accounts(ledger, by_account)
    if ledger.vouchers and (ledger.object_opening or ledger.object_closing):
        checked.append(TieOut.OBJECTS)
        differences += _objects(ledger, lines or sum_lines(ledger.vouchers))
    last_closing = of_year(ledger.closing, -1)
    if last_closing:
        checked.append(TieOut.CARRIED)
        differences += _carried(TieOut.CARRIED, last_closing, opening, ledger)
    if previous is not None:
        checked.append(TieOut.PREVIOUS_FILE)
        differences += compare_years(previous, ledger)
    gaps, steps = number_gaps(ledger.vouchers)
    outside = vouchers_outside_year(ledger)
    untied = any(row.tie_out in (TieOut.CLOSING, TieOut.RESULT) for row in differences)
    partial = partial_reasons(ledger, gaps) if untied and not left_out else ()
    return Reconciliation(tuple(checked), tuple(differences), gaps, steps, outside, partial, left_out)


def compare_years(previous: Ledger, ledger: Ledger) -> tuple[Difference, ...]:
    """Where the year's opening balances differ from the closing balances in the file of the year before."""
    return tuple(_carried(TieOut.PREVIOUS_FILE, of_year(previous.closing), of_year(ledger.opening), ledger))


def _sums(opening: Mapping[str, int], closing: Mapping[str, int], results: Mapping[str, int]) -> list[Difference]:
    start = sum(opening.values())
    end = sum(closing.values()) + sum(results.values())
    found = []
    if start:
        found.append(Difference(TieOut.OPENING_SUM, "", 0, start))
    if end != start:
        found.append(Difference(TieOut.TOTAL, "", start, end))
    return found


def _accounts(ledger: Ledger, lines: Mapping[str, int]) -> list[Difference]:
    opening, closing, results = (of_year(part) for part in (ledger.opening, ledger.closing, ledger.results))
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


def _carried(
    tie_out: TieOut, closing: Mapping[str, int], opening: Mapping[str, int], ledger: Ledger
) -> list[Difference]:
    """Result accounts start each year at zero; some programs list them among the closing balances all the same."""
    return [
        Difference(tie_out, account, closing.get(account, 0), opening.get(account, 0))
        for account in sorted({*closing, *opening})
        if closing.get(account, 0) != opening.get(account, 0) and is_of_balance_kind(ledger, account)
    ]


def _objects(ledger: Ledger, totals: LineTotals) -> list[Difference]:
    """Each object with an opening or closing balance: opening + lines = closing."""
    start, end = _object_sums(ledger.object_opening), _object_sums(ledger.object_closing)
    lines: dict[tuple[str, tuple[str, str]], int] = defaultdict(int)
    for (account, objects), ore in totals.by_key.items():
        for pair in objects:
            lines[account, pair] += ore
    found = []
    for account, pair in sorted({*start, *end}):
        expected = start.get((account, pair), 0) + lines.get((account, pair), 0)
        if expected != end.get((account, pair), 0):
            found.append(Difference(TieOut.OBJECTS, account, expected, end.get((account, pair), 0), pair))
    return found


def _object_sums(balances: Iterable[ObjectBalance]) -> dict[tuple[str, tuple[str, str]], int]:
    sums: dict[tuple[str, tuple[str, str]], int] = defaultdict(int)
    for balance in balances:
        if balance.year_offset == 0 and len(balance.objects) == 1:
            sums[balance.account, balance.objects[0]] += balance.amount_ore
    return sums


def number_gaps(vouchers: Iterable[Voucher]) -> tuple[tuple[NumberGap, ...], tuple[NumberStep, ...]]:
    """Numbers missing inside each series, and vouchers that stand after a higher number.

    Vouchers whose number is not plain digits are left alone.
    """
    vouchers = list(vouchers)
    series: dict[str, list[str]] = defaultdict(list)
    for voucher in vouchers:
        series[voucher.series].append(voucher.number)
    gaps: list[NumberGap] = []
    steps: list[NumberStep] = []
    for name, written in series.items():
        if _is_unbroken(written):
            continue
        numbered = [voucher for voucher in vouchers if voucher.series == name and _is_counted(voucher.number)]
        numbers = [int(voucher.number) for voucher in numbered]
        steps += [
            NumberStep(voucher, before)
            for voucher, (before, number) in zip(numbered[1:], pairwise(numbers), strict=False)
            if number < before
        ]
        gaps += [NumberGap(name, low + 1, high - 1) for low, high in pairwise(sorted(set(numbers))) if high > low + 1]
    return tuple(gaps), tuple(steps)


def _is_unbroken(written: list[str]) -> bool:
    """True for 1, 2, 3 … or 17, 18 …: nearly every series, so it is looked at first and in one go."""
    figures = "".join(written)
    if not (figures.isdigit() and figures.isascii() and all(written) and max(map(len, written)) <= MAX_DIGITS):
        return False
    first = int(written[0])
    return list(map(int, written)) == list(range(first, first + len(written)))


def _is_counted(number: str) -> bool:
    return number.isdigit() and number.isascii() and len(number) <= MAX_DIGITS


def vouchers_outside_year(ledger: Ledger) -> tuple[Voucher, ...]:
    """Vouchers whose day, or the day of a line, lies outside year 0."""
    year = ledger.years.get(0)
    if year is None:
        return ()
    days = {voucher.day for voucher in ledger.vouchers}
    days.update(line.day for voucher in ledger.vouchers for line in voucher.postings if line.day is not None)
    outside = {day for day in days if not year.start <= day <= year.end}
    if not outside:
        return ()
    return tuple(
        voucher
        for voucher in ledger.vouchers
        if voucher.day in outside or any(line.day in outside for line in voucher.postings)
    )


def partial_reasons(ledger: Ledger, gaps: tuple[NumberGap, ...]) -> tuple[str, ...]:
    """Signs, in Swedish, that only some series or months were exported. Asked when accounts do not tie."""
    year = ledger.years.get(0)
    if year is None or not ledger.vouchers:
        return ()
    reasons = []
    if gaps:
        reasons.append(f"nummer saknas på {counted(len(gaps), 'ställe', 'ställen')} i verifikatserierna")
    first, last = min(voucher.day for voucher in ledger.vouchers), max(voucher.day for voucher in ledger.vouchers)
    end = min(day for day in (year.end, ledger.covers_to, ledger.generated) if day is not None)
    if first > year.start + timedelta(days=SILENT_DAYS):
        reasons.append(f"första verifikatet är från {first.isoformat()} men året börjar {year.start.isoformat()}")
    if last < end - timedelta(days=SILENT_DAYS):
        reasons.append(f"sista verifikatet är från {last.isoformat()} men saldona gäller till {end.isoformat()}")
    return tuple(reasons)


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 konto, 3 konton."""
    return f"{number} {one if number == 1 else many}"


def describe(ledger: Ledger, found: Reconciliation) -> str:
    """One Swedish sentence: can these books be trusted?"""
    parts = list(_complaints(found))
    if parts:
        return f"Bokföringen stämmer inte med sig själv: {'; '.join(parts)}."
    if TieOut.TOTAL not in found.checked:
        return "Filen har inga saldon att stämma av mot. Varje verifikat går jämnt ut."
    if not ledger.vouchers:
        return "Saldona stämmer: de ingående balanserna är 0 tillsammans, och utgående balanser och resultat går ihop."
    return (
        "Bokföringen stämmer: varje verifikat går jämnt ut, och raderna för varje konto från ingående till utgående "
        "belopp."
    )


def _complaints(found: Reconciliation) -> Iterator[str]:
    if found.left_out:
        yield f"{found.left_out} verifikat gick inte att läsa"
    if found.partial:
        yield f"filen verkar vara en del av året ({', '.join(found.partial)})"
    accounts = len(found.of(TieOut.CLOSING)) + len(found.of(TieOut.RESULT))
    if accounts:
        yield f"på {counted(accounts, 'konto', 'konton')} för raderna inte från ingående till utgående belopp"
    for row in found.of(TieOut.OPENING_SUM):
        yield f"de ingående balanserna summerar till {format_exact(row.found_ore)} kr i stället för 0"
    for row in found.of(TieOut.TOTAL):
        yield f"utgående balanser och resultat skiljer sig {format_exact(row.difference_ore)} kr från de ingående"
    carried = {row.account for tie in (TieOut.CARRIED, TieOut.PREVIOUS_FILE) for row in found.of(tie)}
    if carried:
        yield f"{counted(len(carried), 'konto', 'konton')} öppnar med annat belopp än föregående års utgående"
    if found.of(TieOut.OBJECTS):
        yield f"{counted(len(found.of(TieOut.OBJECTS)), 'objektsaldo', 'objektsaldon')} följer inte av raderna"
