"""Where what is wrong with a report is mended: the page, and the words that lead there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import reverse

from samverk.apps.accounting.perms import IMPORT_BOOKS, SEE_BOOKS
from samverk.apps.measures.perms import CHANGE_MEASURES, SEE_MEASURES
from samverk.apps.organisation.perms import SEE_ASSOCIATION
from samverk.apps.planning.perms import SEE_PLAN
from samverk.apps.publishing.made import MadeReport
from samverk.apps.publishing.perms import CHANGE_REPORT, EXPORT_FACTS
from samverk.apps.users.actor import Actor
from samverk.apps.users.permission import Permission
from samverk.core.checks.finding import Finding
from samverk.core.problems import Problem, ProblemSeverity
from samverk.web.wording import of_the_office


@dataclass(frozen=True, slots=True)
class _Place:
    words: str
    view: str
    permission: Permission
    is_of_year: bool = False


@dataclass(frozen=True, slots=True)
class Mending:
    """Something to mend, in the words of the pages: `severity` as in core, and the page where it is done, "" for none.

    `advice` says what to do, and `expected` and `found` are as printed; a problem in the facts has only its message.
    """

    severity: str
    code: str
    message: str
    place: str = ""
    expected: str = ""
    found: str = ""
    advice: str = ""
    deed: str = ""
    address: str = ""


_ACCOUNTS = _Place("Öppna kontona", "books_accounts", SEE_BOOKS, is_of_year=True)
_BOOKS = _Place("Läs in bokföringen", "books_import", IMPORT_BOOKS)
_BOARD = _Place("Öppna styrelsen", "board", SEE_ASSOCIATION)
_BUDGETS = _Place("Öppna budgetens versioner", "budget_versions", SEE_PLAN)
_FACTS = _Place("Öppna faktafilerna", "facts", EXPORT_FACTS)
_MEASURES = _Place("Öppna insatserna", "measures", SEE_MEASURES)
_PROJECTS = _Place("Gör insatser av projekten", "measures_from_books", CHANGE_MEASURES)
_MEMBERS = _Place("Öppna medlemmarna", "members", SEE_ASSOCIATION)
_SOURCES = _Place("Öppna intäkterna", "income_sources", SEE_ASSOCIATION)

PLACES = {
    **dict.fromkeys(("KP-OMAPPAT", "KP-FEL-SIDA", "KP-DUBBEL", "KP-TVEKSAM", "KP-UTAN-BLOCK"), _ACCOUNTS),
    **dict.fromkeys(("KP-BOCKER-SAKNAS", "KP-EJ-FORKLARAT", "KP-KASSAFLODE", "KP-BOKSLUT"), _BOOKS),
    **dict.fromkeys(("KP-UTAN-INSATS", "KP-SAMMA-ID", "IN-01", "IN-02", "IN-03"), _MEASURES),
    **dict.fromkeys(("KP-REALISATION", "TX-AVRUNDNING", "BK-02", "FL-03"), _FACTS),
    **dict.fromkeys(("KP-BUDGETRAD", "BU-01", "BU-02", "BU-03", "BU-04", "BU-05", "BU-06", "BU-07"), _BUDGETS),
    **dict.fromkeys(("MF-01", "OR-01"), _MEMBERS),
    **dict.fromkeys(("OR-02", "UN-01", "UN-02", "UN-03", "UN-04"), _BOARD),
    "KP-EJ-BALANS": _ACCOUNTS,
    "KP-PROJEKT": _PROJECTS,
    "KP-INTERVALL": _Place("Öppna reglerna", "books_rules", SEE_BOOKS),
    "KP-UTAN-KALLA": _SOURCES,
    "UN-05": _Place("Öppna funktionärerna", "officers", SEE_ASSOCIATION),
}
"""Code of what is wrong → where it is mended. What is not here is mended in the text, or is not for a page."""

_NO_TEXT = "TX-SAKNAS"
_CHAPTER = re.compile(r"text/([a-z0-9_]+)\.md")


def to_mend(actor: Actor, made: MadeReport) -> list[Mending]:
    """What is wrong with the report's facts and with the report, gravest first.

    Chapters without text are left out: the list of chapters says which they are.
    """
    found = [
        *(_of_problem(actor, made, each) for each in made.told if each.code != _NO_TEXT),
        *(_of_finding(actor, made, each) for each in made.findings),
    ]
    return sorted(found, key=lambda each: ProblemSeverity(each.severity).rank)


def _of_problem(actor: Actor, made: MadeReport, problem: Problem) -> Mending:
    chapter = _CHAPTER.fullmatch(problem.file)
    titles = {each.name: each.title for each in made.chapters}
    title = titles.get(chapter[1], "") if chapter else ""
    place = title if not title or problem.line is None else f"{title}, rad {problem.line}"
    if chapter and title:
        deed, address = "Skriv kapitlet", _address(actor, CHANGE_REPORT, "report_chapter", made.year, name=chapter[1])
    else:
        deed, address = _where(actor, made, problem.code)
    said = of_the_office(problem.message)
    return Mending(problem.severity, problem.code, said, place, deed=deed if address else "", address=address)


def _of_finding(actor: Actor, made: MadeReport, finding: Finding) -> Mending:
    deed, address = _where(actor, made, finding.code)
    return Mending(
        severity=finding.severity,
        code=finding.code,
        message=of_the_office(finding.message),
        place=of_the_office(finding.place),
        expected=of_the_office(finding.expected),
        found=of_the_office(finding.found),
        advice=of_the_office(finding.advice),
        deed=deed,
        address=address,
    )


def _where(actor: Actor, made: MadeReport, code: str) -> tuple[str, str]:
    place = PLACES.get(code)
    if place is None:
        return "", ""
    address = _address(actor, place.permission, place.view, made.year if place.is_of_year else None)
    return (place.words, address) if address else ("", "")


def _address(actor: Actor, needed: Permission, view: str, year: int | None, **more: str) -> str:
    """The page's address, "" when the person may not open it."""
    if actor.association is None or not needed.holds(actor):
        return ""
    about = {"year": year} if year is not None else {}
    return reverse(view, kwargs={"association": actor.association.slug, **about, **more})
