"""What a file says wrongly although every line can be read: types, numbers, dates, undeclared codes, reconciliation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from samverk.core.ledger.balances import RESERVED_DIMENSIONS, LineTotals, sum_lines
from samverk.core.ledger.model import Ledger, Posting, Voucher
from samverk.core.ledger.reconcile import Difference, Reconciliation, TieOut, reconcile
from samverk.core.money import format_exact
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.sie.faults import SHOWN, Faults, list_lines
from samverk.formats.sie.records import Books

BALANCE_LABELS = ("IB", "UB", "RES", "OIB", "OUB", "PSALDO", "PBUDGET")
LEAVES_OUT_VOUCHER = frozenset(
    {
        "SIE-OBALANS",
        "SIE-VER-NUMMER",
        "SIE-VER-DATUM",
        "SIE-VER-KONTO",
        "SIE-VER-BELOPP",
        "SIE-VER-OBJEKT",
        "SIE-VER-RAD",
    }
)
COMPULSORY = ("FORMAT", "PROGRAM", "GEN", "FNAMN")


def settle_type(books: Books) -> None:
    """Decide the type from content and tell when the file says otherwise: 4E has balances, 4I has none."""
    line = books.first_line.get("SIETYP")
    stated = (books.single.get("SIETYP") or ("1",))[0]
    has_balances = any(label in books.first_line for label in BALANCE_LABELS)
    if stated == "4" or "VER" in books.first_line:
        actual = "4E" if has_balances else "4I"
    else:
        actual = stated if stated in ("1", "2", "3") else "1"
    if stated not in ("1", "2", "3", "4"):
        message = f"Filen säger SIE typ ”{stated}”; den ska vara 1, 2, 3 eller 4. Den är läst som typ {actual}."
        books.faults.warn("SIE-TYP", line, message)
    elif actual[0] != stated:
        message = f"Filen säger SIE typ {stated} men har verifikat. Den är läst som typ {actual}."
        books.faults.warn("SIE-TYP", line, message)
    books.single["SIETYP"] = (actual,)


def validate(ledger: Ledger, books: Books, sums: LineTotals | None) -> Ledger:
    """Tell everything that is wrong in what was read; return the ledger without vouchers that stand twice.

    `sums` are those of the ledger's lines, None when they are not known yet.
    """
    faults = books.faults
    _check_header(ledger, books)
    settled = _settle_duplicates(ledger, faults)
    if sums is None or settled is not ledger:
        sums = sum_lines(settled.vouchers)
    ledger = settled
    _check_corrections(ledger.vouchers, faults)
    _check_declared(ledger, books, sums)
    tell_reconciliation(reconcile(ledger, lines=sums, left_out=vouchers_left_out(faults.problems())), faults)
    return ledger


def vouchers_left_out(problems: Iterable[Problem]) -> int:
    """How many vouchers of a file could not be read, from its problems: each is named by exactly one."""
    return sum(problem.code in LEAVES_OUT_VOUCHER for problem in problems)


def _check_header(ledger: Ledger, books: Books) -> None:
    faults = books.faults
    missing = [f"#{label}" for label in COMPULSORY if label not in books.first_line]
    if missing:
        faults.add(ProblemSeverity.NOTE, "SIE-POST-SAKNAS", None, f"Obligatoriska poster saknas: {', '.join(missing)}.")
    if "FORMAT" in books.single and books.single["FORMAT"][:1] != ("PC8",):
        stated = " ".join(books.single["FORMAT"])
        faults.add(
            ProblemSeverity.NOTE,
            "SIE-FORMAT",
            books.first_line["FORMAT"],
            f"#FORMAT är ”{stated}” i stället för PC8. Tecknen är avgjorda av innehållet.",
        )
    if not ledger.chart:
        faults.add(
            ProblemSeverity.NOTE,
            "SIE-KPTYP",
            None,
            "Filen säger inte vilken kontoplan den följer (#KPTYP saknas). Profilen i forbund.toml bestämmer.",
        )
    if ledger.currency.upper() != "SEK":
        faults.warn(
            "SIE-VALUTA",
            books.first_line.get("VALUTA"),
            f"Filen är i {ledger.currency}, inte i svenska kronor. Beloppen är lästa som de står; räkna om dem eller "
            "exportera i SEK.",
        )
    if ledger.is_imported:
        faults.warn(
            "SIE-FLAGGA",
            books.first_line.get("FLAGGA"),
            "Filen är märkt som redan inläst av något program (#FLAGGA 1). Se efter att det är rätt fil.",
        )


def _settle_duplicates(ledger: Ledger, faults: Faults) -> Ledger:
    """Decide about vouchers whose series and number stood before. One without a number has no identity to repeat.

    The same voucher twice counts once. Another voucher under a taken number is left out, unless the file's own balances
    say that it counts: some programs give all their automatic vouchers the same number.
    """
    if len({(voucher.series, voucher.number) for voucher in ledger.vouchers}) == len(ledger.vouchers):
        return ledger
    first: dict[tuple[str, str], Voucher] = {}
    unlike: list[Voucher] = []
    kept: list[Voucher] = []
    for voucher in ledger.vouchers:
        known = first.setdefault((voucher.series, voucher.number), voucher) if voucher.number else voucher
        if known is not voucher and known.content == voucher.content:
            faults.warn(
                "SIE-VER-DUBBEL",
                voucher.line,
                f"Verifikat {voucher.name} står två gånger med samma innehåll (först på rad {known.line}). Det räknas "
                "en gång.",
            )
            continue
        kept.append(voucher)
        if known is not voucher:
            unlike.append(voucher)
    everything = replace(ledger, vouchers=tuple(kept))
    if unlike and _lines_tie(everything):
        faults.warn(
            "SIE-VER-NUMMER-DELAT",
            unlike[0].line,
            f"{len(unlike)} verifikat har ett nummer som redan är använt: {_names(unlike)}. Filens saldon räknar med "
            "dem, så de är lästa.",
        )
        return everything
    left_out = {id(voucher) for voucher in unlike}
    for voucher in unlike:
        faults.error(
            "SIE-VER-NUMMER",
            voucher.line,
            f"Verifikat {voucher.name} finns redan på rad {first[voucher.series, voucher.number].line} med annat "
            "innehåll. Det här är inte läst. Ge det ett eget nummer i bokföringen och exportera filen igen.",
        )
    return replace(ledger, vouchers=tuple(voucher for voucher in kept if id(voucher) not in left_out))


def _lines_tie(ledger: Ledger) -> bool:
    found = reconcile(ledger)
    return TieOut.CLOSING in found.checked and not found.of(TieOut.CLOSING) and not found.of(TieOut.RESULT)


def _check_corrections(vouchers: Iterable[Voucher], faults: Faults) -> None:
    """An added line (RTRANS) is always repeated by the TRANS right after it. Paired by place, not by being equal."""
    alone, unlike = [], []
    for voucher in vouchers:
        for label, position, posting in voucher.corrections:
            if label != "RTRANS":
                continue
            after = voucher.postings[position : position + 1]
            if not after or (after[0].account, after[0].amount_ore) != (posting.account, posting.amount_ore):
                alone.append(voucher)
            elif after[0] != posting:
                unlike.append(voucher)
    for code, found, what in (
        ("SIE-RTRANS", alone, "följs inte av samma rad som #TRANS och räknas därför inte"),
        ("SIE-RTRANS-OLIKA", unlike, "har annat datum, annan text eller signatur än sin #TRANS; #TRANS gäller"),
    ):
        if found:
            faults.warn(
                code,
                found[0].line,
                f"{len(found)} tillagda rader (#RTRANS) {what}: verifikat {_names(found)}.",
            )


def _names(vouchers: Iterable[Voucher]) -> str:
    names = list(dict.fromkeys(voucher.name or "utan nummer" for voucher in vouchers))
    return ", ".join(names[:SHOWN]) + (f" och {len(names) - SHOWN} till" if len(names) > SHOWN else "")


def _check_declared(ledger: Ledger, books: Books, lines: LineTotals) -> None:
    """One warning per account, object and dimension that is used but not declared."""
    in_balances = {account for part in books.balances.values() for _, account in part}
    _check_accounts(ledger, books, in_balances | {account for account, _ in lines.by_key})
    _check_objects(ledger, books.faults, {pair for _, objects in lines.by_key for pair in objects})


def _check_accounts(ledger: Ledger, books: Books, used: set[str]) -> None:
    """A file of type 4I need not declare accounts, so one that declares none says nothing wrong."""
    if ledger.sie_type == "4I" and not books.names:
        return
    undeclared = used - books.names.keys()
    places = _first_places(ledger.vouchers, lambda line: (line.account,), undeclared) if undeclared else {}
    for account in sorted(undeclared):
        line, where = places.get(account, (None, ""))
        books.faults.warn(
            "SIE-KONTO-SAKNAS", line, f"Konto {account} används{where} men har ingen #KONTO-post. Det är med utan namn."
        )


def _check_objects(ledger: Ledger, faults: Faults, used: set[tuple[str, str]]) -> None:
    """Objects are missed only in dimensions where the file declares objects at all."""
    declared_in = {dimension for dimension, _ in ledger.objects}
    undeclared = {pair for pair in used - ledger.objects.keys() if pair[0] in declared_in}
    places = _first_places(ledger.vouchers, lambda line: line.objects, undeclared) if undeclared else {}
    for dimension, code in sorted(undeclared):
        line, where = places.get((dimension, code), (None, ""))
        faults.warn(
            "SIE-OBJEKT-SAKNAS",
            line,
            f"Objekt {code} i dimension {dimension} används{where} men har ingen #OBJEKT-post. Det är med utan namn.",
        )
    for dimension in sorted({number for number, _ in used | ledger.objects.keys()} - ledger.dimensions.keys()):
        if dimension not in RESERVED_DIMENSIONS:
            faults.warn(
                "SIE-DIM-SAKNAS", None, f"Dimension {dimension} används men har ingen #DIM-post. Den är med utan namn."
            )


Code = TypeVar("Code", str, tuple[str, str])


def _first_places(
    vouchers: Iterable[Voucher], codes_of: Callable[[Posting], tuple[Code, ...]], wanted: set[Code]
) -> dict[Code, tuple[int, str]]:
    """Where each wanted code is first used: line of the voucher and Swedish words for it."""
    places: dict[Code, tuple[int, str]] = {}
    for voucher in vouchers:
        for posting in voucher.postings:
            for code in codes_of(posting):
                if code in wanted and code not in places:
                    places[code] = (voucher.line, f" i verifikat {voucher.name}" if voucher.name else "")
    return places


def tell_reconciliation(found: Reconciliation, faults: Faults) -> None:
    """Turn what does not tie into warnings with amounts."""
    for row in found.differences:
        code, message = describe_difference(row)
        faults.warn(code, None, message)
    for gap in found.gaps[:SHOWN]:
        missing = str(gap.first) if gap.first == gap.last else f"{gap.first}–{gap.last}"
        faults.warn("SIE-NUMMER-LUCKA", None, f"Serie {gap.series or '(tom)'} saknar verifikat {missing}.")
    if len(found.gaps) > SHOWN:
        faults.warn("SIE-NUMMER-LUCKA", None, f"Ytterligare {len(found.gaps) - SHOWN} luckor finns i nummerserierna.")
    if found.steps:
        step = found.steps[0]
        faults.warn(
            "SIE-NUMMER-ORDNING",
            step.voucher.line,
            f"Verifikat {step.voucher.name} står efter nummer {step.before} i samma serie. {len(found.steps)} "
            "verifikat står i fel ordning; de är lästa som de står.",
        )
    if found.outside_year:
        faults.warn(
            "SIE-UTANFOR-AR",
            found.outside_year[0].line,
            f"{len(found.outside_year)} verifikat har datum utanför räkenskapsåret: {_names(found.outside_year)} "
            f"({list_lines([voucher.line for voucher in found.outside_year])}). De är med; se efter datumen.",
        )
    if found.partial:
        faults.warn(
            "SIE-DEL-AV-AR",
            None,
            f"Filen verkar inte ha hela året: {'; '.join(found.partial)}. Exportera hela räkenskapsåret och alla "
            "verifikatserier.",
        )


def describe_difference(row: Difference) -> tuple[str, str]:
    """Code and Swedish message for a relation that does not hold."""
    expected, found = format_exact(row.expected_ore), format_exact(row.found_ore)
    difference = format_exact(row.difference_ore)
    texts = {
        TieOut.CLOSING: (
            "SIE-UB",
            f"Konto {row.account}: ingående balans och rader ger {expected} kr men utgående balans (#UB) är {found} kr "
            f"(skillnad {difference} kr).",
        ),
        TieOut.RESULT: (
            "SIE-RES",
            f"Konto {row.account}: raderna summerar till {expected} kr men resultatet (#RES) är {found} kr (skillnad "
            f"{difference} kr).",
        ),
        TieOut.OPENING_SUM: (
            "SIE-IB-SUMMA",
            f"De ingående balanserna summerar till {found} kr i stället för 0. Oftast är förra årets resultat inte "
            "omfört till eget kapital.",
        ),
        TieOut.TOTAL: (
            "SIE-UB-SUMMA",
            f"Utgående balanser och resultat är tillsammans {found} kr men de ingående balanserna {expected} kr "
            f"(skillnad {difference} kr).",
        ),
        TieOut.OBJECTS: (
            "SIE-OBJEKT-SALDO",
            f"Konto {row.account}, objekt {' '.join(row.object or ())}: ingående balans och rader ger {expected} kr "
            f"men utgående balans (#OUB) är {found} kr (skillnad {difference} kr).",
        ),
        TieOut.CARRIED: (
            "SIE-IB-UB",
            f"Konto {row.account} stängde föregående år på {expected} kr men öppnar på {found} kr (skillnad "
            f"{difference} kr).",
        ),
        TieOut.PREVIOUS_FILE: (
            "SIE-IB-UB-FIL",
            f"Konto {row.account} stängde på {expected} kr i föregående års fil men öppnar på {found} kr (skillnad "
            f"{difference} kr).",
        ),
    }
    return texts[row.tie_out]
