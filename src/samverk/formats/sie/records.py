"""Everything in a SIE file but the vouchers: one handler per label, filling `Books`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from samverk.core.ledger.model import Dimension, FinancialYear, ObjectBalance, PeriodBalance, Voucher
from samverk.formats.sie.faults import Faults
from samverk.formats.sie.fields import Record, pair_objects
from samverk.formats.sie.values import (
    AMOUNT_RULE,
    is_account,
    parse_amount,
    parse_day,
    parse_day_otherwise,
    parse_period,
    parse_year_offset,
)

Objects = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Books:
    """What has been read so far. `first_line` is where each label first stood."""

    faults: Faults
    single: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    years: dict[int, FinancialYear] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    sru: dict[str, list[str]] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)
    balances: dict[str, dict[tuple[int, str], int]] = field(default_factory=lambda: {"IB": {}, "UB": {}, "RES": {}})
    quantities: dict[tuple[str, int, str], str] = field(default_factory=dict)
    object_balances: dict[str, list[ObjectBalance]] = field(default_factory=lambda: {"OIB": [], "OUB": []})
    period_balances: dict[str, list[PeriodBalance]] = field(default_factory=lambda: {"PSALDO": [], "PBUDGET": []})
    vouchers: list[Voucher] = field(default_factory=list)
    extra: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    first_line: dict[str, int] = field(default_factory=dict)

    def take(self, record: Record) -> None:
        """Enter a record that is not part of a voucher; an unknown one is kept in `extra` and told."""
        label = record.label
        self.first_line.setdefault(label, record.line)
        if record.is_doubtful:
            self.faults.gather("SIE-CITAT", record.line, " ".join(_texts(record))[:60])
        rule = RULES.get(label)
        if rule is None:
            self.faults.gather("SIE-ETIKETT", record.line, f"#{label}")
            self.extra.append((label, _texts(record)))
            return
        most, handler = rule
        surplus = [text for text in _texts(record)[most:] if text]
        if surplus and handler is not _take_extra:
            self.faults.gather("SIE-EXTRA-FALT", record.line, f"#{label} … {' '.join(surplus)[:40]}")
        handler(self, record)

    def day(self, record: Record, position: int) -> date | None:
        """A date that nothing else depends on; told and left out when it cannot be read."""
        text = record.text(position)
        if not text:
            return None
        day = parse_day(text)
        if day is not None:
            return day
        day = parse_day_otherwise(text)
        self.faults.gather("SIE-DATUM-FORM" if day else "SIE-DATUM", record.line, text)
        return day

    def account(self, record: Record, position: int) -> str:
        """The account number at `position`; "" (and told) when the record has none."""
        account = record.text(position)
        if not account:
            self.faults.error(
                "SIE-FALT",
                record.line,
                f"#{record.label} saknar kontonummer; posten är inte läst. Exportera filen igen.",
            )
        elif not is_account(account):
            self.faults.gather("SIE-KONTO-TECKEN", record.line, account)
        return account

    def amount(self, record: Record, position: int) -> int | None:
        """The amount at `position` in öre; None (and told) when it cannot be read."""
        ore = parse_amount(record.text(position))
        if ore is None:
            self.faults.error(
                "SIE-BELOPP",
                record.line,
                f"#{record.label} har beloppet ”{record.text(position)}”, som inte går att läsa. {AMOUNT_RULE}. "
                "Posten är inte läst.",
            )
        return ore

    def year(self, record: Record, position: int) -> int | None:
        """The year number at `position`; None (and told) when it cannot be read."""
        offset = parse_year_offset(record.text(position))
        if offset is None:
            self.faults.error(
                "SIE-FALT",
                record.line,
                f"#{record.label} har årsnummer ”{record.text(position)}”. Det ska vara 0 för räkenskapsåret, -1 för "
                "året före och så vidare. Posten är inte läst.",
            )
        return offset


def _texts(record: Record) -> tuple[str, ...]:
    return tuple(part if isinstance(part, str) else "{" + " ".join(part) + "}" for part in record.fields)


def _take_single(books: Books, record: Record) -> None:
    """A record that says one thing about the whole file; the first one holds."""
    fields = _texts(record)
    known = books.single.setdefault(record.label, fields)
    if known != fields:
        books.faults.warn(
            "SIE-DUBBEL-POST",
            record.line,
            f"#{record.label} står två gånger med olika innehåll. Den första gäller ({' '.join(known)}), den här "
            f"({' '.join(fields)}) används inte.",
        )


def _take_dated(books: Books, record: Record) -> None:
    _take_single(books, record)
    if record.label not in books.days:
        day = books.day(record, 0)
        if day is not None:
            books.days[record.label] = day


def _take_extra(books: Books, record: Record) -> None:
    books.extra.append((record.label, _texts(record)))


def _take_year(books: Books, record: Record) -> None:
    offset = books.year(record, 0)
    start, end = books.day(record, 1), books.day(record, 2)
    if offset is None:
        return
    if start is None or end is None or end < start:
        books.faults.error(
            "SIE-RAR",
            record.line,
            f"#RAR {offset} har inga läsbara datum ({record.text(1)}–{record.text(2)}); första och sista dagen skrivs "
            "ÅÅÅÅMMDD. Posten är inte läst.",
        )
    elif offset in books.years and books.years[offset] != FinancialYear(offset, start, end):
        books.faults.warn("SIE-DUBBEL-POST", record.line, f"#RAR {offset} står två gånger; den första gäller.")
    else:
        books.years[offset] = FinancialYear(offset, start, end)


def _take_account(books: Books, record: Record) -> None:
    account = books.account(record, 0)
    if not account:
        return
    name = record.text(1)
    known = books.names.setdefault(account, name)
    if known != name:
        books.faults.warn(
            "SIE-KONTO-DUBBEL",
            record.line,
            f"Konto {account} står två gånger med olika namn. ”{known}” gäller, ”{name}” används inte.",
        )


def _take_account_detail(books: Books, record: Record) -> None:
    account = books.account(record, 0)
    if not account:
        return
    if record.label == "SRU":
        books.sru.setdefault(account, []).append(record.text(1))
    elif record.label == "ENHET":
        books.units.setdefault(account, record.text(1))
    elif record.text(1).upper() in ("T", "S", "I", "K"):
        books.kinds.setdefault(account, record.text(1).upper())
    elif record.text(1):
        books.faults.warn(
            "SIE-KTYP",
            record.line,
            f"Konto {account} har kontotyp ”{record.text(1)}”. Den ska vara T, S, I eller K; uppgiften är utelämnad.",
        )


def _take_dimension(books: Books, record: Record) -> None:
    number, name = record.text(0), record.text(1)
    parent = record.text(2) if record.label == "UNDERDIM" else ""
    if not number:
        books.faults.error("SIE-FALT", record.line, f"#{record.label} saknar nummer; posten är inte läst.")
        return
    dimension = Dimension(number, name, parent)
    if books.dimensions.setdefault(number, dimension) != dimension:
        books.faults.warn("SIE-DUBBEL-POST", record.line, f"Dimension {number} står två gånger; den första gäller.")


def _take_object(books: Books, record: Record) -> None:
    key, name = (record.text(0), record.text(1)), record.text(2)
    if not all(key):
        books.faults.error("SIE-FALT", record.line, "#OBJEKT saknar dimension eller kod; posten är inte läst.")
        return
    known = books.objects.setdefault(key, name)
    if known != name:
        books.faults.warn(
            "SIE-OBJEKT-DUBBEL",
            record.line,
            f"Objekt {key[1]} i dimension {key[0]} står två gånger. ”{known}” gäller, ”{name}” används inte.",
        )


def _take_balance(books: Books, record: Record) -> None:
    offset, account = books.year(record, 0), books.account(record, 1)
    ore = books.amount(record, 2) if offset is not None and account else None
    if offset is None or ore is None:
        return
    balances = books.balances[record.label]
    if (offset, account) in balances:
        books.faults.error(
            "SIE-SALDO-DUBBEL",
            record.line,
            f"#{record.label} {offset} {account} står två gånger. Det första beloppet gäller, det här är inte läst. "
            "Exportera filen igen.",
        )
        return
    balances[offset, account] = ore
    if record.text(3):
        books.quantities[record.label, offset, account] = record.text(3)


def _objects(books: Books, record: Record, position: int) -> Objects | None:
    """The object list at `position`, () when it is left out; None (and told) when it does not pair up."""
    parts = record.fields[position] if position < len(record.fields) else ()
    objects = pair_objects(parts) if isinstance(parts, tuple) else ()
    if objects is None:
        books.faults.error(
            "SIE-OBJEKT-PAR",
            record.line,
            f"Objektlistan i #{record.label} har udda antal delar: {{{' '.join(parts)}}}. Den ska ha dimension och "
            "objekt parvis. Posten är inte läst.",
        )
    return objects


def _take_object_balance(books: Books, record: Record) -> None:
    offset, account = books.year(record, 0), books.account(record, 1)
    objects = _objects(books, record, 2)
    ore = books.amount(record, 3) if offset is not None and account and objects is not None else None
    if offset is not None and objects is not None and ore is not None:
        balance = ObjectBalance(offset, account, objects, ore, record.text(4))
        books.object_balances[record.label].append(balance)


def _take_period_balance(books: Books, record: Record) -> None:
    """PSALDO and PBUDGET. Type 2 may leave out the object list."""
    offset, period, account = books.year(record, 0), parse_period(record.text(1)), books.account(record, 2)
    has_list = len(record.fields) > 3 and isinstance(record.fields[3], tuple)
    objects = _objects(books, record, 3)
    if period is None:
        books.faults.error(
            "SIE-PERIOD",
            record.line,
            f"#{record.label} har perioden ”{record.text(1)}”. Den skrivs ÅÅÅÅMM, till exempel 202412. Posten är inte "
            "läst.",
        )
    if offset is None or period is None or not account or objects is None:
        return
    place = 4 if has_list else 3
    ore = books.amount(record, place)
    if ore is not None:
        balance = PeriodBalance(offset, period, account, objects, ore, record.text(place + 1))
        books.period_balances[record.label].append(balance)


def _take_nothing(books: Books, record: Record) -> None:
    """KSUMMA is checked over the whole file (checksum.py)."""


Handler = Callable[[Books, Record], None]

RULES: dict[str, tuple[int, Handler]] = {
    "FLAGGA": (1, _take_single),
    "PROGRAM": (2, _take_single),
    "FORMAT": (1, _take_single),
    "GEN": (2, _take_dated),
    "SIETYP": (1, _take_single),
    "PROSA": (1, _take_extra),
    "FTYP": (1, _take_extra),
    "FNR": (1, _take_extra),
    "BKOD": (1, _take_extra),
    "ADRESS": (4, _take_extra),
    "TAXAR": (1, _take_extra),
    "ORGNR": (3, _take_single),
    "FNAMN": (1, _take_single),
    "KPTYP": (1, _take_single),
    "VALUTA": (1, _take_single),
    "OMFATTN": (1, _take_dated),
    "RAR": (3, _take_year),
    "KONTO": (2, _take_account),
    "KTYP": (2, _take_account_detail),
    "ENHET": (2, _take_account_detail),
    "SRU": (2, _take_account_detail),
    "DIM": (2, _take_dimension),
    "UNDERDIM": (3, _take_dimension),
    "OBJEKT": (3, _take_object),
    "IB": (4, _take_balance),
    "UB": (4, _take_balance),
    "RES": (4, _take_balance),
    "OIB": (5, _take_object_balance),
    "OUB": (5, _take_object_balance),
    "PSALDO": (6, _take_period_balance),
    "PBUDGET": (6, _take_period_balance),
    "KSUMMA": (1, _take_nothing),
}
"""Label → most fields a record has, and who takes it (SIE 4B, all records but those of vouchers)."""
