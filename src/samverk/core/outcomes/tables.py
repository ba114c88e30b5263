"""Count tables (antalstabeller): records counted by a kind's dimensions, with every margin, before any is hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from samverk.core.outcomes.counting import enrolled, exited
from samverk.core.outcomes.durations import QueueEntry, queue_on
from samverk.core.outcomes.record import AnonymousCount, ParticipationRecord
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.table_kinds import ALL, ENROLLED, EXITED, SUB_PROJECT, TABLE_KINDS, TableKind
from samverk.core.outcomes.violence import ViolenceCount

Coordinates = tuple[str, ...]
"""One code for each dimension of the table; `ALL` for everyone."""


@dataclass(frozen=True, slots=True)
class CountTable:
    """A kind of table with all its cells, margins too. `sub_projects` are the codes where it is divided by them."""

    kind: TableKind
    counts: Mapping[Coordinates, int]
    sub_projects: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Everyone in the table."""
        return self.counts[(ALL,) * len(self.kind.dimensions)]


def all_coordinates(kind: TableKind, sub_projects: Sequence[str] = ()) -> list[Coordinates]:
    """Every cell of a kind, in the order of its codes, each margin after its parts."""
    codes = [tuple(sub_projects) if each.id == SUB_PROJECT else each.codes for each in kind.dimensions]
    return list(product(*((*each, ALL) for each in codes)))


def tabulate(kind: TableKind, found: Iterable[tuple[Coordinates, int]], sub_projects: Sequence[str] = ()) -> CountTable:
    """Sum (codes, count) into a table with all margins. Raises KeyError for a code that the kind does not have."""
    counts = dict.fromkeys(all_coordinates(kind, sub_projects), 0)
    for codes, count in found:
        if ALL in codes:
            raise KeyError(codes)
        for place in product(*((code, ALL) for code in codes)):
            counts[place] += count
    return CountTable(kind, counts, tuple(sub_projects))


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
            if (kind.population, each.id) not in columns and each.of is not None:
                columns[kind.population, each.id] = [each.of(record) for record in populations[kind.population]]
        counts = Counter(zip(*(columns[kind.population, each.id] for each in kind.dimensions), strict=True))
        tables.append(tabulate(kind, counts.items(), sub_projects if by_sub_project else ()))
    return tuple(tables)


RECORD_KINDS = tuple(
    kind.id
    for kind in TABLE_KINDS.values()
    if all(dimension.of is not None for dimension in kind.dimensions) and kind.population in (ENROLLED, EXITED)
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
