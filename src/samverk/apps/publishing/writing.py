"""Changes to the words and days of an annual report."""

from __future__ import annotations

from datetime import date

from samverk.apps.accounting.actions import lock_version
from samverk.apps.accounting.queries import current_import
from samverk.apps.audit.door import Act, EditConflict, action
from samverk.apps.organisation.models import Association
from samverk.apps.publishing.models import AnnualReportYear, Chapter
from samverk.apps.publishing.perms import CHANGE_REPORT
from samverk.core.periods import long_date

LONGEST_TEXT = 200_000
"""Signs in a chapter; a whole annual report has a third."""


@action(CHANGE_REPORT)
def write_chapter(act: Act, year: int, name: str, title: str, seen: int, text: str) -> Chapter:
    """Set the text of a chapter; `seen` is the version the person saw, 0 when there was none.

    Raises EditConflict when someone else wrote meanwhile, ValidationError when the name or text is not allowed.
    """
    text = text.replace("\r\n", "\n")
    known = Chapter.objects.filter(association=act.association, year=year, name=name).first()
    if known is None:
        chapter = Chapter(association=act.association, year=year, name=name, text=text)
        return act.add(chapter, f"Skrev kapitlet ”{title}” i årsredovisningen {year}.")
    if seen == 0:
        raise EditConflict(known, {"text": text})
    return act.change(known, seen, f"Skrev om kapitlet ”{title}” i årsredovisningen {year}.", text=text)


@action(CHANGE_REPORT)
def set_report_days(
    act: Act,
    year: int,
    seen: int,
    *,
    decided: date | None,
    signed: date | None,
    audit_report: date | None,
    town: str,
    registration_number: str,
) -> AnnualReportYear:
    """Set when the board decided and signed, when the auditors reported, and what stands on the cover.

    A decision closes the year's books: the version that the report rests on takes no other in its place.
    """
    lock_books_of(act, year, decided)
    values = {
        "decided": decided,
        "signed": signed,
        "audit_report": audit_report,
        "town": town,
        "registration_number": registration_number,
    }
    known = AnnualReportYear.objects.filter(association=act.association, year=year).first()
    if known is None:
        report = AnnualReportYear(association=act.association, year=year, **values)
        return act.add(report, f"Började på årsredovisningen {year}.")
    return act.change(known, seen, f"Ändrade beslut och dagar för årsredovisningen {year}.", **values)


def lock_books_of(act: Act, year: int, decided: date | None) -> None:
    """Lock the books that count for `year` when the board has decided its report; books that are locked stay so."""
    version = current_import(act.association, year)
    if decided is not None and version is not None and version.locked_at is None:
        lock_version(act.actor, version, f"Styrelsen beslutade årsredovisningen {year} den {long_date(decided)}.")


def chapter_of(association: Association, year: int, name: str) -> Chapter | None:
    """The text of a chapter as it stands, None before it is written."""
    found: Chapter | None = Chapter.objects.filter(association=association, year=year, name=name).first()
    return found
