"""DA: the days of the report stand in order and in the right year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from samverk.core.checks.claims.days import (
    StatedDay,
    audited_in_prose,
    days_in,
    decided_in_prose,
    impossible_days,
    signed_in_prose,
)
from samverk.core.checks.claims.telling import doubtful, wrong
from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.document.tree import Section, SignaturePage
from samverk.core.law import OWN_RULE
from samverk.core.periods import MONTHS, long_date, year_end

_OWN = (OWN_RULE, "")
_ALWAYS = date(2004, 1, 1)
_LKBR = date(2019, 1, 1)
_SIGNATURES = "Styrelsens underskrift"
_AUDIT = "Revisionsberättelse"


def signature_pages(context: Context) -> Iterator[tuple[Section, SignaturePage]]:
    """Every signature page with its section."""
    for section in context.document.all_sections():
        yield from ((section, block) for block in section.blocks if isinstance(block, SignaturePage))


def _signed(context: Context) -> StatedDay | None:
    """The day of the signatures: of the signature page, else of a signature line in the text."""
    for section, page in signature_pages(context):
        if page.day is None:
            return None
        return StatedDay(page.day, long_date(page.day), _SIGNATURES, section.id)
    found = signed_in_prose(context.reading.prose)
    return found._replace(place=_SIGNATURES) if found else None


def _decided(context: Context) -> StatedDay | None:
    """The day of the decision: as the document knows it, else as its cover says."""
    decided = context.document.decided
    if decided is not None:
        return StatedDay(decided, long_date(decided), "Beslut")
    found = decided_in_prose(context.document)
    return found._replace(place="Beslut") if found else None


def _is_read(context: Context) -> bool:
    """True for a stranger's document, where what is not found may only not have been read."""
    return context.known_facts is None and not context.document.figures


def _of_the_year(context: Context) -> bool:
    """True for a report of a year that has ended; a plan or a budget is decided before."""
    return context.document.kind == "annual_report" and context.document.year > 0


def _too_early(found: StatedDay, first: date) -> Fault:
    expected = f"tidigast {found.like(first)}"
    return Fault(
        found.place, expected, found.shown, section_id=found.section_id, at=found.at, proposal=found.like(first)
    )


@rule(
    "DA-01", title="Beslutad efter årets slut", severity=Severity.ERROR, source=("FinsamL", "24 §"), valid_from=_ALWAYS
)
def decided_after_the_year_ended(context: Context) -> Iterator[Outcome]:
    """Årsredovisningen är beslutad innan räkenskapsåret var slut.

    Rätta dagen för beslutet eller räkenskapsåret.
    """
    decided = _decided(context)
    if decided is None or not _of_the_year(context):
        return
    end = year_end(context.document.year)
    if decided.day > end:
        yield Held()
    else:
        expected = f"efter {decided.like(end)}"
        yield Fault("Beslut", expected, decided.shown, section_id=decided.section_id, at=decided.at)


