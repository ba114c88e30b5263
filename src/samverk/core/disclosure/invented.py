"""Invented tables of every kind: for the tests and the benchmark of what disclosure control promises.

No number here counts anybody.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

from samverk.core.disclosure.control import control
from samverk.core.disclosure.crossed import CellDimension, Place, link
from samverk.core.disclosure.linked import LinkedCell, LinkedTables
from samverk.core.disclosure.optimal import SuppressionEffort
from samverk.core.disclosure.releases import ReleaseRegister
from samverk.core.disclosure.rule import DisclosureRule

GENDERS = ("kvinnor", "män")
_BANDS = ("16–24 år", "25–44 år", "45–66 år")

_Person = Mapping[str, str]


def _people(chance: random.Random, size: int, dimensions: Sequence[CellDimension]) -> list[_Person]:
    """People with a category in every dimension, some categories far more common than others."""
    weights = {each.key: [chance.random() ** 2 + 0.02 for _ in _leaves(each)] for each in dimensions}
    return [{each.key: chance.choices(_leaves(each), weights[each.key])[0] for each in dimensions} for _ in range(size)]


def _leaves(dimension: CellDimension) -> tuple[str, ...]:
    parts = [part for parts in dimension.branches.values() for part in parts]
    return tuple(part for part in parts if part not in dimension.branches)


def counted(
    people: Sequence[_Person], crossings: Sequence[tuple[str, ...]], dimensions: Sequence[CellDimension]
) -> list[tuple[Place, LinkedCell]]:
    """Every cell of tables that cross the named dimensions, with all their totals."""
    by_key = {each.key: each for each in dimensions}
    counts: dict[Place, int] = {}
    for crossing in crossings:
        for at in _places([by_key[key] for key in crossing]):
            counts.setdefault(at, 0)
    for at in counts:
        wanted = {key: _under(by_key[key], category) for key, category in at}
        counts[at] = sum(all(person[key] in leaves for key, leaves in wanted.items()) for person in people)
    return [(at, LinkedCell("", count)) for at, count in counts.items()]


def _places(dimensions: Sequence[CellDimension]) -> Iterator[Place]:
    if not dimensions:
        yield frozenset()
        return
    first, *rest = dimensions
    categories = ["", *(part for parts in first.branches.values() for part in parts)]
    for at in _places(rest):
        for category in categories:
            yield at | {(first.key, category)} if category else at


def _under(dimension: CellDimension, category: str) -> set[str]:
    """The finest categories inside a category, itself when it is one."""
    parts = dimension.branches.get(category)
    return {category} if parts is None else {leaf for part in parts for leaf in _under(dimension, part)}


def random_tables(seed: int) -> tuple[LinkedTables, ReleaseRegister]:
    """Small linked tables and what was published before them, of a kind chosen by the seed.

    Sub-projects inside projects, two or three dimensions crossed, several tables with margins in common, categories
    left out of print, sources that one person can have several of, and returns corrected after they were published.
    """
    chance = random.Random(seed)  # noqa: S311 (invented people, not secrets)
    split = tuple(f"delprojekt {number}" for number in range(chance.randint(2, 3)))
    dimensions = (
        CellDimension("insats", {"": ("a", "b", "c")[: chance.randint(2, 3)], "a": split}),
        CellDimension("kön", {"": GENDERS}),
        CellDimension("ålder", {"": _BANDS}),
        CellDimension("källa", {"": ("bistånd", "sjukpenning", "annan")}, is_partition=chance.random() < 0.7),
    )
    crossings = chance.choice(
        (
            (("insats", "kön"),),
            (("insats", "ålder"), ("insats", "kön")),
            (("kön", "ålder"), ("kön", "källa"), ("insats", "kön")),
            (("insats", "kön", "källa"),),
            (("insats", "källa"), ("ålder", "källa")),
        )
    )
    people = _people(chance, chance.randint(10, 120), dimensions)
    cells = counted(people, crossings, dimensions)
    left_out = {at for at, _cell in cells if at and chance.random() < 0.08}  # never printed
    earlier = ReleaseRegister()
    if chance.random() < 0.4:
        before = counted(people[: -chance.randint(1, 6)], crossings[:1], dimensions)
        tables = link([each for each in before if each[0] not in left_out], dimensions)
        controlled = control(tables, DisclosureRule(), effort=SuppressionEffort(cells=0))
        earlier = earlier.remember(controlled.release("förra", remembers=True))
    return link([each for each in cells if each[0] not in left_out], dimensions), earlier
