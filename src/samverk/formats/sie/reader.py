"""SIE 1–4 → `Ledger`, with everything that was wrong told as problems (SIE 4B; quirks of real programs).

Reading never raises, whatever the bytes are. A file that cannot be used at all gives None and one REFUSE problem.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

from samverk.core.ledger.balances import LineTotals, sum_lines
from samverk.core.ledger.model import Account, Ledger
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.sie import checksum
from samverk.formats.sie.bulk import BulkReader, Odd, single_vouchers, stretches
from samverk.formats.sie.encoding import decode
from samverk.formats.sie.faults import Faults
from samverk.formats.sie.recognise import WHAT_NOW, refuse_unread
from samverk.formats.sie.records import Books
from samverk.formats.sie.validate import settle_type, validate
from samverk.formats.sie.vouchers import LineReader

_HAS_YEAR = re.compile(r"^#RAR[ \t]+0[ \t]+\d{8}[ \t]+\d{8}", re.MULTILINE)


def read(data: bytes, *, file: str = "") -> tuple[Ledger | None, list[Problem]]:
    """Read a SIE file of type 1–4. `file` is the name that problems carry.

    Returns the ledger, None when the file cannot be used, and the problems in the order of lines. Never raises.
    """
    refusal = refuse_unread(data, file)
    if refusal is not None:
        return None, [refusal]
    faults = Faults(file)
    with _no_collection():
        decoded = decode(data, faults)
        books = Books(faults)
        quick = BulkReader()
        if _read_text(decoded.text, books, quick) or checksum.is_cut_off(decoded.text):
            return None, [_refuse_cut_off(books, file)]
        checksum.check(decoded.text, faults)
        settle_type(books)
        missing_year = _refuse_missing_year(books, file)
        if missing_year is not None:
            return None, [missing_year]
        sums = quick.totals() if quick.count == len(books.vouchers) else None
        ledger = validate(_ledger(books, decoded.encoding), books, sums)
    return ledger, faults.problems()


def read_balances(data: bytes, *, file: str = "") -> tuple[LineTotals | None, list[Problem]]:
    """The sums of the year's lines by account and objects, without keeping the vouchers. Never raises.

    The same sums that `sum_lines(read(data)[0].vouchers)` gives. A file where anything needs judgement is read in full,
    and then the problems are those of `read`; otherwise there are none to tell that bear on the sums.
    """
    refusal = refuse_unread(data, file)
    if refusal is not None:
        return None, [refusal]
    with _no_collection():
        sums = _quick_sums(data)
    if sums is not None:
        return sums, []
    ledger, problems = read(data, file=file)
    return (sum_lines(ledger.vouchers) if ledger is not None else None), problems


@contextmanager
def _no_collection() -> Iterator[None]:
    """Switch the garbage collector off: a million new tuples would make it search them over and over for cycles.

    Switched on again it would at once search them all. Freezing and unfreezing files them among the old objects
    instead; that is left be when the program keeps frozen objects of its own.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _first_voucher(text: str) -> int:
    """Where the first #VER line begins, or the end of the text."""
    if text.startswith("#VER"):
        return 0
    return text.find("\n#VER") + 1 or len(text)


def _read_text(text: str, books: Books, quick: BulkReader) -> bool:
    """Read every line into `books`; True when the file ends inside a voucher."""
    careful = LineReader(books)
    start = _first_voucher(text)
    careful.read(text[:start], 1)
    line = text.count("\n", 0, start) + 1
    for stretch in stretches(text, start):
        careful.finish_voucher()
        _read_stretch(stretch, line, quick, careful)
        line += stretch.count("\n")
    cut_off = careful.open_line is not None
    careful.finish_voucher()
    return cut_off


def _read_stretch(stretch: str, line: int, quick: BulkReader, careful: LineReader) -> None:
    """Read a stretch the quick way; if anything in it is odd voucher by voucher, and the odd ones line by line."""
    books = careful.books
    books.first_line.setdefault("VER", line)
    try:
        books.vouchers += quick.vouchers(stretch, line)
        return
    except Odd:
        pass
    for piece in single_vouchers(stretch):
        careful.finish_voucher()
        try:
            books.vouchers += quick.vouchers(piece, line)
        except Odd:
            careful.read(piece, line)
        line += piece.count("\n")


def _quick_sums(data: bytes) -> LineTotals | None:
    """The sums when every voucher is well formed and no two have the same number; else None."""
    text = decode(data, Faults()).text
    start = _first_voucher(text)
    head = text[:start]
    if not _HAS_YEAR.search(head) or "TRANS" in head or "#VER" in head or "KSUMMA" in head:
        return None
    reader = BulkReader()
    names: list[tuple[str, str]] = []
    try:
        for stretch in stretches(text, start):
            names += reader.identities(stretch)
        return reader.totals() if len(set(names)) == len(names) else None
    except Odd:
        return None


def _refuse_cut_off(books: Books, file: str) -> Problem:
    last = f" Det sista hela verifikatet är {books.vouchers[-1].name}." if books.vouchers else ""
    return Problem(
        ProblemSeverity.REFUSE,
        "SIE-AVBRUTEN",
        f"Filen är avbruten: slutet saknas.{last} {WHAT_NOW}",
        file,
    )


def _refuse_missing_year(books: Books, file: str) -> Problem | None:
    if books.single["SIETYP"][0] == "4I" or 0 in books.years:
        return None
    return Problem(
        ProblemSeverity.REFUSE,
        "SIE-RAR-SAKNAS",
        f"Filen säger inte vilket räkenskapsår den gäller (#RAR 0 med första och sista dag saknas). {WHAT_NOW}",
        file,
    )


def _ledger(books: Books, encoding: str) -> Ledger:
    """Put together what was read."""

    def single(label: str, position: int = 0) -> str:
        fields = books.single.get(label, ())
        return fields[position] if position < len(fields) else ""

    numbers = dict.fromkeys((*books.names, *books.kinds, *books.units, *books.sru))
    return Ledger(
        company=single("FNAMN"),
        org_number=single("ORGNR"),
        acquisition=(single("ORGNR", 1), single("ORGNR", 2)),
        sie_type=single("SIETYP"),
        program=(single("PROGRAM"), single("PROGRAM", 1)),
        generated=books.days.get("GEN"),
        generated_by=single("GEN", 1),
        currency=single("VALUTA") or "SEK",
        chart=single("KPTYP"),
        covers_to=books.days.get("OMFATTN"),
        is_imported=single("FLAGGA") == "1",
        encoding=encoding,
        years=books.years,
        accounts={
            number: Account(
                number,
                books.names.get(number, ""),
                books.kinds.get(number, ""),
                books.units.get(number, ""),
                tuple(books.sru.get(number, ())),
            )
            for number in numbers
        },
        dimensions=books.dimensions,
        objects=books.objects,
        opening=books.balances["IB"],
        closing=books.balances["UB"],
        results=books.balances["RES"],
        quantities=books.quantities,
        object_opening=tuple(books.object_balances["OIB"]),
        object_closing=tuple(books.object_balances["OUB"]),
        period_balances=tuple(books.period_balances["PSALDO"]),
        period_budgets=tuple(books.period_balances["PBUDGET"]),
        vouchers=tuple(books.vouchers),
        extra=tuple(books.extra),
    )
