"""Small synthetic books as SIE 4E: entries in, a file that closes out. Amounts are whole kronor, debit positive."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One line of a voucher, with its objects."""

    account: str
    kronor: int
    cost_centre: str = ""
    project: str = ""

    @property
    def objects(self) -> str:
        pairs = [f'{dimension} "{code}"' for dimension, code in (("1", self.cost_centre), ("6", self.project)) if code]
        return "{" + " ".join(pairs) + "}"


@dataclass(frozen=True)
class Books:
    """A year: `entries` are (day as MMDD, text, lines); last year's result is moved first, this year's booked last."""

    company: str
    org_number: str
    year: int
    accounts: dict[str, str]
    objects: dict[tuple[str, str], str]
    opening: dict[str, int]
    entries: tuple[tuple[str, str, tuple[Line, ...]], ...] = field(default=())

    @property
    def vouchers(self) -> tuple[tuple[str, str, tuple[Line, ...]], ...]:
        brought = self.opening.get("2069", 0)
        moved = (
            (("0101", "Föregående års resultat", (Line("2068", brought), Line("2069", -brought))),) if brought else ()
        )
        result = sum(line.kronor for _, _, lines in self.entries for line in lines if line.account >= "3000")
        return (*moved, *self.entries, ("1231", "Årets resultat", (Line("8999", -result), Line("2069", result))))

    @property
    def changes(self) -> dict[str, int]:
        sums: dict[str, int] = defaultdict(int)
        for _, _, lines in self.vouchers:
            for line in lines:
                sums[line.account] += line.kronor
        return dict(sums)

    @property
    def closing(self) -> dict[str, int]:
        """Closing balances, which are the opening ones of the year after."""
        changes = self.changes
        accounts = sorted({*self.opening, *(number for number in changes if number < "3000")})
        return {number: self.opening.get(number, 0) + changes.get(number, 0) for number in accounts}

    @property
    def results(self) -> dict[str, int]:
        return {number: amount for number, amount in sorted(self.changes.items()) if number >= "3000"}


def _kind(number: str) -> str:
    return (
        "T" if number < "2000" else "S" if number < "3000" else "I" if number[0] == "3" or number[:2] == "83" else "K"
    )


def sie_bytes(books: Books, prior: Books) -> bytes:
    """Write `books` as SIE 4E in code page 437, with the balances of `prior` as year −1."""
    return sie_text(books, prior).encode("cp437")


def sie_text(books: Books, prior: Books) -> str:
    """The same as text."""
    for _, text, lines in books.vouchers:
        assert sum(line.kronor for line in lines) == 0, text
    assert sum(books.opening.values()) == 0
    assert books.opening == {number: amount for number, amount in prior.closing.items() if amount}
    return "\r\n".join([*_head(books), *_balances(books, prior), *_vouchers(books), ""])


def _head(books: Books) -> list[str]:
    year = books.year
    lines = [
        "#FLAGGA 0",
        '#PROGRAM "Prov" "1.0"',
        "#FORMAT PC8",
        f"#GEN {year + 1}0228",
        "#SIETYP 4",
        f"#ORGNR {books.org_number}",
        f'#FNAMN "{books.company}"',
        f"#RAR 0 {year}0101 {year}1231",
        f"#RAR -1 {year - 1}0101 {year - 1}1231",
        "#KPTYP BAS2014",
    ]
    for number, name in sorted(books.accounts.items()):
        lines += [f'#KONTO {number} "{name}"', f"#KTYP {number} {_kind(number)}"]
    lines += ['#DIM 1 "Kostnadsställe"', '#DIM 6 "Projekt"']
    return lines + [f'#OBJEKT {dimension} "{code}" "{name}"' for (dimension, code), name in books.objects.items()]


def _balances(books: Books, prior: Books) -> list[str]:
    kept = [("IB", 0, books.opening), ("UB", 0, books.closing), ("IB", -1, prior.opening), ("UB", -1, prior.closing)]
    kept += [("RES", 0, books.results), ("RES", -1, prior.results)]
    return [
        f"#{label} {year} {number} {amount}.00"
        for label, year, all_ in kept
        for number, amount in all_.items()
        if amount
    ]


def _vouchers(books: Books) -> list[str]:
    lines: list[str] = []
    for number, (day, text, postings) in enumerate(books.vouchers, start=1):
        lines += [f'#VER A {number} {books.year}{day} "{text}"', "{"]
        lines += [f"   #TRANS {line.account} {line.objects} {line.kronor}.00" for line in postings]
        lines.append("}")
    return lines
