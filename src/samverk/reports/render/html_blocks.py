"""The nodes of a document as HTML: running text, lists, tables, charts and the signature page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from samverk.core.document.tree import (
    Block,
    Cell,
    Chart,
    ColumnKind,
    Document,
    Emphasis,
    EmptyCell,
    FigureCell,
    FigureReference,
    Inline,
    ItemList,
    Link,
    NoteCell,
    NoteReference,
    Paragraph,
    Remark,
    Row,
    RowRole,
    Signatory,
    SignaturePage,
    Strong,
    Table,
    Text,
    TextCell,
)
from samverk.reports.charts import data_table, svg
from samverk.reports.render.columns import table_data
from samverk.reports.render.outline import anchor, note_sections, safe_address, section_ids
from samverk.reports.render.showings import showing_anchor
from samverk.reports.render.signing import appointed_words, audit_words, signing_place

_MOST_LEVELS = 3
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class BlockWriter:
    """Writes blocks in reading order, and counts as it goes: every print of a figure gets a link target of its own."""

    def __init__(self, document: Document) -> None:
        self._figures = document.figures
        self._accent = document.accent
        self._section_ids = section_ids(document)
        self._notes = note_sections(document)
        self._prints: Counter[str] = Counter()
        self._cited: Counter[int] = Counter()

    def blocks(self, blocks: Iterable[Block], title: str) -> str:
        """The blocks of a section called `title`; a table of the same name does not repeat it visibly."""
        return "".join(self._block(block, title) for block in blocks)

    def _block(self, block: Block, title: str) -> str:
        match block:
            case Paragraph():
                opening = '<p class="lead">' if block.lead else "<p>"
                return f"{opening}{self._inlines(block.content)}</p>\n"
            case Remark():
                return f'<div class="remark"><p>{self._inlines(block.content)}</p></div>\n'
            case ItemList():
                name = "ol" if block.numbered else "ul"
                items = "".join(f"<li>{self._item(item, title)}</li>\n" for item in block.items)
                return f"<{name}>\n{items}</{name}>\n"
            case Table():
                return self._table(block, is_named=block.title != title)
            case Chart():
                return self._chart(block)
            case SignaturePage():
                return "".join(_signature_page(block))

    def _item(self, item: tuple[Block, ...], title: str) -> str:
        if len(item) == 1 and isinstance(item[0], Paragraph):
            return self._inlines(item[0].content)
        return self.blocks(item, title)

    # ── running text ──────────────────────────────────────────────────────────────────────────────────────────────

    def _inlines(self, content: tuple[Inline, ...]) -> str:
        return "".join(map(self._inline, content))

    def _inline(self, part: Inline) -> str:
        match part:
            case Text():
                return escape(part.text)
            case Strong():
                return f"<strong>{self._inlines(part.content)}</strong>"
            case Emphasis():
                return f"<em>{self._inlines(part.content)}</em>"
            case FigureReference():
                return self._value(part.figure_id, part.shown)
            case NoteReference():
                return self._note_link(part.number, f"not\u00a0{part.number}")
            case Link():
                words = self._inlines(part.content)
                address = safe_address(part.address, self._section_ids)
                return f'<a href="{escape(address)}">{words}</a>' if address else words

    def _value(self, figure_id: str | None, shown: str) -> str:
        """A number that opens its proof; plain text when the document does not know the figure."""
        if figure_id is None:
            return escape(shown)
        self._prints[figure_id] += 1
        place = showing_anchor(figure_id, self._prints[figure_id])
        if figure_id not in self._figures:
            return f'<span id="{place}">{escape(shown)}</span>'
        return f'<a class="value" id="{place}" href="#proof-{anchor(figure_id)}">{escape(shown)}</a>'

    def _note_link(self, number: int, words: str, attributes: str = "") -> str:
        section = self._notes.get(number)
        return f'<a{attributes} href="#{escape(section.id)}">{words}</a>' if section is not None else words

    # ── tables and charts ─────────────────────────────────────────────────────────────────────────────────────────

    def _table(self, table: Table, *, is_named: bool) -> str:
        name = f"caption-{anchor(table.id)}"
        data = table_data(table, {}, title=table.title)
        wordy = ' class="wordy"' if any(data["wordy"][1:]) else ""
        below = "".join(f'<p class="footnote">{escape(sentence)}</p>\n' for sentence in data["below"])
        return (
            f'<div class="scroll" role="region" aria-labelledby="{name}" tabindex="0">\n'
            f"<table{wordy}>\n{_caption(table, name, data['addition'], is_named=is_named)}"
            f"{_head(table, data['head'][0])}{''.join(self._bodies(table))}</table>\n"
            f"</div>\n{below}"
        )

    def _bodies(self, table: Table) -> Iterator[str]:
        """Rows under a heading row make a row group of their own, which the heading names."""
        yield "<tbody>\n"
        heading_level: int | None = None
        for index, row in enumerate(table.rows):
            is_heading = row.role is RowRole.HEADING
            leaves_group = heading_level is not None and row.level <= heading_level
            if index and (is_heading or leaves_group):
                yield "</tbody>\n<tbody>\n"
            if is_heading or leaves_group:
                heading_level = row.level if is_heading else None
            yield self._row(table, row)
        yield "</tbody>\n"

    def _row(self, table: Table, row: Row) -> str:
        level = f" level{min(row.level, _MOST_LEVELS)}" if row.level else ""
        opening = f'<tr class="{row.role.value}{level}">'
        if row.role is RowRole.HEADING and all(isinstance(cell, EmptyCell) for cell in row.cells):
            return f'{opening}<th scope="rowgroup" colspan="{len(table.columns) + 1}">{escape(row.label)}</th></tr>\n'
        cells = "".join(self._cell(cell, column.kind) for cell, column in zip(row.cells, table.columns, strict=False))
        missing = "<td></td>" * (len(table.columns) - len(row.cells))
        return f'{opening}<th scope="row">{escape(row.label)}</th>{cells}{missing}</tr>\n'

    def _cell(self, cell: Cell, kind: ColumnKind) -> str:
        match cell:
            case FigureCell():
                return f'<td class="figure">{self._value(cell.figure_id, cell.shown)}</td>'
            case TextCell():
                return f'<td class="words">{escape(cell.text)}</td>'
            case NoteCell():
                self._cited[cell.number] += 1
                place = f' id="cited-{cell.number}-{self._cited[cell.number]}" aria-label="Not {cell.number}"'
                return f'<td class="note">{self._note_link(cell.number, str(cell.number), place)}</td>'
            case EmptyCell():
                return f'<td class="{_CELL_CLASSES[kind]}"></td>'

    def _chart(self, chart: Chart) -> str:
        picture = svg(chart, self._accent)
        data = data_table(chart)
        name = f"chart-{anchor(chart.id)}"
        return (
            f'<figure id="{name}">\n<figcaption id="{name}-caption"><span class="title">{escape(chart.title)}</span> '
            f'<span class="unit">{escape(chart.subtitle)}</span></figcaption>\n'
            f'<div class="picture" role="group" aria-labelledby="{name}-caption" tabindex="0">{picture}</div>\n'
            f"<details><summary>Visa talen i diagrammet</summary>\n{self._table(data, is_named=True)}</details>\n"
            "</figure>\n"
        )


_CELL_CLASSES = {ColumnKind.FIGURE: "figure", ColumnKind.TEXT: "words", ColumnKind.NOTE: "note"}


def _caption(table: Table, name: str, addition: str, *, is_named: bool) -> str:
    seen = "title" if is_named else "unseen"
    unit = f' <span class="unit">{escape(addition)}</span>' if addition else ""
    return f'<caption id="{name}"><span class="{seen}">{escape(table.title)}</span>{unit}</caption>\n'


def _head(table: Table, heading: str) -> str:
    label = f'<th scope="col">{escape(heading)}</th>' if heading else "<td></td>"
    columns = "".join(
        f'<th scope="col" class="{_CELL_CLASSES[column.kind]}">{_kept_days(column.label)}</th>'
        if column.label
        else "<td></td>"
        for column in table.columns
    )
    return f"<thead>\n<tr>{label}{columns}</tr>\n</thead>\n"


def _kept_days(label: str) -> str:
    """A column heading that may break between its days, never inside one."""
    return _DAY.sub(r'<span class="keep">\g<0></span>', escape(label))


# ── signatures ────────────────────────────────────────────────────────────────────────────────────────────────────


def _signature_page(page: SignaturePage) -> Iterator[str]:
    yield f"<p>{escape(page.statement)}</p>\n<p>{escape(signing_place(page))}</p>\n"
    yield _signing(page.signatories)
    if page.auditors:
        yield f"<p>{escape(audit_words(page))}</p>\n"
        yield _signing(page.auditors)


def _signing(people: tuple[Signatory, ...]) -> str:
    lines = "".join(
        f'<li><span class="name">{escape(person.name)}</span> '
        f'<span class="function">{escape(appointed_words(person))}</span></li>\n'
        for person in people
    )
    return f'<ul class="signing">\n{lines}</ul>\n'
