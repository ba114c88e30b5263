"""One planted fault of each kind, and what it breaks. Everything else in the report stays true."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tests.factories.strangers.draft import Chapter, Draft, Key, Number, Prose, Quote, Sentence, Sheet
from tests.factories.strangers.relations import Relation, broken

PROSE_KINDS = (
    "prose_amount", "prose_direction", "prose_percent_base", "prose_sexes", "signature_date", "name_two_ways",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """Drafts with one fault. `changed` is where it stands, `rests_on` the concepts that give it away in prose."""

    kind: str
    drafts: tuple[Draft, ...]
    changed: frozenset[Key]
    what: str
    rests_on: tuple[str, ...] = ()


_Change = Iterator[tuple[dict[Key, int], str]]


def plant(kind: str, drafts: Sequence[Draft], relations: Sequence[Relation], rng: random.Random) -> Planted | None:
    """The drafts with one fault of a kind; None when there is no place for it that anyone could see."""
    if kind in PROSE_KINDS:
        return _in_prose(kind, drafts, rng)
    if kind == "heading_twice":
        return _heading_twice(drafts, rng)
    if kind == "suppressed_given_away":
        return _given_away(drafts)
    numbers = {key: number for draft in drafts for key, number in draft.numbers()}
    for shown, what in NUMBER_KINDS[kind](drafts, rng):
        wrong = numbers | {key: replace(numbers[key], shown=value) for key, value in shown.items()}
        changed = frozenset(key for key, value in shown.items() if numbers[key].shown != value)
        if changed and broken(relations, wrong, changed):
            return Planted(kind, tuple(draft.with_shown(shown) for draft in drafts), changed, what)
    return None


# ── numbers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _cells(draft: Draft, rng: random.Random) -> list[tuple[Sheet, Key, Number]]:
    """The numbers of the draft's tables in a drawn order."""
    cells = [(sheet, key, number) for sheet in draft.sheets() for key, number in sheet.numbers() if number.step]
    rng.shuffle(cells)
    return cells


def _row(sheet: Sheet, key: Key) -> tuple[str, tuple[str, ...]]:
    row = sheet.row(key.row)
    assert row is not None
    return row.role, row.terms


def _role(sheet: Sheet, key: Key) -> str:
    return next(column.role for column in sheet.columns if column.id == key.column)


def swapped(number: Number) -> int | None:
    """The printed number with two neighbouring digits exchanged; None when all are alike."""
    digits = str(abs(number.shown) // number.step)
    pairs = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and not (at == 0 and digits[1] == "0")]
    if not pairs:
        return None
    at = pairs[len(pairs) // 2]
    turned = int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]) * number.step
    return -turned if number.shown < 0 else turned


