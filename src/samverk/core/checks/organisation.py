"""OR: members, seats and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from samverk.core.association_kinds import MemberKind, Seat
from samverk.core.checks.claims.names import IN_TEXT, distance, is_scanned, persons, role_in, unlike_word
from samverk.core.checks.claims.sentences import is_scan, loses_dots
from samverk.core.checks.dates import signature_pages
from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.document.tree import Document, Place, Table, TextCell
from samverk.core.law import OWN_RULE
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
    is_scanned_text = is_scan(context.reading.prose) or loses_dots(context.document)
    found: dict[str, list[_Spelling]] = {}
    for spelling in _spellings(context):
        found.setdefault(spelling.name, []).append(spelling)
    names = list(found)[:_MOST_NAMES]
    for number, first in enumerate(names):
        is_alone = True
        for second in names[number + 1 :]:
            fault = _alike(found[first], found[second], is_scanned_text)
            if fault is not None:
                is_alone = False
                yield fault
        if is_alone:
            yield Held()


class _Spelling(NamedTuple):
    """A name where it stands. Two names in one list are two persons; `role` is a word of `claims.names`."""

    name: str
    place: str
    list_key: str = ""
    role: str = ""
    section_id: str = ""
    at: Place | None = None


def _alike(first: list[_Spelling], second: list[_Spelling], is_scanned_text: bool) -> Fault | None:
    """A finding when two names are likely to be one: the same role and but for one word the same name is certain."""
    one, other = first[0], second[0]
    unlike = unlike_word(one.name, other.name)
    if _is_inflected(first, second) or (unlike is None and not _is_shortened(one.name, other.name)):
        return None
    if {each.list_key for each in first if each.list_key} & {each.list_key for each in second if each.list_key}:
        return None
    is_one_role = bool({_seat(each.role) for each in first} & {_seat(each.role) for each in second} - {""})
    is_certain = False
    if unlike is not None and is_one_role:
        a, b, place = unlike
        is_long = min(len(a), len(b)) >= _LONG_WORD  # short names such as Lind and Lund are two
        is_near = (distance(a.lower(), b.lower()) == 1 and is_long) or len(one.name.split()) > _TWO_WORDS
        is_certain = place > 0 and is_near and a[0] == b[0] and not (is_scanned_text and is_scanned(a, b))
    elsewhere = next((each for each in second if each.at is not None), other)
    detail = f"Det ena namnet står i {one.place} och det andra i {other.place}."
    fault = Fault(f"{one.place} och {other.place}", one.name, other.name, detail, section_id=elsewhere.section_id)
    if is_certain:
        return replace(
            fault, at=elsewhere.at, confidence=0.9, proposal=f"{one.name} eller {other.name}, men ett av dem"
        )
    return replace(fault, verdict=Verdict.AMBIGUOUS, at=elsewhere.at, confidence=0.6)


def _is_inflected(first: list[_Spelling], second: list[_Spelling]) -> bool:
    """ "Ordföranden Alva Nordqvists brev": in running text a name may end in -s."""
    for short, long in ((first, second), (second, first)):
        if long[0].name == f"{short[0].name}s" and any(each.list_key.startswith(IN_TEXT) for each in long):
            return True
    return False


def _is_shortened(first: str, second: str) -> bool:
    """True for names of unequal length that begin alike and are nearly the same."""
    is_one_first_name = first.split()[:1] == second.split()[:1]
    is_near = SequenceMatcher(None, first, second).ratio() >= _ALIKE
    return is_one_first_name and is_near and len(first.split()) != len(second.split())


_TWO_WORDS, _LONG_WORD = 2, 6
_MOST_NAMES = 300  # no association names more persons; every pair is compared
_ON_THE_BOARD = ("ordförande", "vice ordförande")


def _seat(role: str) -> str:
    """The chair and the vice chair are members of the board."""
    return "ledamot" if role in _ON_THE_BOARD else role


def _spellings(context: Context) -> Iterator[_Spelling]:
    """Every name of a person that the facts, the signature pages, the tables and the text give."""
    if context.known_facts is not None:
        association = context.known_facts.association
        for mandate in association.mandates:
            role = "ledamot" if mandate.seat is Seat.BOARD_MEMBER else "ersättare"
            yield _Spelling(mandate.name, "uppdrag i forbund.toml", "uppdrag", role)
        for officer in association.officers:
            yield _Spelling(officer.name, "funktionärer i forbund.toml", "funktionärer")
        for deputy in association.annual_report.serving_deputies:
            yield _Spelling(deputy, "tjänstgörande ersättare i forbund.toml", "", "ersättare")
    for section, page in signature_pages(context):
        for signatory in (*page.signatories, *page.auditors):
            key, role = f"sida {section.id}", role_in(signatory.function)
            yield _Spelling(signatory.name, section.title, key, role, section.id)
    yield from _listed(context.document)
    for person in persons(context.reading.prose):
        section, at = person.sentence.section, person.sentence.place_at(person.start)
        yield _Spelling(person.name, section.title or "texten", person.list_key, person.role, section.id, at)


def _listed(document: Document) -> Iterator[_Spelling]:
    """Names in tables whose label column is headed "Namn"."""
    for section in document.all_sections():
        for table in section.blocks:
            if isinstance(table, Table) and table.label_heading == "Namn":
                for row in table.rows:
                    words = " ".join(cell.text for cell in row.cells if isinstance(cell, TextCell))
                    yield _Spelling(row.label, table.title, f"tabell {table.id}", role_in(words), section.id)
