"""The books of a facts directory: which file is which year's, and whether it is this association's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from samverk.core.ledger.belonging import digits, is_of
from samverk.core.ledger.model import FinancialYear, Ledger
from samverk.core.periods import year_end
from samverk.core.problems import Problem, ProblemSeverity, is_unusable
from samverk.formats import sie

_BOOKS = re.compile(r"bokforing-(\d{4})\.(?:se|si)", re.IGNORECASE)


def books_of(names: Iterable[str], year: int) -> str | None:
    """The name of the books of `year` among `names` (bokforing-2024.se, .si, .SE), None when there are none."""
    found = (name for name in sorted(names) if (match := _BOOKS.fullmatch(name)) and int(match[1]) == year)
    return next(found, None)


def read_books(data: bytes, file: str, year: int, org_number: str) -> tuple[Ledger | None, list[Problem]]:
    """Read a SIE file and make sure that it is the books of `year` and, unless `org_number` is "", of that association.

    None when it is not; then at least one problem says REFUSE. What the SIE reader found is passed on.
    """
    ledger, problems = sie.read(data, file=file)
    if ledger is None:
        if not is_unusable(problems):
            problems = [*problems, _refusal("FA-BOKFORING", "filen kan inte läsas som en SIE-fil.", file)]
        return None, problems
    problems = [*problems, *_wrong_year(ledger, file, year), *_wrong_association(ledger, file, org_number)]
    return (None if is_unusable(problems) else ledger), problems


def _refusal(code: str, message: str, file: str) -> Problem:
    return Problem(ProblemSeverity.REFUSE, code, message, file)


def _wrong_year(ledger: Ledger, file: str, year: int) -> list[Problem]:
    own = ledger.years.get(0)
    if own is None:
        message = (
            "filen säger inte vilket räkenskapsår den gäller (#RAR 0 saknas). Exportera hela året som SIE typ 4 "
            "(4E) ur ekonomisystemet; en importfil (4I) har inga saldon och räcker inte."
        )
        return [_refusal("FA-FEL-AR", message, file)]
    if (own.start.year, own.end.year) != (year, year):
        message = (
            f"bokföringen gäller {own.start}–{own.end}, men ska gälla {year}. "
            f"Exportera {year} ur ekonomisystemet, eller ge filen namnet bokforing-{own.start.year}.se."
        )
        return [_refusal("FA-FEL-AR", message, file)]
    return []


def _wrong_association(ledger: Ledger, file: str, org_number: str) -> list[Problem]:
    if not digits(org_number) or is_of(ledger, org_number):
        return []
    if not digits(ledger.org_number):
        message = (
            "filen säger inte vems bokföringen är (#ORGNR saknas). Kontrollera att det är rätt förbund och fyll i "
            "organisationsnumret i ekonomisystemet."
        )
        return [Problem(ProblemSeverity.WARNING, "FA-ORGNR", message, file)]
    whose = f" ({ledger.company})" if ledger.company else ""
    message = (
        f"bokföringen hör till organisationsnummer {ledger.org_number}{whose}, men forbund.toml säger {org_number}. "
        "Lägg hit det egna förbundets fil, eller rätta organisationsnumret i forbund.toml."
    )
    return [_refusal("FA-ORGNR", message, file)]


def prior_year(ledger: Ledger, year: int) -> Ledger | None:
    """The year before as the books of `year` remember it: balances per account, no vouchers.

    A SIE file carries last year's balances beside its own (#IB, #UB, #RES with year −1). None when it has none.
    """
    closing, results, opening = (_shifted(kept) for kept in (ledger.closing, ledger.results, ledger.opening))
    if not closing and not results:
        return None
    known = ledger.years.get(-1) or FinancialYear(-1, date(year - 1, 1, 1), year_end(year - 1))
    return Ledger(
        company=ledger.company,
        org_number=ledger.org_number,
        sie_type=ledger.sie_type,
        program=ledger.program,
        generated=ledger.generated,
        currency=ledger.currency,
        chart=ledger.chart,
        years={0: known._replace(offset=0)},
        accounts=ledger.accounts,
        dimensions=ledger.dimensions,
        objects=ledger.objects,
        opening=opening,
        closing=closing,
        results=results,
        object_opening=tuple(kept._replace(year_offset=0) for kept in ledger.object_opening if kept.year_offset == -1),
        object_closing=tuple(kept._replace(year_offset=0) for kept in ledger.object_closing if kept.year_offset == -1),
        period_balances=tuple(
            kept._replace(year_offset=0) for kept in ledger.period_balances if kept.year_offset == -1
        ),
    )


def _shifted(balances: dict[tuple[int, str], int]) -> dict[tuple[int, str], int]:
    return {(0, account): amount for (offset, account), amount in balances.items() if offset == -1}
