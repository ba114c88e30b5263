"""Reports of any length: one association's statements, and then a chapter with two tables for each of many measures."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pikepdf

from samverk.core.document import tree
from samverk.core.money import MoneyUnit, format_amount, group_thousands
from samverk.reports.render.everything import render
from tests.factories.strangers.cases import compose
from tests.factories.strangers.draft import (
    KR,
    Cell,
    Chapter,
    Column,
    Draft,
    Number,
    Prose,
    Row,
    Sentence,
    Sheet,
    number,
)
from tests.factories.strangers.origins import document
from tests.factories.strangers.prose import FILLING
from tests.factories.strangers.style import drawn_style
from tests.factories.strangers.writing import write

PAGE_LINES = 45
COSTS = ("Löner", "Lokaler", "Utbildning", "Köpta tjänster", "Resor", "Material")
AFTER = ("Arbete", "Studier", "Fortsatt stöd", "Övrigt")


def measure_chapter(place: int, year: int, chapter: str) -> Chapter:
    """A measure's own chapter: some prose, its costs against budget, its participants by sex."""
    rng = random.Random(place)
    columns = (
        Column("utfall", year, "outcome"),
        Column("budget", year, "budget"),
        Column("avvikelse", year, "deviation"),
    )
    items = [(-KR * rng.randint(20, 900) * 1000, -KR * rng.randint(20, 900) * 1000) for _ in COSTS]
    items.append((sum(outcome for outcome, _ in items), sum(budget for _, budget in items)))
    names = [f"kostnad{at}" for at in range(len(COSTS))]
    labels = (*COSTS, "Summa kostnader")
    costs = Sheet(f"kostnader{place}", f"Insats {place}: kostnader", columns, tuple(
        Row(
            row, label,
            (number(o, KR, sign=-1), number(b, KR, sign=-1), number(o - b, KR)),
            "total" if at == len(COSTS) else "item", 0, tuple(names) if at == len(COSTS) else (),
        )
        for at, (row, label, (o, b)) in enumerate(zip((*names, "summa"), labels, items, strict=True))
    ))  # fmt: skip
    counts = [(rng.randint(11, 80), rng.randint(11, 80)) for _ in AFTER]
    counts.append((sum(women for women, _ in counts), sum(men for _, men in counts)))
    sexes = tuple(Column(name, None, "people", name.capitalize()) for name in ("kvinnor", "män", "totalt"))
    people = Sheet(f"deltagare{place}", f"Insats {place}: avslutade deltagare", sexes, tuple(
        Row(label, label, (number(w, 0), number(m, 0), number(w + m, 0)))
        for label, (w, m) in zip((*AFTER, "Totalt"), counts, strict=True)
    ), 0)  # fmt: skip
    prose = Prose(tuple(Sentence((each,)) for each in rng.sample(FILLING, 6)))
    return Chapter(f"insats{place}", f"Insats {place}", chapter, (prose, costs, people, prose))


def long_text(pages: int) -> bytes:
    """A report as text of about so many pages of 45 lines."""
    made = compose(11, "tables_disagree", "aligned")
    draft = made.true[0]
    style = replace(drawn_style("aligned", random.Random(1)), page_lines=PAGE_LINES, blank_lines=False)
    count = 0
    while True:
        lines = write(_longer(draft, count), style, random.Random(2))
        missing = pages - len(lines.lines) / PAGE_LINES
        if missing <= 0:
            return lines.text().encode()
        count += max(1, int(missing))


def _longer(draft: Draft, count: int) -> Draft:
    first = sum(1 for chapter in draft.chapters if chapter.number and "." not in chapter.number) + 1
    more = tuple(measure_chapter(place, draft.year, f"{first}.{place}") for place in range(1, count + 1))
    opening = Chapter("insatser", "Insatserna en för en", str(first))
    return replace(draft, chapters=(*draft.chapters, opening, *more))


def long_pdf(pages: int) -> tuple[bytes, int]:
    """Our own report with as many chapters of measures as make it about so long, and how many pages it has."""
    count, length = 20, 0
    before, data = _pages(_pdf(0)), b""
    for _ in range(3):  # a chapter is about a page; how much about is seen in what was set
        data = _pdf(count)
        length = _pages(data)
        if abs(length - pages) * 50 <= pages:
            break
        each = (length - before) / count if count else 1
        count = max(0, round((pages - before) / each))
    return data, length


def _pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def _pdf(count: int) -> bytes:
    own = document("ovan")
    first = len(own.sections) + 1
    chapters = (measure_chapter(place, own.year, f"{first}.{place}") for place in range(1, count + 1))
    sections = tuple(_section(chapter) for chapter in chapters)
    more = tree.Section("insatser", "Insatserna en för en", 1, (), sections, str(first))
    longer = replace(own, sections=(*own.sections, more) if count else own.sections, account_pages=())
    return render(longer, ["pdf"])["pdf"]


def _section(chapter: Chapter) -> tree.Section:
    blocks: list[tree.Block] = []
    for block in chapter.blocks:
        if isinstance(block, Sheet):
            blocks.append(_table(block))
        else:
            words = " ".join(str(part) for sentence in block.sentences for part in sentence.parts)
            blocks.append(tree.Paragraph((tree.Text(words),)))
    return tree.Section(chapter.id, chapter.title, 2, tuple(blocks), (), chapter.number)


def _table(sheet: Sheet) -> tree.Table:
    words = {"outcome": "Utfall", "budget": "Budget", "deviation": "Avvikelse"}
    columns = tuple(
        tree.Column(each.id, each.label or f"{words[each.role]} {each.year}", year=each.year, role=each.role)
        for each in sheet.columns
    )
    rows = tuple(tree.Row(row.id, row.label, tuple(_cell(cell) for cell in row.cells)) for row in sheet.rows)
    return tree.Table(sheet.id, sheet.title, columns, rows, MoneyUnit.KR if sheet.step else None)


def _cell(cell: Cell) -> tree.Cell:
    if not isinstance(cell, Number):
        return tree.EmptyCell()
    shown = format_amount(cell.shown) if cell.step else group_thousands(cell.shown)
    return tree.FigureCell(None, shown=shown, amount=cell.shown)
