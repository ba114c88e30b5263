"""Reports that Samverk itself wrote as PDF, DOCX and XLSX, with one printed number of a table changed."""

from __future__ import annotations

import io
import random
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

import pikepdf

from samverk.core.document.tree import Document, FigureCell, Place, Table
from samverk.core.review.source import Grid, Source
from samverk.reports.render.everything import render
from tests.factories.planting import Planted, planted_faults
from tests.factories.strangers.draft import Draft, Key
from tests.factories.strangers.origins import ORIGINS, Guise, document, draft_of
from tests.factories.strangers.relations import Relation, broken, relations

FORMATS = ("docx", "xlsx", "pdf", "untagged")
LABEL_END = 10
KINDS = ("swapped digits", "turned sign", "last year's number")


@dataclass(frozen=True, slots=True)
class OfficeCase:
    """A file that Samverk wrote. `rows` are the (label, printed number) pairs that a finding hits the fault by."""

    name: str
    fault: str
    format: str
    data: bytes
    rows: frozenset[tuple[str, str]] = frozenset()
    what: str = ""


def make_office_case(seed: int, kind: str, format_: str) -> OfficeCase:
    """The case of a seed; `kind` is one of `KINDS`, or "" for a report without a fault."""
    rng = random.Random(f"{seed}/{kind}/{format_}")
    origin = rng.choice(ORIGINS[:2])  # the third has amounts too small for its printed thousands
    name = f"{kind or 'true'}-{format_}-{origin}-{seed}".replace(" ", "_").replace("'", "")
    if not kind:
        return OfficeCase(name, "", format_, _written(document(origin), format_))
    known = _relations(origin)
    candidates = [each for each in _planted(origin) if each.kind == kind]
    rng.shuffle(candidates)
    for planted in candidates:
        key, wrong = _changed(planted)
        numbers = dict(own_draft(origin).numbers())
        found = numbers[key]
        natural = replace(found, shown=wrong)
        if not broken(known, numbers | {key: natural}, frozenset((key,))):
            continue
        mates = {key}.union(*(relation.keys for relation in known if key in relation.keys))
        rows = frozenset(_printed(planted.document, mate) for mate in mates)
        data = _written(planted.document, format_)
        return OfficeCase(name, kind, format_, data, rows, f"{planted.place}: {found.shown} -> {wrong}")
    raise AssertionError(f"nothing to plant: {kind}")


@cache
def own_draft(origin: str) -> Draft:
    """The document's tables with their numbers as our own report prints them."""
    tables = list(document(origin).tables())
    steps: Mapping[str, int] = {"": 100} | {table.id: table.unit.ore for table in tables if table.unit}
    unsigned = {"": False} | {table.id: _is_unsigned(table) for table in tables}
    return draft_of(origin, Guise({}, Fraction(1), 0, ""), steps, unsigned)


def _is_unsigned(table: Table) -> bool:
    return any(isinstance(cell, FigureCell) and cell.sign < 0 for row in table.rows for cell in row.cells)


@cache
def _relations(origin: str) -> tuple[Relation, ...]:
    return relations((own_draft(origin),))


@cache
def _planted(origin: str) -> tuple[Planted, ...]:
    """Every planted fault in a table whose numbers the draft has."""
    numbers = dict(own_draft(origin).numbers())
    return tuple(each for each in planted_faults(document(origin)) if _changed(each)[0] in numbers)


def _changed(planted: Planted) -> tuple[Key, int]:
    """The draft's place of the changed number, and what is printed there, öre."""
    table_id, row_id, column_id = planted.place.split(" / ")
    table = planted.document.table(table_id)
    assert table is not None
    cell = table.cell(row_id, column_id)
    assert isinstance(cell, FigureCell)
    place = [column.id for column in table.columns].index(column_id)
    return Key(table_id, row_id, f"k{place}"), cell.amount or 0


def _printed(printed: Document, key: Key) -> tuple[str, str]:
    """The label and the printed number at a place of the document."""
    table = printed.table(key.sheet)
    row = table.row(key.row) if table else None
    cell = row.cells[int(key.column[1:])] if row else None
    assert row is not None
    assert isinstance(cell, FigureCell)
    return row.label, cell.shown


def _written(report: Document, format_: str) -> bytes:
    if format_ != "untagged":
        return render(report, [format_])[format_]
    return untagged(render(report, ["pdf"])["pdf"])


def untagged(data: bytes) -> bytes:
    """The same pages without tags, as most programs write them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name in ("/StructTreeRoot", "/MarkInfo"):
            if name in pdf.Root:
                del pdf.Root[name]
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def prints(text: str, label: str, shown: str) -> bool:
    """True when a row's text (without spaces) holds the number and its label, or an end of a label on two lines."""
    name = _squashed(label)
    return _squashed(shown) in text and (name[:LABEL_END] in text or name[-LABEL_END:] in text)


def printed_rows(source: Source) -> dict[Place, str]:
    """Place → all that is printed on its row, without spaces."""
    texts: dict[Place, str] = {}
    for block in source.blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                text = _squashed(" ".join(cell.text for cell in row if cell))
                for cell in row:
                    if cell is not None:
                        texts[cell.place] = texts.get(cell.place, "") + text
        else:
            texts[block.place] = texts.get(block.place, "") + _squashed(block.text)
    return texts


def _squashed(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-")
    return "".join(folded.split())
