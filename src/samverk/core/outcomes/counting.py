"""Who is counted: participations and unique persons, those enrolled, started and exited, and the anonymous ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from samverk.core.outcomes.code_lists import EXIT_REASONS, GENDERS, MISREGISTERED
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.record import AnonymousCount, ParticipationRecord
from samverk.core.outcomes.span import Span

Records = Sequence[ParticipationRecord]


def is_counted(record: ParticipationRecord) -> bool:
    """False for a participation that was registered by mistake: it is in no figure."""
    return EXIT_REASONS.shipped_code(record.exit_reason) != MISREGISTERED


def enrolled(records: Records, span: Span) -> list[ParticipationRecord]:
    """Participations that went on at some time in the span: started by its end, not exited before its beginning."""
    return [
        record
        for record in records
        if record.start <= span.last and (record.exit is None or record.exit >= span.first) and is_counted(record)
    ]


def started(records: Records, span: Span) -> list[ParticipationRecord]:
    """Participations whose first day is in the span."""
    return [record for record in records if span.holds(record.start) and is_counted(record)]


def exited(records: Records, span: Span) -> list[ParticipationRecord]:
    """Participations whose last day is in the span."""
    return [record for record in records if span.holds(record.exit) and is_counted(record)]


def participations(records: Records, span: Span) -> int:
    """Participations in the span: each measure counts by itself, so that one person can be counted many times (SUS)."""
    return len(enrolled(records, span))


def unique_persons(records: Records, span: Span) -> int:
    """Persons in the span, each counted once however many measures they take part in within one register."""
    return len({record.person for record in enrolled(records, span)})


def by_code(records: Iterable[ParticipationRecord], code_of: Callable[[ParticipationRecord], str]) -> dict[str, int]:
    """Code → participations."""
    return dict(Counter(code_of(record) for record in records))


def by_gender(records: Iterable[ParticipationRecord]) -> dict[str, int]:
    """Gender → participations; every gender of the list is there."""
    found = by_code(records, lambda record: GENDERS.shipped_code(record.gender))
    return {code.code: found.get(code.code, 0) for code in GENDERS.codes}


def anonymous_by_gender(counts: Iterable[AnonymousCount], year: int) -> dict[str, int]:
    """Gender → anonymous participants of a calendar year. They count in the year they were told for only (SUS)."""
    found = {code.code: 0 for code in GENDERS.codes}
    for each in counts:
        if each.year == year:
            found[GENDERS.shipped_code(each.gender)] += each.count
    return found


def for_national_follow_up(records: Records, counts: Iterable[AnonymousCount], year: int) -> dict[str, int]:
    """Gender → participants of a year, anonymous ones too: the only counts that Uppföljning Finsam asks for."""
    known, anonymous = by_gender(enrolled(records, Span.of_year(year))), anonymous_by_gender(counts, year)
    return {gender: known[gender] + anonymous[gender] for gender in known}


def share_by_code(
    records: Sequence[ParticipationRecord], code: str, code_of: Callable[[ParticipationRecord], str], missing: str
) -> CountShare:
    """The share of `records` whose code is `code`; those with the code `missing` are told apart."""
    found = by_code(records, code_of)
    unknown = found.get(missing, 0)
    return CountShare(found.get(code, 0), len(records) - unknown, unknown)
