"""How the cells of a workbook look, and the one way each kind of value is written.

Text is always written as text: a cell that begins with = + - or @ never becomes a formula.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from samverk.core.document.tree import RowRole
from samverk.core.money import MINUS, NBSP
from samverk.reports.charts.colours import readable_accent

WHOLE = f'#,##0;"{MINUS}"#,##0'  # Excel shows the thousands mark of the reader's country
EXACT = f'#,##0.00;"{MINUS}"#,##0.00'
PERCENT = f'0{NBSP}%;"{MINUS}"0{NBSP}%'
FINE_PERCENT = f'0.0{NBSP}%;"{MINUS}"0.0{NBSP}%'
EXACT_PERCENT = f'0.00{NBSP}%;"{MINUS}"0.00{NBSP}%'
DAY = "yyyy-mm-dd"

_RULE, _STRONG_RULE, _QUIET = "#DDE4E6", "#5C6C73", "#53636A"
_THIN, _MEDIUM = 1, 2
_WEIGHTY = (RowRole.HEADING, RowRole.SUBTOTAL, RowRole.TOTAL)
_LINE_HEIGHT = 15  # points
_MAX_TEXT = 32_767  # characters that Excel holds in a cell


class Formats:
    """Makes each format once. Keys are XlsxWriter's own property names."""

    def __init__(self, workbook: Any, accent: str) -> None:
        self._workbook = workbook
        self._known: dict[tuple[tuple[str, object], ...], Any] = {}
        self.accent = readable_accent(accent)

    def get(self, **properties: object) -> Any:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._known:
            base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
            self._known[key] = self._workbook.add_format({**base, **properties})
        return self._known[key]

    def title(self) -> Any:
        """The title of a table or sheet."""
        return self.get(bold=True, font_size=14, font_color=self.accent)

    def quiet(self, **properties: object) -> Any:
        """Remarks and small print."""
        return self.get(font_color=_QUIET, **properties)

    def link(self, **properties: object) -> Any:
        """Words that lead somewhere."""
        return self.get(font_color=self.accent, underline=1, **properties)

    def column_heading(self, align: str = "left") -> Any:
        """The heading of a column."""
        rules = {"top": _MEDIUM, "bottom": _THIN, "top_color": _STRONG_RULE, "bottom_color": _STRONG_RULE}
        return self.get(bold=True, align=align, text_wrap=True, **rules | {"valign": "bottom"})

    def cell(self, role: RowRole, **properties: object) -> Any:
        """A cell in a row of this role: sums stand out by weight and rule, not by colour."""
        rules: dict[str, object] = {"bottom": _THIN, "bottom_color": _RULE}
        if role in (RowRole.SUBTOTAL, RowRole.TOTAL):
            rules |= {"top": _MEDIUM if role is RowRole.TOTAL else _THIN, "top_color": _STRONG_RULE}
        if role in _WEIGHTY:
            rules["bold"] = True
        return self.get(**rules, **properties)


def write_text(sheet: Any, row: int, column: int, text: str, form: Any, link: str = "") -> None:
    """Write `text` as text, and let it lead to `link` when there is one. No text leaves the cell empty."""
    if not text:
        sheet.write_blank(row, column, None, form)
        return
    if link:
        sheet.write_url(row, column, link, form, "", "Visa")
    sheet.write_string(row, column, text[:_MAX_TEXT], form)


def write_number(sheet: Any, row: int, column: int, number: int | Decimal, form: Any, link: str = "") -> None:
    """Write `number` as a number, and let it lead to `link` when there is one."""
    if link:
        sheet.write_url(row, column, link, form, "", "Visa beviset")
    sheet.write_number(row, column, number, form)


def row_height(*cells: tuple[str, int]) -> int:
    """Height in points of a row with these texts in columns of these widths (characters), broken over lines.

    Excel works it out itself, other programs do not.
    """
    lines = max(-(-len(text) * 11 // (width * 10)) for text, width in cells)  # words end before the line does
    return _LINE_HEIGHT * max(lines, 1)


def kronor(ore: int) -> Decimal:
    """An amount in öre as kronor, exactly."""
    return Decimal(ore).scaleb(-2)


def printed_share(shown: str) -> Decimal | None:
    """The share that "28 %" or "0,4 %" says, 0.28 or 0.004; None for other words."""
    digits = shown.removesuffix("%").replace(NBSP, "").replace(MINUS, "-").replace(",", ".").strip()
    if not shown.endswith("%") or not digits.lstrip("-").replace(".", "", 1).isdecimal():
        return None
    return Decimal(digits).scaleb(-2)
