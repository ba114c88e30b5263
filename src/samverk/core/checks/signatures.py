"""UN: who signs, against the mandates of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from samverk.core.association_kinds import BoardFunction, MemberKind, OfficerRole, Seat
from samverk.core.checks.dates import signature_pages
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.document.tree import Section, SignaturePage
from samverk.core.periods import is_within, year_end

if TYPE_CHECKING:
    from samverk.core.organisation import Mandate

_SINCE = date(2004, 1, 1)
_GUIDANCE = ("Nationella rådet", "undertecknande")


def _sitting(context: Context, page: SignaturePage) -> tuple[Mandate, ...]:
    """The mandates on the day of the signatures; on the day of the decision when the page is not dated."""
    day = page.day or context.document.decided or year_end(context.document.year)
    return tuple(m for m in context.facts.association.mandates if is_within(day, m.valid_from, m.valid_to))


def _absent_members(page: SignaturePage, sitting: tuple[Mandate, ...]) -> list[Mandate]:
    signing = {signatory.name for signatory in page.signatories}
    return [m for m in sitting if m.seat is Seat.BOARD_MEMBER and m.name not in signing]


def _signing_deputies(page: SignaturePage, sitting: tuple[Mandate, ...]) -> list[Mandate]:
    signing = {signatory.name for signatory in page.signatories}
    members = {m.name for m in sitting if m.seat is Seat.BOARD_MEMBER}
    return [m for m in sitting if m.seat is Seat.DEPUTY and m.name in signing and m.name not in members]


@rule(
    "UN-01",
    title="Undertecknare utan uppdrag",
    severity=Severity.ERROR,
    source=_GUIDANCE,
    valid_from=_SINCE,
    needs_facts=True,
)
def every_signatory_sits_on_the_board(context: Context) -> Iterator[Outcome]:
    """Den som undertecknar har inget uppdrag i styrelsen den dagen.

    Se efter hur namnet stavas och hur länge uppdraget gäller. De som sitter den dagen undertecknar.
    """
    for section, page in signature_pages(context):
        names = {mandate.name for mandate in _sitting(context, page)}
        for signatory in page.signatories:
            if signatory.name in names:
                yield Held()
            else:
                expected = "ett uppdrag som gäller på undertecknandets dag"
                yield _fault(section, expected, f"{signatory.name}, {signatory.function.lower()}")


def _fault(section: Section, expected: str, found: str) -> Fault:
    return Fault(section.title, expected, found, section_id=section.id)


@rule(
    "UN-02",
    title="Ordföranden undertecknar",
    severity=Severity.ERROR,
    source=("FinsamL", "17 §"),
    valid_from=_SINCE,
    needs_facts=True,
)
def the_chair_signs(context: Context) -> Iterator[Outcome]:
    """Ordföranden undertecknar inte årsredovisningen.

    Är ordföranden förhindrad undertecknar en vice ordförande, och då ska det stå vem som var ordförande vid mötet.
    """
    for section, page in signature_pages(context):
        chairs = [m.name for m in _sitting(context, page) if m.function is BoardFunction.CHAIR]
        signing = {signatory.name for signatory in page.signatories}
        if not chairs:
            yield _fault(section, "en ordförande bland uppdragen", "ingen")
        elif set(chairs) & signing:
            yield Held()
        else:
            yield _fault(section, " eller ".join(chairs), ", ".join(sorted(signing)) or "ingen")


@rule(
    "UN-03",
    title="Varje plats undertecknar",
    severity=Severity.WARNING,
    source=_GUIDANCE,
    valid_from=_SINCE,
    needs_facts=True,
)
def every_seat_signs(context: Context) -> Iterator[Outcome]:
    """En plats i styrelsen saknar underskrift.

    Varje ledamot undertecknar, eller en tjänstgörande ersättare från samma medlem.
    """
    for section, page in signature_pages(context):
        sitting = _sitting(context, page)
        deputies = [mandate.member for mandate in _signing_deputies(page, sitting)]
        absent = _absent_members(page, sitting)
        for mandate in (m for m in sitting if m.seat is Seat.BOARD_MEMBER):
            if mandate not in absent:
                yield Held()
            elif mandate.member in deputies:
                deputies.remove(mandate.member)
                yield Held()
            else:
                expected = f"{mandate.name} eller en ersättare från {mandate.member}"
                yield _fault(section, expected, "ingen")


@rule(
    "UN-04",
    title="Ersättarnas ordning",
    severity=Severity.WARNING,
    source=("FinsamL", "12 §"),
    valid_from=_SINCE,
    needs_facts=True,
)
def deputies_serve_for_their_member_in_order(context: Context) -> Iterator[Outcome]:
    """En ersättare undertecknar utan att en ledamot från samma medlem är borta, eller före en ersättare som står först.

    Ersättare kallas in i den ordning medlemmen har bestämt. Skriv i protokollet varför ordningen frångicks.
    """
    for section, page in signature_pages(context):
        sitting = _sitting(context, page)
        absent = [mandate.member for mandate in _absent_members(page, sitting)]
        for deputy in _signing_deputies(page, sitting):
            passed = _passed_over(deputy, page, sitting)
            if deputy.member not in absent:
                yield _fault(section, f"en frånvarande ledamot från {deputy.member}", f"{deputy.name} undertecknar")
            elif passed:
                yield _fault(section, " och ".join(passed), f"{deputy.name} undertecknar")
            else:
                absent.remove(deputy.member)
                yield Held()


def _passed_over(deputy: Mandate, page: SignaturePage, sitting: tuple[Mandate, ...]) -> list[str]:
    signing = {signatory.name for signatory in page.signatories}
    return [
        other.name
        for other in sitting
        if other.seat is Seat.DEPUTY
        and other.member == deputy.member
        and other.name not in signing
        and (other.order or 0) < (deputy.order or 0)
    ]


@rule(
    "UN-05",
    title="Revisorer",
    severity=Severity.WARNING,
    source=("FinsamL", "25 §"),
    valid_from=_SINCE,
    needs_facts=True,
)
def every_member_has_an_auditor(context: Context) -> Iterator[Outcome]:
    """En medlem har ingen revisor.

    Varje medlem utser en revisor. Försäkringskassan utser en för sig och Arbetsförmedlingen.
    """
    association, day = context.facts.association, year_end(context.document.year)
    appointed: set[str] = set()
    for officer in association.officers:
        if officer.role is OfficerRole.AUDITOR and is_within(day, officer.valid_from or date.min, officer.valid_to):
            appointed |= set(officer.represents)
    state = {member.name for member in association.members if member.kind.is_state}
    agency = {m.name for m in association.members if m.kind is MemberKind.SOCIAL_INSURANCE_AGENCY}
    if appointed & agency:
        appointed |= state
    for member in association.members:
        if not is_within(day, member.joined or date.min, member.left):
            continue
        yield Held() if member.name in appointed else Fault(member.name, "en revisor", "ingen utsedd")
