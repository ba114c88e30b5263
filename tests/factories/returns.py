"""A signed return of a small measure, and the key an association trusts it by."""

from __future__ import annotations

from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.linking import make_return
from samverk.core.outcomes.returned import Return
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.summaries import summaries_of
from samverk.core.outcomes.tables import tables_of
from samverk.formats.returns.read import TrustedKey
from tests.factories.participations import record

ORG = "222000-0000"
MEASURE = "arbetsvagen"
YEAR = Span.of_year(2024)
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))  # a test's key: the same bytes every time
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
TRUSTED = TrustedKey(PRIVATE.public_key(), ORG, frozenset({MEASURE, "annan"}))


@lru_cache
def small_return(women: int = 11) -> Return:
    """Eleven women of whom four came by themselves, and nine men."""
    records = [record(each, referrer="own" if each < 4 else "region", months_in_support=20) for each in range(women)]
    records += [record(50 + each, gender="man", referrer="region", months_in_support=30) for each in range(9)]
    tables = tables_of(records, YEAR, ["enrolled_by_gender", "enrolled_by_referrer"])
    rule = DisclosureRule()
    sent, _ = make_return(ORG, MEASURE, YEAR, tables, rule, summaries=summaries_of(records, YEAR, rule.threshold))
    return sent
