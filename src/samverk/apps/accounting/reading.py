"""A file becomes books that may be taken in, or is refused with a reason. Nothing is written here."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass
from datetime import date

from samverk.apps.accounting import queries
from samverk.apps.audit.door import RefusedChange
from samverk.apps.organisation.models import Association
from samverk.core.ledger.balances import LineTotals, sum_lines
from samverk.core.ledger.belonging import is_of, own_year
from samverk.core.ledger.model import Ledger
from samverk.core.ledger.reconcile import Reconciliation, describe, reconcile
from samverk.core.problems import Problem
from samverk.formats import sie
from samverk.formats.sie.validate import vouchers_left_out

LONGEST_CODE = 40
"""Signs in an account number, a series or a voucher number."""
LONGEST_OBJECT = 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOTHING_CHANGED = "Ingenting har ändrats."


@dataclass(frozen=True, slots=True)
class ReadBooks:
    """Books that were read and belong to the association and year, with everything a version keeps of them."""

    year: int
    name: str
    sha256: str
    size: int
    packed: bytes
    ledger: Ledger
    totals: LineTotals
    problems: tuple[Problem, ...]
    reconciliation: Reconciliation
    sentence: str


def plain_name(name: str) -> str:
    """A file's name without folders and without signs that turn or hide text."""
    return _CONTROL.sub("", name.replace("\\", "/").rpartition("/")[2])[:200] or "bokföring.se"


def read_for(association: Association, data: bytes, name: str, year: int | None = None) -> ReadBooks:
    """Read a SIE file as the association's books of `year`, or of the file's own year.

    Raises RefusedChange, in Swedish, when it cannot be that.
    """
    name = plain_name(name)
    ledger, problems = sie.read(data, file=name)
    if ledger is None:
        reason = problems[0].message if problems else "Filen går inte att läsa som en SIE-fil."
        raise RefusedChange(f"{name}: {reason} {_NOTHING_CHANGED}")
    own = _year_of(ledger, name)
    if year is not None and own != year:
        raise RefusedChange(
            f"{name} gäller {own}, men du läser in {year}. Välj {own}, eller exportera {year} ur bokföringsprogrammet. "
            f"{_NOTHING_CHANGED}"
        )
    _check_whose(ledger, association, name)
    _check_balances(ledger, name)
    totals = sum_lines(ledger.vouchers)
    _check_lengths(ledger, totals, name)
    previous = queries.ledger_of(association, own - 1)
    found = reconcile(ledger, previous, lines=totals, left_out=vouchers_left_out(problems))
    return ReadBooks(
        year=own,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        packed=zlib.compress(data, 1),
        ledger=ledger,
        totals=totals,
        problems=tuple(problems),
        reconciliation=found,
        sentence=describe(ledger, found),
    )


def _year_of(ledger: Ledger, name: str) -> int:
    own = own_year(ledger)
    if own is not None:
        return own
    stated = ledger.years.get(0)
    if stated is None:
        raise RefusedChange(
            f"{name} säger inte vilket räkenskapsår den gäller. Exportera hela året som SIE typ 4 (4E) ur "
            f"bokföringsprogrammet; en importfil (4I) har inga saldon och räcker inte. {_NOTHING_CHANGED}"
        )
    raise RefusedChange(
        f"{name} gäller {stated.start}–{stated.end}. Ett samordningsförbunds räkenskapsår är kalenderåret. Exportera "
        f"ett kalenderår ur bokföringsprogrammet. {_NOTHING_CHANGED}"
    )


def _check_whose(ledger: Ledger, association: Association, name: str) -> None:
    if is_of(ledger, association.org_number) is not False:
        return
    whose = f" ({ledger.company})" if ledger.company else ""
    raise RefusedChange(
        f"{name} hör till organisationsnummer {ledger.org_number}{whose}, men {association.name} har "
        f"{association.org_number}. Välj förbundets egen fil. Är det förbundets nummer som är fel ändras det av den "
        f"som sköter installationen. {_NOTHING_CHANGED}"
    )


def _check_balances(ledger: Ledger, name: str) -> None:
    """A year's books say where they end: a file of vouchers to import elsewhere would take the whole year's place."""
    if not any(year == 0 for part in (ledger.opening, ledger.closing, ledger.results) for year, _account in part):
        raise RefusedChange(
            f"{name} har inga saldon, bara {len(ledger.vouchers)} verifikat. Exportera hela året som SIE typ 4 (4E) ur "
            f"bokföringsprogrammet; en importfil (4I) räcker inte. {_NOTHING_CHANGED}"
        )


def _check_lengths(ledger: Ledger, totals: LineTotals, name: str) -> None:
    """Codes are looked up by; none is a text of its own."""
    accounts = {*ledger.accounts, *totals.by_account(), *(balance.account for balance in ledger.object_closing)}
    codes = {code for _, code in ledger.objects}
    numbers = {part for voucher in ledger.vouchers for part in voucher[:2]}
    for what, most, found in (
        ("ett kontonummer", LONGEST_CODE, accounts),
        ("en objektkod", LONGEST_OBJECT, codes),
        ("ett verifikatnummer", LONGEST_CODE, numbers),
    ):
        longest = max(found, key=len, default="")
        if len(longest) > most:
            raise RefusedChange(
                f"{name} har {what} med {len(longest)} tecken: ”{longest[:30]}…”. Det får vara högst {most}. Rätta i "
                f"bokföringsprogrammet och exportera filen igen. {_NOTHING_CHANGED}"
            )


def check_year(year: int, formed: date | None, today: date) -> None:
    """Raise RefusedChange when the association has no books of that year."""
    if year > today.year:
        raise RefusedChange(
            f"År {year} har inte börjat. Bokföring läses in för {today.year} och tidigare år. {_NOTHING_CHANGED}"
        )
    if formed is not None and year < formed.year:
        raise RefusedChange(
            f"Förbundet bildades {formed.isoformat()} och kan inte ha bokföring för {year}. Kontrollera att det är "
            f"rätt fil, eller rätta dagen under Förbundet. {_NOTHING_CHANGED}"
        )
