"""OR: members, seats and names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from samverk.core.checks.dates import signature_pages
from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.document.tree import Document, Table
from samverk.core.law import OWN_RULE
from samverk.core.organisation import MemberKind, Seat
from samverk.core.periods import is_within, year_end

_SINCE = date(2004, 1, 1)
_ALIKE = 0.86
"""From this likeness (0–1) two unequal names are taken for one name spelt two ways: one or two letters differ."""

KIND_WORDS = {
    MemberKind.SOCIAL_INSURANCE_AGENCY: "Försäkringskassan",
    MemberKind.EMPLOYMENT_SERVICE: "Arbetsförmedlingen",
    MemberKind.REGION: "minst en region",
    MemberKind.MUNICIPALITY: "minst en kommun",
}


@rule(
    "OR-01", title="Medlemmar", severity=Severity.ERROR, source=("FinsamL", "3 §"), valid_from=_SINCE, needs_facts=True
)
def all_four_kinds_are_members(context: Context) -> Iterator[Outcome]:
    """Förbundet saknar en av de medlemmar som lagen kräver.

    Lägg till medlemmen i forbund.toml. En kommun utanför en region kan vara undantagen.
    """
    day = year_end(context.document.year)
    members = [m for m in context.facts.association.members if is_within(day, m.joined or date.min, m.left)]
    for kind, words in KIND_WORDS.items():
        found = any(member.kind is kind for member in members)
        yield Held() if found else Fault("Medlemmar", words, ", ".join(m.name for m in members) or "inga")


@rule(
    "OR-02",
    title="Ledamöter och ersättare",
    severity=Severity.ERROR,
    source=("FinsamL", "10 §"),
    valid_from=_SINCE,
    needs_facts=True,
)
def as_many_deputies_as_members(context: Context) -> Iterator[Outcome]:
    """En medlem har inte minst en ledamot och lika många ersättare som ledamöter.

    Se efter vilka uppdrag som gällde på årets sista dag och lägg till det som saknas i forbund.toml.
    """
    day = year_end(context.document.year)
    association = context.facts.association
    if not association.mandates:
        return
    sitting = [m for m in association.mandates if is_within(day, m.valid_from, m.valid_to)]
    for member in association.members:
        if not is_within(day, member.joined or date.min, member.left):
            continue
        seats = [m.seat for m in sitting if m.member == member.name]
        members, deputies = seats.count(Seat.BOARD_MEMBER), seats.count(Seat.DEPUTY)
        if members == deputies and members:
            yield Held()
        else:
            found = f"{members} ledamöter och {deputies} ersättare"
            yield Fault(member.name, "lika många ledamöter som ersättare, minst en av varje", found)


@rule("OR-03", title="Namn som stavas olika", severity=Severity.WARNING, source=(OWN_RULE, ""), valid_from=_SINCE)
def no_name_is_spelt_two_ways(context: Context) -> Iterator[Outcome]:
    """Två namn är nästan lika och kan vara samma person.

    Se efter hur personen stavar sitt namn och rätta det andra stället.
    """
    places = _names(context)
    names = sorted(places)
    for number, first in enumerate(names):
        alike = [second for second in names[number + 1 :] if SequenceMatcher(None, first, second).ratio() >= _ALIKE]
        for second in alike:
            yield Fault(f"{places[first]} och {places[second]}", first, second, verdict=Verdict.AMBIGUOUS)
        if not alike:
            yield Held()


def _names(context: Context) -> dict[str, str]:
    """Every name of a person the document or its facts give → the first place where it stands."""
    found: dict[str, str] = {}
    for section, page in signature_pages(context):
        for signatory in (*page.signatories, *page.auditors):
            found.setdefault(signatory.name, section.title)
    for name, place in _listed(context.document):
        found.setdefault(name, place)
    if context.known_facts is not None:
        association = context.known_facts.association
        for mandate in association.mandates:
            found.setdefault(mandate.name, "uppdrag i forbund.toml")
        for officer in association.officers:
            found.setdefault(officer.name, "funktionärer i forbund.toml")
        for deputy in association.annual_report.serving_deputies:
            found.setdefault(deputy, "tjänstgörande ersättare i forbund.toml")
    return found


def _listed(document: Document) -> Iterator[tuple[str, str]]:
    """Names in tables whose label column is headed "Namn"."""
    for section in document.all_sections():
        for table in section.blocks:
            if isinstance(table, Table) and table.label_heading == "Namn":
                yield from ((row.label, table.title) for row in table.rows)
