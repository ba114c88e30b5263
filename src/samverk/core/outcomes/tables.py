"""Records counted into tables (antalstabeller), before any cell is hidden. In the register only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from samverk.core.outcomes.ages import ESF_PLUS_BANDS
from samverk.core.outcomes.code_lists import EDUCATION_LEVELS, EXIT_REASONS, GENDERS, REFERRERS
from samverk.core.outcomes.count_tables import CountTable, tabulate
from samverk.core.outcomes.counting import enrolled, exited
from samverk.core.outcomes.durations import QueueEntry, queue_on
from samverk.core.outcomes.record import AnonymousCount, ParticipationRecord
from samverk.core.outcomes.span import FOLLOW_UP_MONTHS, Span
from samverk.core.outcomes.support import main_support, support_group
from samverk.core.outcomes.table_kinds import ENROLLED, EXITED, SUB_PROJECT, TABLE_KINDS, exit_to
from samverk.core.outcomes.violence import ViolenceCount
from samverk.core.outcomes.work import change

CodeOf = Callable[[ParticipationRecord], str]


def tables_of(
    records: Sequence[ParticipationRecord], span: Span, kinds: Iterable[str], sub_projects: Sequence[str] = ()
) -> tuple[CountTable, ...]:
    """Tables of some kinds over the records of a measure, in the order of the closed list.

    Raises KeyError for a kind that is not one of records. A table by sub-project is made only with sub-projects.
    """
    wanted = set(kinds)
    unknown = wanted - set(RECORD_KINDS)
    if unknown:
        raise KeyError(min(unknown))
    populations = {ENROLLED: enrolled(records, span), EXITED: exited(records, span)}
    columns: dict[tuple[str, str], list[str]] = {}
    tables = []
    for kind in (TABLE_KINDS[each] for each in RECORD_KINDS if each in wanted):
        by_sub_project = any(each.id == SUB_PROJECT for each in kind.dimensions)
        if by_sub_project and not sub_projects:
            continue
        for each in kind.dimensions:
            if (kind.population, each.id) not in columns:
                columns[kind.population, each.id] = [_CODES[each.id](record) for record in populations[kind.population]]
        counts = Counter(zip(*(columns[kind.population, each.id] for each in kind.dimensions), strict=True))
        tables.append(tabulate(kind, counts.items(), sub_projects if by_sub_project else ()))
    return tuple(tables)


def _support_after(months: int) -> CodeOf:
    return lambda record: support_group(record.status_after(months))


def _change_after(months: int) -> CodeOf:
    return lambda record: change(record, months)


_CODES: dict[str, CodeOf] = {
    "gender": lambda record: GENDERS.shipped_code(record.gender),
    "age": lambda record: ESF_PLUS_BANDS.band_of(record.birth_year, record.start.year),
    "education": lambda record: EDUCATION_LEVELS.shipped_code(record.education),
    "referrer": lambda record: REFERRERS.shipped_code(record.referrer),
    "support": lambda record: main_support(record.at_start),
    "support_before": lambda record: support_group(record.at_start),
    "exit_reason": lambda record: EXIT_REASONS.shipped_code(record.exit_reason),
    "exit_to": lambda record: exit_to(EXIT_REASONS.shipped_code(record.exit_reason)),
    SUB_PROJECT: lambda record: record.measure,
    **{f"support_after_{months}": _support_after(months) for months in (0, *FOLLOW_UP_MONTHS)},
    **{f"work_{months}": _change_after(months) for months in (0, *FOLLOW_UP_MONTHS)},
}
"""Dimension → the code of a record in it."""

RECORD_KINDS = tuple(
    kind.id
    for kind in TABLE_KINDS.values()
    if all(dimension.id in _CODES for dimension in kind.dimensions) and kind.population in (ENROLLED, EXITED)
)
"""The kinds that count participation records."""


def queue_table(entries: Iterable[QueueEntry], span: Span) -> CountTable:
    """Those in the queue on the last day of the span, by gender."""
    found = (((entry.gender,), 1) for entry in queue_on(entries, span.last))
    return tabulate(TABLE_KINDS["queue_by_gender"], found)


def anonymous_table(counts: Iterable[AnonymousCount], year: int) -> CountTable:
    """Anonymous participants of a calendar year, by gender."""
    found = (((each.gender,), each.count) for each in counts if each.year == year)
    return tabulate(TABLE_KINDS["anonymous_by_gender"], found)


def violence_table(counts: Iterable[ViolenceCount], definition: str, year: int) -> CountTable:
    """Answers to the questions about violence by one definition, by answer and gender."""
    found = (
        ((each.answer, each.gender), each.count)
        for each in counts
        if (each.definition, each.year) == (definition, year)
    )
    return tabulate(TABLE_KINDS[f"violence_{definition}"], found)
