"""A file that was read becomes a document tree: what it is, whose and for which year, its prose and its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from samverk.core.document.tree import Block, Document, FigureCell, Paragraph, Section, Table, Text
from samverk.core.money import MoneyUnit, round_half_away
from samverk.core.review.columns import KnownDocument, unit_of, years_in
from samverk.core.review.layout import lay_out
from samverk.core.review.raw import RawSection, RawTable
from samverk.core.review.source import Line, Source
from samverk.core.review.tabulate import Tabulated, tabulate
from samverk.core.words import fold

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "interim_report",
        re.compile(r"\b(?:delarsrapport|delarsbokslut|delarsredovisning|tertialrapport|kvartalsrapport)"),
    ),
    ("annual_report", re.compile(r"\b(?:arsredovisning|arsbokslut|verksamhetsberattelse)")),
    ("activity_plan", re.compile(r"\b(?:verksamhetsplan|handlingsplan)")),
    ("budget", re.compile(r"\bbudget")),
)
_NAME_WEIGHT, _TITLE_WEIGHT, _HEADING_WEIGHT = 6, 3, 1
_OPENING_LINES = 40
_HEAD_LINES = 400  # where the association is named
_SHORT = 40  # letters of a line that says the unit and nothing else
_NOTE_TITLE = re.compile(r"^not\s+(\d{1,2})\b[\s.:–-]*(.*)$", re.IGNORECASE)
_ASSOCIATION = re.compile(
    r"\b(Samordningsförbundet (?:[A-ZÅÄÖ][\wåäöÅÄÖé-]+(?: (?:och|i|&) )?\s?){1,4}|Finsam (?:i )?[A-ZÅÄÖ][\wåäöé-]+"
    r"|[A-ZÅÄÖ][\wåäöé-]+s [Ss]amordningsförbund)"
)
_ORG_NUMBER = re.compile(r"(?<!\d)(222000-\d{4})(?!\d)")
_ALL_AMOUNTS = re.compile(
    r"(?:alla |samtliga )?belopp (?:anges |ar |redovisas |i |uttrycks )*(?:i )?"
    r"(?:tkr|t kr|kkr|tusental|tusen|kr\b|kronor|mkr|mnkr)"
)
_TELLING = 100  # smaller printed numbers agree by chance


def interpret(source: Source) -> Document:
    """The document tree of a file. Its tables carry our names where they are recognised, and the place of each cell."""
    sections = lay_out(source)
    lines = _lines(source)
    said = [line for line in lines if line.strip()]
    opening = [source.name, *said[:_OPENING_LINES]]
    kind = _kind_of(opening, sections)
    known = KnownDocument(kind, _year_of(opening, sections, kind))
    made = _settle_units(_sections(sections, known, _unit_everywhere(lines)))
    title = said[0].strip() if said else source.name
    head = "\n".join(lines[:_HEAD_LINES])
    named = _ASSOCIATION.search(head)
    number = _ORG_NUMBER.search(head)
    return Document(
        kind=known.kind,
        title=title[:200],
        association=named[1].strip() if named else "",
        org_number=number[1] if number else "",
        year=known.year,
        sections=tuple(section for section, _guessed in made),
    )


def _kind_of(opening: Sequence[str], sections: Sequence[RawSection]) -> str:
    """annual_report, interim_report, activity_plan, budget or unknown: by the file's name, first lines and headings."""
    points: Counter[str] = Counter()
    name, *lines = opening
    texts = [(name, _NAME_WEIGHT)]
    texts += [(text, _TITLE_WEIGHT) for text in lines[:8] if len(text) < 90]
    texts += [(text, _HEADING_WEIGHT) for text in lines[8:] if len(text) < 90]
    texts += [(section.title, _HEADING_WEIGHT) for section in sections[:30]]
    for text, weight in texts:
        found = next((kind for kind, pattern in _KINDS if pattern.search(fold(text))), None)
        if found:
            points[found] += weight
    titles = {fold(section.title) for section in sections}
    if any("forvaltningsberattelse" in title or "balansrakning" in title for title in titles):
        points["annual_report" if not points["interim_report"] else "interim_report"] += _TITLE_WEIGHT
    return points.most_common(1)[0][0] if points else "unknown"


def _year_of(opening: Sequence[str], sections: Sequence[RawSection], kind: str) -> int:
    """The document's own year: from its name and first lines, else the newest year of an outcome in its tables."""
    pattern = dict(_KINDS).get(kind)
    for text in opening:
        years = years_in(text) if "/" not in text else ()
        if len(years) == 1 and len(text) < 120 and pattern is not None and pattern.search(fold(text)):
            return years[0]
    counted: Counter[int] = Counter()
    for section in sections:
        for table in section.blocks:
            if isinstance(table, RawTable):
                found = [year for header in table.headers for year in years_in(header)]
                if found:
                    counted[max(found) if kind in ("annual_report", "interim_report") else min(found)] += 1
    if not counted:
        for text in opening:
            counted.update(years_in(text))
    return counted.most_common(1)[0][0] if counted else 0


def _unit_everywhere(lines: Sequence[str]) -> MoneyUnit | None:
    for line in lines:
        if "elopp" in line:
            match = _ALL_AMOUNTS.search(fold(line))
            if match and ("alla" in match[0] or "samtliga" in match[0]):
                return unit_of(match[0])
    return None


def _lines(source: Source) -> list[str]:
    """The lines of a file, and the first cells of its grids as long as few lines have been met."""
    lines: list[str] = []
    for block in source.blocks:
        if isinstance(block, Line):
            lines.append(block.text)
        elif len(lines) < _OPENING_LINES:
            lines += [cell.text for row in block.rows[:10] for cell in row if cell is not None and cell.text]
    return lines


