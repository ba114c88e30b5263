"""A case: the files of a stranger's report, which fault stands where in them, and whether anyone can see it.

A seed gives the same case always.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from tests.factories.strangers.damage import TO_TEXT, lose_columns, readable
from tests.factories.strangers.draft import Draft, Key
from tests.factories.strangers.faults import NUMBER_KINDS, Planted, plant
from tests.factories.strangers.relations import Relation, broken, relations
from tests.factories.strangers.reports import true_drafts
from tests.factories.strangers.style import Style, drawn_style
from tests.factories.strangers.writing import END, START, Marked, write


@dataclass(frozen=True, slots=True)
class Case:
    """Files to review. `fault` is "" for a true report; `places` are (file, line) where a finding hits the fault.

    `is_visible`: some printed relation, or the text itself, is against the fault.
    """

    name: str
    fault: str
    layout: str
    damage: str
    files: tuple[tuple[str, bytes], ...]
    places: frozenset[tuple[str, int]] = frozenset()
    what: str = ""
    is_visible: bool = True


@dataclass(frozen=True, slots=True)
class Composed:
    """What a case is made of: the true drafts, the fault, what was written and which numbers no one can read."""

    true: tuple[Draft, ...]
    planted: Planted | None
    style: Style
    written: tuple[tuple[str, Marked], ...]
    lost: frozenset[Key]
    known: tuple[Relation, ...]

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts as they are printed."""
        return self.planted.drafts if self.planted else self.true

    def lines(self) -> dict[Key, tuple[str, int]]:
        """Where every number, quoted word and heading stands: file and line."""
        return {key: (name, line) for name, marked in self.written for key, line in marked.places().items()}


def compose(seed: int, kind: str, layout: str, damage: str = "none") -> Composed:
    """Everything of the case of a seed. `kind` is a fault of `faults.KINDS`, or "" for none."""
    rng = random.Random(f"{seed}/{kind}/{layout}/{damage}")
    drafts = true_drafts(kind, rng)
    if damage == "lost_columns":
        drafts = tuple(lose_columns(draft, rng) for draft in drafts)
    known = relations(drafts)
    planted = plant(kind, drafts, known, rng) if kind else None
    style = drawn_style(layout, rng)
    written: list[tuple[str, Marked]] = []
    lost: set[Key] = set()
    printed = planted.drafts if planted else drafts
    for draft, name in zip(printed, _names(printed), strict=True):
        marked = write(draft, style, rng)
        lost |= TO_TEXT[damage](marked, rng)
        written.append((name, marked))
    return Composed(drafts, planted, style, tuple(written), frozenset(lost), known)


def make_case(seed: int, kind: str, layout: str, damage: str = "none") -> Case:
    """The case of a seed. `kind` is a fault of `faults.KINDS`, or "" for none."""
    made = compose(seed, kind, layout, damage)
    files = tuple((name, marked.text().encode()) for name, marked in made.written)
    case = Case(f"{kind or 'true'}-{layout}-{damage}-{seed}", kind, layout, damage, files)
    if not kind:
        return case
    if made.planted is None:
        return replace(case, is_visible=False, what="no place for it")
    lines = made.lines()
    visible = _is_visible(made.planted, made.known, made.lost, lines)
    return replace(case, places=_places(made.planted, made.known, lines), what=made.planted.what, is_visible=visible)


def _names(drafts: tuple[Draft, ...]) -> tuple[str, ...]:
    if len(drafts) == 1:
        return ("plan.txt",) if drafts[0].is_plan else ("rapport.txt",)
    return "rapport.txt", "plan.txt" if drafts[1].is_plan else "rapport-fore.txt"


# ── where a finding hits ──────────────────────────────────────────────────────────────────────────────────────────


def _places(
    planted: Planted, known: tuple[Relation, ...], lines: dict[Key, tuple[str, int]]
) -> frozenset[tuple[str, int]]:
    """The changed number's own line and the lines of what is in a relation with it."""
    keys = set(planted.changed)
    for relation in known:
        if relation.keys & planted.changed:
            keys |= relation.keys
    for draft in planted.drafts:
        keys |= {key for key, number in draft.numbers() if number.concept in planted.rests_on}
    found = {lines[key] for key in keys if key in lines}
    for key in planted.changed:
        first, last = (lines.get(Key("text", key.row, at)) for at in (START, END))
        if key.sheet == "text" and first and last:
            found |= {(first[0], line) for line in range(first[1], last[1] + 1)}
    return frozenset(found)


def _is_visible(
    planted: Planted, known: tuple[Relation, ...], lost: frozenset[Key], lines: dict[Key, tuple[str, int]]
) -> bool:
    numbers = {key: number for draft in planted.drafts for key, number in readable(draft, lost).items() if key in lines}
    if planted.changed & lost:
        return False
    if planted.kind in NUMBER_KINDS:
        return bool(broken(known, numbers, planted.changed))
    if planted.kind == "suppressed_given_away":
        others = [relation.keys - planted.changed for relation in known if relation.keys & planted.changed]
        return any(keys <= numbers.keys() for keys in others)
    if planted.kind == "prose_amount":
        concept = planted.rests_on[0]
        return any(number.concept == concept and key.sheet != "text" for key, number in numbers.items())
    stated = {number.concept for key, number in numbers.items() if key.sheet != "text"}
    return set(planted.rests_on) <= stated
