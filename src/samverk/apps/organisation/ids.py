"""Ids for measures and income sources made of their names: what budgets and texts point to."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.apps.organisation.models import Association
from samverk.core.planning.block import Block
from samverk.core.statements.slugs import distinct_slugs

_LONGEST = 36
"""With room for a number after it: an id has 40 signs."""


def free_ids(association: Association, names: Sequence[str], *, otherwise: str) -> list[str]:
    """An id for each name, none of them taken; two alike names get two. `otherwise` begins those without a letter."""
    taken = {
        *(block.value for block in Block),
        *association.measures.values_list("code", flat=True),
        *association.income_sources.values_list("code", flat=True),
    }
    found: list[str] = []
    for name in names:
        words = (name if name[:1].isalpha() else f"{otherwise} {name}")[:_LONGEST]
        found.append(distinct_slugs([words], taken.union(found))[words])
    return found