def _sections(
    raw_sections: Sequence[RawSection], known: KnownDocument, default: MoneyUnit | None
) -> list[tuple[Section, set[str]]]:
    """Every section, with the ids of its tables whose unit is only guessed."""
    taken: set[str] = set()
    made = []
    for number, raw in enumerate(raw_sections, 1):
        note = _NOTE_TITLE.match(raw.title.strip())
        blocks: list[Block] = []
        guessed: set[str] = set()
        spoken: MoneyUnit | None = None  # "Belopp i tkr." on a line of its own holds for the tables below it
        for block in raw.blocks:
            if isinstance(block, Paragraph):
                spoken = _unit_spoken(block) or spoken
                blocks.append(block)
                continue
            table_id = f"tabell-{len(taken) + 1}"
            if note:
                table_id = f"not-{note[1]}" if f"not-{note[1]}" not in taken else f"not-{note[1]}-{len(taken) + 1}"
            done = _unique(tabulate(block, table_id, known, raw.title, spoken or default), table_id, taken)
            taken.add(done.table.id)
            blocks.append(done.table)
            if not done.is_unit_printed:
                guessed.add(done.table.id)
        section = Section(
            f"avsnitt-{number}",
            raw.title,
            max(raw.level, 1),
            tuple(blocks),
            number=raw.number,
            note=int(note[1]) if note else None,
            place=raw.place,
        )
        made.append((section, guessed))
    return made


def _unit_spoken(paragraph: Paragraph) -> MoneyUnit | None:
    """The unit that a short line names for what follows: "Belopp i kronor.", "(tkr)"."""
    words = fold("".join(part.text for part in paragraph.content if isinstance(part, Text)))
    is_short = len(words) < _SHORT and (words.startswith("belopp") or words.count(" ") < 3)
    return unit_of(words) if is_short else None


def _unique(done: Tabulated, table_id: str, taken: set[str]) -> Tabulated:
    """The first table of a kind is the statement; a later one keeps its names of rows but not the statement's id."""
    if done.table.id in taken:
        return replace(done, table=replace(done.table, id=table_id))
    return done


# ── units that no word names ──────────────────────────────────────────────────────────────────────────────────────────


def _settle_units(made: list[tuple[Section, set[str]]]) -> list[tuple[Section, set[str]]]:
    """Where a table's unit was guessed from its size, let the numbers it shares with other tables decide."""
    known = _Known(table for _section, table in _money_tables(made, guessed=False))
    usual = Counter(table.unit for _section, table in _money_tables(made, guessed=False)).most_common(1)
    changed = {
        table.id: _best_unit(table, known, usual[0][0] if usual else None)
        for _section, table in _money_tables(made, guessed=True)
    }
    return [
        (
            replace(
                section,
                blocks=tuple(
                    _in_unit(block, changed[block.id]) if isinstance(block, Table) and block.id in changed else block
                    for block in section.blocks
                ),
            ),
            guessed,
        )
        for section, guessed in made
    ]


def _money_tables(made: Sequence[tuple[Section, set[str]]], *, guessed: bool) -> Iterator[tuple[Section, Table]]:
    for section, uncertain in made:
        for block in section.blocks:
            if isinstance(block, Table) and block.unit is not None and (block.id in uncertain) is guessed:
                yield section, block


def _amounts(table: Table) -> Iterator[tuple[int | None, int, int]]:
    """(year, amount, step) in öre of every number that is large enough to be told from others."""
    unit = table.unit or MoneyUnit.KR
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=False):
            if isinstance(cell, FigureCell) and cell.amount is not None:
                step = max(1, unit.ore // 10**cell.decimals)
                if abs(cell.amount) >= _TELLING * step:
                    yield column.year, cell.amount, step


def _best_unit(table: Table, known: _Known, usual: MoneyUnit | None) -> MoneyUnit:
    """The unit under which the most numbers of the table are found in tables whose unit is printed."""
    unit = table.unit or MoneyUnit.KR
    agreeing = dict.fromkeys(MoneyUnit, 0)
    for candidate in MoneyUnit:
        for year, amount, step in _amounts(table):
            printed = abs(amount) * candidate.ore // unit.ore
            agreeing[candidate] += known.has(year, printed, max(1, step * candidate.ore // unit.ore))
    best = max(MoneyUnit, key=lambda candidate: (agreeing[candidate], candidate is usual, candidate is unit))
    return best if agreeing[best] else unit


class _Known:
    """The amounts of tables whose unit is printed, by year, and rounded to any step that is asked for."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._exact: dict[int | None, set[int]] = {}
        for table in tables:
            for year, amount, _step in _amounts(table):
                self._exact.setdefault(year, set()).add(abs(amount))
        self._rounded: dict[tuple[int | None, int], set[int]] = {}

    def has(self, year: int | None, amount: int, step: int) -> bool:
        key = (year, step)
        if key not in self._rounded:
            self._rounded[key] = {round_half_away(each, step) for each in self._exact.get(year, ())}
        return round_half_away(amount, step) in self._rounded[key]


def _in_unit(table: Table, unit: MoneyUnit) -> Table:
    if table.unit is None or table.unit is unit:
        return table
    factor = Decimal(unit.ore) / table.unit.ore
    rows = []
    for row in table.rows:
        cells = tuple(
            replace(cell, amount=int(cell.amount * factor))
            if isinstance(cell, FigureCell) and cell.amount is not None
            else cell
            for cell in row.cells
        )
        rows.append(replace(row, cells=cells))
    return replace(table, rows=tuple(rows), unit=unit)
