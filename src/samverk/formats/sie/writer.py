"""`Ledger` → SIE of type 1, 2, 3, 4E or 4I: code page 437, CRLF, optionally with a checksum (SIE 4B).

What the format cannot hold is refused; a character it has no place for is replaced and told. Nothing is invented: a
ledger without a date of generation gives a file without #GEN.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from samverk.core.ledger.model import Ledger, ObjectBalance, PeriodBalance, Posting, Voucher
from samverk.core.money import format_exact
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.sie import checksum
from samverk.formats.sie.records import RULES
from samverk.formats.sie.vouchers import POSTING_LABELS

TYPES = ("1", "2", "3", "4E", "4I")
LARGEST_ORE = 10**18
_BARE = re.compile(r"[0-9A-Za-zÅÄÖåäö._:/+-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LABEL = re.compile(r'[^\x00-\x20\x7f"{}]*')
_OTHERS = frozenset({*RULES, "VER", *POSTING_LABELS})
_EXTRA_KNOWN = frozenset({"PROSA", "FTYP", "FNR", "BKOD", "ADRESS", "TAXAR"})
Objects = tuple[tuple[str, str], ...]


def write(
    ledger: Ledger, *, sie_type: str = "", with_checksum: bool = False, file: str = ""
) -> tuple[bytes | None, list[Problem]]:
    """Write a ledger as SIE. `sie_type` is one of TYPES, by default the ledger's own; `file` is for the problems.

    Returns the bytes and what had to be replaced; None and the reasons (severity REFUSE) when the type cannot hold the
    ledger: a voucher that does not sum to zero, vouchers in type 1–3, balances in 4I, a year or amount out of range.
    """
    kind = sie_type or ledger.sie_type
    problems = [Problem(ProblemSeverity.REFUSE, code, message, file) for code, message in _refusals(ledger, kind)]
    if problems:
        return None, problems
    writer = _Writer(file)
    records = list(writer.records(ledger, kind))
    flag = f"#FLAGGA {int(ledger.is_imported)}"
    if with_checksum:
        records = [flag, "#KSUMMA", *records, f"#KSUMMA {checksum.crc_of_lines(records)}"]
    else:
        records = [flag, *records]
    return "\r\n".join([*records, ""]).encode("cp437"), list(writer.replaced.values())


def _refusals(ledger: Ledger, kind: str) -> Iterator[tuple[str, str]]:
    """(code, Swedish message) for everything that a file of type `kind` cannot hold."""
    if kind not in TYPES:
        yield "SIE-SKRIV-TYP", f"SIE-typen är ”{kind}”; den ska vara {', '.join(TYPES[:-1])} eller {TYPES[-1]}."
        return
    yield from _content_refusals(ledger, kind)
    balances = (*ledger.opening.values(), *ledger.closing.values(), *ledger.results.values())
    amounts = [*balances, *(line.amount_ore for voucher in ledger.vouchers for line in voucher.postings)]
    if any(abs(ore) >= LARGEST_ORE for ore in amounts):
        yield "SIE-SKRIV-BELOPP", "Ett belopp har fler än 16 siffror före decimalerna och ryms inte."
    for voucher in ledger.vouchers:
        total = sum(line.amount_ore for line in voucher.postings)
        if total:
            yield (
                "SIE-SKRIV-OBALANS",
                f"Verifikat {voucher.name} går inte jämnt ut (skillnad {format_exact(total)} kr). Rätta det först.",
            )
    for label, _ in ledger.extra:
        is_taken = label in _OTHERS and label not in _EXTRA_KNOWN
        if is_taken or not _LABEL.fullmatch(label) or label.encode("cp437", errors="replace").decode("cp437") != label:
            yield "SIE-SKRIV-ETIKETT", f"Posten #{label} kan inte skrivas som övrig uppgift."


def _content_refusals(ledger: Ledger, kind: str) -> Iterator[tuple[str, str]]:
    has_balances = bool(ledger.opening or ledger.closing or ledger.results)
    has_periods = bool(ledger.period_balances or ledger.period_budgets)
    has_object_balances = bool(ledger.object_opening or ledger.object_closing)
    if kind != "4I" and 0 not in ledger.years:
        yield "SIE-SKRIV-AR", f"Typ {kind} ska ha ett räkenskapsår (#RAR 0), och boken har inget."
    if kind == "4E" and not (has_balances or has_periods or has_object_balances):
        yield "SIE-SKRIV-SALDON", "Typ 4E ska ha saldon, och boken har inga. Skriv typ 4I i stället."
    if kind == "4I" and (has_balances or has_periods or has_object_balances or ledger.covers_to):
        yield "SIE-SKRIV-SALDON", "Typ 4I får inte ha saldon. Skriv typ 4E i stället."
    if kind in ("1", "2", "3") and ledger.vouchers:
        yield "SIE-SKRIV-VERIFIKAT", f"Typ {kind} får inte ha verifikat. Skriv typ 4E i stället."
    if kind in ("1", "2") and (has_object_balances or ledger.objects or ledger.dimensions):
        yield "SIE-SKRIV-OBJEKT", f"Typ {kind} får inte ha objekt. Skriv typ 3 eller 4E i stället."
    if kind == "1" and (has_periods or ledger.covers_to):
        yield "SIE-SKRIV-PERIOD", "Typ 1 får inte ha periodsaldon. Skriv typ 2 i stället."
    if kind == "2" and any(row.objects for row in (*ledger.period_balances, *ledger.period_budgets)):
        yield "SIE-SKRIV-OBJEKT", "Typ 2 får inte ha periodsaldon per objekt. Skriv typ 3 i stället."


def amount(ore: int) -> str:
    """Write öre as the format wants kronor: minus first, dot, two decimals."""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def day(value: date | None) -> str:
    """Write a day as YYYYMMDD, nothing as the empty string."""
    return value.isoformat().replace("-", "") if value is not None else ""


class _Writer:
    """Makes records; `replaced` gathers the first place of each character that had to give way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.replaced: dict[str, Problem] = {}

    def text(self, value: str) -> str:
        """A field: bare when it is plain, else quoted with its quotes escaped."""
        value = self._fit(value)
        if _BARE.fullmatch(value):
            return value
        if value.endswith("\\"):
            if not re.search(r'[ "{}]', value):
                return value
            self._tell("\\", f"Texten ”{value}” slutar med omvänt snedstreck; ett mellanslag är tillagt efter det.")
            value += " "
        return '"' + value.replace('"', '\\"') + '"'

    def _fit(self, value: str) -> str:
        """Replace what code page 437 has no character for with ?, and control characters with a space."""
        for char in dict.fromkeys(_CONTROL.findall(value)):
            self._tell(char, f"Styrtecken {ord(char)} i ”{_CONTROL.sub(' ', value)}” är ersatt med mellanslag.")
        value = _CONTROL.sub(" ", value)
        encoded = value.encode("cp437", errors="replace").decode("cp437")
        for char, fitted in zip(value, encoded, strict=True):
            if char != fitted:
                self._tell(char, f"Tecknet {char} i ”{value}” finns inte i PC8 och är ersatt med {fitted}.")
        return encoded

    def _tell(self, char: str, message: str) -> None:
        if char not in self.replaced:
            self.replaced[char] = Problem(ProblemSeverity.WARNING, "SIE-SKRIV-TECKEN", message, self.file)

    def record(self, label: str, *fields: str, optional: Iterable[str] = ()) -> str:
        """A record; `optional` fields are left out from the last one that says something."""
        return self._tail(" ".join([f"#{label}", *map(self.text, fields)]), *optional)

    def objects(self, pairs: Objects) -> str:
        """An object list with its braces."""
        return "{" + " ".join(self.text(part) for pair in pairs for part in pair) + "}"

    def records(self, ledger: Ledger, kind: str) -> Iterator[str]:
        """Every record but #FLAGGA and #KSUMMA, in the order the format groups them."""
        yield from self._identification(ledger, kind)
        yield from self._chart(ledger)
        yield from self._balances(ledger)
        for voucher in ledger.vouchers:
            yield from self._voucher(voucher)

    def _identification(self, ledger: Ledger, kind: str) -> Iterator[str]:
        yield self.record("PROGRAM", *ledger.program)
        yield "#FORMAT PC8"
        if ledger.generated or ledger.generated_by:
            yield self.record("GEN", day(ledger.generated), optional=[ledger.generated_by])
        yield f"#SIETYP {kind[0]}"
        for label, fields in ledger.extra:
            yield self.record(label, *fields)
        if ledger.org_number or any(ledger.acquisition):
            yield self.record("ORGNR", ledger.org_number, optional=ledger.acquisition)
        yield self.record("FNAMN", ledger.company)
        for year in ledger.years.values():
            yield f"#RAR {year.offset} {day(year.start)} {day(year.end)}"
        if ledger.covers_to:
            yield f"#OMFATTN {day(ledger.covers_to)}"
        if ledger.chart:
            yield self.record("KPTYP", ledger.chart)
        yield self.record("VALUTA", ledger.currency)

    def _chart(self, ledger: Ledger) -> Iterator[str]:
        for account in ledger.accounts.values():
            yield f"#KONTO {self.text(account.number)} {self._name(account.name)}"
            if account.kind:
                yield self.record("KTYP", account.number, account.kind)
            if account.unit:
                yield self.record("ENHET", account.number, account.unit)
            for code in account.sru:
                yield self.record("SRU", account.number, code)
        for dimension in ledger.dimensions.values():
            if dimension.parent:
                yield self.record("UNDERDIM", dimension.number, dimension.name, dimension.parent)
            else:
                yield self.record("DIM", dimension.number, dimension.name)
        for (number, code), name in ledger.objects.items():
            yield self.record("OBJEKT", number, code, name)

    def _name(self, name: str) -> str:
        text = self.text(name)
        return text if text.startswith('"') else f'"{text}"'

    def _balances(self, ledger: Ledger) -> Iterator[str]:
        for label, balances in (("IB", ledger.opening), ("UB", ledger.closing), ("RES", ledger.results)):
            for (offset, account), ore in balances.items():
                quantity = ledger.quantities.get((label, offset, account), "")
                yield self.record(label, str(offset), account, amount(ore), optional=[quantity])
        for label, object_rows in (("OIB", ledger.object_opening), ("OUB", ledger.object_closing)):
            yield from (self._object_balance(label, row) for row in object_rows)
        for label, period_rows in (("PSALDO", ledger.period_balances), ("PBUDGET", ledger.period_budgets)):
            yield from (self._period_balance(label, row) for row in period_rows)

    def _object_balance(self, label: str, row: ObjectBalance) -> str:
        head = self.record(label, str(row.year_offset), row.account)
        return self._tail(f"{head} {self.objects(row.objects)} {amount(row.amount_ore)}", row.quantity)

    def _period_balance(self, label: str, row: PeriodBalance) -> str:
        head = self.record(label, str(row.year_offset), str(row.period), row.account)
        return self._tail(f"{head} {self.objects(row.objects)} {amount(row.amount_ore)}", row.quantity)

    def _tail(self, head: str, *optional: str) -> str:
        rest = list(optional)
        while rest and not rest[-1]:
            rest.pop()
        return " ".join([head, *map(self.text, rest)])

    def _voucher(self, voucher: Voucher) -> Iterator[str]:
        optional = [voucher.text, day(voucher.registered), voucher.sign]
        yield self.record("VER", voucher.series, voucher.number, day(voucher.day), optional=optional)
        yield "{"
        history = list(voucher.corrections)
        for position in range(len(voucher.postings) + 1):
            while history and history[0].position <= position:
                correction = history.pop(0)
                yield self._posting(correction.label, correction.posting)
            if position < len(voucher.postings):
                yield self._posting("TRANS", voucher.postings[position])
        yield "}"

    def _posting(self, label: str, posting: Posting) -> str:
        head = f"   #{label} {self.text(posting.account)} {self.objects(posting.objects)} {amount(posting.amount_ore)}"
        return self._tail(head, day(posting.day), posting.text, posting.quantity, posting.sign)
