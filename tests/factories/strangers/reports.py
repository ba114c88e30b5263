"""True reports of strangers: one of our documents in a guise, with prose of our own, in an order that is in use."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tests.factories.strangers.draft import (
    Cell,
    Chapter,
    Column,
    Draft,
    Key,
    Prose,
    Quote,
    Row,
    Sentence,
    Sheet,
    number,
)
from tests.factories.strangers.origins import MORE_IS_PLUS, ORIGINS, Guise, document, draft_of, plan_of
from tests.factories.strangers.prose import FILLING, sentences
from tests.factories.strangers.style import drawn_steps
from tests.factories.strangers.wordings import ASSOCIATIONS, OTHER_NAMES, PEOPLE

MONTHS = ("januari", "februari", "mars")


def true_drafts(kind: str, rng: random.Random) -> tuple[Draft, ...]:
    """The drafts that a fault of a kind can be planted in; "" for a report, at times a plan, that stays true."""
    origin = (
        rng.choice(("lund", "ovan")) if kind in ("closing_vs_opening", "last_years_number") else rng.choice(ORIGINS)
    )
    full = _full(origin, kind, rng)
    if kind == "plan_vs_report":
        return full, _plan(full, rng)
    if kind == "closing_vs_opening":
        return full, _year_before(full)
    if not kind and rng.random() < 0.2:
        return (_plan(full, rng),)
    if kind in ("swapped_in_item", "swapped_in_sum", "wrong_sum") and rng.random() < 0.15:
        return (_plan(full, rng),)
    return (_with_less(full, kind, rng),)


def _plan(full: Draft, rng: random.Random) -> Draft:
    later = rng.choice(
        (
            (),
            (),
            (Fraction(98, 100),),
            (Fraction(1), Fraction(103, 100)),
            (Fraction(102, 100), Fraction(9, 10), Fraction(1)),
        )
    )
    return plan_of(full, later)


def _full(origin: str, kind: str, rng: random.Random) -> Draft:
    sizes = {
        "lund": ("1", "0.37", "1.83", "2.6"),
        "ovan": ("1", "2.17", "0.71", "4.4"),
        "lake": ("3917", "5000", "8246"),
    }
    guise = Guise(
        rng.choice(OTHER_NAMES), Fraction(rng.choice(sizes[origin])), rng.randint(-3, 0), rng.choice(ASSOCIATIONS)
    )
    steps = drawn_steps(rng, tuple(table.id for table in document(origin).tables()))
    unsigned = {"": rng.random() < 0.5, "resultatrakning": rng.random() < 0.15, "driftredovisning": rng.random() < 0.2}
    unsigned |= {"balansrakning": False, "not_verksamhetens_kostnader": rng.random() < 0.85}
    unsigned[MORE_IS_PLUS] = rng.random() < 0.2
    draft = draft_of(origin, guise, steps, unsigned)
    return _in_order(_with_prose(draft, kind, rng), rng)


def _with_prose(draft: Draft, kind: str, rng: random.Random) -> Draft:
    """The report with sentences of our own, a board, a signature page and at times a table of participants."""
    has_people = kind == "suppressed_given_away" or (kind != "prose_sexes" and rng.random() < 0.5)
    stock = [each for each in sentences(draft, rng, kind) if not (has_people and each.kind == "prose_sexes")]
    places = [chapter.id for chapter in draft.chapters if chapter.number and chapter.note is None][:-1]
    given: dict[str, list[Sentence]] = {place: [Sentence((rng.choice(FILLING),))] for place in places}
    for sentence in stock:
        given[rng.choice(places)].append(sentence)
    first = draft.chapters[0]
    day = f"{draft.year + 1}-03-{rng.randint(5, 28):02d}"
    chapters = []
    for chapter in draft.chapters:
        prose = (Prose(tuple(given[chapter.id])),) if chapter.id in given else ()
        blocks: tuple[Prose | Sheet, ...] = (
            (*prose, *chapter.blocks) if rng.random() < 0.7 else (*chapter.blocks, *prose)
        )
        if chapter is first:
            blocks = (*blocks, _board(day, rng))
        if chapter.number == "1.4" and has_people:
            blocks = (*blocks, _people(rng, may_hide=not kind, has_few=kind == "suppressed_given_away"))
        if chapter is draft.chapters[-1]:
            blocks = (_signatures(draft, day, rng),)
        chapters.append(replace(chapter, blocks=blocks))
    return replace(draft, chapters=tuple(chapters))


def _board(day: str, rng: random.Random) -> Prose:
    lines = [Sentence((f"Årsredovisningen beslutades av styrelsen {day}.",)), Sentence(("Styrelsen har bestått av:",))]
    lines += [Sentence((f"{name}, {function.lower()}",)) for name, function in PEOPLE]
    return Prose(tuple(lines), is_list=True)


def _signatures(draft: Draft, day: str, rng: random.Random) -> Prose:
    """Who signs and when; the untrue twins are a year too early, and a name with one letter changed."""
    early = f"{draft.year}{day[4:]}"
    shown, wrong = (day, early) if rng.random() < 0.5 else (_in_words(day), _in_words(early))

    def dated(text: str) -> tuple[str | Quote, ...]:
        return "Granköping ", Quote(Key("text", "datum", "dag"), text)

    lines = [Sentence(("Vi intygar att årsredovisningen ger en rättvisande bild.",))]
    lines.append(Sentence(dated(shown), "signature_date", dated(wrong)))
    for place, (name, function) in enumerate(PEOPLE[:4]):

        def signed(text: str, place: int = place, function: str = function) -> tuple[str | Quote, ...]:
            return Quote(Key("text", f"namn{place}", "namn"), text), f", {function.lower()}"

        lines.append(Sentence(signed(name), "name_two_ways", signed(_misspelt(name, rng))))
    return Prose(tuple(lines), is_list=True)


def _in_words(day: str) -> str:
    year, month, date = day.split("-")
    return f"den {int(date)} {MONTHS[int(month) - 1]} {year}"


def _misspelt(name: str, rng: random.Random) -> str:
    other = {
        "a": "e",
        "e": "a",
        "o": "u",
        "ö": "e",
        "ä": "o",
        "i": "e",
        "å": "e",
        "u": "o",
    }  # no lost dots, as in a scan
    last = name.index(" ") + 2
    at = rng.choice([place for place in range(last, len(name)) if name[place] in other])
    return name[:at] + other[name[at]] + name[at + 1 :]


PEOPLE_ROWS = ("Arbete", "Studier", "Fortsatt stöd", "Övrigt")


def _people(rng: random.Random, *, may_hide: bool, has_few: bool) -> Sheet:
    """Participants by sex and what came after; no count is small and, where two rows are hidden, none follows."""
    counts = [[rng.randint(11, 60) for _ in range(2)] for _ in PEOPLE_ROWS]
    if has_few:
        counts[-1][0] = rng.randint(2, 4)  # what is hidden in the planted report
    hidden = {2, 3} if may_hide and rng.random() < 0.5 else set()
    total = [sum(row[place] for row in counts) for place in range(2)]
    columns = tuple(Column(name, None, "people", name.capitalize()) for name in ("kvinnor", "män", "totalt"))

    def cells(pair: list[int], place: int) -> tuple[Cell, ...]:
        shown = [number(count, 0) for count in (*pair, sum(pair))]
        return tuple(replace(each, is_hidden=place in hidden and at < 2) for at, each in enumerate(shown))

    rows = [
        Row(f"p{place}", label, cells(pair, place))
        for place, (label, pair) in enumerate(zip(PEOPLE_ROWS, counts, strict=True))
    ]
    terms = tuple(row.id for row in rows)
    rows.append(Row("alla", "Totalt", cells(total, -1), "total", 0, terms))
    return Sheet("deltagare", "Avslutade deltagare efter kön", columns, tuple(rows), 0)


def _in_order(draft: Draft, rng: random.Random) -> Draft:
    """The chapters in one of the orders that are in use, numbered anew."""
    management = [chapter for chapter in draft.chapters if chapter.number.split(".")[0] == "1"]
    notes = [chapter for chapter in draft.chapters if chapter.note or chapter.title == "Noter"]
    last = [draft.chapters[-1]]
    statements = [each for each in draft.chapters if each not in (*management, *notes, *last)]
    orders = (
        (management, statements, notes, last),
        (statements, notes, management, last),
        (management, statements[::-1], notes, last),
    )
    chapters = [chapter for part in rng.choice((orders[0], *orders)) for chapter in part]
    return replace(draft, chapters=tuple(_numbered(chapters)))


def _numbered(chapters: list[Chapter]) -> Iterator[Chapter]:
    main = low = 0
    for chapter in chapters:
        if not chapter.number:
            yield chapter
            continue
        if "." in chapter.number and main:
            low += 1
            yield replace(chapter, number=f"{main}.{low}")
        else:
            main, low = main + 1, 0
            yield replace(chapter, number=str(main))


SMALLER = (
    {"resultatrakning", "balansrakning", "kassaflodesanalys"},
    {"utfall_mot_budget", "resultatrakning", "balansrakning"},
    {"flerarsoversikt", "resultatrakning", "balansrakning", "not_verksamhetens_intakter"},
)


def _with_less(full: Draft, kind: str, rng: random.Random) -> Draft:
    """At times only some of the tables; sentences that rest on a table are then left out with it."""
    if rng.random() < 0.7 or kind.startswith("prose") or kind in ("deviation_wrong", "tables_disagree"):
        return full
    kept = rng.choice(SMALLER) | {"deltagare"}
    less = full.with_sheets(lambda sheet: _without_notes(sheet) if sheet.id in kept else None)
    return replace(less, chapters=tuple(each for each in less.chapters if each.blocks or not each.note))


def _without_notes(sheet: Sheet) -> Sheet:
    """The table without its column of notes, which are not all there to be referred to."""
    kept = [at for at, column in enumerate(sheet.columns) if column.role != "note"]
    rows = tuple(replace(row, cells=tuple(row.cells[at] for at in kept)) for row in sheet.rows)
    return replace(sheet, columns=tuple(sheet.columns[at] for at in kept), rows=rows)


def _year_before(full: Draft) -> Draft:
    """The statements of the year before, as its own report closed."""

    def only_previous(sheet: Sheet) -> Sheet:
        place = next(at for at, column in enumerate(sheet.columns) if column.role == "previous")
        columns = (replace(sheet.columns[place], role="outcome"),)
        rows = tuple(replace(row, cells=(row.cells[place],)) for row in sheet.rows)
        return Sheet(f"{sheet.id}@fore", sheet.title, columns, rows, sheet.step)

    chapters = []
    for place, sheet_id in enumerate(("resultatrakning", "balansrakning"), 1):
        sheet = full.sheet(sheet_id)
        assert sheet is not None
        chapters.append(Chapter(f"{sheet_id}@fore", sheet.title, str(place), (only_previous(sheet),)))
    return Draft(f"Årsredovisning {full.year - 1}", full.association, full.year - 1, tuple(chapters))
