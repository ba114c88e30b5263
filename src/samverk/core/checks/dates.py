"""DA: the days of the report stand in order and in the right year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.document.tree import Section, SignaturePage
from samverk.core.law import OWN_RULE
from samverk.core.periods import long_date, year_end

_OWN = (OWN_RULE, "")
_ALWAYS = date(2004, 1, 1)
_LKBR = date(2019, 1, 1)


def signature_pages(context: Context) -> Iterator[tuple[Section, SignaturePage]]:
    """Every signature page with its section."""
    for section in context.document.all_sections():
        yield from ((section, block) for block in section.blocks if isinstance(block, SignaturePage))


def _signed(context: Context) -> tuple[str, date | None]:
    """Section and day of the signatures; ("", None) without a signature page."""
    for section, page in signature_pages(context):
        return section.id, page.day
    return "", None


@rule(
    "DA-01", title="Beslutad efter årets slut", severity=Severity.ERROR, source=("FinsamL", "24 §"), valid_from=_ALWAYS
)
def decided_after_the_year_ended(context: Context) -> Iterator[Outcome]:
    """Årsredovisningen är beslutad innan räkenskapsåret var slut.

    Rätta dagen för beslutet eller räkenskapsåret.
    """
    decided, end = context.document.decided, year_end(context.document.year)
    if decided is not None:
        yield Held() if decided > end else Fault("Beslut", f"efter {long_date(end)}", long_date(decided))


@rule("DA-02", title="Undertecknad efter beslutet", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def signed_on_or_after_the_decision(context: Context) -> Iterator[Outcome]:
    """Årsredovisningen är undertecknad före beslutet, eller innan räkenskapsåret var slut.

    Rätta dagen på underskriftssidan. Ett vanligt fel är att årtalet är det gamla.
    """
    section_id, signed = _signed(context)
    if signed is None:
        return
    first = context.document.decided or year_end(context.document.year)
    if signed >= first:
        yield Held()
    else:
        expected = f"tidigast {long_date(first)}"
        yield Fault("Styrelsens underskrift", expected, long_date(signed), section_id=section_id)


@rule(
    "DA-03", title="Beslutad senast 31 mars", severity=Severity.WARNING, source=("FinsamL", "24 §"), valid_from=_ALWAYS
)
def decided_within_three_months(context: Context) -> Iterator[Outcome]:
    """Årsredovisningen är inte beslutad inom tre månader från räkenskapsårets slut.

    Styrelsen ska upprätta årsredovisningen senast den 31 mars. Skriv dagen för beslutet när det är fattat.
    """
    decided, limit = context.document.decided, date(context.document.year + 1, 3, 31)
    if decided is not None and decided <= limit:
        yield Held()
    elif decided is not None or context.day > limit:
        found = long_date(decided) if decided else "ingen dag för beslutet"
        yield Fault("Beslut", f"senast {long_date(limit)}", found)


@rule("DA-04", title="Rapportens år", severity=Severity.ERROR, source=("LKBR", "1:5"), valid_from=date(2019, 1, 1))
def one_year_everywhere(context: Context) -> Iterator[Outcome]:
    """Dokumentets titel, tabeller eller fakta gäller ett annat år än räkenskapsåret.

    Rätta årtalet. Räkenskapsåret är kalenderåret.
    """
    document = context.document
    years = {int(found) for found in re.findall(r"\b(20\d\d)\b", document.title)}
    if years:
        found = ", ".join(map(str, sorted(years)))
        yield Held() if document.year in years else Fault("Titel", str(document.year), found)
    for table_id in ("resultatrakning", "balansrakning", "kassaflodesanalys"):
        table = context.reading.table(table_id)
        shown = [column.year for column in table.columns if column.year] if table else []
        if table is not None and shown:
            expected = [document.year, document.year - 1][: len(shown)]
            place = f"{table.title}, kolumnerna"
            yield Held() if shown == expected else Fault(place, _list(expected), _list(shown))
    if context.known_facts is not None:
        found_year = context.known_facts.year
        yield Held() if found_year == document.year else Fault("Fakta", str(document.year), str(found_year))


def _list(years: list[int]) -> str:
    return ", ".join(map(str, years))


@rule("DA-05", title="Dagar i framtiden", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def no_day_lies_in_the_future(context: Context) -> Iterator[Outcome]:
    """Dokumentet är daterat till en dag som inte har varit än.

    Rätta dagen, eller lämna den tom tills beslutet är fattat.
    """
    section_id, signed = _signed(context)
    days = [("Beslut", "", context.document.decided), ("Styrelsens underskrift", section_id, signed)]
    if context.known_facts is not None:
        audit = context.known_facts.association.annual_report.audit_report
        days.append(("Revisionsberättelse", "", audit))
    for place, section, day in days:
        if day is None:
            continue
        if day <= context.day:
            yield Held()
        else:
            yield Fault(place, f"senast {long_date(context.day)}", long_date(day), section_id=section)


@rule(
    "DA-06",
    title="Revision efter underskrift",
    severity=Severity.ERROR,
    source=("FinsamL", "26 §"),
    valid_from=_ALWAYS,
    needs_facts=True,
)
def audit_report_after_the_signatures(context: Context) -> Iterator[Outcome]:
    """Revisionsberättelsen är daterad före styrelsens underskrift.

    Revisorerna granskar den undertecknade årsredovisningen. Rätta den dag som är fel.
    """
    section_id, signed = _signed(context)
    audit = context.facts.association.annual_report.audit_report
    if signed is None or audit is None:
        return
    if audit >= signed:
        yield Held()
    else:
        expected = f"tidigast {long_date(signed)}"
        yield Fault("Revisionsberättelse", expected, long_date(audit), section_id=section_id)
