"""A table of figures in WordprocessingML: real header rows, right-aligned figures, rules at the sums."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samverk.core.document.tree import Row, RowRole, Table
from samverk.reports.render.columns import table_data
from samverk.reports.render.docx_markup import (
    LANDSCAPE_WIDTH,
    TEXT_WIDTH,
    TWIPS,
    attribute,
    inner_link,
    paragraph,
    quiet,
    run,
)

_INDENT = 180  # twips for each level of a row
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_NO_BREAK = "</w:t><w:noBreakHyphen/><w:t>"
_FIRST_CELL = 3  # in a row of table_data, after role, level and label
_AIR = (1.3, 1.15, 1.0)
_LEAST_LABEL = 2000  # twips
_STYLES = {"left": "TableText", "right": "TableFigure", "center": "TableReference"}
_WEIGHTY = (RowRole.HEADING, RowRole.SUBTOTAL, RowRole.TOTAL)
_RULES = {
    RowRole.SUBTOTAL: '<w:top w:val="single" w:sz="6" w:space="0" w:color="5C6C73"/>',
    RowRole.TOTAL: '<w:top w:val="single" w:sz="8" w:space="0" w:color="5C6C73"/>',
}


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the cells of one table are set: alignments, widths in twips, type size in half points, place in the row."""

    aligns: tuple[str, ...]
    widths: tuple[int, ...]
    size: int
    place: str


def table_markup(table: Table, notes: Mapping[int, str], *, is_named: bool) -> tuple[str, bool]:
    """The caption, the table and what stands below it, and whether it needs a landscape page.

    `notes` maps a note's number to its bookmark. A table called like its section is not `is_named` again.
    """
    data = table_data(table, notes, title=table.title if is_named else "")
    place = "top" if any(data["wordy"][1:]) else "bottom"
    setting = _Setting(tuple(data["align"]), _twips(data), round(data["size"] * 2), place)
    rows = "".join(
        _row(row, cells[_FIRST_CELL:], setting, is_kept=data["whole"] and number < len(table.rows))
        for number, (row, cells) in enumerate(zip(table.rows, data["rows"], strict=True), 1)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in setting.widths)
    markup = (
        f"{_caption(data)}<w:tbl>{_properties(table, sum(setting.widths))}<w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(data['head'], setting)}{rows}</w:tbl>{_below(data)}"
    )
    return markup, data["landscape"]


def _twips(data: Mapping[str, Any]) -> tuple[int, ...]:
    """Column widths in twips, the label's first. Figures get air for a wider typeface where ours is not installed."""
    widest = LANDSCAPE_WIDTH if data["landscape"] else TEXT_WIDTH
    columns = list(zip(data["columns"][1:], data["wordy"][1:], strict=True))
    for air in _AIR:
        widths = [round(width * TWIPS * (1 if is_wordy else air)) for width, is_wordy in columns]
        room = min(round(data["width"] * TWIPS * air), widest)
        if room - sum(widths) >= _LEAST_LABEL:
            break
    return room - sum(widths), *widths


def _caption(data: Mapping[str, Any]) -> str:
    between = " – " if data["title"] and data["addition"] else ""
    words = f"{run(data['title'])}{quiet(between + data['addition'])}"
    return paragraph("Caption", words) if words else ""


def _properties(table: Table, width: int) -> str:
    return (
        f'<w:tblPr><w:tblStyle w:val="FigureTable"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={attribute(table.title)}/>'
        f"<w:tblDescription w:val={attribute(table.sign_convention or table.title)}/></w:tblPr>"
    )


def _head(words: list[str], setting: _Setting) -> str:
    form = f'<w:b/><w:bCs/><w:sz w:val="{setting.size - 1}"/>'
    cells = "".join(
        _cell(_kept_days(word, form), align, width, "bottom", "<w:keepNext/>")
        for word, align, width in zip(words, setting.aligns, setting.widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _kept_days(words: str, form: str) -> str:
    """A column heading that may break between its days, never inside one: their hyphens do not break."""
    parts = _DAY.split(words)
    kept = [run(part, form) for part in parts]
    for place in range(1, len(parts), 2):
        kept[place] = f"<w:r><w:rPr>{form}</w:rPr><w:t>{parts[place].replace('-', _NO_BREAK)}</w:t></w:r>"
    return "".join(kept)


def _row(row: Row, words: list[Any], setting: _Setting, *, is_kept: bool) -> str:
    """A row that never breaks over pages, and stays with the next one when the table is kept whole."""
    form = f'{"<w:b/><w:bCs/>" if row.role in _WEIGHTY else ""}<w:sz w:val="{setting.size}"/>'
    kept = "<w:keepNext/>" if is_kept or row.role is RowRole.HEADING else ""
    above = '<w:spacing w:before="140" w:after="36"/>' if row.role is RowRole.HEADING else ""
    indent = f'<w:ind w:left="{row.level * _INDENT}"/>' if row.level else ""
    rule = _RULES.get(row.role, "")
    missing: list[Any] = [""] * (len(setting.widths) - 1 - len(words))
    contents = [run(row.label, form), *(_content(word, form) for word in (*words, *missing))]
    indents = [indent, *([""] * (len(contents) - 1))]
    cells = "".join(
        _cell(content, align, width, setting.place, f"{kept}{above}{left}", rule)
        for content, align, width, left in zip(contents, setting.aligns, setting.widths, indents, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _content(word: str | list[str], form: str) -> str:
    """Words, or the number of a note with the bookmark to jump to."""
    if isinstance(word, str):
        return run(word, form)
    number, bookmark = word
    return inner_link(bookmark, run(number, f'<w:rStyle w:val="Hyperlink"/>{form}'))


def _cell(content: str, align: str, width: int, place: str, properties: str, rule: str = "") -> str:
    borders = f"<w:tcBorders>{rule}</w:tcBorders>" if rule else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}<w:vAlign w:val="{place}"/></w:tcPr>'
        f"{paragraph(_STYLES[align], content, properties)}</w:tc>"
    )


def _below(data: Mapping[str, Any]) -> str:
    """The sentences below; at least an empty line, for two tables in a row would grow together."""
    return "".join(paragraph("TableNote", run(sentence)) for sentence in data["below"]) or paragraph("TableNote", "")
