"""The simplest association there is: BAS books, no sources, measures, budget or rules of its own."""

from samverk.core.facts import Facts
from samverk.core.ledger.model import Ledger
from samverk.core.statements.profile import AccountingProfile
from tests.factories.lake_district import lake_facts


def bas_facts(books: Ledger, before: Ledger | None = None) -> Facts:
    bare = {"accounting": AccountingProfile(base="bas"), "income_sources": ()}
    association = lake_facts().association.model_copy(update=bare)
    return Facts(2024, association, ledgers={2024: books} | ({2023: before} if before else {}))