def _swapped_in_item(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    for sheet, key, number in _cells(drafts[0], rng):
        other = swapped(number)
        if other is not None and not _row(sheet, key)[1] and _role(sheet, key) != "deviation":
            yield {key: other}, f"{number.shown} -> {other}"


def _swapped_in_sum(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    for sheet, key, number in _cells(drafts[0], rng):
        other = swapped(number)
        if other is not None and _row(sheet, key)[1] and _role(sheet, key) != "deviation":
            yield {key: other}, f"{number.shown} -> {other}"


def _wrong_sum(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    """A row was left out when the sum was made."""
    for sheet, key, number in _cells(drafts[0], rng):
        terms = _row(sheet, key)[1]
        cells = dict(sheet.numbers())
        parts = [cells[part] for term in terms if (part := Key(sheet.id, term, key.column)) in cells]
        addends = [part for part in parts if part.shown]
        if len(addends) > 1:
            other = (number.natural - rng.choice(addends).natural) * number.sign
            yield {key: other}, f"{number.shown} -> {other}"


def _turned_sign(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    for sheet, key, number in _cells(drafts[0], rng):
        if number.shown and _role(sheet, key) != "deviation":
            yield {key: -number.shown}, f"{number.shown} -> {-number.shown}"


def _last_years_number(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    for sheet, key, number in _cells(drafts[0], rng):
        column = next(column for column in sheet.columns if column.id == key.column)
        before = next((c for c in sheet.columns if c.year and c.year + 1 == column.year and c.role == "previous"), None)
        other = dict(sheet.numbers()).get(Key(sheet.id, key.row, before.id)) if before else None
        if column.role in ("outcome", "previous") and other is not None and other.shown != number.shown:
            yield {key: other.shown}, f"{number.shown} -> {other.shown}"


OPENINGS = ("kf.likvida_medel_in", "sparade_medel_in", "prognos.medel_in", "ovrigt_eget_kapital")


def _closing_not_opening(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    for sheet, key, number in _cells(drafts[0], rng):
        other = swapped(number)
        if key.row in OPENINGS and other is not None and _role(sheet, key) != "deviation":
            yield {key: other}, f"{number.shown} -> {other}"


def _total_repeats_row(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    for sheet, key, number in _cells(drafts[0], rng):
        cells = dict(sheet.numbers())
        parts = [cells[part] for term in _row(sheet, key)[1] if (part := Key(sheet.id, term, key.column)) in cells]
        if len(parts) > 1 and _role(sheet, key) != "deviation":
            other = rng.choice(parts).shown
            yield {key: other}, f"{number.shown} -> {other}"


def _tables_disagree(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    """A concept is another amount in one table, whose own sums are right."""
    tables: dict[str, set[str]] = {}
    for key, number in drafts[0].numbers():
        if number.concept and number.shown:
            tables.setdefault(number.concept, set()).add(key.sheet)
    for sheet, key, number in _cells(drafts[0], rng):
        is_item = not _row(sheet, key)[1] or sheet.id in ("flerarsoversikt", "prognos")
        if is_item and len(tables.get(number.concept, ())) > 1 and _role(sheet, key) != "deviation":
            delta = _delta(number, rng)
            yield propagated(sheet, key, delta), f"{number.concept}: {delta:+}"


def _deviation_wrong(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    for sheet, key, number in _cells(drafts[0], rng):
        if _role(sheet, key) == "deviation" and number.shown:
            other = swapped(number) if rng.random() < 0.5 else -number.shown
            if other is not None:
                yield {key: other}, f"{number.shown} -> {other}"


def _plan_vs_report(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    plan = drafts[1].sheet("plan")
    assert plan is not None
    for sheet, key, number in _cells(drafts[1], rng):
        if key.column == plan.columns[0].id and not _row(sheet, key)[1] and number.concept and number.shown:
            yield propagated(sheet, key, _delta(number, rng)), f"plan {key.row}"


def _closing_vs_opening(drafts: Sequence[Draft], rng: random.Random) -> _Change:
    """Last year's report closes with other amounts, and balances."""
    sheet = drafts[1].sheet("balansrakning@fore")
    assert sheet is not None
    cells = dict(sheet.numbers())
    cash, equity = (Key(sheet.id, row, sheet.columns[-1].id) for row in ("kassa_och_bank", "ovrigt_eget_kapital"))
    if cash in cells and equity in cells:
        delta = _delta(cells[cash], rng)
        yield propagated(sheet, cash, delta) | propagated(sheet, equity, delta), f"last year {delta:+}"


def _delta(number: Number, rng: random.Random) -> int:
    """A change of some per cent, clearly more than rounding, with the concept's own sign."""
    steps = max(abs(number.shown) // number.step // rng.randint(8, 30), 12) * rng.choice((-1, 1))
    return steps * number.step


def propagated(sheet: Sheet, key: Key, delta: int) -> dict[Key, int]:
    """Place → printed number when `key` is `delta` more (own sign) and the table's sums and deviations follow."""
    numbers = dict(sheet.numbers())
    roles = {column.role: column.id for column in sheet.columns}
    shown: dict[Key, int] = {}

    def add(row: str, column: str, more: int) -> None:
        place = Key(sheet.id, row, column)
        if place not in numbers:
            return
        shown[place] = shown.get(place, numbers[place].shown) + more * numbers[place].sign
        if column == roles.get("outcome") and "deviation" in roles:
            add(row, roles["deviation"], more)
        if column == roles.get("budget") and "deviation" in roles:
            add(row, roles["deviation"], -more)
        if column != roles.get("deviation"):
            for total in sheet.rows:
                if row in total.terms:
                    add(total.id, column, more)

    add(key.row, key.column, delta)
    return shown


NUMBER_KINDS: Mapping[str, Callable[[Sequence[Draft], random.Random], _Change]] = {
    "swapped_in_item": _swapped_in_item,
    "swapped_in_sum": _swapped_in_sum,
    "wrong_sum": _wrong_sum,
    "turned_sign": _turned_sign,
    "last_years_number": _last_years_number,
    "closing_not_opening": _closing_not_opening,
    "total_repeats_row": _total_repeats_row,
    "tables_disagree": _tables_disagree,
    "deviation_wrong": _deviation_wrong,
    "plan_vs_report": _plan_vs_report,
    "closing_vs_opening": _closing_vs_opening,
}
TWO_FILES = ("plan_vs_report", "closing_vs_opening")
KINDS = (*NUMBER_KINDS, *PROSE_KINDS, "heading_twice", "suppressed_given_away")


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _in_prose(kind: str, drafts: Sequence[Draft], rng: random.Random) -> Planted | None:
    candidates = [sentence for sentence in drafts[0].sentences() if sentence.kind == kind and sentence.wrong]
    if not candidates:
        return None
    chosen = rng.choice(candidates)

    def changed(sentence: Sentence) -> Sentence:
        return replace(sentence, parts=sentence.wrong) if sentence is chosen else sentence

    quotes = [part for part in chosen.parts if isinstance(part, Quote)]
    others = {part.key: part.text for part in chosen.wrong if isinstance(part, Quote)}
    what = ", ".join(f"{q.text} -> {others[q.key]}" for q in quotes if others[q.key] != q.text)
    draft = _with_sentences(drafts[0], changed)
    return Planted(kind, (draft, *drafts[1:]), frozenset(quote.key for quote in quotes), what, chosen.rests_on)


def _with_sentences(draft: Draft, change: Callable[[Sentence], Sentence]) -> Draft:
    def in_chapter(chapter: Chapter) -> Chapter:
        blocks = tuple(
            replace(block, sentences=tuple(change(each) for each in block.sentences))
            if isinstance(block, Prose)
            else block
            for block in chapter.blocks
        )
        return replace(chapter, blocks=blocks)

    return replace(draft, chapters=tuple(in_chapter(chapter) for chapter in draft.chapters))


def _heading_twice(drafts: Sequence[Draft], rng: random.Random) -> Planted | None:
    draft = drafts[0]
    numbered = [chapter for chapter in draft.chapters if chapter.number]
    pairs = [(one, other) for one, other in pairwise(numbered) if one.level == other.level]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    chapters = tuple(replace(each, number=one.number) if each is other else each for each in draft.chapters)
    keys = frozenset(Key("text", f"rubrik:{each.id}", "nummer") for each in (one, other))
    wrong = replace(draft, chapters=chapters)
    return Planted("heading_twice", (wrong, *drafts[1:]), keys, f"{other.number} -> {one.number}")


def _given_away(drafts: Sequence[Draft]) -> Planted | None:
    """One cell is hidden and its margins are not."""
    sheet = drafts[0].sheet("deltagare")
    if sheet is None or any(number.is_hidden for _key, number in sheet.numbers()):
        return None
    smallest = min((key for key, _n in sheet.numbers()), key=lambda key: dict(sheet.numbers())[key].shown)
    if smallest.column == sheet.columns[-1].id:
        return None

    def hidden(key: Key, number: Number) -> Number:
        return replace(number, is_hidden=key == smallest)

    draft = drafts[0].with_sheets(lambda each: each.with_numbers(hidden) if each is sheet else each)
    return Planted("suppressed_given_away", (draft, *drafts[1:]), frozenset((smallest,)), f"{smallest.row} hidden")
