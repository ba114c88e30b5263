"""Ledgers for tests: small ones by hand, and Hypothesis strategies for every SIE type."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from samverk.core.ledger.model import (
    Account,
    Correction,
    Dimension,
    FinancialYear,
    Ledger,
    ObjectBalance,
    PeriodBalance,
    Posting,
    Voucher,
)

YEAR = FinancialYear(0, date(2024, 1, 1), date(2024, 12, 31))
ACCOUNTS = ("1930", "2440", "2069", "3010", "4010", "5010")


def voucher(series: str, number: str, *lines: tuple[str, int] | Posting, day: date = date(2024, 3, 1)) -> Voucher:
    """A voucher of (account, öre) pairs or postings."""
    postings = tuple(line if isinstance(line, Posting) else Posting(*line) for line in lines)
    return Voucher(series, number, day, "Text", postings=postings)


def small_ledger() -> Ledger:
    """Two vouchers on two projects; everything ties."""
    return Ledger(
        company="Påhittat förbund",
        org_number="222000-0000",
        sie_type="4E",
        program=("Prov", "1"),
        generated=date(2025, 1, 10),
        chart="BAS2014",
        years={0: YEAR},
        accounts={number: Account(number, f"Konto {number}") for number in ACCOUNTS},
        objects={("6", "10"): "Aktiv", ("6", "20"): "Samverkan", ("1", "1"): "Kansli"},
        opening={(0, "1930"): 100_000, (0, "2069"): -100_000},
        closing={(0, "1930"): 140_000, (0, "2069"): -100_000},
        results={(0, "3010"): -60_000, (0, "4010"): 20_000},
        vouchers=(
            voucher("A", "1", ("1930", 60_000), ("3010", -60_000), day=date(2024, 1, 15)),
            voucher(
                "A",
                "2",
                Posting("4010", 15_000, (("1", "1"), ("6", "10"))),
                Posting("4010", 5_000, (("6", "20"),), date(2024, 4, 2)),
                ("1930", -20_000),
            ),
        ),
    )


def without_lines(ledger: Ledger) -> Ledger:
    """The ledger as if it had not been read from a file: vouchers have no line."""
    return replace(ledger, vouchers=tuple(voucher.content for voucher in ledger.vouchers))


# what code page 437 holds, with the characters that are hard to quote well represented
_LETTERS = st.sampled_from("abcÅÄÖåäöé09 \"\\{}#-.:;'´`?½§¤£" + "".join(chr(code) for code in range(33, 127)))
TEXTS = st.text(_LETTERS, max_size=20).map(lambda text: text.encode("cp437", errors="ignore").decode("cp437"))
"""Texts that the format can hold: one that needs quotes must not end in a backslash."""

HELD_TEXTS = TEXTS.filter(lambda text: not text.endswith("\\"))
CODES = HELD_TEXTS.filter(bool)
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
AMOUNTS = st.integers(-(10**14), 10**14)
OBJECTS = st.lists(st.tuples(st.sampled_from(["1", "6", "10", "20"]), CODES), max_size=3).map(tuple)
ACCOUNT_NUMBERS = st.sampled_from(ACCOUNTS)


@st.composite
def postings(draw: st.DrawFn) -> tuple[Posting, ...]:
    """Lines that sum to zero; maybe none."""
    lines = draw(
        st.lists(
            st.builds(Posting, ACCOUNT_NUMBERS, AMOUNTS, OBJECTS, st.none() | DAYS, HELD_TEXTS, HELD_TEXTS, HELD_TEXTS),
            max_size=4,
        )
    )
    if not lines:
        return ()
    rest = -sum(line.amount_ore for line in lines)
    return (*lines, Posting("1930", rest))


@st.composite
def corrections(draw: st.DrawFn, lines: tuple[Posting, ...]) -> tuple[Correction, ...]:
    """Struck and added lines in order of position."""
    posting = st.builds(Posting, ACCOUNT_NUMBERS, AMOUNTS, OBJECTS, st.none() | DAYS, *[HELD_TEXTS] * 3)
    drawn = draw(
        st.lists(
            st.builds(Correction, st.sampled_from(["BTRANS", "RTRANS"]), st.integers(0, len(lines)), posting),
            max_size=2,
        )
    )
    return tuple(sorted(drawn, key=lambda correction: correction.position))


@st.composite
def vouchers(draw: st.DrawFn) -> tuple[Voucher, ...]:
    """Vouchers with different numbers, of odd texts, with and without history."""
    result = []
    for number in range(draw(st.integers(0, 5))):
        lines = draw(postings())
        result.append(
            Voucher(
                draw(st.sampled_from(["A", "LEV1", "", "Ö 1"])),
                str(number + 1),
                draw(DAYS),
                draw(HELD_TEXTS),
                draw(st.none() | DAYS),
                draw(HELD_TEXTS),
                lines,
                draw(corrections(lines)),
            )
        )
    return tuple(result)


def _balances(offsets: tuple[int, ...] = (0, -1)) -> st.SearchStrategy[dict[tuple[int, str], int]]:
    return st.dictionaries(st.tuples(st.sampled_from(offsets), ACCOUNT_NUMBERS), AMOUNTS, max_size=6)


@st.composite
def ledgers(draw: st.DrawFn, sie_type: str | None = None) -> Ledger:
    """A ledger that a file of its type can hold."""
    kind = sie_type or draw(st.sampled_from(["1", "2", "3", "4E", "4I"]))
    has_balances, has_objects = kind != "4I", kind in ("3", "4E", "4I")
    opening = draw(_balances()) if has_balances else {}
    if kind == "4E":
        opening = {(0, "1930"): draw(AMOUNTS), **opening}
    quantities = {("IB", *key): "2.5" for key in opening if draw(st.booleans())}
    numbers = draw(st.lists(st.from_regex(r"\A[0-9]{4,8}\Z"), unique=True, max_size=4))
    accounts = {
        number: Account(
            number,
            draw(HELD_TEXTS),
            draw(st.sampled_from(["", "T", "S", "I", "K"])),
            draw(st.sampled_from(["", "st", "liter"])),
            tuple(draw(st.lists(st.sampled_from(["7201", "7315"]), max_size=2))),
        )
        for number in numbers
    }
    period = st.builds(
        PeriodBalance,
        st.sampled_from([0, -1]),
        st.sampled_from([202401, 202412]),
        ACCOUNT_NUMBERS,
        OBJECTS if kind in ("3", "4E") else st.just(()),
        AMOUNTS,
        st.sampled_from(["", "3"]),
    )
    periods = st.lists(period, max_size=3).map(tuple) if kind in ("2", "3", "4E") else st.just(())
    object_balance = st.builds(
        ObjectBalance, st.sampled_from([0, -1]), ACCOUNT_NUMBERS, OBJECTS, AMOUNTS, st.sampled_from(["", "3"])
    )
    object_balances = st.lists(object_balance, max_size=2).map(tuple) if kind in ("3", "4E") else st.just(())
    dimension = st.builds(Dimension, st.sampled_from(["1", "6", "20"]), HELD_TEXTS, st.sampled_from(["", "1"]))
    dimensions = draw(st.lists(dimension, max_size=2)) if has_objects else []
    return Ledger(
        company=draw(HELD_TEXTS),
        org_number=draw(st.sampled_from(["", "222000-0000"])),
        acquisition=draw(st.sampled_from([("", ""), ("1", "2"), ("", "2")])),
        sie_type=kind,
        program=(draw(HELD_TEXTS), draw(HELD_TEXTS)),
        generated=draw(st.none() | DAYS),
        generated_by=draw(HELD_TEXTS),
        currency=draw(st.sampled_from(["SEK", "EUR"])),
        chart=draw(st.sampled_from(["", "BAS2014"])),
        covers_to=draw(st.none() | DAYS) if kind in ("2", "3", "4E") else None,
        is_imported=draw(st.booleans()),
        years={0: YEAR} if kind != "4I" or draw(st.booleans()) else {},
        accounts=accounts,
        dimensions={row.number: row for row in dimensions},
        objects=draw(st.dictionaries(st.tuples(st.sampled_from(["1", "6"]), CODES), HELD_TEXTS, max_size=3))
        if has_objects
        else {},
        opening=opening,
        closing=draw(_balances()) if has_balances else {},
        results=draw(_balances()) if has_balances else {},
        quantities=quantities,
        object_opening=draw(object_balances),
        object_closing=draw(object_balances),
        period_balances=draw(periods),
        period_budgets=draw(periods),
        vouchers=draw(vouchers()) if kind in ("4E", "4I") else (),
        extra=tuple(
            draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(["PROSA", "FNR", "ADRESS", "EGEN_POST"]),
                        st.lists(HELD_TEXTS, max_size=4).map(tuple),
                    ),
                    max_size=3,
                )
            )
        ),
    )
