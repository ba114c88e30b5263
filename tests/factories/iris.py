"""Returns of a simulated IRIS, signed by an invented register, for an association with Lund's measures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.actions import add_register
from samverk.apps.outcomes.models import RegisterKey
from samverk.apps.users.actor import command_line
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.linking import make_return
from samverk.core.outcomes.returned import Return
from samverk.core.outcomes.simulate import measure_ids, simulate
from samverk.core.outcomes.simulated_iris import IRIS_2024, PARENT
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.summaries import summaries_of
from samverk.core.outcomes.tables import RECORD_KINDS, queue_table, tables_of
from samverk.formats.returns.keys import public_pem
from samverk.formats.returns.write import content_hash, write_return
from tests.factories.returns import ORG, PRIVATE

PARTS = tuple(measure_ids(IRIS_2024))
PEM = public_pem(PRIVATE.public_key()).decode("ascii")
PARTY = "Storsjö kommun"


@lru_cache
def iris_return(year: int = 2024, seed: int = 1) -> Return:
    """The umbrella project's return: every kind of table made of records, and its queue."""
    made = simulate(replace(IRIS_2024, year=year, opened=date(year - 1, 2, 1)), seed)
    span, rule = Span.of_year(year), DisclosureRule()
    tables = (*tables_of(made.records, span, RECORD_KINDS, PARTS), queue_table(made.queue, span))
    summaries = summaries_of(made.records, span, rule.threshold, made.queue)
    return make_return(ORG, PARENT, span, tables, rule, summaries=summaries)[0]


@lru_cache
def iris_bytes(year: int = 2024, seed: int = 1) -> bytes:
    """The same, signed."""
    return write_return(iris_return(year, seed), PRIVATE)


def small_iris(
    kinds: tuple[str, ...] = ("enrolled_by_gender", "exits_by_destination"), measure: str = PARENT
) -> Return:
    """A return with few tables, quick to make."""
    made = simulate(IRIS_2024)
    span = Span.of_year(2024)
    return make_return(ORG, measure, span, tables_of(made.records, span, kinds, PARTS), DisclosureRule())[0]


def corrected(given: Return) -> Return:
    """The same figures sent anew as a correction."""
    return replace(given, number=given.number + 1, replaces=content_hash(given))


def trust(association: Association, *measures: str) -> RegisterKey:
    """Let the register report IRIS and its parts, or some other measures."""
    wanted = list(measures or (PARENT, *PARTS))
    return add_register(command_line(association), PARTY, PEM, wanted, date(2024, 1, 1))