@rule("DA-02", title="Undertecknad efter beslutet", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def signed_on_or_after_the_decision(context: Context) -> Iterator[Outcome]:
    """Årsredovisningen är undertecknad före beslutet, eller innan räkenskapsåret var slut.

    Rätta dagen på underskriftssidan. Ett vanligt fel är att årtalet är det gamla.
    """
    signed = _signed(context)
    if signed is None or not _of_the_year(context):
        return
    decided = _decided(context)
    first = decided.day if decided else year_end(context.document.year)
    yield Held() if signed.day >= first else _too_early(signed, first)


@rule(
    "DA-03", title="Beslutad senast 31 mars", severity=Severity.WARNING, source=("FinsamL", "24 §"), valid_from=_ALWAYS
)
def decided_within_three_months(context: Context) -> Iterator[Outcome]:
    """Årsredovisningen är inte beslutad inom tre månader från räkenskapsårets slut.

    Styrelsen ska upprätta årsredovisningen senast den 31 mars. Skriv dagen för beslutet när det är fattat.
    """
    if not _of_the_year(context):
        return
    decided, limit = _decided(context), date(context.document.year + 1, 3, 31)
    if decided is not None and decided.day <= limit:
        yield Held()
    elif decided is not None:
        expected = f"senast {decided.like(limit)}"
        yield Fault("Beslut", expected, decided.shown, section_id=decided.section_id, at=decided.at)
    elif context.day > limit and not _is_read(context):
        yield Fault("Beslut", f"senast {long_date(limit)}", "ingen dag för beslutet")


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
    days = [found for found in (_decided(context), _signed(context)) if found is not None]
    if context.known_facts is not None:
        audit = context.known_facts.association.annual_report.audit_report
        if audit is not None:
            days.append(StatedDay(audit, long_date(audit), _AUDIT))
    for found in days:
        if found.day <= context.day:
            yield Held()
        else:
            expected = f"senast {found.like(context.day)}"
            yield Fault(found.place, expected, found.shown, section_id=found.section_id, at=found.at)


@rule(
    "DA-06",
    title="Revision efter underskrift",
    severity=Severity.ERROR,
    source=("FinsamL", "26 §"),
    valid_from=_ALWAYS,
)
def audit_report_after_the_signatures(context: Context) -> Iterator[Outcome]:
    """Revisionsberättelsen är daterad före styrelsens underskrift.

    Revisorerna granskar den undertecknade årsredovisningen. Rätta den dag som är fel.
    """
    signed, decided, audit = _signed(context), _decided(context), _audited(context)
    if audit is None or not _of_the_year(context):
        return
    if audit.at is None and signed is None:
        return
    earlier = [found.day for found in (signed, decided if audit.at is not None else None) if found is not None]
    first = max([*earlier, year_end(context.document.year)] if audit.at is not None else earlier)
    if audit.day >= first:
        yield Held()
        return
    fault = _too_early(audit, first)
    if audit.is_whole:
        yield fault
    else:
        why = "Dagen är inte ifylld, bara år och månad."
        yield replace(fault, detail=why, verdict=Verdict.AMBIGUOUS, severity=Severity.WARNING, confidence=0.7)


def _audited(context: Context) -> StatedDay | None:
    """The day of the auditors' report: as the facts say, else as the text says."""
    if context.known_facts is not None:
        audit = context.known_facts.association.annual_report.audit_report
        return StatedDay(audit, long_date(audit), _AUDIT) if audit else None
    return audited_in_prose(context.reading.prose)


@rule("DA-07", title="Dagar som inte finns", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def every_day_exists(context: Context) -> Iterator[Outcome]:
    """Texten nämner en dag som inte finns i kalendern.

    Rätta dagen eller månaden.
    """
    for passage in context.reading.prose:
        for sentence in passage.sentences:
            wrong_days = {found.start for found in impossible_days(sentence)}
            for found in days_in(sentence.text, 2024):
                if found.start not in wrong_days:
                    yield Held()
                    continue
                last = monthrange(found.year or 2024, found.month)[1]
                expected = f"högst dag {last} i {MONTHS[found.month - 1]}"
                yield wrong(sentence, (found.start, found.end), expected)


_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})(?:en)?,?(?: den)? $", re.IGNORECASE)


@rule("DA-08", title="Veckodagar", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def weekdays_fit_their_dates(context: Context) -> Iterator[Outcome]:
    """Veckodagen passar inte till datumet.

    Rätta veckodagen eller datumet.
    """
    year = context.document.year
    for passage in context.reading.prose:
        for sentence in passage.sentences:
            for found in days_in(sentence.text, year):
                named = _WEEKDAY.search(sentence.text[: found.start])
                if named is None or found.day is None:
                    continue
                is_written = str(found.day.year) in found.text
                years = (found.day.year,) if is_written else (year - 1, year, year + 1)
                days = [_same_day(found.day, other) for other in years]
                if any(day is not None and _WEEKDAYS[day.weekday()] == named[1].lower() for day in days):
                    yield Held()
                    continue
                expected = f"{_WEEKDAYS[found.day.weekday()]} den {long_date(found.day)}"
                span = (named.start(), found.end)
                if is_written:
                    yield wrong(sentence, span, expected)
                else:
                    yield doubtful(sentence, span, expected, "Året står inte utskrivet.")


def _same_day(day: date, year: int) -> date | None:
    exists = day.day <= monthrange(year, day.month)[1]
    return day.replace(year=year) if exists else None


@rule("DA-09", title="Planen beslutad i tid", severity=Severity.WARNING, source=_OWN, valid_from=_ALWAYS)
def a_plan_is_decided_before_its_year_ends(context: Context) -> Iterator[Outcome]:
    """Planen eller budgeten är beslutad först när året som den gäller var slut.

    Rätta dagen för beslutet eller året som planen gäller.
    """
    decided = _decided(context)
    if decided is None or context.document.kind not in ("activity_plan", "budget") or context.document.year < 1:
        return
    end = year_end(context.document.year)
    if decided.day <= end:
        yield Held()
    else:
        expected = f"senast {decided.like(end)}"
        why = "Dagen kan gälla något annat än planen."
        fault = Fault("Beslut", expected, decided.shown, why, Verdict.AMBIGUOUS, section_id=decided.section_id)
        yield replace(fault, at=decided.at)
