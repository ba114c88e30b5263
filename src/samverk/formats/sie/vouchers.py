"""Vouchers line by line: the careful way, for whatever the quick way (bulk.py) does not recognise.

Only #TRANS counts. #BTRANS (struck) and #RTRANS (added later, always repeated as #TRANS) are history and are kept as
corrections. A voucher that is not whole is left out and named, with the reason; the rest of the file is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from samverk.core.ledger.model import Correction, Posting, Voucher
from samverk.core.money import format_exact
from samverk.formats.sie.faults import Faults
from samverk.formats.sie.fields import BLANKS, Record, pair_objects, split_record
from samverk.formats.sie.records import RULES, Books
from samverk.formats.sie.values import AMOUNT_RULE, is_account, parse_amount, parse_day, parse_day_otherwise

POSTING_LABELS = ("TRANS", "BTRANS", "RTRANS")
WHAT_NOW = "Verifikatet är inte läst; resten av filen är det. Rätta i bokföringen och exportera filen igen."


@dataclass(slots=True)
class _Draft:
    """A voucher being read. `fault` is the first reason to leave it out: (code, line, Swedish sentence)."""

    header: Record
    postings: list[Posting] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    fault: tuple[str, int, str] | None = None
    opened: bool = False
    closed: bool = False

    @property
    def name(self) -> str:
        return f"{self.header.text(0)} {self.header.text(1)}".strip() or "utan nummer"


class LineReader:
    """Reads lines one at a time into `books`. `open_line` is the line of a voucher whose brace is still open."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.faults: Faults = books.faults
        self._draft: _Draft | None = None

    @property
    def open_line(self) -> int | None:
        """The line of the voucher that is open, None when there is none."""
        draft = self._draft
        return draft.header.line if draft and draft.opened and not draft.closed else None

    def read(self, text: str, first_line: int) -> None:
        """Read all lines of `text`, the first of which has number `first_line`. Never raises."""
        for number, raw in enumerate(text.split("\n"), first_line):
            line = raw.strip(BLANKS)
            if "\r" in line:
                self.faults.gather("SIE-STYRTECKEN", number, "")
                line = line.replace("\r", " ")
            if line:
                self._line(line, number)

    def finish_voucher(self) -> None:
        """End the voucher at hand, if any: enter it among the books or say why not."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        if draft.opened != draft.closed or (draft.postings and not draft.opened):
            self.faults.gather("SIE-KLAMMER", draft.header.line, draft.name)
        self._enter(draft)

    def _line(self, line: str, number: int) -> None:
        if line[0] == "#":
            self._record(split_record(line, number))
        elif line == "{":
            self._open(number)
        elif line == "}":
            self._close(number)
        else:
            self.faults.gather("SIE-RAD", number, f"”{line[:40]}”")

    def _record(self, record: Record) -> None:
        if record.label == "VER":
            self.finish_voucher()
            self.books.first_line.setdefault("VER", record.line)
            self._draft = _Draft(record)
            if record.is_doubtful:
                self.faults.gather("SIE-CITAT", record.line, record.text(3)[:60])
            self._tell_surplus(record, 6)
        elif record.label in POSTING_LABELS:
            self._posting(record)
        else:
            if record.label in RULES:
                self.finish_voucher()
            self.books.take(record)

    def _tell_surplus(self, record: Record, most: int) -> None:
        surplus = [part for part in record.fields[most:] if part]
        if surplus:
            self.faults.gather("SIE-EXTRA-FALT", record.line, f"#{record.label}")

    def _open(self, number: int) -> None:
        if self._draft is None or self._draft.opened:
            self.faults.gather("SIE-KLAMMER", number, "")
        else:
            self._draft.opened = True

    def _close(self, number: int) -> None:
        if self._draft is None:
            self.faults.gather("SIE-KLAMMER", number, "")
        else:
            self._draft.closed = True
            self.finish_voucher()

    def _posting(self, record: Record) -> None:
        draft = self._draft
        if draft is None:
            self.faults.error(
                "SIE-TRANS-LOS",
                record.line,
                f"#{record.label} på konto {record.text(0) or '?'} hör inte till något verifikat och är inte läst. "
                "Exportera filen igen.",
            )
            return
        if record.is_doubtful:
            self.faults.gather("SIE-CITAT", record.line, " ".join(map(str, record.fields))[:60])
        posting = self._read_posting(record, draft)
        if posting is None:
            return
        if record.label == "TRANS":
            draft.postings.append(posting)
        else:
            draft.corrections.append(Correction(record.label, len(draft.postings), posting))

    def _read_posting(self, record: Record, draft: _Draft) -> Posting | None:
        """Read one line of a voucher; None, with a fault on the voucher, when it cannot be read."""
        account = record.text(0)
        place = 2
        parts = record.fields[1] if len(record.fields) > 1 else ()
        if isinstance(parts, str):
            self.faults.gather("SIE-OBJEKTLISTA", record.line, "")
            parts, place = (), 1
        objects = pair_objects(parts)
        ore = parse_amount(record.text(place))
        day_text = record.text(place + 1)
        day = parse_day(day_text) or self._day_otherwise(day_text, record.line)
        fault = None
        if not account:
            fault = ("SIE-VER-KONTO", "saknar kontonummer")
        elif objects is None:
            fault = ("SIE-VER-OBJEKT", f"har en objektlista med udda antal delar: {{{' '.join(parts)}}}")
        elif ore is None:
            fault = ("SIE-VER-BELOPP", f"har beloppet ”{record.text(place)}”, som inte går att läsa. {AMOUNT_RULE}")
        elif day_text and day is None:
            fault = ("SIE-VER-RAD", f"har datum ”{day_text}”, som inte går att läsa; det skrivs ÅÅÅÅMMDD")
        self._tell_surplus(record, place + 5)
        if fault is not None or objects is None or ore is None:
            if fault is not None and draft.fault is None:
                draft.fault = (fault[0], record.line, f"en rad (#{record.label}) {fault[1]}")
            return None
        if not is_account(account):
            self.faults.gather("SIE-KONTO-TECKEN", record.line, account)
        text, quantity, sign = (record.text(place + 2), record.text(place + 3), record.text(place + 4))
        return Posting(account, ore, objects, day, text, quantity, sign)

    def _day_otherwise(self, text: str, line: int) -> date | None:
        day = parse_day_otherwise(text) if text else None
        if day is not None:
            self.faults.gather("SIE-DATUM-FORM", line, text)
        return day

    def _enter(self, draft: _Draft) -> None:
        header = draft.header
        day = parse_day(header.text(2)) or self._day_otherwise(header.text(2), header.line)
        if day is None:
            shown = f"”{header.text(2)}”" if header.text(2) else "tomt"
            draft.fault = ("SIE-VER-DATUM", header.line, f"datum är {shown}; det ska skrivas ÅÅÅÅMMDD")
        total = sum(posting.amount_ore for posting in draft.postings)
        if draft.fault is None and total:
            self.faults.error(
                "SIE-OBALANS",
                header.line,
                f"Verifikat {draft.name} går inte jämnt ut (skillnad {format_exact(total)} kr). {WHAT_NOW}",
            )
            return
        if draft.fault is not None or day is None:
            code, line, reason = draft.fault or ("", header.line, "")
            self.faults.error(code, line, f"Verifikat {draft.name} (rad {header.line}): {reason}. {WHAT_NOW}")
            return
        if not draft.postings:
            self.faults.gather("SIE-VER-TOM", header.line, draft.name)
        registered = self.books.day(header, 4)
        self.books.vouchers.append(
            Voucher(
                header.text(0),
                header.text(1),
                day,
                header.text(3),
                registered,
                header.text(5),
                tuple(draft.postings),
                tuple(draft.corrections),
                header.line,
            )
        )
