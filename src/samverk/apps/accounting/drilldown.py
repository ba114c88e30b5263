"""From an account to its lines and vouchers, by SQL on the rows of a version: pages of them, sums that tie, search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import StrIndex

from samverk.apps.accounting.models import Account, DimensionObject, LedgerImport, Posting, Voucher
from samverk.apps.accounting.rows import read_pairs, written_pair
from samverk.apps.search import containing, words_in
from samverk.core.ledger.balances import RESERVED_DIMENSIONS

WITHOUT = "-"
"""The code that asks for lines without an object in the dimension."""


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines are asked for: a month (1–12, None for all), codes by dimension, words in line or voucher."""

    month: int | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    words: str = ""

    @property
    def is_open(self) -> bool:
        """True when every line is asked for."""
        return self.month is None and not self.codes and not self.words


def lines_of(account: Account, wanted: LineFilter) -> QuerySet[Posting]:
    """The lines of an account that the filter lets through, in the order of day and voucher."""
    lines = Posting.objects.filter(account=account).select_related("voucher")
    if wanted.month is not None:
        lines = lines.filter(day__year=account.ledger_import.year, day__month=wanted.month)
    for number, (dimension, code) in enumerate(wanted.codes.items()):
        is_without = code == WITHOUT
        sought = written_pair(dimension, code)
        sought = sought[: sought.index(",") + 1] if is_without else sought
        place = f"place_{number}"
        lines = lines.annotate(**{place: StrIndex(F("pairs"), Value(sought))})
        lines = lines.filter(**{place: 0} if is_without else {f"{place}__gt": 0})
    for word in words_in(wanted.words):
        named = Q(voucher__number__iexact=word) | Q(voucher__series__iexact=word)
        lines = lines.filter(containing("text", [word]) | containing("voucher__text", [word]) | named)
    return lines.order_by("day", "voucher_id", "pk")


@dataclass(frozen=True, slots=True)
class LineSums:
    """How many lines, and their sum in öre, debit positive."""

    count: int
    amount_ore: int


def sums_of(lines: QuerySet[Posting]) -> LineSums:
    """Count and sum of the lines."""
    found = lines.order_by().aggregate(count=Count("pk"), amount=Sum("amount_ore"))
    return LineSums(found["count"], found["amount"] or 0)


@dataclass(frozen=True, slots=True)
class DimensionChoices:
    """A dimension that the lines of an account use, with its codes and their names."""

    number: str
    name: str
    codes: tuple[tuple[str, str], ...]


def choices_of(account: Account) -> tuple[DimensionChoices, ...]:
    """The dimensions of the account's lines, for a form that narrows them."""
    lists = Posting.objects.filter(account=account).order_by().values_list("pairs", flat=True).distinct()
    used: dict[str, set[str]] = {}
    for pairs in lists:
        for dimension, code in read_pairs(pairs):
            used.setdefault(dimension, set()).add(code)
    names = object_names(account.ledger_import, used)
    return tuple(
        DimensionChoices(
            dimension,
            dimension_words(account.ledger_import, dimension),
            tuple((code, names.get((dimension, code), "")) for code in sorted(used[dimension])),
        )
        for dimension in sorted(used, key=lambda number: (len(number), number))
    )


def object_names(version: LedgerImport, dimensions: Mapping[str, object] | None = None) -> dict[tuple[str, str], str]:
    """The names of a version's objects, by dimension and code."""
    rows = DimensionObject.objects.filter(ledger_import=version)
    if dimensions is not None:
        rows = rows.filter(dimension__in=list(dimensions))
    return {(row.dimension, row.code): row.name for row in rows}


def dimension_words(version: LedgerImport, dimension: str) -> str:
    """What the version calls a dimension."""
    return version.dimensions.get(dimension) or RESERVED_DIMENSIONS.get(dimension, f"Dimension {dimension}")


def voucher_lines(voucher: Voucher) -> QuerySet[Posting]:
    """The lines of a voucher in the order of the file."""
    return Posting.objects.filter(voucher=voucher).select_related("account").order_by("pk")


def same_voucher(voucher: Voucher, version: LedgerImport) -> Voucher | None:
    """The voucher of the same series and number in another version, None when it has none."""
    rows = Voucher.objects.filter(ledger_import=version, series=voucher.series, number=voucher.number)
    found: Voucher | None = rows.order_by("position").first()
    return found
