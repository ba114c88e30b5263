"""RO: does the document give away single persons among the participants?

A disclosure is no contradiction, so the verdict is chosen with care. `FAULT` keeps its meaning, wrong beyond doubt: a
hidden cell that anyone can work out from the sums of its own table, and a percentage that no number of people gives.
An open small count, a group that is all alike, a remainder and a sentence about a few are `AMBIGUOUS` and a warning,
since the association may have a lawful reason to print them (consent, or a group that nobody can recognise).

The rules read only what says in words that it is about participants, never staff, board, gatherings, surveys or money.
No source sets the limit for a small count: it is a setting without source (`core.disclosure.counts`), and the messages
say so. Faults name places, never the hidden count. They carry `cells` only where several cells take part: a fault with
one cell would be taken for the cause of every sum that the cell is in, and a small count is not a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from samverk.core.checks.claims.sentences import Sentence
from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.rule import CellPlace, Context, Fault, Held, Outcome, rule
from samverk.core.disclosure.claims import (
    CountClaim,
    ShareClaim,
    alike_claims,
    difference_claims,
    few_claims,
    is_about_participants,
    share_claims,
)
from samverk.core.disclosure.counts import DEFAULT_THRESHOLD, is_small, remainder
from samverk.core.disclosure.exposed import (
    HeldCell,
    TableDifference,
    alike_groups,
    differences,
    differences_among,
    exposed_cells,
    guarded_cells,
    small_cells,
)
from samverk.core.disclosure.percentages import counts_of, cut_counts_of, nearest_shares, share_of
from samverk.core.disclosure.table_shares import TableShare, table_shares
from samverk.core.disclosure.tables import DisclosureCell, DisclosureTable
from samverk.core.disclosure.words import is_structural
from samverk.core.document.tree import Place, Section
from samverk.core.law import OWN_RULE

_SINCE = date(2004, 1, 1)
_GUIDANCE = ("Nationella rådet", "personuppgifter om deltagare")
_MOST_NAMED = 6
_LIMIT = (
    f"Gränsen är här satt till {DEFAULT_THRESHOLD} personer. Ingen källa anger en gräns, så styrelsen får besluta den."
)


def _people_sentences(context: Context) -> Iterator[tuple[Sentence, str, str]]:
    """Every sentence that is not under a heading of staff or structures, with the ones before and after it."""
    others = {
        section.id for section, headings in context.reading.headings() if any(is_structural(each) for each in headings)
    }
    for passage in context.reading.prose:
        if passage.section.id not in others:
            texts = ["", *(each.text for each in passage.sentences), ""]
            for number, sentence in enumerate(passage.sentences):
                yield sentence, texts[number], texts[number + 2]


def _places(read: DisclosureTable, cells: Sequence[DisclosureCell]) -> str:
    named = [read.label(cell.key) for cell in cells[:_MOST_NAMED]]
    more = [f"och {len(cells) - _MOST_NAMED} till"] if len(cells) > _MOST_NAMED else []
    return "; ".join(named + more)


def _cell_place(read: DisclosureTable, cell: DisclosureCell) -> CellPlace:
    return CellPlace(read.table.id, *cell.key, cell.place.file if cell.place else "")


def _cell_places(read: DisclosureTable, cells: Sequence[DisclosureCell]) -> tuple[CellPlace, ...]:
    """The cells of a fault; none for a single one (see the top of the module)."""
    return tuple(_cell_place(read, cell) for cell in cells) if len(cells) > 1 else ()


def _first_place(section: Section, cells: Sequence[DisclosureCell]) -> Place | None:
    return cells[0].place or section.place


def _in_words(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


@rule("RO-01", title="Små grupper öppet i tabell", severity=Severity.WARNING, source=_GUIDANCE, valid_from=_SINCE)
def small_groups_are_hidden(context: Context) -> Iterator[Outcome]:
    """Tabellen visar öppet att bara några få deltagare hör till en grupp, och då kan någon kännas igen.

    Dölj talet och minst ett tal till i samma rad och i samma kolumn, eller slå ihop grupper. En nolla är inte i sig ett
    röjande. Har deltagarna sagt ja, eller går ingen att känna igen, kan tabellen stå kvar.
    """
    for section, read in context.reading.people_tables:
        small = small_cells(read)
        if not small:
            yield Held()
            continue
        yield Fault(
            read.table.title or section.title,
            f"0, dolt eller minst {DEFAULT_THRESHOLD}",
            f"{_in_words(len(small), 'cell', 'celler')} med färre: {_places(read, small)}",
            _LIMIT,
            Verdict.AMBIGUOUS,
            section_id=section.id,
            cells=_cell_places(read, small),
            at=_first_place(section, small),
            confidence=0.7,
        )


@rule("RO-02", title="Dolda tal som går att räkna ut", severity=Severity.ERROR, source=_GUIDANCE, valid_from=_SINCE)
def hidden_cells_stay_hidden(context: Context) -> Iterator[Outcome]:
    """Ett dolt tal i tabellen går att räkna ut ur tabellens egna summor.

    Dölj minst ett tal till i samma rad och i samma kolumn, eller dölj summan, så att det dolda talet kan vara flera.
    """
    for section, read in context.reading.people_tables:
        found = exposed_cells(read)
        if found is None:  # the sums contradict the cells: other rules tell that
            continue
        exposed = {each.cell.key for each in found}
        for each in found:
            yield _exposed(section, read, each)
        for cell in guarded_cells(read):
            if cell.key not in exposed:
                yield Held()


def _exposed(section: Section, read: DisclosureTable, found: HeldCell) -> Fault:
    """The fault of one hidden cell that follows; it says how, and never what."""
    cell = found.cell
    keys = dict.fromkeys(
        key for each in found.relations for key in (each.relation.total, *each.relation.addends) if key != cell.key
    )
    involved = [cell, *(read.cells[key] for key in keys)]
    is_certain = found.is_certain
    return Fault(
        ", ".join(part for part in (read.table.title or section.title, read.label(cell.key)) if part),
        "ett dolt tal som kan vara flera",
        "går att räkna ut",
        _derivation(read, found),
        Verdict.FAULT if is_certain else Verdict.AMBIGUOUS,
        severity=None if is_certain else Severity.WARNING,
        section_id=section.id,
        cells=_cell_places(read, involved),
        at=_first_place(section, involved),
        confidence=0.95 if is_certain else 0.6,
    )


def _derivation(read: DisclosureTable, found: HeldCell) -> str:
    if len(found.relations) > 1:
        return "Det följer av flera summor tillsammans."
    (total,) = found.relations
    where = "raden" if total.is_row else "kolumnen"
    if total.relation.total == found.cell.key:
        return f"Det är summan av de öppna talen i {where}."
    name = read.label(total.relation.total)
    return f"Det är {name} minus de öppna talen i {where}."


@rule("RO-03", title="Hela gruppen i samma läge", severity=Severity.WARNING, source=_GUIDANCE, valid_from=_SINCE)
def groups_are_not_all_alike(context: Context) -> Iterator[Outcome]:
    """Alla i en grupp, eller alla utom en, har samma försörjning, hälsa eller utfall, och då är det känt om var och en.

    Slå ihop gruppen med en annan, eller skriv utan tal. Följer det av vem insatsen är till för kan det stå kvar.
    """
    for section, read in context.reading.people_tables:
        alike, tried = alike_groups(read)
        yield from (Held() for _ in range(tried - len(alike)))
        if alike:
            yield Fault(
                read.table.title or section.title,
                "grupper med flera olika lägen",
                _places(read, alike),
                "",
                Verdict.AMBIGUOUS,
                section_id=section.id,
                cells=_cell_places(read, alike),
                at=_first_place(section, alike),
                confidence=0.6,
            )
    for sentence, _before, _after in _people_sentences(context):
        for claim in alike_claims(sentence.text):
            yield _in_sentence(sentence, claim, "grupper med flera olika lägen", 0.5)


def _in_sentence(sentence: Sentence, claim: CountClaim | ShareClaim, expected: str, sure: float) -> Fault:
    return Fault(
        sentence.section.title,
        expected,
        f"”{claim.words}”",
        "",
        Verdict.AMBIGUOUS,
        section_id=sentence.section.id,
        at=sentence.place_at(claim.offset),
        confidence=sure,
    )


# ── percentages ───────────────────────────────────────────────────────────────────────────────────────────────────

_ROUGH = 5
"""How many percentage points "cirka" may be off."""


@rule("RO-04", title="Procent som inte går att få", severity=Severity.ERROR, source=(OWN_RULE, ""), valid_from=_SINCE)
def percentages_are_possible(context: Context) -> Iterator[Outcome]:
    """Inget antal av de personer som anges ger den procentsats som står där, hur den än är avrundad.

    Räkna om procentsatsen. Gäller den en annan grupp än den som nämns, skriv vilken och hur många de är.
    """
    for section, read in context.reading.people_tables:
        for share in table_shares(read):
            yield _tried_table_share(section, read, share)
    for passage in context.reading.prose:
        for sentence in passage.sentences:
            for claim in share_claims(sentence.text):
                yield _tried_claim(sentence, claim)


def _tried_table_share(section: Section, read: DisclosureTable, share: TableShare) -> Outcome:
    if share.count is not None and share.count > share.total:
        return Held()  # the rows overlap or the total is wrong: nothing to say of the share
    if _is_share_of(share.total, share.percent, share.count) or (share.fills_up and _is_one_step_off(share)):
        return Held()
    return Fault(
        ", ".join(part for part in (read.table.title or section.title, share.label) if part),
        _shares_in_words(share.total, share.percent, share.count),
        f"{_percent(share.percent)} av {share.total}",
        section_id=section.id,
        cells=_share_cells(read, share),
        at=share.place or section.place,
        confidence=0.9,
    )


def _share_cells(read: DisclosureTable, share: TableShare) -> tuple[CellPlace, ...]:
    file = share.place.file if share.place else ""
    return tuple(CellPlace(read.table.id, *key, file) for key in (share.key, share.base))


def _is_share_of(total: int, percent: Decimal, count: int | None) -> bool:
    fitting = (counts_of(total, percent), cut_counts_of(total, percent))
    return any(fitting) if count is None else any(count in counts for counts in fitting)


def _is_one_step_off(share: TableShare) -> bool:
    """True when the share would fit one step up or down: one of them is often moved so that they make 100 %."""
    step = Decimal((0, (1,), min(int(share.percent.as_tuple().exponent), 0)))
    moved = (share.percent - step, share.percent + step)
    return any(_is_share_of(share.total, each, share.count) for each in moved if 0 <= each <= 100)


def _tried_claim(sentence: Sentence, claim: ShareClaim) -> Outcome:
    rounded = counts_of(claim.total, claim.percent, _ROUGH if claim.is_rough else 0)
    if claim.count in rounded or (claim.count is None and rounded):
        return Held()
    fault = Fault(
        sentence.section.title,
        _shares_in_words(claim.total, claim.percent, claim.count),
        f"”{claim.words}”" if str(claim.total) in claim.words else f"”{claim.words}” av {claim.total}",
        section_id=sentence.section.id,
        at=sentence.place_at(claim.offset),
        confidence=0.9,
    )
    cut = cut_counts_of(claim.total, claim.percent)
    if claim.count in cut or (claim.count is None and cut):
        detail = "Den går att få om decimalerna är avhuggna i stället för avrundade."
        return replace(fault, detail=detail, verdict=Verdict.ROUNDING, severity=Severity.NOTE)
    if not claim.is_certain:
        detail = "Procentsatsen kan gälla en annan grupp än den som meningen börjar med."
        return replace(fault, detail=detail, verdict=Verdict.AMBIGUOUS, severity=Severity.NOTE, confidence=0.4)
    return fault


def _shares_in_words(total: int, percent: Decimal, count: int | None) -> str:
    if count is not None:
        return _percent(share_of(total, count, percent))
    return f"antingen {' eller '.join(_percent(share) for share in nearest_shares(total, percent))}"


def _percent(share: Decimal) -> str:
    return f"{share} %".replace(".", ",")


@rule("RO-07", title="Procent som visar några få", severity=Severity.WARNING, source=_GUIDANCE, valid_from=_SINCE)
def percentages_show_no_small_groups(context: Context) -> Iterator[Outcome]:
    """Procentsatsen och antalet personer visar tillsammans att gruppen bara är några få.

    Skriv procentsatsen utan antalet, eller med ord: ”ungefär var femte”. Dölj den i tabellen när antalet är dolt.
    """
    for section, read in context.reading.people_tables:
        for share in table_shares(read):
            if share.count is not None:
                continue  # an open count is tried by RO-01
            if not _shows_few(share.total, share.percent):
                yield Held()
                continue
            yield Fault(
                ", ".join(part for part in (read.table.title or section.title, share.label) if part),
                "procent av en större grupp",
                f"{_percent(share.percent)} av {share.total}",
                _LIMIT,
                Verdict.AMBIGUOUS,
                section_id=section.id,
                cells=_share_cells(read, share),
                at=share.place or section.place,
                confidence=0.7,
            )
    for sentence, _before, _after in _people_sentences(context):
        for claim in share_claims(sentence.text) if is_about_participants(sentence.text) else ():
            if claim.count is not None or claim.is_rough or not claim.is_certain:
                continue
            if _shows_few(claim.total, claim.percent):
                yield replace(_in_sentence(sentence, claim, "procent av en större grupp", 0.6), detail=_LIMIT)
            else:
                yield Held()


def _shows_few(total: int, percent: Decimal) -> bool:
    """True when every count that fits the percentage is a small one."""
    counts = counts_of(total, percent) or cut_counts_of(total, percent)
    return bool(counts) and all(is_small(count) for count in counts)


# ── sentences and differences ─────────────────────────────────────────────────────────────────────────────────────


@rule("RO-05", title="Några få i löpande text", severity=Severity.WARNING, source=_GUIDANCE, valid_from=_SINCE)
def sentences_tell_of_no_few(context: Context) -> Iterator[Outcome]:
    """Texten berättar om några få deltagares hälsa, försörjning eller vad de gick vidare till.

    Skriv ”några”, slå ihop med en större grupp, eller fråga deltagarna. Har de sagt ja kan meningen stå kvar.
    """
    for sentence, before, _after in _people_sentences(context):
        claims = few_claims(sentence.text, before)
        if not claims:
            continue
        for claim in claims:
            if is_small(claim.count):
                yield replace(_in_sentence(sentence, claim, "ingen grupp med färre", 0.5), detail=_LIMIT)
            else:
                yield Held()


@rule("RO-06", title="Skillnad som visar några få", severity=Severity.WARNING, source=_GUIDANCE, valid_from=_SINCE)
def differences_show_no_few(context: Context) -> Iterator[Outcome]:
    """Ett tal minus ett annat visar att de som blir över bara är några få.

    Visa bara ett av talen, eller dela gruppen på ett annat sätt.
    """
    tables = context.reading.people_tables
    for section, read in tables:
        for difference in differences(read):
            yield from _tried_difference(section, read, read, difference)
    for first, second, difference in differences_among([read for _section, read in tables]):
        section, part = tables[second]
        yield from _tried_difference(section, tables[first][1], part, difference)
    for sentence, _before, after in _people_sentences(context):
        for claim in difference_claims(sentence.text, after):
            if is_small(remainder(claim.total or 0, [claim.count])):
                yield replace(_in_sentence(sentence, claim, "en större skillnad, eller ingen", 0.6), detail=_LIMIT)
            else:
                yield Held()


def _tried_difference(
    section: Section, first: DisclosureTable, second: DisclosureTable, difference: TableDifference
) -> Iterator[Outcome]:
    counts = [part.count for part in difference.parts if part.count is not None]
    total = difference.total
    if total.count is None or len(counts) < len(difference.parts):
        return
    if not is_small(remainder(total.count, counts)):
        yield Held()
        return
    parts = "; ".join(second.label(part.key) for part in difference.parts)
    yield Fault(
        second.table.title or section.title,
        "en större skillnad, eller ingen",
        f"{first.label(total.key)} minus {parts}",
        _LIMIT,
        Verdict.AMBIGUOUS,
        section_id=section.id,
        cells=(_cell_place(first, total), *(_cell_place(second, part) for part in difference.parts)),
        at=_first_place(section, difference.parts),
        confidence=0.6,
    )
