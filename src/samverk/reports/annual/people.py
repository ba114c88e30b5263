"""Who sits, who serves and who signs: tables and the signature page, computed from mandates and dates."""

from __future__ import annotations

from datetime import date

from samverk.core.document.tree import Signatory, SignaturePage, Table
from samverk.core.organisation import Association, BoardFunction, Mandate, Officer, OfficerRole, Seat
from samverk.core.periods import is_within, year_end
from samverk.reports.annual.context import Content, Context, paragraph
from samverk.reports.annual.tables import text_table

FUNCTION_WORDS = {BoardFunction.CHAIR: "Ordförande", BoardFunction.VICE_CHAIR: "Vice ordförande"}
SEAT_WORDS = {Seat.BOARD_MEMBER: "Ledamot", Seat.DEPUTY: "Ersättare"}
_NUMBERS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def number_word(number: int) -> str:
    """A small whole number as a Swedish word, larger ones as digits."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def board_content(context: Context) -> Content:
    """The board, the preparatory group and the other officers during the year."""
    blocks: list[Table] = []
    mandates = _during_year(context.association.mandates, context.year)
    if mandates:
        rows = [(mandate.name, _seat(mandate), mandate.member, _served(mandate, context.year)) for mandate in mandates]
        headings = ("Namn", "Uppdrag", "Utsedd av", "Tid")
        blocks.append(text_table("styrelsen", f"Styrelsen {context.year}", headings, rows))
    officers = [o for o in context.association.officers if o.role is not OfficerRole.AUDITOR]
    if officers:
        rows_of_officers = [(o.name, officer_title(o), ", ".join(o.represents)) for o in officers]
        blocks.append(
            text_table("funktionarer", "Beredningsgrupp och kansli", ("Namn", "Uppdrag", "Från"), rows_of_officers)
        )
    meetings = context.association.annual_report.board_meetings
    if meetings is None:
        return Content(tuple(blocks))
    word = number_word(meetings)
    times = "sammanträde" if meetings == 1 else "sammanträden"
    return Content((*blocks, paragraph(f"Styrelsen hade {word} {times} under {context.year}.")))


def _during_year(mandates: tuple[Mandate, ...], year: int) -> list[Mandate]:
    order = {BoardFunction.CHAIR: 0, BoardFunction.VICE_CHAIR: 1, None: 2}
    current = [m for m in mandates if m.valid_from <= year_end(year) and (m.valid_to or date.max) >= date(year, 1, 1)]
    return sorted(current, key=lambda m: (m.seat is Seat.DEPUTY, order[m.function], m.order or 99))


def _seat(mandate: Mandate) -> str:
    return FUNCTION_WORDS[mandate.function] if mandate.function else SEAT_WORDS[mandate.seat]


def _served(mandate: Mandate, year: int) -> str:
    """When in the year the person served; "" for the whole of it."""
    start = f"från {mandate.valid_from.isoformat()}" if mandate.valid_from > date(year, 1, 1) else ""
    ended = mandate.valid_to is not None and mandate.valid_to < year_end(year)
    end = f"till {mandate.valid_to.isoformat()}" if ended and mandate.valid_to else ""
    return " ".join(part for part in (start, end) if part)


OFFICER_TITLES = {
    OfficerRole.DIRECTOR: "Förbundschef",
    OfficerRole.AUDITOR: "Revisor",
    OfficerRole.PREPARATORY_GROUP: "Beredningsgruppen",
    OfficerRole.DATA_PROTECTION_OFFICER: "Dataskyddsombud",
    OfficerRole.BOOKKEEPER: "Redovisning",
}


def officer_title(officer: Officer) -> str:
    """The officer's own title, or the name of the function."""
    return officer.title or OFFICER_TITLES[officer.role]


def signatories(association: Association, day: date) -> tuple[Signatory, ...]:
    """Who signs on `day`: the sitting members, a serving deputy in the place of the same member's absent one.

    Members sign with name and function, not for their employer, and the sitting ones sign even when they were not on
    the board during the year (national guidance on signing, finsam.se kunskapsstöd, årsredovisning).
    """
    sitting = [m for m in association.mandates if is_within(day, m.valid_from, m.valid_to)]
    serving = [m for m in sitting if m.seat is Seat.DEPUTY and m.name in association.annual_report.serving_deputies]
    absent = _replaced(sitting, serving)
    order = {BoardFunction.CHAIR: 0, BoardFunction.VICE_CHAIR: 1, None: 2}
    members = [m for m in sitting if m.seat is Seat.BOARD_MEMBER and m not in absent]
    members.sort(key=lambda m: (order[m.function], m.order or 99))
    signing = [Signatory(m.name, _seat(m)) for m in members]
    return (*signing, *(Signatory(m.name, "Tjänstgörande ersättare") for m in serving))


def _replaced(sitting: list[Mandate], serving: list[Mandate]) -> list[Mandate]:
    """The ordinary members whose deputies serve: one for each, of the same authority, the chair last."""
    absent: list[Mandate] = []
    for deputy in serving:
        candidates = [
            m for m in sitting if m.seat is Seat.BOARD_MEMBER and m.member == deputy.member and m not in absent
        ]
        candidates.sort(key=lambda m: m.function is not None)
        absent.extend(candidates[:1])
    return absent


def signature_content(context: Context) -> Content:
    """The signature page: the certifying sentence, who signs, and the auditors."""
    association = context.association
    report = association.annual_report
    day = report.signed or report.decided or year_end(context.year)
    auditors = tuple(
        Signatory(o.name, officer_title(o), ", ".join(o.represents))
        for o in association.officers
        if o.role is OfficerRole.AUDITOR
    )
    statement = (
        "Vi intygar att årsredovisningen ger en rättvisande bild av förbundets resultat och ekonomiska ställning "
        f"för {context.year}. Var och en skriver under i sin roll i styrelsen, inte för sin arbetsgivare."
    )
    page = SignaturePage(
        statement,
        report.town or association.seat,
        report.signed,
        signatories(association, day),
        auditors,
        "Vår revisionsberättelse har lämnats" if auditors else "",
    )
    return Content((page,))
