"""A measure's rows → a return with as little as possible hidden, given everything that was released before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from samverk.apps.audit.caches import MEMORY
from samverk.apps.participants.queries import (
    anonymous_of,
    queue_of,
    records_of,
    rule_of,
    violence_of,
    with_parts,
)
from samverk.apps.participants.register_models import MeasureReturn, Register, RegisterMeasure
from samverk.core.disclosure.control import ControlledTables
from samverk.core.disclosure.linked import LinkedTablesError
from samverk.core.disclosure.optimal import SuppressionEffort
from samverk.core.disclosure.releases import Release, ReleaseRegister
from samverk.core.outcomes.code_lists import VIOLENCE_DEFINITIONS
from samverk.core.outcomes.count_tables import CountTable
from samverk.core.outcomes.linking import make_return
from samverk.core.outcomes.record import AnonymousCount, ParticipationRecord
from samverk.core.outcomes.remembering import remembered
from samverk.core.outcomes.returned import Return, ReturnSummary
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.summaries import summaries_of
from samverk.core.outcomes.table_kinds import ALL
from samverk.core.outcomes.tables import (
    RECORD_KINDS,
    anonymous_table,
    queue_table,
    tables_of,
    violence_table,
)
from samverk.core.outcomes.violence import ViolenceCount
from samverk.formats.returns.kept import kept_return
from samverk.formats.returns.write import content_hash

EFFORT = SuppressionEffort(seconds=120.0)
"""Bounded by work, not by time: the same facts give the same return on every machine, however busy."""

ALWAYS = ("enrolled_by_gender",)
"""Tables that are told even when nobody is in them."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A return as the facts stand, and the control behind it. `lacks_means` when earlier means could not be kept."""

    given: Return
    controlled: ControlledTables
    lacks_means: bool = False

    @property
    def hash(self) -> str:
        """The hash of what it says."""
        return content_hash(self.given)

    @property
    def hidden(self) -> dict[str, dict[str, Any]]:
        """What the return does not tell: key of a cell → its count, the reason, and the release it differs from."""
        return {
            each.cell.key: {"count": each.cell.count, "reason": each.reason.value, "release": each.release}
            for each in self.controlled.cells
            if each.count is None and each.reason is not None
        }


def draft_of(row: MeasureReturn, register: Register) -> Drafted:
    """What the return says as the facts stand now. Raises LinkedTablesError in Swedish when it cannot be made.

    The facts are counted every time. Hiding takes seconds, and is remembered by all that it is worked out from.
    """
    measures = with_parts(row.measure)
    span = Span(row.first, row.last)
    rule = rule_of(register)
    records, queue = records_of(measures), queue_of(measures)
    tables = tables_with_content(
        row.measure, measures, span, records, anonymous_of(measures), violence_of(measures), queue_table(queue, span)
    )
    named = {table.kind.id for table in tables}
    summaries = [each for each in summaries_of(records, span, rule.threshold, queue) if each.table in named]
    before = released_before(row, measures)
    about = (register.association_number, row.measure.code, span, tables, rule)
    given = {"number": row.number, "replaces": row.replaces or None, "effort": EFFORT}
    told = hashlib.sha256(repr((about, given, summaries, before)).encode()).digest()
    return MEMORY.get(("return", told), lambda: _controlled(about, given, summaries, before))


def _controlled(
    about: tuple[Any, ...], given: dict[str, Any], summaries: list[ReturnSummary], before: ReleaseRegister
) -> Drafted:
    try:
        return Drafted(*make_return(*about, summaries=summaries, register=before, **given))
    except LinkedTablesError:
        without = ReleaseRegister(tuple(_without_means(each) for each in before.releases))
        return Drafted(*make_return(*about, register=without, **given), lacks_means=True)


def _without_means(release: Release) -> Release:
    return Release(release.id, release.cells, release.totals, release.shares, (), release.day)


def tables_with_content(
    measure: RegisterMeasure,
    measures: Iterable[RegisterMeasure],
    span: Span,
    records: list[ParticipationRecord],
    anonymous: list[AnonymousCount],
    violence: list[ViolenceCount],
    queue: CountTable,
) -> list[CountTable]:
    """The tables of a measure that say anything. Those by sub-project only when all participations are in one."""
    parts = [each.code for each in measures if each != measure]
    if any(record.measure == measure.code for record in records):
        parts = []
    found = [*tables_of(records, span, RECORD_KINDS, parts), queue]
    if span == Span.of_year(span.first.year):
        found.append(anonymous_table(anonymous, span.first.year))
        found += [violence_table(violence, each.code, span.first.year) for each in VIOLENCE_DEFINITIONS.codes]
    return [table for table in found if table.kind.id in ALWAYS or _says_something(table)]


def _says_something(table: CountTable) -> bool:
    """False when nobody is in it, or when of everyone it is only known that it is not known."""
    main = next((at for at, each in enumerate(table.kind.dimensions) if each.id != "gender"), 0)
    return any(count and at[main] not in (ALL, "missing") for at, count in table.counts.items())


def released_before(row: MeasureReturn, measures: list[RegisterMeasure]) -> ReleaseRegister:
    """Everything that has left the register and can be put together with `row`, the earliest first."""
    return ReleaseRegister(tuple(_releases(row, measures)))


def _releases(row: MeasureReturn, measures: list[RegisterMeasure]) -> Iterator[Release]:
    family = {each.pk for each in measures} | ({row.measure.parent_id} if row.measure.parent_id else set())
    rows = MeasureReturn.objects.filter(measure__in=family, first=row.first, last=row.last, file__isnull=False)
    for each in rows.exclude(pk=row.pk).select_related("measure").order_by("released_on", "pk"):
        counts = {key: told["count"] for key, told in each.hidden.items()}
        is_corrected = each.measure_id == row.measure_id or each.state == "corrected"
        yield remembered(return_in(each), str(each), counts, is_corrected=is_corrected)


def return_in(row: MeasureReturn) -> Return:
    """What a released return says."""
    return kept_return(bytes(row.file or b""))
