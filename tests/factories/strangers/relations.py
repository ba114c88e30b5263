"""What must hold between the printed numbers of a draft, and whether a changed number can be seen by anyone.

Relations come from what our builder knows: the terms of sum rows, deviations, and concepts printed in several places.
A relation that does not hold in the true draft (a concept that only happens to be alike) is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tests.factories.strangers.draft import Draft, Key, Number, Sheet

OUTCOMES = ("", "outcome", "previous")


@dataclass(frozen=True, slots=True)
class Relation:
    """The terms, each with its sign, add up to nothing. `minds_sign` False: only the size can be compared."""

    kind: str  # sum, deviation, same, over_years
    terms: tuple[tuple[Key, int], ...]
    minds_sign: bool = True

    @property
    def keys(self) -> frozenset[Key]:
        """The places that the relation ties together."""
        return frozenset(key for key, _sign in self.terms)


def off_by(relation: Relation, numbers: dict[Key, Number]) -> int:
    """How much more than rounding can do the relation fails, öre; at most 0 when it holds."""
    values = [(numbers[key].natural, sign) for key, sign in relation.terms]
    steps = [numbers[key].step for key, _sign in relation.terms]
    found = sum(value * sign for value, sign in values)
    if not relation.minds_sign:
        found = abs(abs(values[0][0]) - abs(values[1][0]))
    if len(values) == 2 and steps[0] == steps[1]:
        return abs(found)
    return abs(found) - sum(steps) // 2


def relations(drafts: Sequence[Draft]) -> tuple[Relation, ...]:
    """Every relation of the true drafts, within one and between them."""
    numbers = {key: number for draft in drafts for key, number in draft.numbers() if not number.is_hidden}
    found = [*by_definition(drafts), *_same(numbers)]
    return tuple(dict.fromkeys(each for each in found if each.keys <= numbers.keys() and off_by(each, numbers) <= 0))


def by_definition(drafts: Sequence[Draft]) -> list[Relation]:
    """What must hold in any true report: sums, deviations, and what one year leaves to the next."""
    return [*_in_tables(drafts), *(each for draft in drafts for each in _over_years(draft))]


def broken(relations_: Sequence[Relation], numbers: dict[Key, Number], wrong: frozenset[Key]) -> list[Relation]:
    """The relations that hold no more because of the wrong numbers, among those that are printed in full."""
    touched = (each for each in relations_ if each.keys & wrong and each.keys <= numbers.keys())
    return [each for each in touched if off_by(each, numbers) > 0]


def _in_tables(drafts: Sequence[Draft]) -> Iterator[Relation]:
    for draft in drafts:
        for sheet in draft.sheets():
            numbers = dict(sheet.numbers())
            for row in sheet.rows:
                for column in sheet.columns:
                    total = Key(sheet.id, row.id, column.id)
                    parts = [Key(sheet.id, term, column.id) for term in row.terms]
                    known = [part for part in parts if part in numbers]
                    if total in numbers and known and (len(known) == len(parts) or len(known) > 1):
                        yield Relation("sum", ((total, -1), *((part, 1) for part in known)))
            yield from _deviations(sheet, numbers)
            yield from _across(sheet, numbers)


def _deviations(sheet: Sheet, numbers: dict[Key, Number]) -> Iterator[Relation]:
    place = {column.role: column.id for column in sheet.columns}
    if not {"outcome", "budget", "deviation"} <= place.keys():
        return
    for row in sheet.rows:
        outcome, budget, deviation = (Key(sheet.id, row.id, place[role]) for role in ("outcome", "budget", "deviation"))
        if {outcome, budget, deviation} <= numbers.keys():
            yield Relation("deviation", ((deviation, -1), (outcome, 1), (budget, -1)))


def _across(sheet: Sheet, numbers: dict[Key, Number]) -> Iterator[Relation]:
    """In a table about people the last column is the sum of the others."""
    columns = [column.id for column in sheet.columns if column.role == "people"]
    for row in sheet.rows:
        keys = [Key(sheet.id, row.id, column) for column in columns]
        if len(keys) > 1 and set(keys) <= numbers.keys():
            yield Relation("sum", ((keys[-1], -1), *((key, 1) for key in keys[:-1])))


def _same(numbers: dict[Key, Number]) -> Iterator[Relation]:
    places: dict[str, list[Key]] = defaultdict(list)
    for key, number in numbers.items():
        if number.concept:
            places[number.concept].append(key)
    for concept, keys in places.items():
        minds = concept.startswith(("arets_resultat", "budget.resultat", "people"))
        for one, other in combinations(keys, 2):
            yield Relation("same", ((one, 1), (other, -1)), minds)


def _over_years(draft: Draft) -> Iterator[Relation]:
    """Assets against equity and liabilities, and what one year leaves to the next."""

    def key(sheet_id: str, row_id: str, year: int) -> Key | None:
        sheet = draft.sheet(sheet_id)
        columns = sheet.columns if sheet else ()
        place = next((c.id for c in columns if c.year == year and c.role not in ("budget", "deviation")), None)
        found = Key(sheet_id, row_id, place) if place else None
        return found if sheet and found in dict(sheet.numbers()) else None

    def relation(*terms: tuple[Key | None, int]) -> Iterator[Relation]:
        keys = [(place, sign) for place, sign in terms if place is not None]
        if len(keys) == len(terms):
            yield Relation("over_years", tuple(keys))

    for year in range(draft.year - 5, draft.year + 6):
        yield from relation(
            (key("balansrakning", "summa_tillgangar", year), 1),
            (key("balansrakning", "summa_eget_kapital_och_skulder", year), -1),
        )
        yield from relation(
            (key("prognos", "prognos.medel_in", year + 1), 1), (key("prognos", "prognos.medel", year), -1)
        )
        yield from relation(
            (key("plan", "sparade_medel_in", year + 1), 1), (key("plan", "medel_till_forfogande", year), -1)
        )
        yield from relation(
            (key("balansrakning", "eget_kapital", year), 1),
            (key("balansrakning", "eget_kapital", year - 1), -1),
            (key("balansrakning", "eget_kapital_arets_resultat", year), -1),
        )
        yield from relation(
            (key("flerarsoversikt", "flerar.eget_kapital", year), 1),
            (key("flerarsoversikt", "flerar.eget_kapital", year - 1), -1),
            (key("flerarsoversikt", "flerar.resultat", year), -1),
        )
        for flow, item, sign in (
            ("kf.forandring_fordringar", "fordringar", 1),
            ("kf.forandring_kortfristiga_skulder", "kortfristiga_skulder", -1),
        ):
            yield from relation(
                (key("kassaflodesanalys", flow, year), 1),
                (key("balansrakning", item, year), sign),
                (key("balansrakning", item, year - 1), -sign),
            )
