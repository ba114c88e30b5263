"""A ledger as rows, many at a time: past Django's models, but never past the door and never past the constraints.

A year of 100,000 vouchers is a third of a million rows. Only plain values go through here, and they come from a ledger
that was read and checked.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from django.db import connection, models

from samverk.apps.accounting.models import Account, DimensionObject, LedgerImport, ObjectBalance, Posting, Voucher
from samverk.apps.audit.guard import OPEN_ACT, OutsideTheDoorError
from samverk.core.ledger.balances import LineTotals, Objects, account_balances, is_of_balance_kind
from samverk.core.ledger.model import Correction, Ledger
from samverk.core.ledger.model import Posting as CorePosting

Row = tuple[Any, ...]


def store_ledger(version: LedgerImport, ledger: Ledger, totals: LineTotals) -> None:
    """Write the accounts, objects, vouchers and lines of a version's books, inside an action.

    `totals` are the sums of the ledger's lines.
    """
    if OPEN_ACT.get() is None:
        raise OutsideTheDoorError("the rows of a ledger may only be written inside an action (apps.audit.door)")
    accounts = _store_accounts(version, ledger, totals)
    _store_objects(version, ledger, accounts)
    _store_vouchers(version, ledger, accounts)


def written_pairs(objects: Objects) -> str:
    """A line's objects as `Posting.pairs` holds them: '[["1","2"],["6","P01"]]', "" for none."""
    return json.dumps(objects, ensure_ascii=False, separators=(",", ":")) if objects else ""


def written_pair(dimension: str, code: str) -> str:
    """One object as it stands inside `Posting.pairs`: '["6","P01"]'. No other text there can hold it."""
    return json.dumps((dimension, code), ensure_ascii=False, separators=(",", ":"))


def read_pairs(pairs: str) -> Objects:
    """The objects that `Posting.pairs` holds."""
    return tuple((dimension, code) for dimension, code in json.loads(pairs)) if pairs else ()


def _store_accounts(version: LedgerImport, ledger: Ledger, totals: LineTotals) -> dict[str, int]:
    """Every account that is declared, has a balance or a line; number → id."""
    rows = {
        row.account: Account(
            ledger_import=version,
            number=row.account,
            name=row.name,
            is_balance=row.is_balance,
            opening_ore=row.opening_ore,
            closing_ore=row.closing_ore,
        )
        for row in account_balances(ledger, totals=totals)
    }
    for number, account in ledger.accounts.items():
        is_balance = is_of_balance_kind(ledger, number)
        rows.setdefault(number, Account(ledger_import=version, number=number, name=account.name, is_balance=is_balance))
    return {row.number: row.pk for row in Account.objects.bulk_create(rows.values(), batch_size=100)}


def _store_objects(version: LedgerImport, ledger: Ledger, accounts: dict[str, int]) -> None:
    named = [
        DimensionObject(ledger_import=version, dimension=dimension, code=code, name=name)
        for (dimension, code), name in ledger.objects.items()
    ]
    DimensionObject.objects.bulk_create(named, batch_size=200)
    balances: dict[tuple[str, Objects], list[int]] = defaultdict(lambda: [0, 0])
    for place, part in enumerate((ledger.object_opening, ledger.object_closing)):
        for balance in part:
            if balance.year_offset == 0 and balance.account in accounts:
                balances[balance.account, balance.objects][place] += balance.amount_ore
    ObjectBalance.objects.bulk_create(
        [
            ObjectBalance(
                account_id=accounts[account], pairs=written_pairs(objects), opening_ore=opening, closing_ore=closing
            )
            for (account, objects), (opening, closing) in balances.items()
        ],
        batch_size=200,
    )


def _store_vouchers(version: LedgerImport, ledger: Ledger, accounts: dict[str, int]) -> None:
    ids = _reserve(Voucher, len(ledger.vouchers))
    days = _Days()
    _insert(
        Voucher,
        ("id", "ledger_import_id", "position", "series", "number", "day", "text", "corrections"),
        (
            (
                voucher_id,
                version.pk,
                position,
                voucher.series,
                voucher.number,
                days[voucher.day],
                voucher.text,
                _written_corrections(voucher.corrections) if voucher.corrections else "",
            )
            for position, (voucher_id, voucher) in enumerate(zip(ids, ledger.vouchers, strict=True), 1)
        ),
    )
    lines = _posting_rows(ledger, ids, accounts, days)
    _insert(Posting, ("voucher_id", "account_id", "day", "amount_ore", "pairs", "text"), lines)


def _posting_rows(ledger: Ledger, ids: Sequence[int], accounts: dict[str, int], days: _Days) -> Iterator[Row]:
    pairs = _Pairs()
    for voucher_id, voucher in zip(ids, ledger.vouchers, strict=True):
        usual = days[voucher.day]
        for account, amount, objects, day, text, _quantity, _sign in voucher.postings:
            yield voucher_id, accounts[account], days[day] if day else usual, amount, pairs[objects], text


class _Days(dict[Any, str]):
    """A day → as every database takes it, written once."""

    def __missing__(self, day: Any) -> str:
        text = self[day] = day.isoformat()
        return text


class _Pairs(dict[Objects, str]):
    """A list of objects → JSON, written once."""

    def __missing__(self, objects: Objects) -> str:
        text = self[objects] = written_pairs(objects)
        return text


def _written_corrections(corrections: Iterable[Correction]) -> str:
    """The struck and added lines as JSON: [label, account, öre, objects, text] each."""
    return json.dumps([_correction(each.label, each.posting) for each in corrections], ensure_ascii=False)


def _correction(label: str, line: CorePosting) -> list[object]:
    return [label, line.account, line.amount_ore, line.objects, line.text]


# ── how each database takes many rows ───────────────────────────────────────────────────────────────────────────────


def _reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """So many ids, rising, that nobody else will get. The caller holds the door's transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, count])
            return [int(row[0]) for row in cursor.fetchall()]
        # the transaction is the only writer
        cursor.execute("SELECT COALESCE(MAX(seq), 0) + 1 FROM sqlite_sequence WHERE name = %s", [table])
        first = int(cursor.fetchone()[0])
        return range(first, first + count)


_MARKS = 900
"""Values per statement on SQLite: one row at a time takes half as long again, and its limit is 999 in old versions."""


def _insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for part in _parts(rows, _MARKS):
                    copy.write("".join([_copied(row) for row in part]))
            return
        mark = f"({', '.join(['%s'] * len(columns))})"
        for part in _parts(rows, _MARKS // len(columns)):
            statement = f"INSERT INTO {table} ({names}) VALUES {', '.join([mark] * len(part))}"  # noqa: S608 - our names
            cursor.execute(statement, list(chain.from_iterable(part)))


def _parts(rows: Iterable[Row], most: int) -> Iterator[list[Row]]:
    """The rows in parts of at most so many."""
    left = iter(rows)
    while part := list(islice(left, most)):
        yield part


_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def _copied(row: Row) -> str:
    """A row of text and numbers as COPY's text format has it. Nearly none has anything to escape."""
    line = "\t".join(map(str, row))
    if "\\" in line or "\n" in line or "\r" in line or line.count("\t") >= len(row):
        line = "\t".join([str(each).translate(_ESCAPED) for each in row])
    return line + "\n"
